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
        columns.append(TableColumn(words.say(f"column.{through[0]}"), "text", 2.0))
    numbers = ["cases_stated" if partly else "cases", "submissions"]
    if not narrow:
        numbers = ["routes", "organisations", "own", *numbers]
    columns += [TableColumn(words.say(f"column.{key}"), "number") for key in numbers[:-1]]
    columns.append(TableColumn(words.say("column.submissions"), "total"))
    printed = [
        TableRow(
            (
                sentence(name(row)),
                *([through[1](row)] if through else []),
                *_numbers(facts, row, partly, narrow),
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
    return Table(sentence(caption), tuple(columns), tuple(printed), note)


def _numbers(facts: Facts, row: Row, partly: bool, narrow: bool) -> list[str]:
    number = facts.words.number
    cases = cases_text(facts, row)
    if partly and row["cases_known"]:
        cases = facts.words.say("labels.with_count", name=cases, count=row["cases_known"])
    last = [cases, number(row["submissions"])]
    if narrow:
        return last
    organisations = row["organisations"]
    named = number(organisations) if organisations else facts.words.say("labels.not_stated")
    return [number(row["routes"]), named, number(row["own_casework"] or 0), *last]


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
