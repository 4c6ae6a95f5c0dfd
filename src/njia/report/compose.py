"""Compose the report in one language: every section in its order, and the headlines that they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from njia.report.bundle import Bundle
from njia.report.document import Document, Picture, Section
from njia.report.facts import Facts, Headline
from njia.report.sections import (
    comparison,
    corridors,
    countries,
    focus,
    front,
    pairs,
    summary,
    transit,
    travel,
    unknown,
    work,
)


@dataclass(frozen=True)
class Drawings:
    """The pictures of a report; what cannot be drawn, such as a map of nothing, is left out."""

    cover: Picture | None = None
    whole: Picture | None = None
    near: Picture | None = None
    hubs: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Report:
    """A composed report: what is printed, and the figures that its sentences take from measures."""

    document: Document
    headlines: tuple[Headline, ...] = field(repr=False)


def compose(bundle: Bundle, drawings: Drawings | None = None) -> Report:
    """Write the report of a bundle in the bundle's language; NetworkError when there is no such language."""
    facts = Facts(bundle)
    drawings = drawings or Drawings()
    words, network = facts.words, bundle.network
    running = words.say("labels.running", name=network.name) if network.name else ""
    document = Document(
        language=bundle.language,
        right_to_left=words.right_to_left,
        title=summary.title(facts),
        network=network.name or words.say("labels.running_nameless"),
        subtitle=_subtitle(facts),
        published=network.published,
        running=running or words.say("labels.running_nameless"),
        disclaimer=words.say("labels.disclaimer"),
        data_note=network.texts.data_note.strip(),
        labels={"contents": words.say("labels.contents")},
        cover=drawings.cover,
        front=_present(facts, _front),
        sections=_present(facts, lambda facts: _sections(facts, drawings)),
    )
    return Report(document, facts.headlines())


def _subtitle(facts: Facts) -> str:
    words, network = facts.words, facts.bundle.network
    collection = network.collection
    name = (
        words.say("labels.subtitle", collection=collection)
        if collection
        else words.say("labels.subtitle_nameless")
    )
    return " · ".join(filter(None, (name, network.period)))


def _present(facts: Facts, written: Callable[[Facts], list[Section | None]]) -> tuple[Section, ...]:
    return tuple(section for section in written(facts) if section is not None)


def _front(facts: Facts) -> list[Section | None]:
    contents = Section("contents", facts.words.say("labels.contents"), "", ())
    own = (front.text(facts, key) for key in ("foreword", "findings", "method"))
    return [contents, front.contributors(facts), *own]


def _sections(facts: Facts, drawings: Drawings) -> list[Section | None]:
    return [
        summary.first_page(facts, drawings.whole),
        summary.near(facts, drawings.near),
        countries.countries(facts),
        pairs.pairs(facts),
        *(
            [focus.focus(facts, focus.OUT), focus.focus(facts, focus.IN)]
            if facts.bundle.scope.focus_country
            else []
        ),
        transit.transit(facts),
        transit.crossings(facts),
        transit.hubs(facts, drawings.hubs),
        corridors.corridors(facts),
        travel.transport(facts),
        travel.airlines(facts),
        work.industries(facts),
        work.recruitment(facts),
        comparison.intended(facts),
        comparison.change(facts),
        unknown.unknown(facts),
        front.text(facts, "differences"),
        front.reading(facts),
        front.caveats(facts),
        front.text(facts, "acknowledgements"),
        front.text(facts, "contact"),
        front.trace(facts),
    ]
