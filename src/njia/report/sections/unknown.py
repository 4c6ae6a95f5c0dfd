"""What is not known: how often each question is answered, and where the cases come from."""

from __future__ import annotations

from njia.report.document import Block, Paragraphs, Section, Table, TableColumn, TableRow
from njia.report.facts import Facts, Row
from njia.report.words import lowered

MEASURE = "completeness"


def unknown(facts: Facts) -> Section:
    """How many submissions answer each question, least known first in the text."""
    words = facts.words
    asked = [row for row in facts.rows(MEASURE) if row["of"]]
    answered = [row for row in asked if row["known"]]
    never = [row for row in asked if not row["known"]]
    heading = words.say("unknown.heading")
    if not asked:
        text = Paragraphs((words.say("summary.nothing_submitted"),))
        return Section("unknown", heading, words.say("unknown.finding_none"), (text,))
    said = [words.say("unknown.text")]
    if never:
        listed = words.join([lowered(row["field_name"]) for row in never])
        said.append(words.say("unknown.never", count=facts.tally(never), list=listed))
    blocks: list[Block] = [Paragraphs((" ".join(said),))]
    if answered:
        blocks.append(_table(facts, answered))
    return Section("unknown", heading, _finding(facts, asked), tuple(blocks))


def _finding(facts: Facts, asked: list[Row]) -> str:
    """Name what is answered least often, among the questions that anybody answers."""
    words = facts.words
    open_ones = [row for row in asked if 0 < row["known"] < row["of"]]
    if all(row["known"] == row["of"] for row in asked):
        return words.say("unknown.finding_all")
    if not open_ones:
        return words.say("unknown.finding_never")
    lowest = min(row["known"] / row["of"] for row in open_ones)
    names = [lowered(row["field_name"]) for row in open_ones if row["known"] / row["of"] == lowest]
    return words.say("unknown.finding", names=words.join(names))


def _table(facts: Facts, rows: list[Row]) -> Table:
    words = facts.words
    columns = (
        TableColumn(words.say("column.field"), "strong", 2.0),
        TableColumn(words.say("column.known"), "number"),
        TableColumn(words.say("column.share"), "share"),
    )
    printed = tuple(
        TableRow(
            (
                str(row["field_name"]),
                words.say("share", part=row["known"], whole=row["of"]),
                words.percent(row["known"], row["of"]),
            ),
            bar=row["known"] / row["of"],
        )
        for row in rows
    )
    return Table(words.say("unknown.table"), columns, printed)
