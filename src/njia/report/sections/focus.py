"""The focus country as origin and as destination, with its places."""

from __future__ import annotations

from dataclasses import dataclass

from njia.report.document import Beside, Block, Paragraphs, Section
from njia.report.facts import Facts, Row
from njia.report.printed_tables import counts_table
from njia.report.sentences import Ranking, evidence


@dataclass(frozen=True)
class Side:
    """One of the two ways to look from the focus country: its phrases, measures and columns."""

    key: str  # of the phrases
    way: str  # direction, and figure of the overview
    countries: str
    country: str  # column of `countries`
    places: str
    subject: str
    listed: str  # key of the caption of the table of countries


OUT = Side("focus_out", "out", "focus_as_origin", "destination_country", "focus_origin_places",
           "destination_abroad", "destinations")  # fmt: skip
IN = Side("focus_in", "in", "focus_as_destination", "origin_country", "focus_destination_places",
          "origin_abroad", "origins")  # fmt: skip


def abroad(facts: Facts, side: Side) -> Ranking:
    """Rank the countries at the other end; every submission that counts as out or in has one."""
    rows = [
        row for row in facts.rows(side.countries) if row[side.country] != facts.bundle.scope.focus_country
    ]
    total = facts.figure(side.way)
    return Ranking(facts, side.subject, rows, lambda r: facts.words.country(r[side.country]), total, total)


def focus(facts: Facts, side: Side) -> Section:
    """Where routes out of the focus country lead, or where routes into it come from."""
    words = facts.words
    ranked = abroad(facts, side)
    heading = words.say(f"{side.key}.heading", focus=facts.focus)
    none = words.say(f"{side.key}.none", focus=facts.focus)
    text = [" ".join(ranked.sentences()) if ranked.leaders else none, _open_ends(facts, side)]
    text.append(_places(facts, side))
    if ranked.leaders and not ranked.is_flat:
        text.append(" ".join(evidence(facts, ranked.name(row), row) for row in ranked.leaders[:1]))
    blocks: list[Block] = [Paragraphs(tuple(filter(None, text)))]
    tables = _tables(facts, side, ranked)
    if tables.blocks:
        blocks.append(tables)
    return Section(side.key, heading, _finding(facts, side, ranked), tuple(blocks))


def _finding(facts: Facts, side: Side, ranked: Ranking) -> str:
    words, count = facts.words, facts.figure(side.way)
    if not ranked.leaders:
        return words.say(f"{side.key}.finding_none", focus=facts.focus)
    key = "finding_flat" if ranked.is_flat else "finding"
    return words.say(f"{side.key}.{key}", count=count, focus=facts.focus, names=ranked.names)


def _open_ends(facts: Facts, side: Side) -> str:
    """Say how many have this end in the focus country and no known other end."""
    unknown = facts.unknown(side.countries)
    return facts.words.say(f"{side.key}.open_end", count=unknown, focus=facts.focus) if unknown else ""


def _places(facts: Facts, side: Side) -> str:
    words, rows = facts.words, facts.rows(side.places)
    if not facts.of(side.places):
        return ""
    listed = words.with_counts([(str(row["place_name"]), row.number("submissions")) for row in rows])
    count = facts.count(side.places)
    said = [words.say(f"{side.key}.places_text", count=count, list=listed, focus=facts.focus)]
    known, of = facts.known(side.places), facts.of(side.places)
    if 0 < known < of:
        said.append(words.say(f"{side.key}.places_known", count=count, part=known, whole=of))
    return " ".join(said)


def _tables(facts: Facts, side: Side, ranked: Ranking) -> Beside:
    words = facts.words
    tables = []
    if ranked.rows:
        caption = words.say(f"{side.key}.{side.listed}", focus=facts.focus)
        name = f"{side.country}_name"
        tables.append(
            counts_table(
                facts, side.countries, caption, "country", lambda row: str(row[name]),
                rows=ranked.rows, tone=lambda _: side.way, narrow=True, most_rows=18,
            )
        )  # fmt: skip
    if facts.rows(side.places):
        caption = words.say(f"{side.key}.places", focus=facts.focus)
        unknown = facts.unknown(side.places)
        tables.append(
            counts_table(
                facts, side.places, caption, "place", _place_name,
                unknown=unknown, narrow=True, most_rows=18,
            )
        )  # fmt: skip
    return Beside(tuple(tables))


def _place_name(row: Row) -> str:
    return str(row["place_name"])
