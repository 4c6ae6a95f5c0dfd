"""Where routes start, end and pass through, by country, and the pairs of origin and destination."""

from __future__ import annotations

from njia.report.document import Beside, Block, Paragraphs, Section
from njia.report.facts import Facts
from njia.report.printed_tables import counts_table
from njia.report.sentences import Name, ranking
from njia.report.words import sentence

ENDS = ("countries_of_origin", "countries_of_destination")


def countries(facts: Facts) -> Section:
    """Countries of origin, destination and transit."""
    words = facts.words
    country = _country(facts)
    origins = ranking(facts, "countries_of_origin", "origin", country)
    destinations = ranking(facts, "countries_of_destination", "destination", country)
    text = [" ".join(origins.sentences()), " ".join(destinations.sentences()), _distinct(facts)]
    tables = [
        counts_table(
            facts,
            measure,
            words.say(f"countries.{key}_table"),
            "country",
            lambda row: str(row["country_name"]),
            unknown=ranked.unstated,
            narrow=True,
            most_rows=40,
        )
        for measure, key, ranked in (
            ("countries_of_origin", "origin", origins),
            ("countries_of_destination", "destination", destinations),
        )
        if ranked.rows
    ]
    blocks: tuple[Block, ...] = (
        Paragraphs(tuple(filter(None, text))),
        *([Beside(tuple(tables))] if tables else []),
    )
    return Section("countries", words.say("countries.heading"), _finding(facts), blocks)


def _country(facts: Facts) -> Name:
    return lambda row: facts.words.country(row["country"])


def _finding(facts: Facts) -> str:
    words = facts.words
    origins, destinations = facts.figure("countries_of_origin"), facts.figure("countries_of_destination")
    said = {
        "origins": words.counted("countries", origins),
        "destinations": words.counted("countries", destinations),
    }
    if origins and destinations:
        return words.say("countries.finding", **said)
    if origins:
        return words.say("countries.finding_origins", **said)
    return words.say("countries.finding_destinations" if destinations else "countries.finding_none", **said)


def _distinct(facts: Facts) -> str:
    """Say how many countries there are counted once, and which are passed through."""
    words = facts.words
    both = facts.figure("countries_of_origin_or_destination")
    transit = facts.rows("countries_of_transit")
    said = [words.say("countries.distinct", count=both)] if both else []
    listed = words.with_counts(
        [(facts.words.country(r["country"]), r.number("submissions")) for r in transit]
    )
    said.append(words.say("countries.transit", count=facts.count("countries_of_transit"), list=listed))
    if transit:
        said.append(_only_in_transit(facts, len(transit)))
    return " ".join(sentence(text) for text in said)


def _only_in_transit(facts: Facts, passed_through: int) -> str:
    """Say which of the countries passed through are no origin and no destination."""
    words = facts.words
    ends = {row["country"] for measure in ENDS for row in facts.rows(measure)}
    rows = [row for row in facts.rows("countries_of_transit") if row["country"] not in ends]
    count = facts.figure("countries_only_in_transit")
    if not count:
        return words.say("countries.also_ends", count=passed_through)
    if count == passed_through:
        return words.say("countries.only_transit_all", count=count)
    listed = words.join([words.country(row["country"]) for row in rows])
    return words.say("countries.only_transit", count=count, list=listed)
