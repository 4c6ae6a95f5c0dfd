"""Routes that may be one journey are found, with the signs; a plain loop over all pairs finds the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from njia.dataset import dataset
from njia.doubles import LEAST_LIKENESS, Doubles, Sign, likely_doubles, likeness
from njia.doubles.traits import traits_in, traits_of
from njia.schema import Cases, CasesKind, Leg, Precision, Route, Stop, StopRole

TOWNS = {"Kisumu": ("gn:1", "KE"), "Busia": ("gn:2", "KE"), "Doha": ("gn:3", "QA"), "Beirut": ("gn:4", "LB")}
ADMIN1 = {"Kisumu": "Kisumu", "Busia": "Busia"}
MARCH = {"period_start": dt.date(2020, 3, 1), "period_end": dt.date(2020, 3, 31)}
MAY = {"period_start": dt.date(2020, 5, 1), "period_end": dt.date(2020, 5, 31)}


def stop(role: StopRole, name: str) -> Stop:
    if name in TOWNS:
        place_id, country = TOWNS[name]
        return Stop(role=role, place_id=place_id, country_code=country, precision=Precision.TOWN,
                    admin1=ADMIN1.get(name, ""))  # fmt: skip
    if name.endswith(" County"):
        return Stop(role=role, place_id=f"adm1:{name}", country_code="KE", precision=Precision.COUNTY,
                    admin1=name.removesuffix(" County"))  # fmt: skip
    if name == "?":
        return Stop(role=role)
    return Stop(role=role, place_id=f"iso:{name}", country_code=name, precision=Precision.COUNTRY)


def people(count: int | None) -> Cases:
    return Cases(kind=CasesKind.EXACT, low=count, best=count, high=count) if count else Cases()


def route(way: str, route_id: str = "a", cases: int | None = 12, **more: Any) -> Route:
    names = way.split(" > ")
    roles = [StopRole.ORIGIN, *[StopRole.TRANSIT] * (len(names) - 2), StopRole.DESTINATION]
    stops = tuple(map(stop, roles, names))
    fields: dict[str, Any] = {"organisation": "A", "industries": ("domestic_work",)} | MARCH | more
    return Route(id=route_id, stops=stops, legs=(Leg(),) * (len(names) - 1), cases=people(cases), **fields)


def alike(one: Route, other: Route) -> float:
    return likeness(traits_of(one), traits_of(other)).score


def test_the_same_journey_told_twice_is_likely_and_the_signs_are_said() -> None:
    found = likeness(traits_of(route("Kisumu > Doha")), traits_of(route("Kisumu > Doha", organisation="B")))
    assert found.score > LEAST_LIKENESS
    assert set(found.signs) == {
        Sign.SAME_PATH,
        Sign.SAME_CASES,
        Sign.SAME_PERIOD,
        Sign.SAME_INDUSTRIES,
        Sign.OTHER_ORGANISATION,
    }


@pytest.mark.parametrize(
    "other", ["Busia > Doha", "Doha > Kisumu", "Kisumu > Beirut", "UG > Doha", "? > Doha"]
)
def test_other_ends_are_another_journey(other: str) -> None:
    assert alike(route("Kisumu > Doha"), route(other)) == 0


def test_one_may_know_the_town_and_the_other_only_the_county_or_country() -> None:
    town, county = route("Kisumu > Doha"), route("Kisumu County > Doha")
    country, other_county = route("KE > Doha"), route("Busia County > Doha")
    assert alike(town, town) > alike(town, county) > alike(town, country) > 0
    assert alike(town, other_county) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"cases": 3},
        MAY,
        {"industries": ("mining",)},
        {"sexes": ("male",)},
        {"notes": "another story altogether"},
    ],
)
def test_whatever_contradicts_makes_less_likely_and_silence_does_not_contradict(said: dict[str, Any]) -> None:
    known = {"sexes": ("female",), "notes": "a story told twice, word for word"}
    one = route("Kisumu > Doha", **known)
    same, other = route("Kisumu > Doha", **known), route("Kisumu > Doha", **(known | said))
    assert alike(one, other) < alike(one, same)


def test_little_that_is_known_is_not_enough() -> None:
    bare = {"cases": None, "industries": (), "period_start": None, "period_end": None}
    assert 0 < alike(route("KE > QA", **bare), route("KE > QA", **bare)) < LEAST_LIKENESS


def test_a_journey_that_many_make_says_less() -> None:
    pair = traits_of(route("Kisumu > Doha", cases=1)), traits_of(route("Kisumu > Doha", cases=1, **MAY))
    assert likeness(*pair, sharing=5_000).score < likeness(*pair, sharing=2).score


def test_a_route_heard_of_may_be_anothers_own_case() -> None:
    own, heard = (route("Kisumu > Doha", source_kind=kind) for kind in ("own_casework", "heard_of"))
    assert Sign.ONE_HEARD_OF_IT in likeness(traits_of(own), traits_of(heard)).signs


def test_a_route_is_no_double_of_itself_and_a_removed_one_of_nothing() -> None:
    index = Doubles()
    index.add(route("Kisumu > Doha", "a"))
    index.add(route("Kisumu > Doha", "b"))
    assert [double.route_id for double in index.likely(route("Kisumu > Doha", "a"))] == ["b"]
    index.remove("b")
    index.remove("never there")
    assert index.likely(route("Kisumu > Doha", "a")) == []
    assert len(index) == 1


def test_a_route_at_hand_is_asked_for_by_its_id() -> None:
    index = Doubles([traits_of(route("Kisumu > Doha", name)) for name in "ab"])
    assert index.likely_to("a") == index.likely(route("Kisumu > Doha", "a")) != []
    assert index.likely_to("never there") == []


def test_a_route_that_was_changed_is_found_by_what_it_says_now() -> None:
    index = Doubles([traits_of(route("Kisumu > Doha", "b"))])
    index.add(route("Busia > Beirut", "b"))
    assert index.likely(route("Kisumu > Doha", "a")) == []
    assert len(index.likely(route("Busia > Beirut", "a"))) == 1


WAYS = st.tuples(
    st.sampled_from(["Kisumu", "Busia", "KE", "Busia County", "?"]),
    st.sampled_from(["", "UG > "]),
    st.sampled_from(["Doha", "QA", "Beirut"]),
).map(lambda parts: f"{parts[0]} > {parts[1]}{parts[2]}")
ROUTES = st.lists(
    st.builds(
        lambda way, cases, period, industries: route(way, cases=cases, industries=industries, **period),
        WAYS,
        st.sampled_from([None, 1, 12]),
        st.sampled_from([MARCH, MAY]),
        st.sampled_from([(), ("mining",), ("mining", "domestic_work")]),
    ),
    min_size=1,
    max_size=12,
).map(lambda routes: [one.model_copy(update={"id": str(at)}) for at, one in enumerate(routes)])


@settings(max_examples=60)
@given(ROUTES, st.sampled_from([0.3, 0.6, LEAST_LIKENESS]))
def test_the_index_finds_what_a_loop_over_all_finds(routes: list[Route], least: float) -> None:
    asked, *others = routes
    every = [traits_of(one) for one in others]
    ends = [(one.origin, one.destination) for one in every]
    expected = {}
    for one, between in zip(every, ends, strict=True):
        score = likeness(traits_of(asked), one, ends.count(between)).score
        if score >= least:
            expected[one.id] = score
    found = likely_doubles(asked, others, least)
    assert {double.route_id: double.likeness.score for double in found} == dict(
        sorted(expected.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    )
    assert [double.likeness.score for double in found] == sorted(expected.values(), reverse=True)[:10]


@settings(max_examples=60)
@given(ROUTES)
def test_likeness_is_the_same_from_either_side(routes: list[Route]) -> None:
    one, other = traits_of(routes[0]), traits_of(routes[-1])
    there, back = likeness(one, other), likeness(other, one)
    assert there.score == back.score
    assert 0 <= there.score < 1


@settings(max_examples=30)
@given(ROUTES)
def test_the_tables_give_the_same_traits_as_the_routes(routes: list[Route]) -> None:
    assert list(traits_in(dataset(routes))) == [traits_of(one) for one in routes]
