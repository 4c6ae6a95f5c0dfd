"""Places told by county or by country: nothing is lost, nothing is guessed, and all tables agree."""

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from tests.oracle.made_routes import made_routes

from njia.dataset import dataset
from njia.gazetteer import Gazetteer, Place
from njia.levels import Level, coarsened, counties
from njia.schema import Precision, Route

NAIROBI = Place("adm1:KE.05", "Nairobi County", "Nairobi", "KE", -1.28, 36.82, Precision.COUNTY, "county")
KWALE = Place("adm1:KE.16", "Kwale County", "Kwale", "KE", -4.2, 39.4, Precision.COUNTY, "county")
COUNTIES = {"gn:1": NAIROBI, "adm1:KE.16": KWALE}


def wider(place_id: str | None, country: str | None, level: Level) -> str | None:
    if level is Level.COUNTY and place_id in COUNTIES:
        return COUNTIES[place_id].place_id
    return f"iso:{country}" if country else None


@settings(max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))
@given(made_routes(15))
def test_every_stop_leg_and_path_is_told_by_its_county_or_country(made: list[Route]) -> None:
    fine = dataset(made)
    for level in (Level.COUNTY, Level.COUNTRY):
        coarse = coarsened(fine, level, COUNTIES)
        for stop, was in zip(coarse.stops.to_pylist(), fine.stops.to_pylist(), strict=True):
            assert stop["place_id"] == wider(was["place_id"], was["country"], level)
            assert stop["country"] == was["country"]
        for leg, was in zip(coarse.legs.to_pylist(), fine.legs.to_pylist(), strict=True):
            for end in ("from", "to"):
                place = wider(was[f"{end}_place_id"], was[f"{end}_country"], level)
                assert leg[f"{end}_place_id"] == place
        for route, said in zip(made, coarse.routes.to_pylist(), strict=True):
            stops = [wider(stop.place_id, stop.country_code, level) or "?" for stop in route.stops]
            assert said["path"] == " > ".join(stops)
            assert said["transit_count"] == len(route.stops) - 2


@settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
@given(made_routes(15))
def test_every_place_that_is_told_is_in_the_table_of_places_and_no_finer_one(made: list[Route]) -> None:
    for level in (Level.COUNTY, Level.COUNTRY):
        coarse = coarsened(dataset(made), level, COUNTIES)
        told = {id_ for id_ in coarse.stops["place_id"].to_pylist() if id_}
        told |= {id_ for id_ in coarse.routes["intended_place_id"].to_pylist() if id_}
        assert coarse.places["place_id"].to_pylist() == sorted(told)
        assert not {"gn:1", "gn:10", "nj:busia-ke"} & told
        known = {"county", "country"} if level is Level.COUNTY else {"country"}
        assert set(coarse.places["precision"].to_pylist()) <= known
        assert set(coarse.stops["precision"].to_pylist()) <= {*known, "unknown"}


def test_at_the_level_of_places_nothing_changes() -> None:
    fine = dataset([])
    assert coarsened(fine, Level.PLACE, COUNTIES) is fine


def test_the_gazetteer_knows_the_county_of_a_town_a_border_post_and_a_county() -> None:
    with_places = Gazetteer.open()
    ids = ["gn:184745", "gn:186301", "adm1:KE.05", "iso:KE", "sy:nowhere"]
    found = counties(pa.table({"place_id": ids}), with_places)
    assert (found["gn:184745"].place_id, found["gn:184745"].name) == ("adm1:KE.05", "Nairobi County")
    assert found["gn:186301"].name == "Mombasa County"
    assert found["adm1:KE.05"].place_id == "adm1:KE.05"
    assert {"iso:KE", "sy:nowhere"}.isdisjoint(found)
