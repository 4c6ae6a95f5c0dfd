"""How people were moved: modes of transport, modes together, airlines and what was flown with them."""

from __future__ import annotations

from dataclasses import replace

from njia.report.document import Block, Paragraphs, Section, Table, TableColumn, TableRow
from njia.report.facts import Facts, Row
from njia.report.printed_tables import MOST_ROWS, counts_table
from njia.report.sentences import ranking
from njia.report.words import lowered, sentence
from njia.vocabulary.carriers import OTHER

MOST_FLOWN = 8  # routes of one airline


def transport(facts: Facts) -> Section:
    """Modes of transport, and which of them are used together."""
    words = facts.words
    modes = ranking(facts, "transport_modes", "mode", lambda row: lowered(row["mode_name"]))
    heading, found = words.say("transport.heading"), modes.finding("rank.finding")
    if not modes.leaders:
        return Section("transport", heading, found, (Paragraphs((words.say("transport.none"),)),))
    several = [row for row in facts.rows("transport_combinations") if " + " in row["combination"]]
    said = words.say("transport.several", count=facts.sum(several))
    unknown = modes.unstated
    table = counts_table(
        facts, "transport_modes", words.say("transport.table"), "mode", modes.name, unknown=unknown
    )
    together = counts_table(
        facts, "transport_combinations", words.say("transport.combinations"), "combination", _combination,
        unknown=unknown, most_rows=8,
    )  # fmt: skip
    text = Paragraphs((" ".join([*modes.sentences(), said]),))
    return Section("transport", heading, found, (text, table, together))


def _combination(row: Row) -> str:
    return " + ".join(lowered(mode) for mode in row["combination_name"].split(" + "))


def airlines(facts: Facts) -> Section:
    """Airlines that submissions name, with the routes flown with each."""
    words = facts.words
    ranked = ranking(facts, "airlines", "airline", lambda row: str(row["carrier"]))
    # Other carriers together may be the most, and are no airline that could lead.
    named = [row for row in ranked.rows if row["carrier"] != OTHER]
    ranked = replace(ranked, rows=named or ranked.rows)
    heading, found = words.say("airlines.heading"), ranked.finding("rank.finding")
    if not ranked.leaders:
        return Section("airlines", heading, found, (Paragraphs((words.say("airlines.none"),)),))
    said = [*ranked.sentences(), words.say("airlines.text")]
    table = counts_table(facts, "airlines", words.say("airlines.table"), "airline", ranked.name)
    blocks: tuple[Block, ...] = (Paragraphs((" ".join(said),)), table, _routes(facts))
    return Section("airlines", heading, found, blocks)


def _routes(facts: Facts) -> Table:
    """Set the routes flown with each airline, grouped by airline in the order of `airlines`."""
    words = facts.words
    carriers = facts.rows("airlines")[:MOST_ROWS]
    by_carrier: dict[str, list[Row]] = {row["carrier"]: [] for row in carriers}
    rows, left = [], 0
    for row in facts.rows("airline_routes"):
        if row["carrier"] in by_carrier:
            by_carrier[row["carrier"]].append(row)
        else:
            left += 1
    for carrier, flown in by_carrier.items():
        for place, row in enumerate(flown[:MOST_FLOWN]):
            cells = (row["path_name"].replace(" > ", " → "), words.number(row["submissions"]))
            rows.append(TableRow(cells, group="" if place else carrier))
        left += len(flown[MOST_FLOWN:])
    columns = (
        TableColumn(words.say("column.route"), "text", 6.0),
        TableColumn(words.say("column.submissions"), "total"),
    )
    note = sentence(words.say("labels.and_more", count=left, file="airline_routes.csv")) + "." if left else ""
    return Table(words.say("airlines.routes_table"), columns, tuple(rows), note)
