"""The drawings of the printed report: maps and hub diagrams, in the sizes of an A4 page."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import median

from njia.draw import hub
from njia.draw.profile import A4, WIDE
from njia.draw.projection import View
from njia.draw.render import Drawing, draw, render, views, write
from njia.report.bundle import Bundle
from njia.report.compose import Drawings
from njia.report.document import Picture
from njia.report.facts import Facts, Row
from njia.report.footed import footed

COVER_SHARE = 0.7  # of the map's width
COVER_HEIGHT = 0.93  # of the picture's width
_VIEW = re.compile(r'viewBox="[^"]*" width="[^"]*" height="[^"]*"')
MOST_HUBS = 6
LEAST_SUBMISSIONS = 2  # a diagram of one journey shows what its row says already


def drawings(bundle: Bundle) -> Drawings:
    """Draw everything that the report shows; what there is nothing of is left out."""
    facts, drawn = Facts(bundle), bundle.flow
    if not drawn.routes:
        return Drawings()
    shown = views(drawn)
    laid_out = draw(drawn, A4, shown[0], bundle.language)
    if not laid_out.scene.nodes:
        return Drawings()
    whole = _map(facts, laid_out, shown[0], 1)
    near = None
    if View.NEAR in shown[1:]:
        near = _map(facts, draw(drawn, A4, View.NEAR, bundle.language), View.NEAR, 2)
    return Drawings(cover=_cover(facts, laid_out), whole=whole, near=near, hubs=_hubs(facts, drawn.by))


def map_svg(bundle: Bundle) -> str:
    """Draw the whole picture for a wide screen: a file of its own, with fonts and the note on the data."""
    drawn = bundle.flow
    svg = render(drawn, WIDE, views(drawn)[0], bundle.language, embed_fonts=True)
    return footed(svg, bundle.network.texts.data_note)


def _cover(facts: Facts, laid_out: Drawing) -> Picture:
    """The whole picture without its legend: on the cover it is a picture, and a page inside explains it."""
    return Picture("cover", cropped(laid_out), facts.words.say("labels.cover_alt"), "", "")


def cropped(laid_out: Drawing) -> str:
    """Write the part of a map around the middle of its places, without legend, in the cover's shape."""
    svg = write(replace(laid_out, legend=None))
    frame, nodes = laid_out.scene.frame, laid_out.scene.nodes.values()
    width, height = COVER_SHARE * frame.width, COVER_SHARE * frame.width * COVER_HEIGHT
    left = _held(median(node.x for node in nodes) - width / 2, frame.width - width)
    top = _held(median(node.y for node in nodes) - height / 2, frame.height - height)
    box = f'viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return _VIEW.sub(box, svg, count=1)


def _held(value: float, most: float) -> float:
    return min(max(0.0, value), max(0.0, most))


def _map(facts: Facts, laid_out: Drawing, view: View, number: int) -> Picture:
    words = facts.words
    near = view is View.NEAR and number > 1
    text = words.say("map.near_text" if near else f"map.whole_text_{laid_out.scene.flow.by}")
    title = words.say("map.near" if near else "map.whole", focus=facts.focus)
    return Picture(
        name=f"map-{number}",
        svg=write(laid_out),
        alt=words.say("map.alt", text=f"{title} {_spoken(facts)}"),
        title=f"{words.say('labels.map', count=number)} {title}",
        caption=text,
    )


def _spoken(facts: Facts) -> str:
    """Say in words what a map shows, for those who do not see it."""
    words = facts.words
    pairs = [
        (f"{row['origin_country_name']} → {row['destination_country_name']}", row["submissions"])
        for row in facts.rows("origin_destination")[:5]
    ]
    return words.say("map.spoken", list=words.with_counts(pairs)) if pairs else ""


def _hubs(facts: Facts, by: str) -> tuple[Picture, ...]:
    """Draw the places that most routes pass through, the largest first, all by the same count."""
    rows = [row for row in facts.rows("transit_places") if row["submissions"] >= LEAST_SUBMISSIONS]
    return tuple(_hub(facts, row, number, by) for number, row in enumerate(rows[:MOST_HUBS], 1))


def _hub(facts: Facts, row: Row, number: int, by: str) -> Picture:
    words, bundle = facts.words, facts.bundle
    place_id, flows, language = row["place_id"], bundle.measures["transit_flows"], bundle.language
    place = str(row["place_name"])
    svg = hub.render(
        place_id, flows, bundle.routes, bundle.scope.focus_country, profile="a4", language=language, by=by
    )
    return Picture(
        name=f"hub-{number}",
        svg=svg,
        alt=words.say("hub.alt", place=place),
        title=f"{words.say('labels.figure', count=number)} {words.say('hub.title', place=place)}",
        caption=hub.caption(place_id, flows, bundle.routes, language=language, by=by),
    )
