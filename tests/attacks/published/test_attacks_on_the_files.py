"""Whoever reads the numbers out of the files, and knows what their keys mean, is left with enough people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from tests.attacks import test_subtraction as subtraction
from tests.attacks.attacking import Attack, Told, reports, told
from tests.attacks.conftest import Attacked, Truth
from tests.attacks.published.building import Built, Input
from tests.attacks.published.reading import Published
from tests.disclosure.strict.made import released
from tests.disclosure.strict.test_small_cells_are_not_got_back_by_subtraction import MOST, subtracted

from njia.cli import inputs as reading
from njia.dataset import Dataset
from njia.disclosure import GUARDED, STRICT
from njia.measures import scope_for
from njia.measures.declaration import Scope
from njia.release import by_content, read_figures
from njia.release.open_data.tables import open_tables, write_table
from njia.synth import synth

pytestmark = pytest.mark.xdist_group("published")


@dataclass(frozen=True)
class Behind:
    """What only the tests have: the reports of a release."""

    data: Dataset
    scope: Scope


def behind(given: Input) -> Behind:
    network = reading.network(given.network)
    data = by_content(reading.dataset((given.routes,), network)[0])
    return Behind(data, scope_for(network, data))


def shown(folder: Path) -> Any:
    """Give the tables as the attacks take them, with what the files say and nothing else."""
    release = Published(folder)
    tables = {}
    for name, rows in release.tables.items():
        plain = [{n: v if isinstance(v, (int, float)) else _key(v) for n, v in row.items()} for row in rows]
        known, of = (None if part == "withheld" else int(part) for part in release.bases[name])
        tables[name] = SimpleNamespace(rows=pa.Table.from_pylist(plain), known=known, of=of)
    return SimpleNamespace(tables=tables, policy=GUARDED)


def _key(value: object) -> object:
    return None if value in ("", "withheld") else value


@pytest.fixture(params=["kenya 2020", "generated"])
def attacked(
    request: pytest.FixtureRequest, inputs: dict[str, Input], releases: dict[tuple[str, str], Built]
) -> Attacked:
    truth, built = behind(inputs[request.param]), releases[request.param, "guarded"]
    (figures,) = read_figures([built.ledger])
    return Attacked(Truth(truth.data), truth.scope, GUARDED, shown(built.folder), figures)


ATTACKS = {
    "rows": subtraction.test_every_published_figure_is_of_enough_people,
    "differences": subtraction.test_no_difference_of_two_published_figures_is_of_few_people,
    "pairs": subtraction.test_what_a_country_shows_of_its_pairs_leaves_enough_people_or_nobody,
}


def test_the_files_are_read_as_they_are_meant(attacked: Attacked) -> None:
    subtraction.test_the_attacker_reads_the_rows_as_they_are_meant(attacked)


@pytest.mark.parametrize("attack", ATTACKS)
def test_subtracting_what_the_files_say_tells_nothing_of_few_people(attacked: Attacked, attack: str) -> None:
    ATTACKS[attack](attacked)


def all_told(attacked: Attacked) -> list[Told]:
    return told((attacked.shown, attacked.figures))


def test_nothing_of_few_people_is_told_by_any_of_the_files_figures(attacked: Attacked) -> None:
    assert not Attack(all_told(attacked), reports(attacked.truth.data), GUARDED).faults()


def test_a_number_that_is_another_is_found(attacked: Attacked) -> None:
    figures = all_told(attacked)
    number = next(n for n, one in enumerate(figures) if one.counts.get("organisations"))
    counts = {**figures[number].counts, "organisations": figures[number].counts["organisations"] + 1}
    figures[number] = replace(figures[number], counts=counts)
    assert Attack(figures, reports(attacked.truth.data), GUARDED).faults()


def test_the_same_attacks_take_an_open_release_apart(inputs: dict[str, Input], opened: Path) -> None:
    truth = behind(inputs["kenya 2020"])
    attacked = Attacked(Truth(truth.data), truth.scope, GUARDED, shown(opened), ())
    for attack in (ATTACKS["rows"], ATTACKS["differences"]):  # all pairs are told: none is left of a country
        with pytest.raises(AssertionError):
            attack(attacked)


# Neither these routes nor these secrets were looked at when the noise was chosen.
SEEDS = range(8001, 8017)


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Dataset, Any]]:
    """Give releases under strict, with the numbers as their CSV files have them."""
    made = []
    for seed in SEEDS:
        data, folder = synth(400, seed=seed), tmp_path_factory.mktemp("noisy")
        tables, figures = released(data, secret=f"another secret, {seed}".encode())
        (folder / "tables").mkdir()
        for table in open_tables(tables.tables, tables.places, "en", "KE").values():
            write_table(table, folder / "tables")
        rows = {name: pa.Table.from_pylist(_plain(rows)) for name, rows in Published(folder).tables.items()}
        read = {name: replace(one, rows=rows[name]) for name, one in tables.tables.items()}
        made.append((data, (replace(tables, tables=read), figures)))
    return made


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{n: v if isinstance(v, (int, float)) else _key(v) for n, v in row.items()} for row in rows]


@pytest.mark.parametrize("count", ["submissions", "cases_best"])
def test_differences_of_noisy_counts_are_right_hardly_more_often_than_a_guess(
    count: str, noisy: list[tuple[Dataset, Any]]
) -> None:
    found = [pair for data, release in noisy for pair in subtracted(data, release, count)]
    right = sum(min(max(difference, 1), STRICT.people - 1) == true for true, difference in found)
    guessed = Counter(true for true, _ in found).most_common(1)[0][1]
    assert len(found) > 200
    assert right <= MOST * guessed


def test_without_noise_the_same_differences_are_all_right() -> None:
    data = synth(400, seed=SEEDS[0])
    hardly = STRICT.noise.model_copy(update={"most": 1, "variance": 0.001})
    exact = STRICT.model_copy(update={"round_to": 1, "noise": hardly})
    found = subtracted(data, released(data, exact), "submissions")
    guessed = Counter(true for true, _ in found).most_common(1)[0][1]
    assert sum(difference == true for true, difference in found) > MOST * guessed
