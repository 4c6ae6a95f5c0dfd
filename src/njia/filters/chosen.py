"""What is chosen, and how an address says it: `?from=2020-01-01&origin=iso:KE&industry=fishing`.

Reading is strict, so that an address that is misspelt never shows more than was meant. What is wrong is
said without repeating the text that somebody put into the address.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from njia.gazetteer import countries
from njia.vocabulary import code_list

MOST_VALUES = 60  # of one key
LONGEST_VALUE = 200  # characters
MOST_ORGANISATIONS = 1000
_PLACE = re.compile(r"[a-z][a-z0-9]{1,9}:[A-Za-z0-9._-]{1,80}")
# Keys whose values are codes, and the list that they are of.
CODED = {
    "industry": "industry",
    "mode": "transport_mode",
    "recruitment": "recruitment_method",
    "source": "source_kind",
}
_SEVERAL = ("industry", "mode", "recruitment")
_ENDS = ("origin", "through", "destination")


class FilterError(ValueError):
    """An address chooses what there is not; `key` names the filter, "" for one that is not known."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Filter:
    """Routes to look at: those that meet every key that is given, and any one of a key's values.

    A place stands for everything within it: "iso:KE" is any stop in Kenya, "adm1:KE.05" any in Nairobi
    County. `through` is any stop of the route, its ends too. A period is met by a route whose own period
    shares a day with it; a route that does not say when is in no period. `organisations` is how many at
    least must have reported the same path, counted among the routes that meet everything else.
    """

    collections: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    origin: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    recruitment: tuple[str, ...] = ()
    source: str = ""
    organisations: int = 1

    def to_query(self) -> list[tuple[str, str]]:
        """Write it as the keys and values of an address, in one order: equal filters, equal addresses."""
        days = [(key, day.isoformat()) for key, day in (("from", self.start), ("to", self.end)) if day]
        lists = [(key, value) for key in (*_ENDS, *_SEVERAL) for value in sorted(set(getattr(self, key)))]
        return [
            *(("collection", name) for name in sorted(set(self.collections))),
            *days,
            *lists,
            *([("source", self.source)] if self.source else []),
            *([("organisations", str(self.organisations))] if self.organisations > 1 else []),
        ]


KEYS = ("collection", "from", "to", *_ENDS, *_SEVERAL, "source", "organisations")


def from_query(query: Mapping[str, Sequence[str]]) -> Filter:
    """Read an address's keys, each with its values; an empty value, as forms send it, chooses nothing.

    Raises FilterError for a key or a value that there is not.
    """
    if not set(query) <= set(KEYS):
        raise FilterError("", f"There is no filter of that name. Filters: {', '.join(KEYS)}.")
    values = {key: _values(key, query.get(key, ())) for key in KEYS}
    start, end = (_day(key, values[key]) for key in ("from", "to"))
    if start and end and start > end:
        raise FilterError("to", "The period ends before it begins.")
    return Filter(
        collections=values["collection"],
        start=start,
        end=end,
        origin=_places("origin", values["origin"]),
        through=_places("through", values["through"]),
        destination=_places("destination", values["destination"]),
        industry=_codes("industry", values["industry"]),
        mode=_codes("mode", values["mode"]),
        recruitment=_codes("recruitment", values["recruitment"]),
        source=_one("source", _codes("source", values["source"])),
        organisations=_count("organisations", values["organisations"]),
    )


def _values(key: str, given: Sequence[str]) -> tuple[str, ...]:
    values = sorted({value.strip() for value in given} - {""})
    if len(values) > MOST_VALUES:
        raise FilterError(key, f"The filter '{key}' has more than {MOST_VALUES} values.")
    for value in values:
        if len(value) > LONGEST_VALUE or any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
            raise FilterError(key, f"The filter '{key}' has a value that is no such value.")
    return tuple(values)


def _one(key: str, values: tuple[str, ...]) -> str:
    if len(values) > 1:
        raise FilterError(key, f"The filter '{key}' can have one value only.")
    return values[0] if values else ""


def _day(key: str, values: tuple[str, ...]) -> dt.date | None:
    value = _one(key, values)
    if not value:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise FilterError(key, f"The filter '{key}' needs a day such as 2020-01-31.")


def _places(key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        is_country = value.startswith("iso:")
        if not _PLACE.fullmatch(value) or (is_country and value[4:] not in countries.CODES):
            raise FilterError(key, f"The filter '{key}' needs a place's id, such as iso:KE.")
    return values


def _codes(key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if not set(values) <= set(code_list(CODED[key]).codes):
        raise FilterError(key, f"The filter '{key}' has a value that is not in its list.")
    return values


def _count(key: str, values: tuple[str, ...]) -> int:
    value = _one(key, values) or "1"
    if not re.fullmatch(r"[1-9][0-9]{0,3}", value) or int(value) > MOST_ORGANISATIONS:
        raise FilterError(key, f"The filter '{key}' needs a whole number from 1 to {MOST_ORGANISATIONS}.")
    return int(value)
