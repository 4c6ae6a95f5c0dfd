"""The page's map: all computed here, nothing left for the script but to swap; and usable without it."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from defusedxml import ElementTree
from tests.draw import invented
from tests.draw.invented import flow_of, kenya, routes

from njia.draw import selection
from njia.draw.figure import MapFigure, interactive, legs_table
from njia.draw.flow import tallies, total
from njia.draw.fonts import FACES, FAMILY, font_folder
from njia.language import catalogue
from njia.network import LANGUAGES


@pytest.fixture(scope="module")
def figure() -> MapFigure:
    return interactive(kenya())


@pytest.fixture(scope="module")
def data(figure) -> dict:
    return json.loads(figure.data_json)


def _selection(data: dict, wanted: str) -> tuple[int, dict]:
    return next((n, s) for n, s in enumerate(data["selections"]) if s["id"] == wanted)


def test_the_markup_is_well_formed_and_runs_nothing(figure):
    root = ElementTree.fromstring(figure.html)
    assert not [key for e in root.iter() for key in e.attrib if key.startswith("on") or key == "style"]
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_ids_are_given_once(figure):
    ids = re.findall(r'\sid="([^"]+)"', figure.html)
    assert len(ids) == len(set(ids))


def test_the_script_is_small_and_computes_no_width(figure):
    assert len(figure.script.encode()) <= 8192
    assert not re.search(r"eval|Function\(|innerHTML|https?://(?!www\.w3\.org/2000/svg)", figure.script)
    assert "0.66" not in figure.script and "Math.pow" not in figure.script and "**" not in figure.script


def test_a_place_and_a_route_can_be_chosen_everywhere(data):
    places = [s["id"] for s in data["selections"] if s["id"].startswith("through=")]
    assert set(places) == {f"through={place}" for place in kenya().places}
    assert sum(s["id"].startswith("route=") for s in data["selections"]) == len(kenya().routes)
    for drawn in data["maps"].values():
        assert len(drawn["s"]) == len(data["selections"])


def test_what_passes_through_busia_has_its_own_widths(data):
    number, chosen = _selection(data, "through=gn:Busia")
    drawn = data["maps"]["wide-whole"]
    legs = tallies(kenya().through("gn:Busia"))
    lines = {line for line, *_ in drawn["s"][number]}
    assert len(lines) == len(legs)
    assert any(variant >= 0 for _, variant, *_ in drawn["s"][number])
    assert set(chosen["p"]) == {end for key in legs for end in (key.start, key.end)}


def test_the_sentence_has_the_totals_of_the_choice(data):
    _, chosen = _selection(data, "through=gn:Busia")
    people = sum(route.tally.cases for route in kenya().through("gn:Busia"))
    assert f"{people:,} estimated cases" in chosen["say"]
    _, alone = _selection(data, "through=gn:Helsinki")
    assert alone["say"] == "Through Helsinki, Finland: one route, one submission and 4 estimated cases."


def test_numbers_beside_places_follow_the_choice(data):
    _, chosen = _selection(data, "through=gn:Marsabit")
    assert chosen["n"]["iso:ET"] == ["400 start", "", ""]


def test_arrows_out_of_the_near_map_take_part(data):
    number, _ = _selection(data, "through=gn:Kitui")
    taken = data["maps"]["wide-near"]["s"][number]
    exits = [line for line in taken if len(line) == 3]
    assert [line[2] for line in exits] == ["266"]  # 250 to Riyadh and 16 to Dubai


def test_a_routes_details_say_what_the_report_says(data):
    chosen = next(
        s for s in data["selections"] if s["id"].startswith("route=gn:Kitui > gn:Nairobi > gn:Riyadh")
    )
    rows = dict(chosen["d"])
    assert rows["Origin"] == "Kitui, Kenya"
    assert rows["Through"] == "Nairobi, Kenya"
    assert rows["Actual destination"] == "Riyadh, Saudi Arabia"
    assert rows["Industry"] == "Domestic work"
    assert rows["Reported"] == "3 submissions and 250 estimated cases, 3 organisations"


def test_every_line_knows_the_routes_over_it(data):
    for drawn in data["maps"].values():
        assert all(drawn["r"])


def test_variants_are_whole_paths(data):
    variants = [v for drawn in data["maps"].values() for line in drawn["v"] for v in line]
    assert variants
    for parts in variants:
        assert parts[0][0] == "nk" and parts[0][1].startswith("M") and parts[0][2] > 0


def test_the_page_stays_light(figure):
    whole = figure.html + figure.css + figure.script + figure.data_json
    assert len(gzip.compress(whole.encode())) < 170_000


def test_nothing_in_the_data_can_end_its_script_element():
    name = "</script><script>alert(1)"
    invented.TOWNS[name] = ("KE", 0.5, 37.0)
    try:
        made = interactive(flow_of(routes(f"{name} > Nairobi | 3 | bus | 1")))
    finally:
        del invented.TOWNS[name]
    assert "</" not in made.data_json
    assert "<script" not in made.html


def test_a_map_of_nothing_is_still_a_figure():
    made = interactive(flow_of([]))
    assert json.loads(made.data_json)["selections"] == []
    assert "no routes" in made.html


@pytest.mark.parametrize("language", ["sw", "fr", "ar", "am"])
def test_the_page_speaks_every_language(language):
    few = flow_of(routes("Kitui > Nairobi > Riyadh | 3 | bus plane | 1\n? > LIBYA | | | 1"))
    made = interactive(few, language)
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in made.html


def test_the_table_has_every_leg_and_its_numbers():
    titles, rows, left = legs_table(kenya())
    assert left == 0
    assert titles[:2] == ["From", "To"]
    assert len(rows) == sum(len(tally) for tally in kenya().all_legs().values())
    assert all(len(row) == len(titles) for row in rows)
    assert sum(int(row[4]) for row in rows) == sum(
        total(tally).submissions for tally in kenya().all_legs().values()
    )
    assert any(row[5] == "not stated" for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_between_two_numbers_is_in_the_font_of_the_words(language):
    # A renderer that finds a character in no font of the words falls back badly: Arabic became boxes.
    between = catalogue(language).say("map.place.between")
    family = {"ar": "Noto Sans Arabic", "am": "Noto Sans Ethiopic"}.get(language, FAMILY)
    face = next(face for face in FACES if face.family == family)
    known = json.loads((font_folder(language) / face.file_name).with_suffix(".widths.json").read_text())
    assert {str(ord(character)) for character in between} <= set(known)


def test_places_beyond_the_most_are_counted_and_no_button(monkeypatch):
    monkeypatch.setattr(selection, "MOST_PLACES", 3)
    made = interactive(kenya())
    through = [s["id"] for s in json.loads(made.data_json)["selections"] if s["id"].startswith("through=")]
    ends = kenya().ends
    largest = sorted(ends, key=lambda place: (-ends[place].submissions(), place))[:3]
    assert set(through) == {f"through={place}" for place in largest}
    assert f"{len(ends) - 3} places with fewer submissions cannot be chosen here" in made.html
    assert "places.filter((place) => hub(place) >= 0)" in made.script


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 12])
def test_what_is_left_out_is_said_in_every_language(language, count):
    for phrase in ("places_left", "routes_left", "lines_each"):
        assert catalogue(language).say(f"map.select.{phrase}", count=count)
