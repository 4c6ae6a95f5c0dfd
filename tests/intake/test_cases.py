from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.intake.cases import read_cases
from njia.intake.cells.book import Cell, Day

NUMBERS = [
    ("30", ("exact", 30, 30, 30)),
    ("30 girls", ("exact", 30, 30, 30)),
    ("thirty", ("exact", 30, 30, 30)),
    ("twenty-five", ("exact", 25, 25, 25)),
    ("thelathini na tano", ("exact", 35, 35, 35)),
    ("vingt et un", ("exact", 21, 21, 21)),
    ("٣٠", ("exact", 30, 30, 30)),
    ("1,200", ("exact", 1200, 1200, 1200)),
    ("1 200", ("exact", 1200, 1200, 1200)),
    ("1\u00a0200", ("exact", 1200, 1200, 1200)),
    ("3.0", ("exact", 3, 3, 3)),
    (3.0, ("exact", 3, 3, 3)),
    (7, ("exact", 7, 7, 7)),
    ("approx. 30", ("about", 30, 30, 30)),
    ("about 30", ("about", 30, 30, 30)),
    ("~30", ("about", 30, 30, 30)),
    ("30?", ("about", 30, 30, 30)),
    ("takriban 30", ("about", 30, 30, 30)),
    ("حوالي ٣٠", ("about", 30, 30, 30)),
    ("10-15", ("range", 10, 12, 15)),
    ("10 – 15 people", ("range", 10, 12, 15)),
    ("30 - 40 girls and women", ("range", 30, 35, 40)),
    ("10 to 15", ("range", 10, 12, 15)),
    ("between 10 and 15", ("range", 10, 12, 15)),
    ("over 20", ("at_least", 20, 20, None)),
    (">20", ("at_least", 20, 20, None)),
    ("20+", ("at_least", 20, 20, None)),
    ("at least 20", ("at_least", 20, 20, None)),
    ("zaidi ya 20", ("at_least", 20, 20, None)),
    ("up to 20", ("at_most", 1, 20, 20)),
    ("<20", ("at_most", 1, 20, 20)),
    ("several", ("vague", None, None, None)),
    ("many girls", ("vague", None, None, None)),
    ("wengi", ("vague", None, None, None)),
    ("unknown", ("unknown", None, None, None)),
    ("?", ("unknown", None, None, None)),
    ("", ("unknown", None, None, None)),
]


@pytest.mark.parametrize(("cell", "expected"), NUMBERS)
def test_every_way_of_writing_a_number_stays_what_it_is(
    cell: Cell, expected: tuple[str, int | None, int | None, int | None]
) -> None:
    reading = read_cases(cell)
    cases = reading.cases
    assert (cases.kind.value, cases.low, cases.best, cases.high) == expected
    assert reading.problem == ""
    assert cases.written == ("3.0" if cell == 3.0 and isinstance(cell, float) else str(cell))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2.5", "cases_unclear"),
        (2.5, "cases_unclear"),
        ("1.200", "cases_unclear"),
        ("15-10", "cases_unclear"),
        ("2 women and 3 girls", "cases_unclear"),
        ("30 per month", "cases_unclear"),
        ("30%", "cases_unclear"),
        (True, "cases_unclear"),
        ("-5", "cases_negative"),
        (-5, "cases_negative"),
        (1e9, "cases_absurd"),
        ("9" * 400, "cases_unclear"),
        (float("inf"), "cases_absurd"),
        (float("nan"), "cases_absurd"),
        (Day(dt.date(2019, 10, 15), "2019-10-15"), "cases_date"),
        ("15-Oct", "cases_date"),
        ("Oct-15", "cases_date"),
        ("2019-10-15", "cases_date"),
    ],
)
def test_what_cannot_be_read_for_sure_is_never_counted(cell: Cell, code: str) -> None:
    reading = read_cases(cell)
    assert reading.problem == code
    assert reading.cases.best is None


def test_a_date_in_a_column_of_cases_names_the_range_that_it_probably_was() -> None:
    assert dict(read_cases(Day(dt.date(2024, 10, 15), "2024-10-15")).details)["range"] == "10-15"
    assert dict(read_cases(Day(dt.date(2015, 10, 1), "2015-10-01")).details)["range"] == "10-15"


def test_a_very_large_number_and_zero_are_counted_and_said() -> None:
    assert (read_cases(43753).problem, read_cases(43753).cases.best) == ("cases_large", 43753)
    assert (read_cases("0").problem, read_cases("0").cases.best) == ("cases_zero", 0)


@given(
    st.one_of(
        st.text(), st.integers(), st.floats(), st.booleans(), st.from_regex(r"[<>~]?\d{1,5}[-+ a-z]*\d*")
    )
)
def test_any_cell_at_all_is_read_without_an_accident(cell: Cell) -> None:
    cases = read_cases(cell).cases
    assert cases.low is None or cases.best is not None


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_range_is_read_back_whatever_its_ends(low: int, more: int) -> None:
    cases = read_cases(f"{low}-{low + more}").cases
    assert (cases.low, cases.high) == (low, low + more)
