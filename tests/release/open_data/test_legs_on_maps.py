"""The files for maps and networks: as their specifications ask, and no leg without a place at both ends."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from tests.release.open_data.made import by_hand, generated, leg, place, read, records

from njia.disclosure import OPEN
from njia.measures.widened import is_widened
from njia.release.open_data.geojson import cut
from njia.release.open_data.graphml import token
from njia.report.material import Material

Written = Callable[[Material], Path]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
BUSIA, DOHA, NAIROBI = place("gn:busia", 0.46, 34.11), place("gn:doha", 25.29, 51.53), place("gn:nairobi")


def drawn() -> list[dict[str, Any]]:
    """Give the legs of the generated release that have a place at both ends, as a plain loop finds them."""
    tables = generated().tables
    known = {row["place_id"]: row for row in tables.places.to_pylist()}
    ends = ("from_place_id", "to_place_id")
    return [
        row
        for row in tables.tables["map_legs"].rows.to_pylist()
        if all(row[end] and not is_widened(row[end]) and known[row[end]]["lat"] is not None for end in ends)
    ]


# locations.csv and flows.csv. FlowmapBlue reads, from addresses and from pasted text, the columns id, name,
# lat and lon of places, and origin, dest and count of flows, where those of one pair are added up.


def test_the_pair_has_the_columns_that_viewers_read(folder: Path) -> None:
    assert read(folder / "data" / "locations.csv")[0] == ["id", "name", "lat", "lon"]
    assert read(folder / "data" / "flows.csv")[0] == ["origin", "dest", "count"]


def test_the_flows_are_the_legs_with_their_counts(folder: Path) -> None:
    places = pd.read_csv(folder / "data" / "locations.csv").set_index("id")
    flows = pd.read_csv(folder / "data" / "flows.csv")
    expected = {(row["from_place_id"], row["to_place_id"]): row["submissions"] for row in drawn()}
    assert len(expected) > 20
    found = flows.set_index(["origin", "dest"])["count"].to_dict()
    assert found == {pair: count for pair, count in expected.items() if count is not None}
    assert set(flows["origin"]) | set(flows["dest"]) == set(places.index)
    assert places.index.is_unique
    assert places["lat"].between(-90, 90).all()
    assert places["lon"].between(-180, 180).all()


def test_a_withheld_leg_is_no_flow_for_viewers_would_draw_it_as_nought(written: Written) -> None:
    rows = [leg("gn:busia", "gn:doha", 12), leg("gn:busia", "gn:nairobi", None)]
    out = written(by_hand({"map_legs": rows}, [BUSIA, DOHA, NAIROBI]))
    assert read(out / "data" / "flows.csv")[1:] == [["gn:busia", "gn:doha", "12"]]
    assert [row["id"] for row in records(out / "data" / "locations.csv")] == ["gn:busia", "gn:doha"]
    assert "figure is withheld (1 of 2)" in described(out)
    (withheld,) = [one for one in legs(out) if one["properties"]["status"] == "withheld"]
    assert withheld["properties"]["submissions"] is None


def test_legs_that_differ_by_mode_are_one_flow(written: Written) -> None:
    rows = [leg("gn:busia", "gn:doha", 12, mode="bus"), leg("gn:busia", "gn:doha", 5, mode="plane")]
    out = written(by_hand({"map_legs": rows}, [BUSIA, DOHA], policy=OPEN))
    assert read(out / "data" / "flows.csv")[1:] == [["gn:busia", "gn:doha", "17"]]
    assert [one["properties"]["mode"] for one in legs(out)] == ["bus", "plane"]


@pytest.mark.parametrize("end", ["region:East Africa", "*", None, "gn:not-told"])
def test_an_end_that_is_no_place_is_in_no_file_and_the_package_says_so(
    written: Written, end: str | None
) -> None:
    rows = [leg("gn:busia", "gn:doha"), leg("gn:busia", end, 30), leg(end, "gn:doha", 30)]
    out = written(by_hand({"map_legs": rows}, [BUSIA, DOHA]))
    assert len(records(out / "data" / "flows.csv")) == len(legs(out)) == len(edges(out)) == 1
    assert "2 rows of tables/map_legs.csv with an end that is not known" in described(out)


@pytest.mark.parametrize(
    ("lat", "lon"), [(None, None), (None, 3.0), (91.0, 3.0), (1.0, 181.0), (math.nan, 1.0), (1.0, math.inf)]
)
def test_a_place_without_a_point_on_earth_is_on_no_map_but_in_the_network(
    written: Written, lat: float | None, lon: float | None
) -> None:
    out = written(by_hand({"map_legs": [leg("gn:busia", "gn:x")]}, [BUSIA, place("gn:x", lat, lon)]))
    assert records(out / "data" / "flows.csv") == legs(out) == []
    assert [one["id"] for one in features(out)] == ["gn:busia"]
    assert len(edges(out)) == 1
    assert "1 legs with an end whose position is not known" in described(out)


def test_a_release_without_a_table_of_legs_has_files_without_legs(written: Written) -> None:
    out = written(by_hand({"overview": []}))
    assert read(out / "data" / "flows.csv") == [["origin", "dest", "count"]]
    assert features(out) == []
    assert edges(out) == []


def described(out: Path) -> str:
    return str(json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["description"])


# GeoJSON, RFC 7946


def features(out: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((out / "data" / "legs.geojson").read_text("utf-8"))["features"]
    return found


def legs(out: Path) -> list[dict[str, Any]]:
    return [one for one in features(out) if one["properties"]["feature"] == "leg"]


def positions(geometry: dict[str, Any]) -> list[list[float]]:
    kinds = {
        "Point": lambda c: [c],
        "LineString": list,
        "MultiLineString": lambda c: [p for part in c for p in part],
    }
    found: list[list[float]] = kinds[geometry["type"]](geometry["coordinates"])
    return found


def test_the_geojson_is_a_collection_of_features_as_the_rfc_says(folder: Path) -> None:
    whole = json.loads((folder / "data" / "legs.geojson").read_text(encoding="utf-8"))
    assert set(whole) == {"type", "features"}  # 3.3; 4: no "crs"
    assert whole["type"] == "FeatureCollection"
    for one in whole["features"]:
        assert set(one) - {"id"} == {"type", "geometry", "properties"}  # 3.2
        assert one["type"] == "Feature"
        assert set(one["geometry"]) == {"type", "coordinates"}  # 3.1
        for lon, lat in positions(one["geometry"]):  # 3.1.1: longitude first
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
            assert (round(lon, 6), round(lat, 6)) == (lon, lat)  # 11.2
        if one["geometry"]["type"] == "LineString":  # 3.1.4
            assert len(one["geometry"]["coordinates"]) >= 2
    ids = [one["id"] for one in whole["features"] if "id" in one]
    assert len(ids) == len(set(ids))


def test_the_geojson_has_every_leg_and_place_with_its_numbers(folder: Path) -> None:
    found = [one["properties"] for one in legs(folder)]
    for properties, row in zip(found, drawn(), strict=True):
        assert properties["submissions"] == row["submissions"]
        assert (properties["from_place_id"], properties["to_place_id"]) == (
            row["from_place_id"],
            row["to_place_id"],
        )
    at = {one["id"]: one["geometry"]["coordinates"] for one in features(folder) if "id" in one}
    for one in legs(folder):
        ends = [at[one["properties"][end]] for end in ("from_place_id", "to_place_id")]
        assert [positions(one["geometry"])[0], positions(one["geometry"])[-1]] == ends


def test_a_leg_within_a_place_is_a_point(written: Written) -> None:
    out = written(by_hand({"map_legs": [leg("gn:busia", "gn:busia")]}, [BUSIA]))
    assert legs(out)[0]["geometry"] == {"type": "Point", "coordinates": [34.11, 0.46]}


def test_a_leg_over_the_antimeridian_is_cut_there(written: Written) -> None:
    places = [place("gn:suva", -18.0, 178.0), place("gn:apia", -14.0, -172.0)]
    out = written(by_hand({"map_legs": [leg("gn:suva", "gn:apia")]}, places))
    assert legs(out)[0]["geometry"] == {
        "type": "MultiLineString",
        "coordinates": [[[178.0, -18.0], [180.0, -17.2]], [[-180.0, -17.2], [-172.0, -14.0]]],
    }


degrees_east = st.floats(-180, 180).map(lambda value: round(value, 6) + 0.0) | st.sampled_from(
    [-180.0, 180.0]
)
degrees_north = st.floats(-90, 90).map(lambda value: round(value, 6) + 0.0)


@given(degrees_east, degrees_north, degrees_east, degrees_north)
def test_no_line_goes_the_long_way_round(lon: float, lat: float, far_lon: float, far_lat: float) -> None:
    parts = cut((lon, lat), (far_lon, far_lat))
    for (a, south), (b, north) in parts:
        assert abs(a - b) <= 180
        assert max(abs(a), abs(b)) <= 180
        assert min(lat, far_lat) - 1e-6 <= min(south, north) <= max(south, north) <= max(lat, far_lat) + 1e-6
    turn = abs(far_lon - lon)
    assert math.isclose(sum(abs(a - b) for (a, _), (b, _) in parts), min(turn, 360 - turn), abs_tol=1e-5)
    if len(parts) == 2:
        assert parts[0][1][0] == -parts[1][0][0]
        assert abs(parts[0][1][0]) == 180
    for ends, at in (((lon, lat), 0), ((far_lon, far_lat), -1)):
        if parts:
            x, y = parts[at][at]
            assert (abs(x) if abs(ends[0]) == 180 else x, y) == (
                abs(ends[0]) if abs(ends[0]) == 180 else ends[0],
                ends[1],
            )


# GraphML 1.0: graphml-structure.xsd, graphml-attributes.xsd

TYPES: dict[str, Callable[[str], Any]] = {
    "string": str, "long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__,
}  # fmt: skip
NAME_TOKEN = re.compile(r"[A-Za-z0-9._:-]+")


def graphml(out: Path) -> Any:
    return ElementTree.parse(out / "data" / "network.graphml").getroot()


def edges(out: Path) -> list[dict[str, Any]]:
    root = graphml(out)
    keys = {key.get("id"): (key.get("attr.name"), key.get("attr.type")) for key in root.iter(f"{GRAPHML}key")}
    found = []
    for edge in root.iter(f"{GRAPHML}edge"):
        values = {keys[data.get("key")][0]: TYPES[keys[data.get("key")][1]](data.text) for data in edge}
        found.append({"source": edge.get("source"), "target": edge.get("target"), **values})
    return found


def test_the_graphml_is_valid(folder: Path) -> None:
    root = graphml(folder)
    assert root.tag == f"{GRAPHML}graphml"
    assert [child.tag for child in root] == [*[f"{GRAPHML}key"] * (len(root) - 1), f"{GRAPHML}graph"]
    keys = {key.get("id"): key for key in root.iter(f"{GRAPHML}key")}
    assert len(keys) == len(root) - 1
    assert {key.get("for") for key in keys.values()} == {"node", "edge"}
    assert {key.get("attr.type") for key in keys.values()} <= set(TYPES)
    graph = root[-1]
    assert graph.get("edgedefault") == "directed"
    nodes = {node.get("id") for node in graph.findall(f"{GRAPHML}node")}
    ids = [one.get("id") for one in graph]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if not NAME_TOKEN.fullmatch(id_)] == []
    for edge in graph.findall(f"{GRAPHML}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
    for one in graph:
        assert all(keys[data.get("key")].get("for") == one.tag.removeprefix(GRAPHML) for data in one)
        assert len({data.get("key") for data in one}) == len(one)


def test_the_network_has_every_leg_with_its_numbers(folder: Path) -> None:
    found = [(one["source"], one["target"], one.get("submissions")) for one in edges(folder)]
    assert found == [(row["from_place_id"], row["to_place_id"], row["submissions"]) for row in drawn()]


@pytest.mark.parametrize("id_", ["gn:1", "adm1:KE.01", "nj:taveta-border"])
def test_an_id_of_the_gazetteer_is_a_name_token_as_it_is(id_: str) -> None:
    assert token(id_) == id_


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_other_ids_become_name_tokens_that_stay_apart(one: str, other: str) -> None:
    assert NAME_TOKEN.fullmatch(token(one))
    assert (token(one) == token(other)) == (one == other) or "_" in one + other


def test_a_name_that_xml_cannot_hold_is_written_without_what_it_cannot(written: Written) -> None:
    hostile = "]]><x/>&amp;\x00\x0b\ufffe\ud7ff<!ENTITY"
    out = written(by_hand({"map_legs": [leg("gn:busia", "gn:x")]}, [BUSIA, place("gn:x", name=hostile)]))
    labels = [data.text for data in graphml(out).iter(f"{GRAPHML}data") if data.get("key") == "node_label"]
    assert labels == ["Busia", "]]><x/>&amp;\ufffd\ufffd\ufffd\ud7ff<!ENTITY"]
    (named,) = [one["properties"]["name"] for one in features(out) if one.get("id") == "gn:x"]
    assert named == hostile
