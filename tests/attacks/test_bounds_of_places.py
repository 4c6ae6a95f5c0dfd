"""Who solves all tables of origins and destinations together, with places, learns no small cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from tests.attacks.bounding import EXACT, TOLD, Bounding, Equation, Solver
from tests.attacks.conftest import few_each, kenya

from njia.cli import inputs
from njia.dataset import Dataset
from njia.disclosure import GUARDED, protect_tables
from njia.disclosure.widening import Widening
from njia.levels import counties
from njia.measures import scope_for
from njia.network import Network
from njia.synth import synth

pytestmark = pytest.mark.xdist_group("bounds of places")
GENERATED: dict[str, Callable[[], tuple[Dataset, Network]]] = {
    "150 of few people": lambda: (few_each(synth(150, seed=3)), Network(focus_country="KE")),
    "150 as reported": lambda: (synth(150, seed=8), Network(focus_country="KE")),
    "200 of few people": lambda: (few_each(synth(200, seed=11)), Network(focus_country="KE")),
}
EVERY = {"kenya 2020": kenya, **GENERATED}
MADE: dict[str, Bounding] = {}


def bounding(name: str) -> Bounding:
    if name not in MADE:
        data, network = EVERY[name]()
        found, scope = counties(data.places, inputs.gazetteer(network)), scope_for(network, data)
        homes = dict(zip(*(data.places[one].to_pylist() for one in ("place_id", "country")), strict=True))
        shown, figures = protect_tables(data, scope, GUARDED, found)
        MADE[name] = Bounding(data, scope, GUARDED, shown, figures, Widening(scope, found, homes))
    return MADE[name]


def narrow(attack: Bounding, people: int, submissions: int, solver: Solver | None = None) -> Iterator[str]:
    """Name the small cells that can be fewer numbers than these."""
    for name, over in attack.small():
        of_people, of_submissions = (solver or attack.solver).possible(over)
        if len(of_people) < people or len(of_submissions) < submissions:
            yield f"{name}: {of_people} people in {of_submissions} submissions"


@pytest.mark.parametrize("name", EVERY)
def test_the_tables_are_read_as_they_are_meant(name: str) -> None:
    """What an equation says of the kinds that it is over is what plain loops count of them."""
    attack = bounding(name)
    stated = np.array([one[1] or 0 for one in attack.reports])
    knows = np.array([one[1] is not None for one in attack.reports])
    for one in attack.equations:
        here = one.over[attack.kind_of]
        truth = {
            "submissions": here.sum(),
            "cases_known": knows[here].sum(),
            "cases_best": stated[here].sum(),
        }
        assert {column: truth[column] for column in one.tells} == one.tells, one.name
    read = {one.name.split(" ")[0] for one in attack.equations}
    with_rows = {table for table in EXACT if attack.shown.tables[table].rows.num_rows}
    assert with_rows <= read


@pytest.mark.parametrize("name", EVERY)
def test_no_small_cell_is_determined(name: str) -> None:
    assert not [*narrow(bounding(name), people=2, submissions=2)]


@pytest.mark.parametrize("name", EVERY)
def test_a_small_cell_can_be_as_many_numbers_of_people_as_the_policy_says(name: str) -> None:
    assert not [*narrow(bounding(name), people=GUARDED.values, submissions=2)]


@pytest.mark.parametrize("name", EVERY)
def test_counts_that_nothing_protects_are_determined(name: str) -> None:
    attack = bounding(name)
    counted = Solver(_rows(attack), len(attack.kinds))
    assert any(narrow(attack, people=2, submissions=2, solver=counted))


def test_one_table_more_is_enough_to_tell_small_cells() -> None:
    """Places of origin as they were counted, beside tables that are protected."""
    attack = bounding("150 of few people")
    more = [one for one in _rows(attack) if one.name.startswith("focus_origin_places")]
    solver = Solver([*attack.equations, *more], len(attack.kinds))
    assert any(narrow(attack, people=2, submissions=2, solver=solver))


def _rows(attack: Bounding) -> list[Equation]:
    """Give the small cells as rows that are shown."""
    stated = np.array([one[1] or 0 for one in attack.reports])
    knows = np.array([one[1] is not None for one in attack.reports])
    found = []
    for name, over in attack.small():
        here = over[attack.kind_of]
        counts = (here.sum(), knows[here].sum(), stated[here].sum())
        found.append(Equation(name, over, dict(zip(TOLD, map(int, counts), strict=True))))
    return found
