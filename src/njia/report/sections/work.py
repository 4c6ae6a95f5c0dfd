"""Into which industries people were brought, how they were exploited, and how they were recruited."""

from __future__ import annotations

from njia.report.document import Beside, Block, Paragraphs, Section, Table
from njia.report.facts import Facts, Row
from njia.report.printed_tables import counts_table
from njia.report.sentences import Name, Ranking, ranking
from njia.report.words import lowered, sentence

# key of the phrases: measure
INDUSTRIES = {
    "abroad": "industries_abroad",
    "home": "industries_at_home",
    "foreign": "industries_of_foreign_nationals",
}


def industries(facts: Facts) -> Section:
    """Industries abroad, at home and of foreign nationals, and types of exploitation."""
    words = facts.words
    ranked = {key: ranking(facts, name, "industry", label("industry")) for key, name in INDUSTRIES.items()}
    types = ranking(facts, "exploitation_types", "exploitation", label("exploitation_type"))
    text = [
        _scoped(facts, f"scope_{key}", found) for key, found in (*ranked.items(), ("exploitation", types))
    ]
    blocks: list[Block] = [Paragraphs(tuple(filter(None, text)))]
    tables = [_table(facts, key, INDUSTRIES[key], "industry", found) for key, found in ranked.items()]
    tables.append(_table(facts, "exploitation", "exploitation_types", "exploitation", types))
    shown = [table for table in tables if table]
    blocks += [Beside(tuple(shown[i : i + 2])) for i in range(0, len(shown), 2)]
    if not any(text):
        blocks = [Paragraphs((words.say("industries.none"),))]
    return Section("industries", words.say("industries.heading"), _finding(facts, ranked), tuple(blocks))


def _finding(facts: Facts, ranked: dict[str, Ranking]) -> str:
    words = facts.words
    parts = [
        words.say(f"industries.part_{key}", names=ranked[key].names, focus=facts.focus)
        for key in ("abroad", "home")
        if ranked[key].leaders and not ranked[key].is_flat
    ]
    if parts:
        return words.say("industries.finding", parts=words.join(parts))
    subject = words.say("subject.industry")
    stated = any(found.leaders for found in ranked.values())
    return words.say("rank.finding_flat" if stated else "rank.finding_none", subject=subject)


def _scoped(facts: Facts, key: str, ranked: Ranking) -> str:
    """Say a ranking after the routes that it is about; nothing when there are no such routes."""
    said = ranked.sentences()
    if not said:
        return ""
    return " ".join([facts.words.say(f"industries.{key}", focus=facts.focus), *said])


def _table(facts: Facts, key: str, measure: str, column: str, ranked: Ranking) -> Table | None:
    if not ranked.rows:
        return None
    caption = sentence(facts.words.say(f"industries.{key}", focus=facts.focus))
    return counts_table(facts, measure, caption, column, ranked.name, unknown=ranked.unstated, narrow=True)


def recruitment(facts: Facts) -> Section:
    """How people were drawn in, and who did it."""
    words = facts.words
    methods = ranking(facts, "recruitment_methods", "method", label("recruitment_method"))
    relations = ranking(facts, "recruiter_relations", "relation", label("recruiter_relation"))
    heading, found = words.say("recruitment.heading"), methods.finding("rank.finding")
    text = [" ".join(methods.sentences()), " ".join(relations.sentences())]
    if not any(text):
        return Section("recruitment", heading, found, (Paragraphs((words.say("recruitment.none"),)),))
    tables = tuple(
        counts_table(
            facts, measure, words.say(f"recruitment.{key}s"), key, ranked.name,
            unknown=ranked.unstated, narrow=True,
        )
        for key, measure, ranked in (
            ("method", "recruitment_methods", methods),
            ("relation", "recruiter_relations", relations),
        )
        if ranked.rows
    )  # fmt: skip
    blocks: list[Block] = [Paragraphs(tuple(filter(None, text)))]
    if tables:
        blocks.append(Beside(tables))
    return Section("recruitment", heading, found, tuple(blocks))


def label(column: str) -> Name:
    """Name a row by the label of its code, as it stands within a sentence."""

    def name(row: Row) -> str:
        return lowered(row[f"{column}_name"])

    return name
