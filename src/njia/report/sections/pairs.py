"""Pairs of country of origin and country of destination, by submissions and by cases."""

from __future__ import annotations

from njia.report.document import Block, Paragraphs, Section, Table
from njia.report.facts import Facts, Row
from njia.report.printed_tables import counts_table
from njia.report.sentences import Ranking, evidence, ranking

MEASURE = "origin_destination"


def arrow(row: Row) -> str:
    """Name a pair for a table: "Kenya → Saudi Arabia"."""
    return f"{row['origin_country_name']} → {row['destination_country_name']}"


def ranked_pairs(facts: Facts) -> Ranking:
    """Rank the pairs by submissions."""
    return ranking(facts, MEASURE, "pair", arrow)


def pairs(facts: Facts) -> Section:
    """Between which countries people are taken."""
    words = facts.words
    ranked = ranked_pairs(facts)
    found = ranked.finding("pairs.finding", "pairs.finding_tie")
    text = [" ".join(ranked.sentences()) or words.say("summary.nothing_submitted")]
    if ranked.leaders:
        text += [_by_cases(facts, ranked)]
        text += [" ".join(evidence(facts, arrow(row), row) for row in ranked.leaders[:1])]
    table = pairs_table(facts, words.say("pairs.table"))
    blocks: tuple[Block, ...] = (Paragraphs(tuple(filter(None, text))), *([table] if table else []))
    return Section("pairs", words.say("pairs.heading"), found, blocks)


def pairs_table(facts: Facts, caption: str, most_rows: int = 14, narrow: bool = False) -> Table | None:
    """Set the pairs as a table in the colours of their direction; None when there are none."""
    if not facts.rows(MEASURE):
        return None
    unknown = facts.unknown(MEASURE)
    return counts_table(
        facts, MEASURE, caption, "route", arrow,
        unknown=0 if narrow else unknown, unknown_name="pairs.unknown_row",
        tone=lambda row: direction(facts, row), narrow=narrow, most_rows=most_rows,
    )  # fmt: skip


def direction(facts: Facts, row: Row) -> str:
    """Give a pair's direction relative to the focus country."""
    focus = facts.bundle.scope.focus_country
    starts, ends = row["origin_country"] == focus, row["destination_country"] == focus
    if starts and ends:
        return "within"
    return "out" if starts else "in" if ends else "elsewhere"


def _by_cases(facts: Facts, ranked: Ranking) -> str:
    """Say which pair is the largest by estimated cases, and how many of its submissions state them."""
    words = facts.words
    stated = [row for row in ranked.rows if row["cases_best"] is not None]
    if not stated:
        return words.say("pairs.no_cases")
    if all(row["cases_best"] == 0 for row in stated):
        return ""
    largest = max(stated, key=lambda row: int(row["cases_best"]))  # the first of several
    same = [row for row in stated if row["cases_best"] == largest["cases_best"]]
    if len(same) > 1:
        return ""
    key = "by_cases_same" if [largest] == list(ranked.leaders) else "by_cases"
    key = "by_cases_only" if len(ranked.rows) == 1 else key
    submissions, known = largest.number("submissions"), largest.number("cases_known")
    return words.say(
        f"pairs.{key}",
        name=arrow(largest),
        cases=words.counted("cases", largest.number("cases_best")),
        stated=words.say("pairs.stated_all", count=submissions)
        if known == submissions
        else words.say("pairs.stated", count=known, whole=submissions),
    )
