"""What is made for people of the network who are signed in never becomes a publication."""

from pathlib import Path

import pytest
from tests.report.invented import many

from njia.dataset import dataset
from njia.disclosure import (
    INSIDE,
    OPEN,
    NotForPublication,
    ProtectedMap,
    for_publication,
    protect_dataset,
    protect_map,
)
from njia.filters import Filter
from njia.levels import Level
from njia.live import Prepared
from njia.live.adding import add_up
from njia.network import Network
from njia.report.build import build
from njia.report.bundle import assemble
from njia.report.open_data import write_data, write_tables

KENYA = Network(focus_country="KE")


def test_a_report_of_what_is_for_inside_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    inside = assemble(KENYA, dataset(many()), policy=INSIDE)
    with pytest.raises(NotForPublication):
        build(inside, tmp_path / "report")
    assert not list(tmp_path.iterdir())


def test_open_data_of_what_is_for_inside_is_refused(tmp_path: Path) -> None:
    inside = assemble(KENYA, dataset(many()), policy=INSIDE)
    with pytest.raises(NotForPublication):
        write_tables(inside, tmp_path / "tables")
    with pytest.raises(NotForPublication):
        write_data(protect_dataset(dataset(many()), INSIDE), tmp_path / "data")


def test_one_table_for_inside_among_others_is_enough_to_refuse_all(tmp_path: Path) -> None:
    mixed = assemble(KENYA, dataset(many()))
    inside = assemble(KENYA, dataset(many()), policy=INSIDE)
    mixed.measures["overview"] = inside.measures["overview"]
    with pytest.raises(NotForPublication):
        write_tables(mixed, tmp_path / "tables")
    assert not list(tmp_path.rglob("*.csv"))


def test_a_policy_that_nobody_decided_on_publishes_nothing() -> None:
    for_publication(OPEN)
    with pytest.raises(ValueError, match="no such policy"):
        for_publication(INSIDE.model_copy(update={"is_publishable": True}))


def test_inside_too_nobody_is_told_which_organisation_reported_a_route() -> None:
    tables = protect_dataset(dataset(many()), INSIDE).tables
    assert "Organisation" not in str([table.to_pylist() for table in tables.values()])


@pytest.mark.parametrize("door", [None, object(), True])
def test_what_a_map_shows_is_let_out_at_the_door_alone(door: object) -> None:
    counts = add_up(Prepared(dataset(many()), "KE"), Filter(), Level.PLACE)
    with pytest.raises(TypeError, match=r"only njia\.disclosure"):
        ProtectedMap(counts, INSIDE, door)
    with pytest.raises(ValueError, match="no such policy"):
        protect_map(counts, INSIDE.model_copy(update={"meaning": "everything"}))
    assert protect_map(counts, INSIDE).counts is counts
