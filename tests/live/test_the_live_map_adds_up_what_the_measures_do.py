"""The hub's quick addition gives the very flow that the report's measures give for the same routes."""

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oracle.made_routes import made_routes

from njia.dataset import Dataset, dataset
from njia.disclosure import INSIDE, protect, protect_dataset, protect_map
from njia.draw.flow import Flow, LegKey, flow
from njia.draw.live import LiveMap
from njia.draw.live_flow import LiveFlow
from njia.filters import Filter, apply
from njia.levels import Level, coarsened
from njia.live import Prepared
from njia.live.adding import add_up
from njia.measures import MEASURES, measure_all, scope_for
from njia.measures.direction import DIRECTIONS, direction
from njia.network import Network
from njia.schema import Route
from njia.synth import synth

KENYA = Network(focus_country="KE")
NEEDED = {name: MEASURES[name] for name in ("map_routes", "map_legs", "map_places", "map_route_details")}
FILTERS = (
    Filter(),
    Filter(origin=("iso:KE",)),
    Filter(through=("iso:KE", "gn:10"), organisations=2),
    Filter(destination=("iso:SA",), source="own_casework"),
    Filter(collections=("2020",)),
    Filter(origin=("iso:FR",)),
)


def by_measures(data: Dataset, by: str) -> Flow:
    measured = measure_all(data, scope_for(KENYA, data), measures=NEEDED)
    protected = {name: protect(result, INSIDE) for name, result in measured.items()}
    return flow(protected, protect_dataset(data, INSIDE), KENYA, "KE", by)


def live(prepared: Prepared, chosen: Filter, level: Level, by: str) -> LiveFlow:
    whole = protect_map(add_up(prepared, Filter(), level), INSIDE)
    return LiveMap(whole, KENYA).flow(protect_map(add_up(prepared, chosen, level), INSIDE), by)


def same(quick: LiveFlow, slow: Flow) -> None:
    assert quick.all_legs() == slow.all_legs()
    assert quick.totals() == slow.totals()
    assert quick.distinct == slow.distinct
    assert set(quick.legs) <= set(slow.all_legs())
    for place, ends in quick.ends.items():
        assert ends == slow.ends[place]
        assert quick.places[place].crossing == slow.places[place].crossing
    for key, evidence in quick.evidence.items():
        assert evidence.modes == slow.evidence[key].modes
        assert bool(evidence.own_casework) == bool(slow.evidence[key].own_casework)


def located(data: Dataset) -> Dataset:
    """Give every place a point: those of the oracle's routes have none, and maps draw none without."""
    count = data.places.num_rows
    points = {"lat": np.linspace(-4, 4, count), "lon": np.linspace(30, 40, count)}
    places = data.places
    for name, values in points.items():
        places = places.set_column(places.schema.get_field_index(name), name, pa.array(values))
    return Dataset(**{**data.tables(), "places": places})


@settings(max_examples=12, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    made=made_routes(25),
    chosen=st.sampled_from(FILTERS),
    level=st.sampled_from([Level.PLACE, Level.COUNTRY]),
    by=st.sampled_from(["cases", "submissions"]),
)
def test_the_live_flow_equals_the_flow_of_the_measures(
    made: list[Route], chosen: Filter, level: Level, by: str
) -> None:
    data = located(dataset(made))
    slow = by_measures(coarsened(apply(data, chosen), level, {}), by)
    same(live(Prepared(data, "KE"), chosen, level, by), slow)


def test_it_equals_the_measures_for_many_routes_and_legs_too() -> None:
    data = synth(3000, 5)
    chosen = Filter(origin=("iso:KE",), industry=("domestic_work",))
    for level in (Level.PLACE, Level.COUNTRY):
        slow = by_measures(coarsened(apply(data, chosen), level, {}), "cases")
        quick = live(Prepared(data, "KE"), chosen, level, "cases")
        same(quick, slow)
        assert len(slow.all_legs()) > 150
        assert len(quick.legs) + quick.left_out == len(slow.all_legs())


@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
@given(made_routes(25))
def test_organisations_behind_a_leg_are_counted_each_once(made: list[Route]) -> None:
    quick = live(Prepared(located(dataset(made)), "KE"), Filter(), Level.PLACE, "submissions")
    named: dict[LegKey, set[str]] = defaultdict(set)
    for route in made:
        for key in _legs(route):
            named[key] |= {route.organisation} - {""}
    assert {key: found.organisations for key, found in quick.evidence.items()} == {
        key: len(named[key]) for key in quick.legs
    }


@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
@given(made_routes(25))
def test_a_row_of_the_table_tells_the_organisations_and_modes_of_its_own_direction(made: list[Route]) -> None:
    data = located(dataset(made))
    counts = live(Prepared(data, "KE"), Filter(), Level.PLACE, "submissions").counts.counts
    ways = direction(data.routes["origin_country"], data.routes["destination_country"], "KE").tolist()
    named: dict[tuple[LegKey, int], set[str]] = defaultdict(set)
    for route, way in zip(made, ways, strict=True):
        for key in _legs(route):
            named[key, way] |= {route.organisation} - {""}
    rows = measure_all(data, scope_for(KENYA, data), measures={"map_legs": MEASURES["map_legs"]})
    modes: dict[tuple[LegKey, int], set[str]] = defaultdict(set)
    for row in rows["map_legs"].rows.to_pylist():
        start, end = row["from_place_id"] or "", row["to_place_id"] or ""
        key = LegKey(start, end, bool(row["unknown_between"] and start and end))
        modes[key, DIRECTIONS.index(row["direction"])] |= {row["mode"]} - {None}
    ids = ["", *counts.places["place_id"].to_pylist()]
    for leg, (start, end) in enumerate(zip(counts.keys.start, counts.keys.end, strict=True)):
        key = LegKey(ids[start + 1], ids[end + 1], bool(counts.keys.unknown_between[leg]))
        for way in range(len(DIRECTIONS)):
            assert counts.organisations_by_direction[leg, way] == len(named[key, way])
            assert set(counts.modes(leg, way)) == modes[key, way]


def _legs(route: Route) -> set[LegKey]:
    """Join legs over unknown stops, by hand."""
    known = [(at, stop.place_id) for at, stop in enumerate(route.stops) if stop.place_id]
    found = {LegKey(a, b, then - now > 1) for (now, a), (then, b) in pairwise(known) if a != b}
    if known and known[0][0] > 0:
        found.add(LegKey("", known[0][1]))
    if known and known[-1][0] < len(route.stops) - 1:
        found.add(LegKey(known[-1][1], ""))
    return found


@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
@given(made_routes(25))
def test_every_submission_is_drawn_or_said_not_to_be(made: list[Route]) -> None:
    counts = add_up(Prepared(located(dataset(made)), "KE"), Filter(), Level.COUNTRY)
    assert counts.nowhere + counts.stays + counts.open + counts.runs == counts.submissions == len(made)
    codes = [[stop.country_code for stop in route.stops] for route in made]
    homes = [set(of_route) - {None} for of_route in codes]
    at_home = [bool(c[0] and c[-1]) for c in codes]  # both ends are known
    assert counts.nowhere == sum(not home for home in homes)
    assert counts.stays == sum(len(home) == 1 and known for home, known in zip(homes, at_home, strict=True))
    assert counts.open == sum(
        len(home) == 1 and not known for home, known in zip(homes, at_home, strict=True)
    )
