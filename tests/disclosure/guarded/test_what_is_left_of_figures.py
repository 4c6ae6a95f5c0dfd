"""What is left of a figure less others is of enough people: which of them is told less, and who waits.

Every report is of one person; each fifth is of the same organisation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from njia.disclosure import GUARDED, Figure
from njia.disclosure.behind import Behind
from njia.disclosure.guarded.earlier import Earlier, earlier_releases, waiting, without
from njia.disclosure.guarded.overlaps import REST, Set, can_be_told_less, leaks, left_over, rests
from njia.measures.numbered import Ints
from njia.synth import synth

REPORTS = 100
BEHIND = Behind(np.ones(REPORTS, np.int64), np.arange(REPORTS) % 5)
MODES = "transport_modes"
KENYA, UGANDA = ("KE",), ("UG",)


def reports(first: int, end: int) -> Ints:
    return np.arange(first, end)


def row(table: str, keys: tuple[str, ...], first: int, end: int) -> Set:
    return Set(table, "rows", keys, reports(first, end), table)


def early(table: str, keys: tuple[str, ...], first: int, end: int, part: str = "rows") -> Set:
    of = f"{table} of release 0" if part == "rows" else ""
    return Set("", part, keys, reports(first, end), of, ("submissions",))


def total(table: str, first: int, end: int) -> Set:
    return Set(table, "of", (), reports(first, end))


def left(*found: Set) -> list[Set]:
    """Give what is to be told less of."""
    return [found[number] for number in left_over(found, BEHIND, GUARDED)]


def test_of_a_total_less_its_rows_the_smallest_row_is_told_less() -> None:
    bus, air = row(MODES, ("bus",), 0, 50), row(MODES, ("air",), 50, 95)
    assert left(total(MODES, 0, 100), bus, air) == [air]


def test_what_stands_for_others_already_is_told_less_first() -> None:
    bus, others = row(MODES, ("bus",), 0, 40), row(MODES, ("*",), 40, 95)
    assert left(total(MODES, 0, 100), bus, others) == [others]


@pytest.mark.parametrize("end", [90, 100], ids=["enough people", "nobody"])
def test_rows_that_leave_enough_people_or_nobody_are_told(end: int) -> None:
    assert not left(total(MODES, 0, 100), row(MODES, ("bus",), 0, 50), row(MODES, ("air",), 50, end))


def test_rows_with_a_report_in_common_cannot_be_added_up() -> None:
    assert not left(total(MODES, 0, 100), row(MODES, ("bus",), 0, 50), row(MODES, ("air",), 49, 95))


def test_rows_of_which_some_are_elsewhere_are_not_taken_from_a_figure() -> None:
    assert not left(total(MODES, 0, 55), row(MODES, ("bus",), 0, 50), row(MODES, ("air",), 50, 95))


def test_but_from_an_earlier_figure_they_are() -> None:
    bus, air = row(MODES, ("bus",), 0, 50), row(MODES, ("air",), 50, 95)
    assert left(early(MODES, ("car",), 0, 55), bus, air) == [bus]


def test_rows_with_a_country_in_common_are_taken_from_it() -> None:
    of_kenya = [row("origin_destination", ("KE", to), *at) for to, at in (("AE", (0, 30)), ("SA", (30, 55)))]
    of_uganda = row("origin_destination", ("UG", "AE"), 60, 90)
    found = left(total(MODES, 0, 60), *of_kenya, of_uganda)
    assert found == [of_kenya[1]]


def test_a_country_is_told_less_than_what_others_add_up_to() -> None:
    kenya, uganda = row("countries_of_origin", KENYA, 0, 50), row("countries_of_origin", UGANDA, 50, 95)
    every = total(MODES, 0, 100)
    assert left(every, kenya, uganda) == [every]


def test_of_all_reports_less_cannot_be_told() -> None:
    kenya, uganda = row("countries_of_origin", KENYA, 0, 50), row("countries_of_origin", UGANDA, 50, 95)
    assert left(Set("overview", "of", (), reports(0, 100)), kenya, uganda) == [uganda]


def test_of_a_figure_less_earlier_rows_the_figure_is_told_less() -> None:
    every = total(MODES, 0, 100)
    assert left(every, early(MODES, ("bus",), 0, 50), early(MODES, ("air",), 50, 95)) == [every]


def test_beside_one_row_that_is_withheld_another_has_to_be() -> None:
    bus, air = row(MODES, ("bus",), 0, 40), row(MODES, ("air",), 40, 70)
    withheld = Set("", REST, ("",), reports(70, 100), MODES)
    assert left(bus, air, withheld, early("source_kinds", ("heard_of",), 70, 95)) == [air]


def test_where_nothing_can_be_told_less_what_is_told_already_is_given() -> None:
    abroad = Set("", REST, ("countries_of_origin",), reports(0, 55))
    found = left(abroad, early(MODES, ("bus",), 0, 30), early(MODES, ("air",), 30, 50))
    assert found
    assert not any(can_be_told_less(one) for one in found)


def test_a_part_of_a_figure_that_leaves_few_is_found() -> None:
    assert leaks([total(MODES, 0, 60), row(MODES, ("bus",), 0, 55)], BEHIND, GUARDED) == [(1, 0)]


def test_nothing_is_found_of_two_figures_that_are_told_already() -> None:
    assert not leaks([early(MODES, ("bus",), 0, 60), early(MODES, ("air",), 0, 55)], BEHIND, GUARDED)


def test_the_rests_are_those_of_single_rows_and_of_all_rows_together() -> None:
    kenya, uganda = row("countries_of_origin", KENYA, 0, 50), row("countries_of_origin", UGANDA, 50, 94)
    found = rests([total(MODES, 0, 100), kenya, uganda, total("others", 0, 53)], BEHIND, GUARDED)
    assert [one.tolist() for one in found] == [[50, 51, 52], [*range(94, 100)]]


def since(*found: Set, releases: Sequence[Sequence[Set]], new: Ints) -> list[int]:
    """Give the new reports that wait."""
    names = [{(one.table, one.part, one.row): one for one in release} for release in releases]
    told = [
        {name: Set("", one.part, one.row, one.routes, one.of, ("submissions",)) for name, one in each.items()}
        for each in names
    ]
    return waiting(Earlier(told, new, 0), found, BEHIND, GUARDED).tolist()


def test_what_a_figure_has_grown_by_waits_where_it_is_few() -> None:
    before = [row(MODES, ("bus",), 0, 50)]
    assert since(row(MODES, ("bus",), 0, 55), releases=[before], new=reports(50, 100)) == [*range(50, 55)]
    assert since(row(MODES, ("bus",), 0, 65), releases=[before], new=reports(50, 100)) == []


def test_what_two_figures_have_grown_by_waits_where_one_less_the_other_is_few() -> None:
    before = [total(MODES, 0, 50), row(MODES, ("bus",), 0, 30)]
    now = [total(MODES, 0, 75), Set(MODES, "rows", ("bus",), np.r_[0:30, 50:70], MODES)]
    assert since(*now, releases=[before], new=reports(50, 100)) == [*range(70, 75)]


def test_what_a_new_figure_has_more_than_another_earlier_one_waits_where_it_is_few() -> None:
    before = [row(MODES, ("bus",), 0, 50)]
    assert since(row(MODES, ("air",), 0, 54), releases=[before], new=reports(50, 100)) == [*range(50, 54)]


def test_those_who_were_counted_earlier_do_not_wait() -> None:
    before = [row(MODES, ("bus",), 0, 50), total(MODES, 0, 53)]
    now = [row(MODES, ("bus",), 0, 55)]
    assert since(*now, releases=[before], new=reports(53, 100)) == [53, 54]


def test_what_several_releases_together_have_told_is_one_figure_more() -> None:
    """A collection of each of two releases, and then both: what is neither's is few."""
    before = [[row(MODES, ("bus",), 0, 40)], [row(MODES, ("bus",), 40, 80)]]
    assert since(row(MODES, ("bus",), 0, 85), releases=before, new=reports(80, 100)) == [*range(80, 85)]


def test_a_figure_that_was_told_without_a_part_has_not_told_what_the_part_has_grown_by() -> None:
    bus = row(MODES, ("bus",), 0, 60)
    told = {(MODES, "rows", ("bus",)): early(MODES, ("bus",), 0, 50)}
    earlier = Earlier([told], reports(50, 60), 0)
    assert [one.routes.tolist() for one in earlier.growth([bus])[0]] == [[*range(50, 60)]]
    assert earlier.growth([bus], ("cases_best",)) == [[]]


def test_figures_of_earlier_releases_are_of_the_same_reports_by_their_ids() -> None:
    data = synth(30, seed=1)
    ids = data.routes["route_id"].to_pylist()
    told = Figure(MODES, "rows", ("bus",), ("submissions",), tuple(sorted([*ids[5:20], "gone"])))
    kept = earlier_releases([[told]], data)
    assert kept.figures[0].routes.tolist() == [*range(5, 20), 30]
    assert kept.figures[0].is_early
    assert kept.is_new.tolist() == [*range(5), *range(20, 30)]
    assert kept.gone == 1


def test_those_who_are_gone_may_be_one_person_each_of_one_organisation() -> None:
    people = Earlier([], reports(0, 0), 20).with_gone(BEHIND)
    gone = reports(REPORTS, REPORTS + 20)
    sizes = people.sizes(np.zeros_like(gone), gone, 1)
    assert sizes.people.tolist() == [20]
    assert not sizes.safe(GUARDED)[0]


def test_those_who_wait_are_in_no_table_of_the_data() -> None:
    data = synth(30, seed=1)
    less = without(data, np.array([3, 7]))
    ids = {*data.routes["route_id"].to_pylist()}
    gone = ids - {*less.routes["route_id"].to_pylist()}
    assert len(gone) == 2
    for table in less.tables().values():
        if "route_id" in table.column_names:
            assert gone.isdisjoint(table["route_id"].to_pylist())
    assert less.places is data.places
