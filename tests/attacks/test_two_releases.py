"""Whoever compares a release with the earlier ones learns nothing of few people."""

from __future__ import annotations

from functools import cache

import pytest
from tests.attacks.attacking import Attack, Release, reports, told
from tests.attacks.changing import first, kept, release, rows
from tests.attacks.conftest import few_each

from njia.dataset import Dataset
from njia.disclosure import GUARDED, ToldByEarlier
from njia.synth import synth

ROUTES = 140


@cache
def collection(of_few: bool) -> Dataset:
    data = synth(ROUTES + 60, seed=11)
    return few_each(data) if of_few else data


@cache
def earlier(of_few: bool) -> Release:
    return release(first(collection(of_few), ROUTES))


def faults(data: Dataset, *releases: Release) -> list[str]:
    shown = [one for number, made in enumerate(releases, 1) for one in told(made, number)]
    return Attack(shown, reports(data), GUARDED).faults()


@pytest.mark.parametrize("of_few", [True, False], ids=["few each", "as reported"])
@pytest.mark.parametrize("more", [1, 2, 8, 30, 60])
def test_nothing_between_two_releases_is_of_few_people(of_few: bool, more: int) -> None:
    data = first(collection(of_few), ROUTES + more)
    later = release(data, [earlier(of_few)[1]])
    assert not faults(data, earlier(of_few), later)


def test_the_release_after_one_more_route_counts_the_very_same_routes() -> None:
    later = release(first(collection(True), ROUTES + 1), [earlier(True)[1]])
    assert later[1] == earlier(True)[1]
    assert rows(later[0]) == rows(earlier(True)[0])


def test_routes_are_counted_once_enough_have_come() -> None:
    later = release(collection(False), [earlier(False)[1]])
    assert ROUTES + 10 <= (later[0].tables["overview"].of or 0) <= ROUTES + 60


def test_without_what_was_shown_earlier_the_attack_tells_the_one_more_route() -> None:
    data = first(collection(True), ROUTES + 1)
    assert faults(data, earlier(True), release(data))


def test_a_chain_of_three_releases_tells_nothing_of_few_people() -> None:
    data, made = collection(True), [earlier(True)]
    for routes in (ROUTES + 7, ROUTES + 31):
        made.append(release(first(data, routes), [figures for _, figures in made]))
    assert not faults(data, *made)


def test_routes_waiting_from_one_release_to_the_next_are_counted_later() -> None:
    second = release(first(collection(False), ROUTES + 1), [earlier(False)[1]])
    third = release(collection(False), [earlier(False)[1], second[1]])
    assert second[0].tables["overview"].of == ROUTES < (third[0].tables["overview"].of or 0)


@pytest.mark.parametrize("gone", [1, 3, 12])
def test_of_routes_that_are_gone_nothing_is_told(gone: int) -> None:
    every = first(collection(True), ROUTES)
    left = kept(every, lambda row: row["number"] >= gone)
    try:
        later = release(left, [earlier(True)[1]])
    except ToldByEarlier as refused:
        assert "gone" in str(refused)
        return
    assert not faults(every, earlier(True), later)


def test_a_route_put_in_the_place_of_another_is_not_told() -> None:
    every = first(collection(True), ROUTES + 1)
    changed = kept(every, lambda row: row["number"] != 0)
    try:
        later = release(changed, [earlier(True)[1]])
    except ToldByEarlier as refused:
        assert "gone" in str(refused)
        return
    assert not faults(every, earlier(True), later)


def test_all_of_a_country_that_are_gone_are_not_told() -> None:
    every = first(collection(True), ROUTES)
    counted = [row["origin_country"] for row in every.routes.select(["origin_country"]).to_pylist()]
    rare = min({*counted} - {None}, key=lambda code: (counted.count(code), code))
    with pytest.raises(ToldByEarlier, match="gone"):
        later = release(kept(every, lambda row: row["origin_country"] != rare), [earlier(True)[1]])
        assert not faults(every, earlier(True), later)
        raise ToldByEarlier("gone: nothing that tells")
