"""The CSV that Njia writes can be opened by a spreadsheet program without running anything."""

import csv
import io

import pytest

from njia.report.csv_file import csv_text, harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "|calc", "＝1+1", "＋1", "－1", "＠x", "\t=1", "\rx", "\n=1",
        " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\x00=1", "\x1f=1", "\u202e=1", "\u2003+1",
        '=HYPERLINK("x","y")', "﹢1", "﹣1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "Nairobi", "Côte d'Ivoire", "gn:184745", "'=1", " ", "نيروبي", "a=b", "10-15"]
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_numbers_are_no_text_and_null_is_an_empty_cell() -> None:
    rows = [{"lat": -1.28, "n": None, "yes": True, "name": "-x"}]
    assert csv_text(["lat", "n", "yes", "name"], rows) == "lat,n,yes,name\n-1.28,,true,'-x\n"


def test_quotes_commas_and_line_breaks_come_back() -> None:
    text = 'a "b", c\nd'
    read = list(csv.DictReader(io.StringIO(csv_text(["x"], [{"x": text}]))))
    assert read == [{"x": text}]
