"""Filters over numbered columns choose the very routes that a plain loop over routes chooses."""

import datetime as dt
from collections import Counter

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oracle.made_routes import made_routes

from njia.dataset import dataset, path_of
from njia.filters import Filter, apply
from njia.filters.sifting import taken
from njia.gazetteer import Place
from njia.schema import Precision, Route, Stop

KWALE = Place("adm1:KE.16", "Kwale", "Kwale", "KE", 0, 0, Precision.COUNTY, "county")
NAIROBI = Place("adm1:KE.05", "Nairobi County", "Nairobi", "KE", 0, 0, Precision.COUNTY, "county")
COUNTIES = {"adm1:KE.16": KWALE, "gn:1": NAIROBI, "nj:busia-ke": KWALE}
PLACES = ["iso:KE", "iso:SO", "iso:FR", "gn:1", "gn:3", "nj:busia-ke", "adm1:KE.16", "adm1:KE.05", "gn:404"]
DAYS = [None, *(dt.date(2020, month, 1) for month in (1, 3, 6, 9))]


@st.composite
def dated(draw: st.DrawFn, route: Route) -> Route:
    start, end = sorted(
        (draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))), key=lambda day: day or dt.date.min
    )
    return route.model_copy(update={"period_start": start, "period_end": end})


def routes() -> st.SearchStrategy[list[Route]]:
    return made_routes(25).flatmap(lambda made: st.tuples(*(dated(route) for route in made)).map(list))


@st.composite
def filters(draw: st.DrawFn, made: list[Route]) -> Filter:
    def some(values: list[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(values), max_size=2))) if values else ()

    def told(field: str) -> list[str]:
        return sorted({code for route in made for code in getattr(route, field)})

    keys = draw(st.sets(st.integers(0, 9), max_size=3))
    days = sorted(day for day in (draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))) if day)
    every = {
        0: {"collections": some(["2020", "2019", "1999", ""])},
        1: {"start": days[0] if days else None},
        2: {"end": days[-1] if days else None},
        3: {"origin": some(PLACES)},
        4: {"through": some(PLACES)},
        5: {"destination": some(PLACES)},
        6: {"industry": some(told("industries"))},
        7: {"mode": some(sorted({leg.mode for r in made for leg in r.legs if leg.mode}))},
        8: {
            "recruitment": some(told("recruitment_methods")),
            "source": draw(st.sampled_from(["", "heard_of"])),
        },
        9: {"organisations": draw(st.integers(1, 3))},
    }
    return Filter(**{name: value for key in keys for name, value in every[key].items()})


def lies_in(stop: Stop, wanted: tuple[str, ...]) -> bool:
    county = COUNTIES.get(stop.place_id or "")
    return any(
        place in (stop.place_id, county and county.place_id)
        or (place.startswith("iso:") and place == f"iso:{stop.country_code}")
        for place in wanted
    )


def meets(route: Route, chosen: Filter) -> bool:
    first, last = route.period_start or route.period_end, route.period_end or route.period_start
    modes = {*route.transport_modes, *(leg.mode for leg in route.legs)}
    return (
        (not chosen.collections or route.collection in chosen.collections)
        and (not chosen.start or (last is not None and last >= chosen.start))
        and (not chosen.end or (first is not None and first <= chosen.end))
        and (not chosen.origin or lies_in(route.origin, chosen.origin))
        and (not chosen.through or any(lies_in(stop, chosen.through) for stop in route.stops))
        and (not chosen.destination or lies_in(route.destination, chosen.destination))
        and (not chosen.industry or bool(set(chosen.industry) & set(route.industries)))
        and (not chosen.mode or bool(set(chosen.mode) & modes))
        and (not chosen.recruitment or bool(set(chosen.recruitment) & set(route.recruitment_methods)))
        and (not chosen.source or route.source_kind == chosen.source)
    )


def by_loop(made: list[Route], chosen: Filter) -> list[str]:
    found = [route for route in made if meets(route, chosen)]
    named = {(path_of(route), route.organisation) for route in found if route.organisation}
    behind = Counter(path for path, _ in named)
    least = chosen.organisations
    return [route.id for route in found if least < 2 or behind[path_of(route)] >= least]


@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_filter_chooses_the_routes_that_a_plain_loop_chooses(data: st.DataObject) -> None:
    made = data.draw(routes())
    chosen = data.draw(filters(made))
    found = apply(dataset(made), chosen, COUNTIES)
    assert found.routes["route_id"].to_pylist() == by_loop(made, chosen)


@settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_with_a_route_comes_all_that_belongs_to_it_and_nothing_else(data: st.DataObject) -> None:
    made = data.draw(routes())
    chosen = data.draw(filters(made))
    kept = set(by_loop(made, chosen))
    found, wanted = apply(dataset(made), chosen, COUNTIES), dataset([r for r in made if r.id in kept])
    for name, table in wanted.tables().items():
        if name != "places":
            assert getattr(found, name).to_pylist() == table.to_pylist(), name


def test_nothing_is_copied_when_nothing_is_left_out() -> None:
    everything = dataset([])
    assert taken(everything, np.ones(0, np.bool_)) is everything
