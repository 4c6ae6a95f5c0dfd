"""The CSV that Njia writes can be opened by a spreadsheet program without running anything."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.report.csv_file import csv_text, harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "|calc", "＝1+1", "＋1", "－1", "＠x", "\tx", "\rx", "\nx", "\x00\tx",
        " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\x00=1", "\x1f=1", "\u202e=1", "\u2003+1",
        '=HYPERLINK("x","y")', "﹢1", "﹣1", "\u2212" "1", "\u207a1", "\ufb291", "﹦1", "﹫x",
        "\ufeff\u200b\u00a0＝1",
        "\u00ad=1", "\u2060=1", "\u034f=1", "\ufe0f=1", "\u3164=1", "\u2800=1", "\ue000=1", "\U000e0001=1",
        "\u180e=1", "\u3000=1", "\u2066＋1", "\uff5ccalc",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "Nairobi", "Côte d'Ivoire", "gn:184745", "'=1", " ", "نيروبي", "a=b", "10-15"]
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\t=1", "'\t'=1"), ("\n=1", "'\n'=1"), ("Busia;=1", "Busia;'=1"), ("a\nb\n=1", "a\nb\n'=1"),
        ("a\t\ufeff＝1", "a\t'\ufeff＝1"), ("=1;=1", "'=1;'=1"), ("a; -1", "a;' -1"),
        ("a\u2028=1", "a\u2028'=1"),
    ],
)  # fmt: skip
def test_a_formula_inside_a_text_where_some_programs_begin_a_cell_gets_one_too(
    text: str, expected: str
) -> None:
    assert harmless(text) == expected


PLAIN = set("=+-@|")


def begins_a_formula(cell: str) -> bool:
    """Say, in another way than the guard, whether a cell would run: drop all that is not seen, fold, look."""
    seen = [
        c for c in unicodedata.normalize("NFKC", cell) if not unicodedata.category(c).startswith(("C", "Z"))
    ]
    return bool(seen) and seen[0] in PLAIN | {"\u2212"}


INVISIBLE = "".join(
    chr(code)
    for code in (*range(0x21), *range(0x7F, 0xA1), 0xAD, *range(0x2000, 0x2010), *range(0x2028, 0x2030))
) + "\u205f\u2060\u2066\u2069\u3000\ufeff\ufff9"  # fmt: skip
STARTS = "=+-@|＝＋－＠｜﹢﹣﹦﹫\u2212\u207a\u208b"


@given(st.text(INVISIBLE, max_size=6), st.sampled_from(STARTS), st.text(max_size=20))
def test_whatever_unseen_stands_before_it_no_formula_is_left(unseen: str, start: str, rest: str) -> None:
    guarded = harmless(unseen + start + rest)
    assert guarded != unseen + start + rest
    for cell in re.split(r"[;\t\r\n]", guarded):
        assert not begins_a_formula(cell)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_comes_back_from_the_csv_with_nothing_but_apostrophes_put_in(text: str) -> None:
    _, (cell,) = csv.reader(io.StringIO(csv_text(["x"], [{"x": text}]), newline=""), strict=True)
    assert harmless(cell) == cell
    left = iter(cell)
    assert all(character in left for character in text)
    assert len(cell) - len(text) == cell.count("'") - text.count("'")


def test_hashtags_stand_below_the_names_as_they_are() -> None:
    assert csv_text(["a", "b"], [{"a": 1, "b": "=x"}], ["#org", "#meta"]) == "a,b\n#org,#meta\n1,'=x\n"


def test_numbers_are_no_text_and_null_is_an_empty_cell() -> None:
    rows = [{"lat": -1.28, "n": None, "yes": True, "name": "-x"}]
    assert csv_text(["lat", "n", "yes", "name"], rows) == "lat,n,yes,name\n-1.28,,true,'-x\n"


def test_quotes_commas_and_line_breaks_come_back() -> None:
    text = 'a "b", c\nd'
    read = list(csv.DictReader(io.StringIO(csv_text(["x"], [{"x": text}]))))
    assert read == [{"x": text}]
