"""Corridors: pairs of the network's own regions."""

from __future__ import annotations

from dataclasses import replace

from njia.report.document import Block, Paragraphs, Section
from njia.report.facts import Facts, Row
from njia.report.printed_tables import counts_table
from njia.report.sentences import evidence, ranking

MEASURE = "corridors"
LONGEST_PAIRS = 10  # pairs of countries in a cell, the last of which may be how many more there are


def corridors(facts: Facts) -> Section:
    """Between which regions people are taken, and how many submissions lie in no corridor."""
    words = facts.words
    ranked = replace(ranking(facts, MEASURE, "corridor", _name), unstated=0)
    outside = facts.unknown(MEASURE)
    text = [words.say("corridors.text")]
    if facts.of(MEASURE):
        text += [
            *(ranked.sentences() if ranked.leaders else []),
            words.say("corridors.outside", count=outside),
        ]
    paragraphs = [" ".join(text)]
    blocks: list[Block] = [Paragraphs(tuple(paragraphs))]
    if ranked.leaders:
        paragraphs.append(evidence(facts, _name(ranked.leaders[0]), ranked.leaders[0]))
        pairs = _pairs(facts)
        table = counts_table(
            facts, MEASURE, words.say("corridors.table"), "corridor", _name,
            unknown=outside, unknown_name="corridors.outside_row",
            through=("countries", lambda row: pairs.get(_key(row), "")), narrow=True,
        )  # fmt: skip
        blocks = [Paragraphs(tuple(paragraphs)), table]
    found = ranked.finding("corridors.finding", "corridors.finding_tie")
    return Section("corridors", words.say("corridors.heading"), found, tuple(blocks))


def _pairs(facts: Facts) -> dict[tuple[str, str, str], str]:
    """List the pairs of countries of each corridor, with their submissions."""
    listed: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for row in facts.rows("corridor_pairs"):
        name = f"{row['origin_country_name']} → {row['destination_country_name']}"
        listed.setdefault(_key(row), []).append((name, row["submissions"]))
    return {key: facts.words.with_counts(pairs, LONGEST_PAIRS) for key, pairs in listed.items()}


def _key(row: Row) -> tuple[str, str, str]:
    return row["corridor"], row["from_region"], row["to_region"]


def _name(row: Row) -> str:
    return str(row["corridor"])
