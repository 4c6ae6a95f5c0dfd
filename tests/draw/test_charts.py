"""Charts: the numbers as written, words for those who do not see them, and nothing from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pytest

from njia.dataset import PLACES
from njia.disclosure import OPEN, Protected, protect
from njia.draw import chart_forms, charts
from njia.draw.pen import Pen
from njia.measures import MEASURES
from njia.measures.declaration import KEY_UNITS, Measured

NO_PLACES = pa.Table.from_pylist([], schema=PLACES)


def result(name: str, rows: list[dict[str, Any]], known: int = 9, of: int = 10) -> Protected:
    """A measure's result with the given cells; its other counts are 1, its other keys null."""
    measure = MEASURES[name]
    columns = {
        c.name: pa.array([row.get(c.name, None if c.unit in KEY_UNITS else 1) for row in rows])
        for c in measure.columns
    }
    return protect(Measured(measure, pa.table(columns), known, of), OPEN)


def drawn(name: str, rows: list[dict[str, Any]], language: str = "en") -> charts.Chart:
    chart = charts.draw(result(name, rows), NO_PLACES, language)
    assert chart is not None
    return chart


def pair(origin: str, destination: str) -> dict[str, Any]:
    return {"origin_country": origin, "destination_country": destination}


def words(chart: charts.Chart) -> list[str]:
    """Each text of the drawing; one that is folded into lines is one text."""
    root = ElementTree.fromstring(chart.svg)
    return [" ".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def bar_widths(chart: charts.Chart) -> list[float]:
    root = ElementTree.fromstring(chart.svg)
    paths = [path.get("d", "") for path in root.iter("{http://www.w3.org/2000/svg}path")]
    return [
        float(d.split("h")[1].split("v")[0]) for d in paths if d.count("h") == 2 and "Z" in d and "v12" in d
    ]


def test_every_bar_stands_beside_its_name_its_number_and_its_organisations():
    chart = drawn("countries_of_origin", [{"country": "UG", "submissions": 8, "organisations": 7}])
    assert {"Uganda", "8", "7", "Submissions", "Organisations"} <= set(words(chart))


def test_bars_are_as_long_as_their_numbers():
    rows = [{"country": "KE", "submissions": 40}, {"country": "UG", "submissions": 10}]
    long, short = bar_widths(drawn("countries_of_origin", rows))
    assert long == pytest.approx(4 * short)


def test_rows_beyond_the_twelfth_are_said_to_be_in_the_table():
    codes = ["KE", "UG", "TZ", "ET", "SO", "SS", "RW", "BI", "CD", "EG", "SD", "ZM", "ZW", "MW"]
    chart = drawn("countries_of_origin", [{"country": code, "submissions": 3} for code in codes])
    assert "2 more in the table" in words(chart)
    assert "Malawi" not in words(chart)


def test_a_measure_without_rows_has_no_chart():
    assert charts.draw(result("countries_of_origin", []), NO_PLACES) is None


def test_a_range_shows_low_best_and_high_and_skips_what_nobody_stated():
    rows = [
        {
            "origin_country": "KE",
            "destination_country": "SA",
            "cases_low": 5,
            "cases_best": 9,
            "cases_high": 12,
        },
        {
            "origin_country": "UG",
            "destination_country": "KE",
            "cases_low": 20,
            "cases_best": 20,
            "cases_high": None,
        },
        {"origin_country": "KE", "destination_country": "QA", "cases_low": None, "cases_best": None},
    ]
    said = words(drawn("origin_destination", rows))
    assert {"Kenya → Saudi Arabia", "9 (5–12)", "Uganda → Kenya", "20+"} <= set(said)
    assert "Kenya → Qatar" not in said


def test_pairs_of_which_none_states_a_number_have_no_chart():
    rows = [pair("KE", "QA") | {"cases_best": None}]
    assert charts.draw(result("origin_destination", rows), NO_PLACES) is None


def test_what_is_known_is_a_part_of_a_whole():
    rows = [{"field": "cases", "known": 21, "of": 84}, {"field": "sexes", "known": 0, "of": 84}]
    chart = drawn("completeness", rows)
    assert {"25%", "0%"} <= set(words(chart))


def test_change_shows_the_countries_that_changed_and_leaves_out_the_others():
    rows = [
        {"role": "origin", "country": "KE", "status": "both"},
        {"role": "origin", "country": "FI", "status": "new"},
        {"role": "destination", "country": "EG", "status": "only_earlier"},
    ]
    chart = drawn("change", rows)
    assert {"Finland", "Egypt", "new", "only earlier"} <= set(words(chart))
    assert "Kenya" not in words(chart)
    assert chart.alternative == "Chart: Finland new and Egypt only earlier."


def test_the_words_beside_a_chart_say_its_first_rows():
    rows = [{"country": "KE", "submissions": 40}, {"country": "UG", "submissions": 10}]
    chart = drawn("countries_of_origin", rows)
    assert chart.alternative == "Chart: Kenya 40 and Uganda 10."
    assert ElementTree.fromstring(chart.svg).get("aria-label") == chart.alternative


def test_a_name_with_markup_in_it_is_text():
    hostile = '<script>alert("1")</script>&amp;\x00\ufffe'
    chart = drawn("airlines", [{"carrier": hostile, "submissions": 2}])
    assert "<script" not in chart.svg
    assert "alert" in chart.alternative


def test_a_name_that_is_an_expression_or_an_address_is_only_a_name():
    rows = [
        {"carrier": "datum.value", "submissions": 2},
        {"carrier": "https://example.org/a.json", "submissions": 1},
    ]
    chart = drawn("airlines", rows)
    assert "datum.value" in words(chart)
    assert "href" not in chart.svg
    assert "<image" not in chart.svg


def test_no_label_is_cut_off_at_the_left_edge():
    rows = [{"carrier": "An airline with a remarkably long name of many words indeed", "submissions": 1}]
    chart = drawn("airlines", rows)
    pen = Pen(chart_forms.SIZE)
    root = ElementTree.fromstring(chart.svg)
    ends = [t for t in root.iter("{http://www.w3.org/2000/svg}text") if t.get("text-anchor") == "end"]
    for text in ends:
        at = float(text.get("transform", "").split("(")[1].split(",")[0])
        lines = [span.text or "" for span in text] or [text.text or ""]
        assert max(map(pen.width, lines)) <= at + 0.5


def test_every_chart_has_the_one_width_and_no_ids():
    chart = drawn("transport_modes", [{"mode": "bus", "submissions": 4}])
    root = ElementTree.fromstring(chart.svg)
    assert root.get("width") == str(chart_forms.WIDTH)
    assert not [element for element in root.iter() if element.get("id")]


def test_every_measure_with_a_form_is_a_measure():
    assert set(charts.CHARTS) <= set(MEASURES)


def test_another_process_draws_the_same_bytes():
    code = (
        "from tests.draw.test_charts import drawn;"
        "print(drawn('transport_modes', [{'mode': 'bus', 'submissions': 4}]).svg, end='')"
    )
    once = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert once == drawn("transport_modes", [{"mode": "bus", "submissions": 4}]).svg
