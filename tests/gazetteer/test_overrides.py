"""Njia's own places: each verified against GeoNames' towns around it."""

import numpy as np
import pytest

from njia.draw.outlines import outlines
from njia.gazetteer import Gazetteer, countries, sources
from njia.gazetteer.choose import great_circle_km

ROWS = {row["id"]: row for row in sources.overrides()}
KINDS = {"town", "border_post", "camp", "airport", "estate"}
PRECISIONS = {"site", "town", "county"}
BORDER_KM, ACROSS_KM, KM_PER_DEGREE = 17, 20, 111.2
COAST_KM = 2  # how exact outlines at 1:50m are


def test_every_row_says_kind_precision_and_source() -> None:
    for place_id, row in ROWS.items():
        assert row["kind"] in KINDS, place_id
        assert row["precision"] in PRECISIONS, place_id
        assert row["source"], place_id
        assert row["country"] in countries.CODES, place_id


def test_only_new_places_bring_coordinates() -> None:
    for place_id, row in ROWS.items():
        new = place_id.startswith("nj:")
        assert bool(row["lat"]) == bool(row["lon"]) == new, place_id


def test_every_change_names_a_place_of_the_country_it_says(gazetteer: Gazetteer) -> None:
    for place_id, row in ROWS.items():
        place = gazetteer.place(place_id)
        assert place is not None, place_id
        assert (place.country_code, place.kind, place.name) == (row["country"], row["kind"], row["name"])
        assert place.precision == row["precision"], place_id


def km_outside(code: str, lat: float, lon: float) -> float:
    """Give how far a point lies outside a country's outlines (Natural Earth 1:50m): 0 inside them."""
    base = outlines()
    rings = [base.ring(p[0]) for shape in base.shapes if shape.code == code for p in shape.polygons]
    nearest = np.inf
    for ring in rings:
        x, y = (ring[:, 0] - lon) * np.cos(np.radians(lat)), ring[:, 1] - lat
        next_x, next_y = np.roll(x, -1), np.roll(y, -1)
        crosses = (y > 0) != (next_y > 0)
        rise = np.where(next_y == y, 1, next_y - y)
        if np.count_nonzero(crosses & (x - y * (next_x - x) / rise > 0)) % 2:
            return 0.0
        along_x, along_y = next_x - x, next_y - y
        length = np.maximum(along_x**2 + along_y**2, 1e-18)
        share = np.clip(-(x * along_x + y * along_y) / length, 0, 1)
        nearest = min(nearest, float(np.hypot(x + share * along_x, y + share * along_y).min()))
    return nearest * KM_PER_DEGREE


def test_every_place_lies_in_its_country_or_at_its_border(gazetteer: Gazetteer) -> None:
    for place_id, row in ROWS.items():
        place = gazetteer.place(place_id)
        assert place is not None
        # GeoNames has Somaliland's towns under Somalia, the outlines have it apart.
        codes = {row["country"], *(("XS",) if row["country"] == "SO" else ())}
        outside = min(km_outside(code, place.lat, place.lon) for code in codes)
        # A post that has no point of its own stands at its neighbour across the border.
        at_border = row["kind"] == "border_post" or "lies in Ethiopia" in row["note"]
        assert outside <= (BORDER_KM if at_border else COAST_KM), (place_id, outside)


def test_the_points_known_to_be_wrong_are_not_used(gazetteer: Gazetteer) -> None:
    wrong = {"Kasumulu": ("TZ", -9.6769, 33.0260), "Holili": ("TZ", -3.4016, 37.5450)}
    for name, (country, lat, lon) in wrong.items():
        place = gazetteer.resolve(name, country).place
        assert place is not None
        assert great_circle_km(place.lat, place.lon, lat, lon) > 10


def test_an_override_without_a_point_of_its_own_stands_at_a_geonames_place(gazetteer: Gazetteer) -> None:
    copied = {
        row["id"]: row["source"].rsplit(", ", 1)[-1] for row in ROWS.values() if ", gn:" in row["source"]
    }
    assert len(copied) >= 15
    for place_id, neighbour_id in copied.items():
        place, neighbour = gazetteer.place(place_id), gazetteer.place(neighbour_id)
        assert place is not None and neighbour is not None
        assert (place.lat, place.lon) == (neighbour.lat, neighbour.lon), place_id


def test_the_two_sides_of_a_crossing_stand_beside_each_other(gazetteer: Gazetteer) -> None:
    pairs = [(place_id, row["across"]) for place_id, row in ROWS.items() if row["across"]]
    assert len(pairs) >= 50
    for place_id, across in pairs:
        assert ROWS[across]["across"] == place_id
        one, other = gazetteer.place(place_id), gazetteer.place(across)
        assert one is not None and other is not None
        assert one.country_code != other.country_code
        assert great_circle_km(one.lat, one.lon, other.lat, other.lon) <= ACROSS_KM, (place_id, across)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Malaba", "KE"),
        ("Malaba", "UG"),
        ("Busia", "KE"),
        ("Busia", "UG"),
        ("Namanga", "KE"),
        ("Namanga", "TZ"),
        ("Isebania", "KE"),
        ("Sirari", "TZ"),
        ("Sirare", "TZ"),
        ("Taveta", "KE"),
        ("Holili", "TZ"),
        ("Lunga Lunga", "KE"),
        ("Horohoro", "TZ"),
        ("Hororo", "TZ"),
        ("Moyale", "KE"),
        ("Moyale", "ET"),
        ("Mutukula", "UG"),
        ("Mutukula", "TZ"),
        ("Katuna", "UG"),
        ("Gatuna", "RW"),
        ("Cyanika", "UG"),
        ("Cyanika", "RW"),
        ("Nimule", "SS"),
        ("Elegu", "UG"),
        ("Rusumo", "TZ"),
        ("Rusumo", "RW"),
        ("Tunduma", "TZ"),
        ("Nakonde", "ZM"),
        ("Kobero", "BI"),
        ("Kabanga", "TZ"),
        ("Kasumulu", "TZ"),
        ("Songwe", "MW"),
        ("Kagitumba", "RW"),
        ("Mirama Hills", "UG"),
        ("Nemba", "RW"),
        ("Gasenyi", "BI"),
        ("Kanyaru", "BI"),
        ("Kanyaru", "RW"),
        ("Gatumba", "BI"),
        ("Kavimvira", "CD"),
        ("Ruhwa", "RW"),
        ("Ruhwa", "BI"),
        ("Galafi", "DJ"),
        ("Galafi", "ET"),
        ("Metema", "ET"),
        ("Gallabat", "SD"),
        ("Mandera", "KE"),
        ("Kiunga", "KE"),
        ("Suam", "KE"),
        ("Suam", "UG"),
        ("Liboi", "KE"),
        ("Dhobley", "SO"),
        ("Lokichoggio", "KE"),
    ],
)
def test_each_border_post_of_east_africa_is_found_on_its_own_side(
    gazetteer: Gazetteer, name: str, country: str
) -> None:
    place = gazetteer.resolve(name, country).place
    assert place is not None
    assert (place.kind, place.country_code) == ("border_post", country)


def test_eastleigh_in_kenya_is_a_part_of_nairobi(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("Eastleigh", "KE").place
    assert place is not None
    assert (place.kind, place.precision, place.admin1) == ("estate", "site", "Nairobi")
