"""The legend: directions with their totals, the scale of widths, evidence and marks that are on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from njia.draw import svg
from njia.draw.curve import bowed
from njia.draw.flow import DIRECTIONS, Tally
from njia.draw.labels import Span
from njia.draw.marks import mark
from njia.draw.projection import View
from njia.draw.scene import Scene
from njia.draw.strokes import LETTER, Look, leg_parts
from njia.draw.width import Strand
from njia.gazetteer import countries
from njia.language import Catalogue

ROLES = ("start", "through", "end", "stop", "crossing", "country", "county")


@dataclass
class Block:
    """Lines of the legend as they are written, from the top down."""

    width: float
    size: float
    parts: list[str] = field(default_factory=list)
    y: float = 0.0

    def heading(self, words: str) -> None:
        """Write a heading."""
        self.y += self.size * (1.75 if self.y else 1.0)
        spans = [Span(words, "ns", self.size * 0.92, 600)]
        self.parts.append(svg.text(spans, 0, self.y))
        self.y += self.size * 0.3

    def row(self, drawing: str, spans: Sequence[Span], indent: float) -> None:
        """Write a row: a drawing whose middle is at (0, 0), and words beside it."""
        self.y += self.size * 1.45
        self.parts.append(f'<g transform="translate(0 {self.y - self.size * 0.34:.1f})">{drawing}</g>')
        self.parts.append(svg.text(spans, indent, self.y))

    def note(self, words: str) -> None:
        """Write a paragraph, broken to the legend's width."""
        self.y += self.size * 0.35
        for line in folded(words, self.size * 0.88, self.width):
            self.y += self.size * 1.18
            self.parts.append(svg.text([Span(line, "ns", self.size * 0.88)], 0, self.y))

    def flow(self, items: Sequence[tuple[str, float, str]]) -> None:
        """Write small drawings with their words, as many on a line as fit: (drawing, its width, words)."""
        x = self.width
        for drawing, room, words in items:
            span = Span(words, "", self.size)
            if x + room + span.width > self.width:
                x, self.y = 0.0, self.y + self.size * 1.55
            middle = f"translate({x + room / 2 - 2:.1f} {self.y - self.size * 0.34:.1f})"
            self.parts.append(f'<g transform="{middle}">{drawing}</g>')
            self.parts.append(svg.text([span], x + room, self.y))
            x += room + span.width + self.size * 1.1


def legend(drawn: Scene, words: Catalogue, width: float) -> Block:
    """Write the legend of a map, `width` wide."""
    block = Block(width, drawn.profile.legend)
    by, country = drawn.flow.by, country_name(drawn.flow.focus, words)
    _directions(block, drawn, words)
    block.heading(words.say(f"map.legend.width_{by}"))
    _widths(block, drawn, words)
    block.note(_about_widths(drawn, words))
    if not drawn.flow.of_legs:
        block.heading(words.say("map.legend.evidence"))
        _evidence(block, drawn, words)
    block.heading(words.say("map.legend.places"))
    roles = {node.role for node in drawn.nodes.values()}
    sign = block.size * 0.33
    block.flow(
        [
            (mark(role, 0, 0, sign), block.size * 1.35, words.say(_about_role(drawn, role)))
            for role in ROLES
            if role in roles
        ]
    )
    block.note(words.say(f"map.legend.{_about_scale(drawn)}", country=country))
    if drawn.flow.left_out:
        block.note(words.say("map.legend.left_out", count=drawn.flow.left_out))
    for said, count in (("wider", drawn.flow.wider), ("withheld", drawn.flow.withheld)):
        if count:
            block.note(words.say(f"map.legs.{said}", count=count))
    return block


def _directions(block: Block, drawn: Scene, words: Catalogue) -> None:
    """Explain the colours, with what is counted in each; legs alone have no sum that means anything."""
    by, totals = drawn.flow.by, drawn.flow.totals()
    of_legs = drawn.flow.of_legs
    block.heading(words.say("map.legs.by_direction" if of_legs else f"map.legend.by_{by}"))
    for direction in DIRECTIONS:
        if of_legs and not totals[direction].submissions:
            continue
        value = totals[direction].value(by)
        amount = words.number(value) if value is not None else "–" if totals[direction].submissions else "0"
        name = words.say(f"map.legend.{direction}", country=country_name(drawn.flow.focus, words))
        spans = [Span(name if of_legs else f"{name} ", "", block.size)]
        if not of_legs:
            spans.append(Span(amount, f"n{LETTER[direction]}t", block.size, 600))
        block.row(_sample(direction, 4.2, block.size * 2.5), spans, block.size * 3)


def _about_role(drawn: Scene, role: str) -> str:
    if drawn.flow.of_legs and role in ("stop", "country", "county"):
        return f"map.legs.{role}"
    return f"map.legend.whole_{role}" if role == drawn.flow.told_by else f"map.legend.{role}"


def _about_scale(drawn: Scene) -> str:
    return {View.WHOLE: "lens", View.TRUE: "true", View.NEAR: "near"}[drawn.frame.view]


def country_name(code: str, words: Catalogue) -> str:
    """Name the focus country; where there is none, the map's middle has no name."""
    return countries.name(code, words.language) if code in countries.CODES else "–"


def folded(words: str, size: float, width: float) -> list[str]:
    """Break text between words into lines of at most `width`."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and Span(longer, "", size).width > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _sample(direction: str, width: float, length: float, look: Look | None = None) -> str:
    """Draw a short line with its arrowhead."""
    curve = bowed((-1.0, 0.0), (length, 0.0), 0)
    strand = Strand(direction, width, True)
    return painted(leg_parts(curve, (0, 0), [strand], look or Look(), 0.9))


def painted(parts: Sequence[tuple[str, str, float]]) -> str:
    """Write parts as paths."""
    return "".join(svg.path(css, d, width) for css, d, width in parts)


def _widths(block: Block, drawn: Scene, words: Catalogue) -> None:
    """Draw the scale: sample lines as wide as they are on the map, with their numbers below."""
    steps = drawn.scale.steps()
    widths = [drawn.scale.width(step) for step in steps]
    tallest = max(widths, default=2)
    block.y += max(block.size * 0.8, tallest / 2 + block.size * 0.4)
    length = min(block.size * 2.7, block.width / (len(steps) + 2.2))
    x = 0.0
    for step, width in zip(steps, widths, strict=True):
        block.parts.append(svg.path("nw2", f"M{x:.1f},{block.y:.1f}h{length:.1f}", width))
        _below(block, words.number(step), x + length / 2, tallest)
        x += length + block.size * 0.7
    if any(not tally.known for tallies in drawn.flow.legs.values() for tally in tallies.values()) and (
        drawn.flow.by == "cases"
    ):
        block.parts.append(svg.path("nw2 nd", f"M{x:.1f},{block.y:.1f}h{length:.1f}", drawn.scale.thinnest))
        words_wide = Span(words.say("map.legend.not_stated"), "", block.size * 0.92).width
        _below(
            block, words.say("map.legend.not_stated"), max(x + length / 2, x + words_wide / 2 - 4), tallest
        )
    block.y += tallest / 2 + block.size


def _below(block: Block, words: str, x: float, tallest: float) -> None:
    spans = [Span(words, "", block.size * 0.92)]
    block.parts.append(svg.text(spans, x, block.y + tallest / 2 + block.size, "middle"))


def _about_widths(drawn: Scene, words: Catalogue) -> str:
    if drawn.scale.in_proportion:
        return words.say("map.legend.in_proportion")
    return words.say("map.legend.not_in_proportion", times=round(2**drawn.scale.power, 1))


def _evidence(block: Block, drawn: Scene, words: Catalogue) -> None:
    looks = [line.look for line in drawn.lines]
    direction = max(DIRECTIONS, key=lambda d: (drawn.flow.totals().get(d, Tally()).submissions, d))
    rows = [
        (any(not look.one_source for look in looks), Look(), "several"),
        (any(look.one_source for look in looks), Look(one_source=True), "one"),
        (any(look.heard_of for look in looks), Look(heard_of=True), "heard_of"),
        (
            any(look.unknown_between or look.open_end or look.open_start for look in looks),
            Look(unknown_between=True),
            "unknown",
        ),
    ]
    for present, look, name in rows:
        if present:
            spans = [Span(words.say(f"map.legend.{name}"), "", block.size)]
            block.row(_sample(direction, 2.2, block.size * 2.5, look), spans, block.size * 3)
