"""Keys are told less exactly until enough people are behind each: the smallest loss first, and no halves."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from njia.disclosure import GUARDED
from njia.disclosure.behind import Behind
from njia.disclosure.guarded.tree import Keys, widened
from njia.measures.widened import OTHER

PARENTS = {
    "KE": "region:East",
    "UG": "region:East",
    "TZ": "region:East",
    "SA": "region:Gulf",
    "AE": "region:Gulf",
}
NAMES = (OTHER, *sorted([*PARENTS, "FR"]))


def up(key: str) -> str:
    return PARENTS.get(key, OTHER)


def told(reports: list[tuple[str, int, int]], context: list[int] | None = None) -> list[str]:
    """Give the keys shown for reports of (country, people, organisation)."""
    behind = Behind(np.array([p for _, p, _ in reports]), np.array([o for _, _, o in reports]))
    keys = Keys(NAMES, np.array([NAMES.index(c) for c, _, _ in reports]), np.zeros(len(NAMES), np.int64))
    where = np.array(context or [0] * len(reports))
    found = widened(where, keys, np.arange(len(reports)), up, behind, GUARDED)
    return [found.names[number] for number in found.number]


def spread(country: str, people: int, reports: int) -> list[tuple[str, int, int]]:
    return [(country, people, number) for number in range(reports)]


def test_what_is_large_enough_is_told_as_it_is() -> None:
    assert set(told(spread("KE", 4, 3) + spread("SA", 1, 10))) == {"KE", "SA"}


def test_ten_people_of_two_organisations_are_told_unless_one_has_nearly_all() -> None:
    assert told([("KE", 5, 0), ("KE", 5, 1), *spread("SA", 1, 12)])[:2] == ["KE", "KE"]
    assert told([("KE", 9, 0), ("KE", 1, 1), *spread("SA", 1, 12)])[:2] != ["KE", "KE"]


def test_small_countries_of_a_region_are_told_together() -> None:
    shown = told(spread("KE", 1, 6) + spread("UG", 1, 6) + spread("SA", 5, 4))
    assert Counter(shown) == {"region:East": 12, "SA": 4}


def test_what_is_too_small_even_so_takes_the_smallest_with_it() -> None:
    shown = told(spread("FR", 1, 2) + spread("SA", 2, 12) + spread("KE", 1, 12))
    assert Counter(shown) == {OTHER: 14, "SA": 12}


def test_others_of_a_region_are_all_others_of_it() -> None:
    shown = told(
        spread("KE", 2, 5) + spread("UG", 2, 3) + spread("TZ", 2, 3) + spread("FR", 1, 2) + spread("SA", 9, 9)
    )
    # Kenya, the smallest, joins France; "other countries of the East" without Kenya would be told wrongly.
    assert Counter(shown) == {OTHER: 13, "SA": 9}


def test_each_context_is_told_by_itself() -> None:
    shown = told(spread("KE", 4, 3) + spread("KE", 1, 3), context=[0] * 3 + [1] * 3)
    assert shown == ["KE"] * 3 + [OTHER] * 3


reports = st.lists(
    st.tuples(st.sampled_from(NAMES[1:]), st.integers(1, 30), st.integers(0, 5)), min_size=1, max_size=60
)


@settings(max_examples=200)
@given(reports)
def test_whatever_is_told_is_large_enough_or_everything_is_told_together(
    given_: list[tuple[str, int, int]],
) -> None:
    shown = told(given_)
    behind = Behind(np.array([p for _, p, _ in given_]), np.array([o for _, _, o in given_]))
    for key in set(shown):
        routes = np.flatnonzero(np.array(shown) == key)
        safe = behind.sizes(np.zeros_like(routes), routes, 1).safe(GUARDED)[0]
        assert safe or set(shown) == {OTHER}


@settings(max_examples=200)
@given(reports)
def test_a_country_is_told_one_way_or_another_but_not_both(given_: list[tuple[str, int, int]]) -> None:
    ways: dict[str, set[str]] = {}
    for (country, _, _), key in zip(given_, told(given_), strict=True):
        ways.setdefault(country, set()).add(key)
    assert all(len(keys) == 1 for keys in ways.values())
