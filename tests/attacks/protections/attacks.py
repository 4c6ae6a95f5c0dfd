"""Attacks on releases under `guarded` of collections that could leak: AssertionError when one leaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.attacks import test_bounds_of_places as places
from tests.attacks.attacking import FAMILY, Attack, Release, grown, reports, rests, told
from tests.attacks.changing import (
    FEW_TABLES,
    NETWORK,
    NO_ENDS,
    SINGLE_ENDS,
    before_corrections,
    first,
    kept,
    of_tables,
    release,
    without,
)
from tests.attacks.conftest import Attacked, Truth, few_each
from tests.attacks.test_bounds import test_no_small_pair_can_be_told_or_bounded_to_few_numbers as bounds
from tests.attacks.test_found_leaks import (
    test_a_country_less_what_its_people_were_promised_is_not_of_few as promised,
)
from tests.attacks.test_subtraction import test_the_attacker_reads_the_rows_as_they_are_meant as as_meant

from njia.dataset import Dataset
from njia.disclosure import GUARDED, Policy, ProtectedTables, ToldByEarlier, protect_tables
from njia.disclosure.behind import Behind
from njia.disclosure.guarded import guarding, mending
from njia.disclosure.guarded.tree import Keys, widened
from njia.measures import scope_for
from njia.measures.members import Members
from njia.measures.widened import is_widened
from njia.synth import synth

OF_SOME = (
    "industries_abroad",
    "industries_at_home",
    "industries_of_foreign_nationals",
    "focus_origin_places",
)
MOST_ROUNDS = 60  # of deciding over the pairs in one attack; with every protection it takes fewer


@cache
def collection(routes: int, *, of_few: bool = True, seed: int = 3) -> Dataset:
    data = synth(routes, seed=seed)
    return few_each(data) if of_few else data


@cache
def lacking_a_few() -> Dataset:
    """Give a collection in which a few reports state no number, and a few are from own casework."""
    data = collection(60)
    routes, numbers = data.routes, range(data.routes.num_rows)
    columns: dict[str, list[Any]] = {
        name: [None if number < 4 else 2 for number in numbers]
        for name in ("cases_low", "cases_best", "cases_high")
    }
    columns["source_kind"] = ["own_casework" if number > 55 else "heard_of" for number in numbers]
    for name, values in columns.items():
        at = routes.schema.get_field_index(name)
        routes = routes.set_column(
            at, routes.schema.field(at), pa.array(values, routes.schema.field(at).type)
        )
    return replace(data, routes=routes)


def attack(data: Dataset, *releases: Release) -> None:
    """Work out what several releases of a collection, or one, tell of few people."""
    shown = [one for number, made in enumerate(releases, 1) for one in told(made, number)]
    more = Attack(grown(shown), reports(data), GUARDED)
    faults = [
        *Attack([*shown, *rests(shown)], reports(data), GUARDED).faults(),
        *more.few(),
        *more.by_difference(),
        *more.by_what_is_left(),
    ]
    assert not faults, faults[0]


def release_of(data: Dataset, policy: Policy = FEW_TABLES) -> None:
    """Attack one release, and read its rows as they are meant."""
    made = release(data, policy=policy)
    attack(data, made)
    as_meant(Attacked(Truth(data), scope_for(NETWORK, data), policy, *made))
    of_several(made[0])


def of_several(shown: ProtectedTables) -> None:
    """Rows that stand for several have so many reports that each of these can be many numbers of them.

    Distinct paths are told of no row, and totals of no table that is about some of the routes alone.
    """
    for name, table in shown.tables.items():
        rows, keys = table.rows.to_pylist(), GUARDED.tables[name]
        assert {row.get("routes") for row in rows} <= {None}, name
        assert not (name in OF_SOME and (table.known or table.of)), name
        if len(keys) == 1 and len(rows) > 1 and name not in FAMILY[2:]:
            joint = [row["submissions"] for row in rows if is_widened(row[keys[0]])]
            assert all(count is None or count >= GUARDED.values for count in joint), name


def bounds_of(data: Dataset) -> None:
    scope = scope_for(NETWORK, data)
    bounds(Attacked(Truth(data), scope, FEW_TABLES, *protect_tables(data, scope, FEW_TABLES)))


def growing(data: Dataset, before: int, policy: Policy = FEW_TABLES) -> None:
    """Attack two releases between which reports were added."""
    earlier = release(first(data, before), policy=policy)
    attack(data, earlier, release(data, [earlier[1]], policy))


def growing_twice(data: Dataset) -> None:
    """Attack the releases of some reports, of as many others, and of all with some more."""
    part, policy = data.routes.num_rows * 2 // 5, of_tables("transport_modes", "recruiter_relations")
    made = [release(first(data, part), policy=policy)]
    others = kept(data, lambda row: part <= row["number"] < 2 * part)
    for more in (others, data):
        made.append(release(more, [figures for _, figures in made], policy))
    attack(data, *made)


def correcting(data: Dataset, seed: int, *fields: str) -> None:
    """Attack two releases, where the later one can be made, between which some reports came to say more."""
    some = Random(seed).sample(range(data.routes.num_rows), data.routes.num_rows // 6)
    earlier = release(before_corrections(data, some, *fields), policy=SINGLE_ENDS)
    with suppress(ToldByEarlier):
        attack(data, earlier, release(data, [earlier[1]], SINGLE_ENDS))


def shrinking(data: Dataset, gone: int) -> None:
    """Attack two releases between which reports were taken away, of tables that can be told less of."""
    earlier = release(data, policy=NO_ENDS)
    later = release(kept(data, lambda row: row["number"] >= gone), [earlier[1]], NO_ENDS)
    attack(data, earlier, later)


def refused(data: Dataset) -> None:
    """A release is refused whose totals would tell who is gone."""
    earlier = release(data, policy=SINGLE_ENDS)
    with pytest.raises(ToldByEarlier):
        release(without(data, 0), [earlier[1]], SINGLE_ENDS)


def regions_joined() -> None:
    """A region whose row has to be shown with the others is."""
    names = ("*", "FR", "KE", "UG", "region:East")
    keys = Keys(names, np.array([1] * 12 + [2] * 6 + [3] * 6), np.zeros(len(names), np.int64))
    behind = Behind(np.ones(24, np.int64), np.arange(24) % 6)
    up = {"KE": "region:East", "UG": "region:East"}
    every = np.arange(24)
    for joining, shown in (((), {"FR", "region:East"}), (("region:East",), {"*"})):
        told = widened(every * 0, keys, every, lambda key: up.get(key, "*"), behind, GUARDED, joining)
        assert {told.names[number] for number in told.number} >= shown, joining
        assert "region:East" not in joining or "region:East" not in {told.names[n] for n in told.number}


def places_of_kenya() -> None:
    """Solve all tables of Kenya together, made anew."""
    places.MADE.clear()
    places.test_a_small_cell_can_be_as_many_numbers_of_people_as_the_policy_says("kenya 2020")


ATTACKS: Mapping[str, Callable[[], None]] = {
    "what was promised": lambda: promised(GUARDED),
    "places of Kenya": lambda: places_of_kenya(),
    "20 in all tables": lambda: release_of(collection(20), GUARDED),
    "few that lack something": lambda: release_of(lacking_a_few()),
    "6 of few people": lambda: release_of(collection(6)),
    "60 of few people": lambda: release_of(collection(60)),
    "60 as reported": lambda: release_of(collection(60, of_few=False)),
    "120 of few people": lambda: release_of(collection(120)),
    "120 as reported": lambda: release_of(collection(120, of_few=False)),
    "150 in all tables": lambda: release_of(collection(150), GUARDED),
    "150 as reported in all tables": lambda: release_of(collection(150, of_few=False), GUARDED),
    "bounds of 80": lambda: bounds_of(collection(80)),
    "one more": lambda: growing(collection(61), 60),
    "20 more": lambda: growing(collection(80), 60),
    "60 more": lambda: growing(collection(260, of_few=False, seed=4), 200, SINGLE_ENDS),
    "60 more of pairs": lambda: growing(collection(260, of_few=False, seed=4), 200),
    "20 corrected": lambda: correcting(collection(120, seed=63), 63, "transport_modes"),
    "10 corrected": lambda: correcting(
        collection(60, of_few=False, seed=33), 33, "origin_country", "transport_modes"
    ),
    "two others": lambda: growing_twice(collection(300, of_few=False)),
    "12 gone": lambda: shrinking(collection(80), 12),
    "12 gone as reported": lambda: shrinking(collection(80, of_few=False), 12),
    "one gone": lambda: refused(collection(60)),
    "joined regions": regions_joined,
}


@contextmanager
def members_once() -> Iterator[None]:
    """Ask the engine for who is behind the rows once for each collection: that is not what is mutated."""
    counted: dict[tuple[str, ...], dict[str, Members]] = {}
    ask: Callable[..., dict[str, Members]] = guarding.members

    def members(data: Dataset, scope: Any, measures: Any) -> dict[str, Members]:
        key = (*measures, str(data.routes.to_pydict()), str(data.codes.to_pydict()))
        if key not in counted:
            counted[key] = ask(data, scope, measures)
        return counted[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarding, "members", members)
        yield


@contextmanager
def few_rounds() -> Iterator[None]:
    """Have what decides over and over again fail, as a release that is never made."""

    def counted(decide: Callable[..., Any], most: int) -> Callable[..., Any]:
        rounds: list[int] = []

        def deciding(*given: Any) -> Any:
            rounds.append(1)
            assert len(rounds) <= most, "it is decided over and over again"
            return decide(*given)

        return deciding

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarding, "family", counted(guarding.family, MOST_ROUNDS))
        patch.setattr(mending, "left_over", counted(mending.left_over, 10 * MOST_ROUNDS))
        yield
