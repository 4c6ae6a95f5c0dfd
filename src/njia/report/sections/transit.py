"""The places that routes pass through, and where they cross borders."""

from __future__ import annotations

from njia.report.document import Block, Paragraphs, Picture, Section
from njia.report.facts import Facts, Row
from njia.report.printed_tables import counts_table
from njia.report.sentences import Ranking, evidence

PLACES, CROSSINGS = "transit_places", "border_crossings"


def ranked_places(facts: Facts) -> Ranking:
    """Rank the places of transit by submissions."""
    return Ranking(facts, "transit_place", facts.rows(PLACES), _place, facts.known(PLACES), facts.of(PLACES))


def transit(facts: Facts) -> Section:
    """Which places are passed through, and how many submissions name any."""
    words, ranked = facts.words, ranked_places(facts)
    heading, found = words.say("transit.heading"), ranked.finding("transit.finding")
    if not ranked.leaders:
        return Section("transit", heading, found, (Paragraphs((_without(facts),)),))
    count = facts.count(PLACES)
    text = [words.say("transit.text", count=count), *ranked.sentences(), _without(facts)]
    proof = evidence(facts, _place(ranked.leaders[0]), ranked.leaders[0])
    table = counts_table(facts, PLACES, words.say("transit.table"), "place", _place, most_rows=24)
    return Section("transit", heading, found, (Paragraphs((" ".join(text), proof)), table))


def _without(facts: Facts) -> str:
    """Say how many submissions report a stop on the way, and that the others need not be direct."""
    words = facts.words
    submissions, with_transit = facts.figure("submissions"), facts.figure("with_transit")
    if not submissions:
        return words.say("summary.nothing_submitted")
    share, percent = words.share(with_transit, submissions)
    said = [words.say("transit.reported", count=with_transit, share=share, percent=percent)]
    unnamed = facts.unknown(PLACES)
    if unnamed:
        said.append(words.say("transit.unnamed", count=unnamed))
    if with_transit < submissions:
        said.append(words.say("transit.others"))
    return " ".join(said)


def crossings(facts: Facts) -> Section:
    """Where borders are crossed on land and water, by place and sense."""
    words = facts.words
    rows = [row for row in facts.rows(CROSSINGS) if row["place_id"] and not row["by_air"]]
    unplaced = [row for row in facts.rows(CROSSINGS) if not row["place_id"] and not row["by_air"]]
    known, of, unknown = facts.known(CROSSINGS), facts.of(CROSSINGS), facts.unknown(CROSSINGS)
    ranked = Ranking(facts, "crossing", rows, _crossing, known, of, unstated=unknown)
    heading = words.say("crossings.heading")
    found = ranked.finding("crossings.finding", "crossings.finding_tie")
    if not rows and not unplaced:
        text = words.say("crossings.none")
        return Section("crossings", heading, found, (Paragraphs((text,)),))
    said = [words.say("crossings.text", count=facts.tally(rows))] if rows else []
    paragraphs = Paragraphs((" ".join([*said, *ranked.sentences()]),))
    table = counts_table(
        facts, CROSSINGS, words.say("crossings.table"), "crossing", _place,
        rows=[*rows, *unplaced], through=("between", between), most_rows=24,
    )  # fmt: skip
    return Section("crossings", heading, found, (paragraphs, table))


def hubs(facts: Facts, diagrams: tuple[Picture, ...]) -> Section | None:
    """The diagrams of the places that most routes pass through; None without diagrams."""
    words = facts.words
    if not diagrams:
        return None
    intro: Block = Paragraphs((words.say("hub.intro", count=len(diagrams)),))
    return Section("hubs", words.say("hub.heading"), "", (intro, *diagrams))


def between(row: Row) -> str:
    """Name the two countries of a crossing in its sense."""
    return f"{row['from_country_name']} → {row['to_country_name']}"


def _place(row: Row) -> str:
    return str(row["place_name"])


def _crossing(row: Row) -> str:
    return f"{row['place_name']} ({between(row)})"
