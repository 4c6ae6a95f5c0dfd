"""What people have said about an organisation's files: headers, wordings of its own, cells corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from njia.gazetteer import countries
from njia.vocabulary import LISTS, code_list, headers
from njia.vocabulary.headers import Header
from njia.vocabulary.text import normalise

TaughtHeaders = Mapping[str, Header | None]  # comparable text of a header: its column; None: leave it aside
Wordings = Mapping[str, str]  # normalised text: code
Place = tuple[str, int, str]  # a cell's sheet, row and column
COUNTRY = "country"  # beside the code lists, the list of countries: their ISO codes
NO_HEADERS: TaughtHeaders = MappingProxyType({})
NO_TEXTS: Wordings = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Taught:
    """Headers and wordings to read an organisation's files by, and cells that a person has corrected."""

    headers: TaughtHeaders = field(default_factory=dict)
    wordings: Mapping[str, Wordings] = field(default_factory=dict)  # by list
    corrections: Mapping[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)  # by sheet and row

    def of_list(self, name: str) -> Wordings:
        """Give the wordings of one list."""
        return self.wordings.get(name, NO_TEXTS)


NOTHING_TAUGHT = Taught()


def taught(
    said_headers: Mapping[str, str], wordings: Mapping[tuple[str, str], str], corrections: Mapping[Place, str]
) -> Taught:
    """Put together what people have said, ready to be looked up.

    Raises KeyError for a column, a list or a code that there is not.
    """
    by_list: dict[str, dict[str, str]] = {}
    for (name, text), code in wordings.items():
        _check(name, code)
        by_list.setdefault(name, {})[normalise(text)] = code
    by_row: dict[tuple[str, int], dict[str, str]] = {}
    for (sheet, row, column), text in corrections.items():
        by_row.setdefault((sheet, row), {})[column] = text
    columns = {
        headers.comparable(text[: headers.LONGEST]): headers.named(name) if name else None
        for text, name in said_headers.items()
    }
    return Taught(columns, by_list, by_row)


def _check(name: str, code: str) -> None:
    known = countries.table() if name == COUNTRY else code_list(name).codes if name in LISTS else ()
    if code not in known:
        raise KeyError(f"no code '{code}' in a list '{name}'")
