"""One record more or less, rows in any order: what does not count it is the same in both releases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.attacks.published.building import Built, Input
from tests.attacks.published.changing import changed, files, shuffled, without
from tests.attacks.published.reading import Published, Value

from njia.release import read_figures

pytestmark = pytest.mark.xdist_group("published")
ONE = 40  # the record that is left out


@pytest.fixture(scope="module")
def without_one(inputs: dict[str, Input], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    given = changed(inputs["kenya 2020"], tmp_path_factory.mktemp("without-one"), without(ONE))
    return {policy: given.release(policy, policy) for policy in ("guarded", "strict")}


def test_rows_in_another_order_and_another_hash_seed_give_the_same_bytes(
    kenya_in: Input, full: dict[str, Built], tmp_path: Path
) -> None:
    given = changed(kenya_in, tmp_path, shuffled)
    assert given.routes.read_bytes() != kenya_in.routes.read_bytes()
    program = (
        "import sys\nfrom pathlib import Path\nfrom tests.attacks.published.building import Input\n"
        "Input(*map(Path, sys.argv[1:])).release('again', 'guarded')\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(given.routes), str(given.network), str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )  # fmt: skip
    assert files(tmp_path / "again") == files(full["guarded"].folder)


def test_rows_in_another_order_get_the_same_noise(
    kenya_in: Input, full: dict[str, Built], tmp_path: Path
) -> None:
    again = changed(kenya_in, tmp_path, shuffled).release("again", "strict")
    assert files(again.folder) == files(full["strict"].folder)


def numbers(built: Built) -> dict[tuple[str, ...], tuple[frozenset[str], dict[str, Value]]]:
    """Give each row of a release: whom it counts, and its numbers in the table.

    Shares are left out: they are of a total, which may count others.
    """
    release, found = Published(built.folder), {}
    for one in next(iter(read_figures([built.ledger]))):
        if one.part != "rows" or one.table == "overview":
            continue
        columns = release.content["policy"]["tables"][one.table]
        keys = ["" if key == "?" else key for key in one.keys]
        (row,) = [r for r in release.tables[one.table] if [r[name] for name in columns] == keys]
        counts = {name: value for name, value in row.items() if isinstance(value, int)}
        found[one.table, *one.keys] = frozenset(one.routes), counts
    return found


def test_under_strict_what_does_not_count_the_record_has_the_same_numbers(
    full: dict[str, Built], without_one: dict[str, Built]
) -> None:
    more, less = numbers(full["strict"]), numbers(without_one["strict"])
    same = [key for key in more.keys() & less.keys() if more[key][0] == less[key][0]]
    others = [key for key in more.keys() & less.keys() if more[key][0] != less[key][0]]
    assert len(same) > 40
    assert all(more[key][1] == less[key][1] for key in same)
    assert any(more[key][1] != less[key][1] for key in others)


def test_under_guarded_one_record_more_waits_and_nothing_is_another(
    kenya_in: Input, full: dict[str, Built], without_one: dict[str, Built]
) -> None:
    earlier = without_one["guarded"]
    later = kenya_in.release("later", "guarded", "--earlier", str(earlier.ledger))
    assert files(later.folder) == files(earlier.folder)
    assert later.ledger.read_bytes() == earlier.ledger.read_bytes()
    assert files(full["guarded"].folder) != files(earlier.folder)  # it would be told without the list
