"""Tables of the printed report: a name, the counts behind it, and a bar for the submissions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from njia.report.document import Table, TableColumn, TableRow
from njia.report.facts import Facts, Row
from njia.report.sentences import Name
from njia.report.words import sentence

MOST_ROWS = 14
Tone = Callable[[Row], str]


def counts_table(
    facts: Facts,
    measure: str,
    caption: str,
    column: str,
    name: Name,
    *,
    rows: Sequence[Row] | None = None,
    unknown: int = 0,
    unknown_name: str = "labels.not_stated",
    tone: Tone | None = None,
    through: tuple[str, Name] | None = None,
    narrow: bool = False,
    most_rows: int = MOST_ROWS,
) -> Table:
    """Set a measure's rows as a table; `column` and `through` name keys of `report.column`.

    `unknown` submissions, which are in no row, get a row of their own; `narrow` leaves out what does not
    fit beside another table. Rows beyond `most_rows` are in the open table, and the note says so.
    """
    every = facts.rows(measure) if rows is None else rows
    shown = every if len(every) <= most_rows + 1 else every[:most_rows]
    longest = max([unknown, *(row["submissions"] for row in shown)], default=0)
    form = _Form(facts, every, name, tone, through, narrow)
    printed = [form.row(row, longest) for row in shown]
    if unknown:
        printed.append(form.unknown(unknown_name, unknown, longest))
    several = sum(row["submissions"] for row in every) > facts.bundle.measures[measure].known
    note = form.note(several, len(every) - len(shown), f"{measure}.csv")
    return Table(sentence(caption), form.columns(column), tuple(printed), note, 0.55 if narrow else 1.1)


class _Form:
    """What the parts of one table have in common: which columns it has, and how a row is written."""

    def __init__(
        self,
        facts: Facts,
        rows: Sequence[Row],
        name: Name,
        tone: Tone | None,
        through: tuple[str, Name] | None,
        narrow: bool,
    ) -> None:
        self.facts, self.words = facts, facts.words
        self.name, self.tone, self.through, self.narrow = name, tone, through, narrow
        self.partly = any(row["cases_known"] not in (0, row["submissions"]) for row in rows)

    def columns(self, first: str) -> tuple[TableColumn, ...]:
        """Title the columns; beside another table only two of numbers fit."""
        say = self.words.say
        columns = [TableColumn(say(f"column.{first}"), "strong", 1.6)]
        if self.through:
            columns.append(TableColumn(say(f"column.{self.through[0]}"), "text", 2.6))
        if self.narrow:
            columns.append(TableColumn(say("column.cases_short"), "stated"))
        else:
            keys = ("organisations", "own") if self.through else ("routes", "organisations", "own")
            columns += [TableColumn(say(f"column.{key}"), "number") for key in keys]
            columns.append(
                TableColumn(say("column.cases_stated" if self.partly else "column.cases"), "cases")
            )
        return (*columns, TableColumn(say("column.submissions"), "total"))

    def row(self, row: Row, longest: int) -> TableRow:
        """Write a row, its bar a share of the longest."""
        passing = [self.through[1](row)] if self.through else []
        cells = (sentence(self.name(row)), *passing, *self._numbers(row))
        bar = row["submissions"] / longest if longest else None
        return TableRow(cells, bar, self.tone(row) if self.tone else "ink")

    def unknown(self, key: str, submissions: int, longest: int) -> TableRow:
        """Write the row of the submissions that are in no other."""
        blank = [""] * (len(self.columns("country")) - 2)
        cells = (sentence(self.words.say(key)), *blank, self.words.number(submissions))
        return TableRow(cells, submissions / longest, "elsewhere")

    def note(self, several: bool, left: int, file: str) -> str:
        """Say what the counts are of, and how many rows are only in the open table."""
        notes = [self.words.say("labels.cases_note")] if self.narrow and self.partly else []
        if several:
            notes.append(self.words.say("rank.several"))
        if left:
            notes.append(sentence(self.words.say("labels.and_more", count=left, file=file)) + ".")
        return " ".join(notes)

    def _numbers(self, row: Row) -> list[str]:
        words = self.words
        total = words.number(row["submissions"])
        if self.narrow:
            best = row["cases_best"]
            return [words.say("labels.not_stated") if best is None else words.number(best), total]
        cases = cases_text(self.facts, row)
        if self.partly and row["cases_known"]:
            cases = words.say("labels.with_count", name=cases, count=row["cases_known"])
        organisations = row["organisations"]
        named = words.number(organisations) if organisations else words.say("labels.not_stated")
        distinct = [] if self.through else [words.number(row["routes"])]
        return [*distinct, named, words.number(row["own_casework"] or 0), cases, total]


def cases_text(facts: Facts, row: Row) -> str:
    """Write a row's cases for a table: "814", "40 (30–50)", "20 or more", or "not stated"."""
    words = facts.words
    best, low, high = (row[f"cases_{end}"] for end in ("best", "low", "high"))
    if best is None:
        return words.say("labels.not_stated")
    if high is None:
        return words.say("labels.at_least", low=low)
    if low == high:
        return words.number(best)
    return words.say(
        "labels.with_count",
        name=words.number(best),
        count=words.say("labels.range", low=words.number(low), high=words.number(high)),
    )
