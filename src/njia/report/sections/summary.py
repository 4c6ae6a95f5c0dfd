"""The first page inside: the finding, key figures, the whole map, the largest pairs and what to beware of."""

from __future__ import annotations

from dataclasses import replace

from njia.report.document import Beside, Care, KeyFigure, KeyFigures, Paragraphs, Picture, Section
from njia.report.facts import Facts
from njia.report.sections.focus import IN, OUT, Side, abroad
from njia.report.sections.pairs import pairs_table, ranked_pairs
from njia.report.words import sentence


def title(facts: Facts) -> str:
    """Give the report's title: the network's own, or the finding in one sentence."""
    return facts.bundle.network.title or finding(facts)


def finding(facts: Facts) -> str:
    """Say the main finding in one sentence, written from the figures."""
    words = facts.words
    submissions = facts.figure("submissions")
    if not submissions:
        return words.say("title.none")
    ranked = ranked_pairs(facts)
    if submissions == 1 and ranked.leaders:
        return words.say("title.single", pair=ranked.names)
    destinations, origins = _leaders(facts, OUT), _leaders(facts, IN)
    said = {"focus": facts.focus, "destination": destinations, "origin": origins}
    if destinations and origins:
        return sentence(words.say("title.both", **said))
    if destinations:
        return sentence(words.say("title.out", **said))
    if origins:
        return sentence(words.say("title.in", **said))
    if ranked.leaders and not ranked.is_flat:
        return sentence(words.say("title.elsewhere", count=facts.tally(ranked.leaders), pair=ranked.names))
    return sentence(words.say("title.plain", count=submissions))


def _leaders(facts: Facts, side: Side) -> str:
    """Name the countries that lead abroad; "several countries alike" when none stands out."""
    if not facts.bundle.scope.focus_country:
        return ""
    ranked = abroad(facts, side)
    return facts.words.say("title.several") if ranked.is_flat else ranked.names


def summary(facts: Facts, whole_map: Picture | None) -> Section:
    """The page that says it all in short."""
    words = facts.words
    heading = words.say("summary.heading")
    if not facts.figure("submissions"):
        nothing = Paragraphs((words.say("summary.nothing"),))
        return Section("summary", heading, words.say("title.none"), (nothing,), new_page=True)
    care = Care(words.say("summary.care_heading"), (words.say("summary.care"),))
    top = pairs_table(facts, words.say("summary.top_pairs"), most_rows=6, narrow=True)
    last = Beside((top, care), (2.2, 1.0)) if top else care
    blocks = (_key_figures(facts), *([whole_map] if whole_map else []), last)
    return Section("summary", heading, finding(facts), blocks, new_page=True)


def first_page(facts: Facts, whole_map: Picture | None) -> Section:
    """The printed report's first page: the summary with the data summary's text before the map."""
    short, text = summary(facts, whole_map), data_summary(facts)
    if not facts.figure("submissions"):
        return short
    return replace(short, heading=text.heading, blocks=(short.blocks[0], *text.blocks, *short.blocks[1:]))


def _key_figures(facts: Facts) -> KeyFigures:
    words = facts.words
    cases = facts.stated_figure("cases_best")
    figures = [_key(facts, "submissions", "submissions"), _key(facts, "routes", "routes")]
    if cases is None:
        dash = words.say("labels.not_stated")
        figures.append(KeyFigure(dash, words.say("summary.figure_cases_none")))
    else:
        stated = facts.figure("cases_known") == facts.figure("submissions")
        figures.append(_key(facts, "cases_best", "cases" if stated else "cases_some"))
    if facts.bundle.scope.focus_country:
        figures += [_key(facts, "out", "out", "out"), _key(facts, "in", "in", "in")]
    return KeyFigures(tuple(figures))


def _key(facts: Facts, figure: str, label: str, tone: str = "ink") -> KeyFigure:
    value = facts.figure(figure)
    words = facts.words
    about = {"focus": facts.focus}
    if label == "cases_some":
        about |= {part: words.number(facts.figure(part)) for part in ("cases_known", "submissions")}
    return KeyFigure(words.number(value), words.say(f"summary.figure_{label}", count=value, **about), tone)


def data_summary(facts: Facts) -> Section:
    """How much was submitted, by how many, for how many people, from which source, in which direction."""
    words = facts.words
    submissions = facts.figure("submissions")
    if not submissions:
        text = words.say("summary.nothing_submitted")
        return Section("data", words.say("summary.data_heading"), "", (Paragraphs((text,)),))
    first = " ".join((_submitted(facts), _cases(facts), _source(facts)))
    return Section("data", words.say("summary.data_heading"), "", (Paragraphs((first, _directions(facts))),))


def _submitted(facts: Facts) -> str:
    words = facts.words
    submissions, distinct = facts.figure("submissions"), facts.figure("routes")
    organisations = facts.figure("organisations")
    said = ""
    if submissions > 1:
        all_differ = distinct == submissions
        said = (
            words.say("summary.distinct_all") if all_differ else words.say("summary.distinct", count=distinct)
        )
    if not organisations:
        return sentence(words.say("summary.submitted_unnamed", count=submissions, distinct=said))
    return sentence(
        words.say(
            "summary.submitted",
            count=organisations,
            organisations=words.counted("organisations", organisations),
            routes=words.counted("routes", submissions),
            distinct=said,
        )
    )


def _cases(facts: Facts) -> str:
    words = facts.words
    submissions, known = facts.figure("submissions"), facts.figure("cases_known")
    best = facts.stated_figure("cases_best")
    if best is None:
        return words.say("summary.cases_none", count=submissions)
    cases = words.counted("cases", best) + _range(facts)
    if known == submissions:
        return sentence(words.say("summary.cases_all", count=submissions, cases=cases))
    return sentence(words.say("summary.cases_some", count=known, cases=cases))


def _range(facts: Facts) -> str:
    words = facts.words
    low, high = facts.figure("cases_low"), facts.stated_figure("cases_high")
    if high is None:
        return words.say("summary.cases_open", low=low)
    return words.say("summary.cases_range", low=low, high=high) if low != high else ""


def _source(facts: Facts) -> str:
    """Say how many come from the organisations' own casework, of those that say so."""
    words = facts.words
    own, known = facts.figure("own_casework"), facts.figure_known("own_casework")
    if not known:
        return words.say("summary.own_unknown")
    if known == 1:
        only = facts.figure("submissions") == 1
        key = "own_only" if only else "own_single"
        return words.say(f"summary.{key}", count=own)
    if own == known:
        return words.say("summary.own_all", count=own)
    return words.say("summary.own", count=own, whole=known)


def _directions(facts: Facts) -> str:
    words = facts.words
    if not facts.bundle.scope.focus_country:
        return words.say("summary.no_focus")
    parts = [
        words.say(f"summary.{way}", count=facts.figure(way), focus=facts.focus)
        for way in ("out", "in", "within", "elsewhere")
    ]
    return sentence(words.say("summary.directions", parts=words.join(parts)))


def near(facts: Facts, near_map: Picture | None) -> Section | None:
    """The near map on its own page; None where it is not drawn."""
    if near_map is None:
        return None
    return Section("near", facts.words.say("map.near_heading", focus=facts.focus), "", (near_map,))
