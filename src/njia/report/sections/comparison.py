"""What was promised against what came, and this collection against the earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from njia.report.document import Block, Care, Paragraphs, Section, Table, TableColumn, TableRow
from njia.report.facts import Facts, Row
from njia.report.printed_tables import counts_table

INTENDED, CHANGE = "intended_destination", "change"


def intended(facts: Facts) -> Section:
    """Intended against actual country of destination."""
    words, rows = facts.words, facts.rows(INTENDED)
    heading = words.say("intended.heading")
    if not rows:
        found = words.say("intended.finding_none")
        return Section("intended", heading, found, (Paragraphs((words.say("intended.none"),)),))
    known, of = facts.known(INTENDED), facts.of(INTENDED)
    differ = facts.sum([row for row in rows if not row["as_intended"]])
    key = "differ_single" if known == 1 else "differ"
    text = [words.say("intended.text", count=known), words.say(f"intended.{key}", count=differ)]
    if known < of:
        text.append(words.say("intended.unstated", count=facts.unknown(INTENDED), of=of))
    table = counts_table(
        facts, INTENDED, words.say("intended.table"), "intended",
        lambda row: str(row["intended_country_name"]),
        through=("actual", lambda row: str(row["destination_country_name"])),
    )  # fmt: skip
    found = words.say("intended.finding", count=differ)
    return Section("intended", heading, found, (Paragraphs((" ".join(text),)), table))


def change(facts: Facts) -> Section | None:
    """Countries that are new, and those not reported this time; None without an earlier collection."""
    compared, words = facts.bundle.compared, facts.words
    if compared is None:
        return None
    name = compared.collection
    heading = words.say("change.heading", earlier=name) if name else words.say("change.heading_nameless")
    if not compared.submissions:
        return Section("change", heading, "", (Paragraphs((words.say("change.empty"),)),))
    now = facts.figure("submissions")
    size = words.say("change.earlier_size", count=compared.submissions, now=words.number(now))
    rows = facts.rows(CHANGE)
    said = [
        _listed(facts, f"{key}_{role}s", [r for r in rows if r["role"] == role and r["status"] == status])
        for key, status in (("new", "new"), ("gone", "only_earlier"))
        for role in ("origin", "destination")
    ]
    caution = Care(words.say("change.caution_heading"), (words.say("change.caution"),))
    text = Paragraphs(tuple(filter(None, (" ".join(filter(None, said)), size))))
    blocks: list[Block] = [text, caution]
    changed = [row for row in rows if row["status"] != "both"]
    if changed:
        blocks.append(_table(facts, changed))
    return Section("change", heading, _finding(facts, rows), tuple(blocks))


def _finding(facts: Facts, rows: Sequence[Row]) -> str:
    """Say how many countries are new as origin and as destination."""
    words = facts.words
    new = {
        role: facts.tally([r for r in rows if r["status"] == "new" and r["role"] == role])
        for role in ("origin", "destination")
    }
    parts = [words.say(f"change.part_{role}", count=count) for role, count in new.items() if count]
    return words.say("change.finding", parts=words.join(parts)) if parts else words.say("change.finding_none")


def _listed(facts: Facts, key: str, rows: list[Row]) -> str:
    names = sorted(facts.words.country(row["country"]) for row in rows)
    if not names:
        return ""
    return facts.words.say(f"change.{key}", count=facts.tally(rows), list=facts.words.join(names))


def _table(facts: Facts, rows: Sequence[Row]) -> Table:
    """Set countries by role and status, with the submissions of both collections."""
    words = facts.words
    columns = (
        TableColumn(words.say("column.country"), "strong", 2.0),
        TableColumn(words.say("column.status"), "text", 2.0),
        TableColumn(words.say("column.earlier"), "number"),
        TableColumn(words.say("column.now"), "number"),
    )
    printed: list[TableRow] = []
    for role in ("origin", "destination"):
        of_role = [row for row in rows if row["role"] == role]
        of_role.sort(key=lambda row: ("new", "only_earlier").index(row["status"]))
        for place, row in enumerate(of_role):
            counts = [words.number(row[name] or 0) for name in ("earlier_submissions", "submissions")]
            cells = (str(row["country_name"]), words.say(f"change.{row['status']}"), *counts)
            printed.append(TableRow(cells, group="" if place else words.say(f"change.role_{role}")))
    return Table(words.say("change.table"), columns, tuple(printed), words.say("change.table_note"))
