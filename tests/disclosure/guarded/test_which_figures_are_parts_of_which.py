"""Figures are compared by their routes as plain sets are, however they are looked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from njia.disclosure.behind import Behind, grouped, routes_of
from njia.disclosure.guarded.comparing import are_apart, insides, members_of
from njia.measures.numbered import Ints

ROUTES = 40
routes = st.frozensets(st.integers(0, ROUTES - 1))
groups = st.lists(st.tuples(st.integers(0, 5), st.integers(0, ROUTES - 1)), max_size=80)


@dataclass(frozen=True)
class Some:
    routes: Ints


def some(found: list[frozenset[int]]) -> list[Some]:
    return [Some(np.array(sorted(one), np.int64)) for one in found]


def behind(organisations: int = 3) -> Behind:
    every = np.arange(ROUTES)
    return Behind(1 + every % 4, every * 7 % organisations)


def as_sets(matrix: object) -> set[tuple[int, int]]:
    both = matrix.tocoo()  # type: ignore[attr-defined]
    assert (both.data == 1).all()
    return {*zip(both.row.tolist(), both.col.tolist(), strict=True)}


@given(st.lists(routes, max_size=12))
@example([frozenset(range(ROUTES)), frozenset(range(20)), frozenset(range(20)), frozenset({3}), frozenset()])
@example([frozenset(range(ROUTES)) - {17}, frozenset(range(30))])  # 17 is not among those looked for first
def test_a_figure_is_a_part_of_another_as_sets_are(found: list[frozenset[int]]) -> None:
    parts = {
        (whole, part)
        for whole, in_all in enumerate(found)
        for part, one in enumerate(found)
        if one and one <= in_all
    }
    assert as_sets(insides(some(found), behind())) == parts


@given(st.lists(routes, max_size=8))
def test_every_route_of_a_figure_is_a_member_of_it(found: list[frozenset[int]]) -> None:
    members = {(number, route) for number, one in enumerate(found) for route in one}
    assert as_sets(members_of(some(found), behind())) == members


@given(st.lists(routes, max_size=6))
@example([frozenset({1, 2}), frozenset({3})])
def test_figures_are_apart_when_no_route_is_in_two(found: list[frozenset[int]]) -> None:
    together = frozenset().union(*found)
    assert are_apart(some(found), behind()) == (len(together) == sum(map(len, found)))


@given(groups)
def test_the_routes_of_a_group_come_once_and_in_order(lines: list[tuple[int, int]]) -> None:
    group, route = (np.array([line[at] for line in lines], np.int64) for at in (0, 1))
    expected = [sorted({route for number, route in lines if number == at}) for at in range(7)]
    assert [one.tolist() for one in routes_of(group, route, 7)] == expected


@given(groups)
def test_groups_are_measured_as_a_loop_over_their_reports_measures_them(lines: list[tuple[int, int]]) -> None:
    who = behind()
    group, route = (np.array([line[at] for line in lines], np.int64) for at in (0, 1))
    sizes = who.sizes(group, route, 6)
    for at in range(6):
        inside = {route for number, route in lines if number == at}
        by: dict[int, int] = {}
        for one in inside:
            by[int(who.organisation[one])] = by.get(int(who.organisation[one]), 0) + int(who.people[one])
        measured = (sizes.people[at], sizes.submissions[at], sizes.organisations[at], sizes.largest[at])
        assert measured == (sum(by.values()), len(inside), len(by), max(by.values(), default=0))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10**6)), min_size=1, max_size=50))
def test_combinations_of_numbers_are_numbered_in_order(pairs: list[tuple[int, int]]) -> None:
    order = sorted({*pairs})
    numbers, count = grouped(*(np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1)))
    assert count == len(order)
    assert numbers.tolist() == [order.index(pair) for pair in pairs]
