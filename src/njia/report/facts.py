"""The figures that a report is written from, each of which remembers the measure that it comes from.

A sentence takes its numbers with `Row.number`, `Facts.known` and their like, and with nothing else: what
they give out is what the manifest lists, so that every headline figure can be traced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from njia.disclosure import Protected
from njia.measures import labelled
from njia.report.bundle import Bundle
from njia.report.words import Words

# Columns of a headline that is not a cell: how many rows, and the denominator; unknown is of less known.
ROWS, KNOWN, OF, UNKNOWN = "(rows)", "(known)", "(of)", "(unknown)"


Grain = tuple[tuple[str, str], ...]


@dataclass(frozen=True, order=True)
class Headline:
    """A figure that the report prints in a sentence, and where it comes from.

    `rows` holds the grain of the measure's row; several for a sum over rows that share no submission,
    none for the measure as a whole. `column` is a column of it, or one of those in brackets.
    `value` None is a cell that is not stated.
    """

    measure: str
    rows: tuple[Grain, ...]
    column: str
    value: int | None


class Row:
    """One row of a measure, with labels (`country_name`) beside its keys."""

    def __init__(self, facts: Facts, protected: Protected, values: Mapping[str, Any]) -> None:
        self._facts, self.measure, self._values = facts, protected.measure, values

    def __getitem__(self, column: str) -> Any:
        """Give a cell for a table; sentences take numbers with `number`."""
        return self._values[column]

    @property
    def grain(self) -> Grain:
        """The row's keys, which name it within its measure."""
        return tuple((name, str(self._values[name])) for name in self.measure.grain)

    def number(self, column: str) -> int:
        """Give a count for a sentence, 0 when it is not stated, and remember it as a headline."""
        return self.stated(column) or 0

    def stated(self, column: str) -> int | None:
        """Give a count for a sentence, None when it is not stated, and remember it as a headline."""
        value: int | None = self._values[column]
        self._facts.remember(Headline(self.measure.name, (self.grain,), column, value))
        return value


class Facts:
    """A bundle's figures, the words to say them with, and the headlines said so far."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.words = Words(bundle.language)
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._headlines: set[Headline] = set()

    def rows(self, measure: str) -> tuple[Row, ...]:
        """Give a measure's rows in their order, labelled in the report's language."""
        if measure not in self._rows:
            protected = self.bundle.measures[measure]
            _, rows = labelled(protected, self.bundle.routes.tables["places"], self.bundle.language)
            self._rows[measure] = tuple(Row(self, protected, values) for values in rows)
        return self._rows[measure]

    def count(self, measure: str) -> int:
        """Give how many rows a measure has, and remember it as a headline."""
        return self._whole(measure, ROWS, self.bundle.measures[measure].rows.num_rows)

    def known(self, measure: str) -> int:
        """Give a measure's denominator, and remember it as a headline."""
        return self._whole(measure, KNOWN, _told(self.bundle.measures[measure].known))

    def of(self, measure: str) -> int:
        """Give how many submissions a measure is about, and remember it as a headline."""
        return self._whole(measure, OF, _told(self.bundle.measures[measure].of))

    def unknown(self, measure: str) -> int:
        """Give how many submissions a measure knows nothing of, and remember it as a headline."""
        protected = self.bundle.measures[measure]
        return self._whole(measure, UNKNOWN, _told(protected.of) - _told(protected.known))

    def tally(self, rows: Sequence[Row]) -> int:
        """Give how many rows there are, and remember it as a headline."""
        if rows:
            grains = tuple(row.grain for row in rows)
            self.remember(Headline(rows[0].measure.name, grains, ROWS, len(rows)))
        return len(rows)

    def sum(self, rows: Sequence[Row], column: str = "submissions") -> int:
        """Add up a count over rows that share no submission, and remember the sum as a headline."""
        value = sum(row[column] or 0 for row in rows)
        if rows:
            self.remember(Headline(rows[0].measure.name, tuple(row.grain for row in rows), column, value))
        return value

    def figure(self, name: str) -> int:
        """Give a figure of the overview, 0 when it is not stated, and remember it."""
        return self._overview[name].number("value")

    def figure_known(self, name: str) -> int:
        """Give how many submissions a figure of the overview rests on, and remember it."""
        return self._overview[name].number("known")

    def stated_figure(self, name: str) -> int | None:
        """Give a figure of the overview, None when it is not stated, and remember it."""
        return self._overview[name].stated("value")

    @cached_property
    def _overview(self) -> dict[str, Row]:
        return {row["figure"]: row for row in self.rows("overview")}

    @cached_property
    def focus(self) -> str:
        """The focus country as it stands in running text."""
        return self.words.country(self.bundle.scope.focus_country)

    def remember(self, headline: Headline) -> None:
        """Note that a figure is said."""
        self._headlines.add(headline)

    def headlines(self) -> tuple[Headline, ...]:
        """Give the figures said so far, in order of measure, rows and column."""
        return tuple(sorted(self._headlines, key=lambda h: (h.measure, h.rows, h.column)))

    def _whole(self, measure: str, column: str, value: int) -> int:
        self.remember(Headline(measure, (), column, value))
        return value


def _told(value: int | None) -> int:
    """Give a denominator; sentences are written only under policies that withhold none."""
    if value is None:
        raise ValueError("a denominator is withheld, and a sentence needs it")
    return value
