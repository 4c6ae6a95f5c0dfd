"""Each protection of guarded can be seen: switched off, an attack on nasty collections finds something."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from tests.attacks.attacking import Attack, Release, reports, told
from tests.attacks.changing import NETWORK, first, kept, release
from tests.attacks.conftest import few_each
from tests.attacks.mutating import mutated

from njia.dataset import Dataset
from njia.disclosure import GUARDED, Figure, ToldByEarlier, protect_tables
from njia.disclosure.guarded import guarding
from njia.measures import scope_for
from njia.measures.members import Members
from njia.synth import synth

MUTATIONS = {
    "fewest people": ("behind", "(self.people >= policy.people) & (", "("),
    "fewest organisations": ("behind", "enough = self.organisations >=", "enough = self.people >="),
    "dominance": ("behind", "self.largest * 100 <= self.people * policy.most_percent", "self.people >= 0"),
    "keys of few are told less exactly": (
        "guarded.tree",
        "moving = ~shown[group] & (tree.depth[key] == depth)",
        "moving = shown[group] & (tree.depth[key] < 0)",
    ),
    "what is left of figures": (
        "guarded.overlaps",
        "leaking, left = leaks(found, behind, policy), left_over(found, behind, policy)",
        "leaking, left = leaks(found, behind, policy), []",
    ),
    "differences of figures": (
        "guarded.overlaps",
        "leaking, left = leaks(found, behind, policy), left_over(found, behind, policy)",
        "leaking, left = [], left_over(found, behind, policy)",
    ),
    "reports wait": ("guarded.guarding", "if not wait.size:", "if wait.size >= 0:"),
    "parts of few are hidden": (
        "guarded.parts",
        "told = told & ~layer.few(self.policy, layer.submissions, layer.people)",
        "told = told & True",
    ),
    "parts left over by pairs": ("guarded.parts", "if told[part] and told[whole]:", "if False:"),
    "parts left over of tables": (
        "guarded.parts",
        "while chosen := [*self._left_over(told)]:",
        "while chosen := []:",
    ),
    "those of whom it is not said": (
        "guarded.parts",
        '("own_casework",): (own, ~own)',
        '("own_casework",): (own,)',
    ),
    "the headlines": ("guarded.figures", "large = is_enough(every, behind, policy)", "large = True"),
}


@cache
def collection() -> Dataset:
    return few_each(synth(200, seed=11))


@cache
def as_reported() -> Dataset:
    return synth(400)


@pytest.fixture(autouse=True, scope="module")
def members_once() -> Any:
    """Ask the engine for who is behind the rows once for each collection: that is not what is mutated."""
    counted: dict[tuple[str, ...], dict[str, Members]] = {}
    ask: Callable[..., dict[str, Members]] = guarding.members

    def members(data: Dataset, scope: Any, measures: Any) -> dict[str, Members]:
        key = (*measures, *data.routes["route_id"].to_pylist(), str(data.routes["cases_best"].to_pylist()))
        if key not in counted:
            counted[key] = ask(data, scope, measures)
        return counted[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarding, "members", members)
        yield


def faults(data: Dataset, *releases: Release) -> list[str]:
    shown = [one for number, made in enumerate(releases, 1) for one in told(made, number)]
    return Attack(shown, reports(data), GUARDED).faults()


def one_release(data: Dataset) -> list[str]:
    return faults(data, release(data))


def all_tables(data: Dataset) -> list[str]:
    return faults(data, protect_tables(data, scope_for(NETWORK, data), GUARDED))


def one_more(data: Dataset) -> list[str]:
    earlier = release(first(data, 140))
    try:
        return faults(data, earlier, release(first(data, 141), [earlier[1]]))
    except ToldByEarlier:
        return ["a new report is in the way of a release"]


def some_gone(data: Dataset) -> list[str]:
    earlier: tuple[Figure, ...]
    made, earlier = release(first(data, 140))
    try:
        later = release(kept(first(data, 140), lambda row: row["number"] >= 12), [earlier])
    except ToldByEarlier:
        return []
    return faults(data, (made, earlier), later)


CHECKS: dict[str, Callable[[], list[str]]] = {
    "one release of few people": lambda: one_release(collection()),
    "one release as reported": lambda: all_tables(as_reported()),
    "hardly any routes": lambda: one_release(first(collection(), 6)),
    "one more route": lambda: one_more(collection()),
    "some routes gone": lambda: some_gone(collection()),
}


@pytest.mark.parametrize("check", CHECKS)
def test_with_every_protection_nothing_is_found(check: str) -> None:
    assert not CHECKS[check]()


@pytest.mark.parametrize("protection", MUTATIONS)
def test_without_a_protection_something_is_found(protection: str) -> None:
    with mutated(*MUTATIONS[protection]):
        assert any(_found(check) for check in CHECKS.values())


def _found(check: Callable[[], list[str]]) -> bool:
    try:
        return bool(check())
    except AssertionError:
        return True  # it shows what nobody knows the reports of
