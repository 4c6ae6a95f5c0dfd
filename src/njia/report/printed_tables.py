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
    words = facts.words
    every = facts.rows(measure) if rows is None else rows
    shown = every if len(every) <= most_rows + 1 else every[:most_rows]
    longest = max([unknown, *(row["submissions"] for row in shown)], default=0)
    partly = any(row["cases_known"] not in (0, row["submissions"]) for row in every)
    columns = [TableColumn(words.say(f"column.{column}"), "strong", 1.6)]
    if through:
        columns.append(TableColumn(words.say(f"column.{through[0]}"), "text", 2.6))
    columns += _number_columns(facts, partly, narrow, bool(through))
    printed = [
        TableRow(
            (
                sentence(name(row)),
                *([through[1](row)] if through else []),
                *_numbers(facts, row, partly, narrow, bool(through)),
            ),
            bar=row["submissions"] / longest if longest else None,
            tone=tone(row) if tone else "ink",
        )
        for row in shown
    ]
    if unknown:
        blank = [""] * (len(columns) - 2)
        label = sentence(words.say(unknown_name))
        printed.append(TableRow((label, *blank, words.number(unknown)), unknown / longest, "elsewhere"))
    left = len(every) - len(shown)
    note = sentence(words.say("labels.and_more", count=left, file=f"{measure}.csv")) + "." if left else ""
    if narrow and partly:
        note = f"{words.say('labels.cases_note')} {note}".strip()
    return Table(sentence(caption), tuple(columns), tuple(printed), note, 0.55 if narrow else 1.1)


def _number_columns(facts: Facts, partly: bool, narrow: bool, through: bool) -> list[TableColumn]:
    """Title the columns of numbers; beside another table only two of them fit."""
    say = facts.words.say
    total = TableColumn(say("column.submissions"), "total")
    if narrow:
        return [TableColumn(say("column.cases_short"), "stated"), total]
    keys = ("organisations", "own") if through else ("routes", "organisations", "own")
    cases = TableColumn(say("column.cases_stated" if partly else "column.cases"), "cases")
    return [*(TableColumn(say(f"column.{key}"), "number") for key in keys), cases, total]


def _numbers(facts: Facts, row: Row, partly: bool, narrow: bool, through: bool) -> list[str]:
    """Write the cells under `_number_columns`."""
    words = facts.words
    total = words.number(row["submissions"])
    if narrow:
        best = row["cases_best"]
        return [words.say("labels.not_stated") if best is None else words.number(best), total]
    cases = cases_text(facts, row)
    if partly and row["cases_known"]:
        cases = words.say("labels.with_count", name=cases, count=row["cases_known"])
    organisations = row["organisations"]
    named = words.number(organisations) if organisations else words.say("labels.not_stated")
    distinct = [] if through else [words.number(row["routes"])]
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
