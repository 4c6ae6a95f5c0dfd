"""The period that the cases of a row come from: a day, a month, a year, or from one to another."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

from .cells.book import Cell, Day
from .text import plain_digits, tidy, written

EARLIEST_YEAR, LATEST_YEAR = 1950, 2100

_MONTH_NAMES = (
    "january januari janvier jan janv يناير ጃንዋሪ",
    "february februari fevrier feb fev fevr فبراير",
    "march machi mars mar مارس",
    "april aprili avril apr avr ابريل",
    "may mei mai مايو",
    "june juni juin jun يونيو",
    "july julai juillet jul juil يوليو",
    "august agosti aout aug اغسطس",
    "september septemba septembre sep sept سبتمبر",
    "october oktoba octobre oct اكتوبر",
    "november novemba novembre nov نوفمبر",
    "december desemba decembre dec ديسمبر",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISO = re.compile(rf"^{_YEAR}[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?(?:[t ][\d:.]+z?)?$")
_ONLY_YEAR = re.compile(rf"^{_YEAR}$")
_NUMBERS = re.compile(rf"^(?P<first>\d{{1,2}})[-/. ](?P<second>\d{{1,2}})[-/. ]{_YEAR}$")
_MONTH_YEAR = re.compile(rf"^(?P<month>\d{{1,2}})[-/.]{_YEAR}$")
_NAMED = re.compile(
    rf"^(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?[ \-/.])?(?:of )?(?P<name>[^\W\d]+)[., \-/]*{_YEAR}$"
)
_NAMED_US = re.compile(rf"^(?P<name>[^\W\d]+)\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}$")
# Excel shows October 2019 as Oct-19, and 15 October 2019 as 15-Oct-19.
_SHORT_YEAR = re.compile(r"^(?:(?P<day>\d{1,2})-)?(?P<name>[^\W\d]{3,})(?:-| ?['’])(?P<year>\d\d)$")
_QUARTER = re.compile(
    rf"^(?:q(?P<quarter>[1-4])[ /-]*{_YEAR}|(?P<first_year>(?:19|20)\d\d)[ /-]*q(?P<then>[1-4]))$"
)
_BETWEEN = re.compile(r"\s+(?:to|until|till|hadi|mpaka|au|à|through)\s+|\s*[–—]\s*|\s+-\s+")
_YEARS = re.compile(r"^((?:19|20)\d\d)\s*[-/]\s*((?:19|20)\d\d)$")

Period = tuple[dt.date, dt.date]


def read_period(cell: Cell) -> Period | None:
    """Give the first and last day that a cell means; None when it cannot be read.

    01/02/2019 is 1 February: the day comes first, as East Africa writes it; 01/15/2019 can only be
    15 January.
    """
    if isinstance(cell, Day):
        return cell.day, cell.day
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _year(int(cell)) if float(cell).is_integer() else None
    return _of_text(_plain(written(cell)))


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", plain_digits(tidy(text)[:80]).casefold())
    bare = "".join(c for c in split if not unicodedata.combining(c))
    return " ".join(bare.replace("أ", "ا").split())


def _of_text(text: str) -> Period | None:
    years = _YEARS.match(text)
    if years:
        return _joined(_year(int(years[1])), _year(int(years[2])))
    single = _single(text)
    if single:
        return single
    ends = _BETWEEN.split(text)
    if len(ends) != 2:
        ends = text.split("-")
    if len(ends) != 2:
        return None
    last = _single(ends[1].strip())
    first = _single(ends[0].strip()) or (_single(f"{ends[0].strip()} {last[1].year}") if last else None)
    return _joined(first, last)


def _joined(first: Period | None, last: Period | None) -> Period | None:
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _single(text: str) -> Period | None:
    if found := _ONLY_YEAR.match(text):
        return _year(int(found["year"]))
    if found := _ISO.match(text) or _MONTH_YEAR.match(text):
        parts = found.groupdict()
        return _days(int(parts["year"]), int(parts["month"]), parts.get("day"))
    if found := _NUMBERS.match(text):
        first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
        return _days(year, second, str(first)) or _days(year, first, str(second))
    if found := _NAMED.match(text) or _NAMED_US.match(text):
        month = _MONTHS.get(found["name"])
        return _days(int(found["year"]), month, found["day"]) if month else None
    if found := _SHORT_YEAR.match(text):
        month = _MONTHS.get(found["name"])
        return _days(2000 + int(found["year"]), month, found["day"]) if month else None
    if found := _QUARTER.match(text):
        year, last = int(found["year"] or found["first_year"]), 3 * int(found["quarter"] or found["then"])
        return _joined(_days(year, last - 2, None), _days(year, last, None))
    return None


def _year(year: int) -> Period | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _days(year: int, month: int, day: str | None) -> Period | None:
    try:
        if day:
            return (only := dt.date(year, month, int(day))), only
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
