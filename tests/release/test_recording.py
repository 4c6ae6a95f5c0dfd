"""The private list of figures is read as it was written, and nothing else is taken for one."""

import json
from pathlib import Path

import pytest
from tests.release.made import collection, prepared, release, without

from njia.release import LedgerRefused, read_figures, write_figures


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    figures = release().figures
    write_figures(figures, 1, tmp_path / "one.json")
    write_figures(figures[:3], 2, tmp_path / "two.json")
    assert read_figures([tmp_path / "one.json"]) == (figures,)
    assert read_figures([tmp_path / "one.json", tmp_path / "two.json"]) == (figures, figures[:3])


def test_a_later_release_is_protected_beside_it(tmp_path: Path) -> None:
    """One route more than before is not to be seen by subtraction."""
    before = prepared(without(collection(), 1))
    write_figures(before.figures, 1, tmp_path / "one.json")
    after = prepared(earlier=read_figures([tmp_path / "one.json"]))
    alone = prepared()
    assert alone.material.tables.tables["overview"].of == collection().routes.num_rows
    assert after.material.tables.tables["overview"].of == before.material.tables.tables["overview"].of


def ledger(routes: str, keys: str, numbers: str) -> str:
    """Write a list of one figure."""
    figure = f'{{"table": "a", "part": "rows", "keys": [{keys}], "columns": [], "routes": [{numbers}]}}'
    return f'{{"notice": "", "number": 1, "routes": [{routes}], "figures": [{figure}]}}'


def test_the_lists_below_are_refused_for_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(ledger('"r"', '"KE"', "0"))
    assert len(read_figures([tmp_path / "one.json"])) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"routes": []}', "[" * 100_000),
        *(
            ledger("", '"KE"', "0"),
            ledger('"r"', '"KE"', "-1"),
            ledger('"r"', "1", "0"),
            ledger("1", '"KE"', "0"),
        ),
    ],
)
def test_what_is_no_list_is_refused_by_its_name(text: str, tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(text)
    with pytest.raises(LedgerRefused, match=r"ledger\.json"):
        read_figures([tmp_path / "ledger.json"])


def test_a_release_is_no_list(published: Path) -> None:
    with pytest.raises(LedgerRefused):
        read_figures([published / "release.json"])


def test_each_route_is_named_once(tmp_path: Path) -> None:
    write_figures(release().figures, 1, tmp_path / "one.json")
    ledger = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert len(ledger["routes"]) == len({*ledger["routes"]}) == collection().routes.num_rows
