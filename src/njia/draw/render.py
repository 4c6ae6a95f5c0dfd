"""The flow map as SVG: one renderer for the page, the report and the stand-alone file."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from njia.draw import svg
from njia.draw.basemap import Basemap, basemap
from njia.draw.flow import Flow, LegKey, total
from njia.draw.fonts import font_css
from njia.draw.labels import Placed, Span
from njia.draw.layout import PADDING, Drawing, draw, legend_box, views
from njia.draw.legend import country_name, folded, painted
from njia.draw.marks import mark
from njia.draw.naming import Naming
from njia.draw.profile import Profile
from njia.draw.projection import View
from njia.draw.rules import distance_rings, focus_name, scale_bar
from njia.draw.scene import Line, Node, Scene
from njia.draw.strokes import Part, leg_parts
from njia.draw.style import SEA, css
from njia.draw.width import strands
from njia.language import Catalogue

__all__ = ["Drawing", "describe", "draw", "render", "views", "write"]


def render(
    flow: Flow, profile: Profile, view: View, language: str = "en", *, embed_fonts: bool = False
) -> str:
    """Draw a view as one SVG file, valid by itself and without any reference to another file."""
    drawing = draw(flow, profile, view, language)
    return write(drawing, embed_fonts=embed_fonts)


def write(
    drawing: Drawing,
    *,
    embed_fonts: bool = False,
    styled: bool = True,
    prefix: str = "nj",
    link: Callable[[str], str] | None = None,
) -> str:
    """Write a drawing as SVG; `prefix` keeps ids apart where several maps are on one page.

    `link` gives the address that the mark of a place leads to; without it marks lead nowhere.

    On the phone lines have no titles of their own: nothing there can hover over them.
    """
    frame, flow, words = drawing.scene.frame, drawing.scene.flow, drawing.words
    body = "".join(_layers(drawing, prefix, link))
    country = country_name(flow.focus, words)
    title = (
        words.say("map.title_near", country=country) if frame.view is View.NEAR else words.say("map.title")
    )
    style = css() if styled else ""
    if embed_fonts:
        style = font_css(body + title) + style
    head = (
        f'<title id="{prefix}-t">{svg.escaped(title)}</title>'
        f'<desc id="{prefix}-d">{svg.escaped(describe(flow, words))}</desc>'
        + (f"<style>{style}</style>" if style else "")
    )
    width, height = f"{frame.width:g}", f"{frame.height:g}"
    role = "group" if link else "img"  # what holds links is no picture
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="nsvg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="{role}" aria-labelledby="{prefix}-t {prefix}-d" '
        f'direction="ltr">{head}{body}</svg>'
    )


def describe(flow: Flow, words: Catalogue) -> str:
    """Say in a sentence what the map shows."""
    if not flow.distinct:
        return words.say("map.no_routes")
    if flow.of_legs:
        return _describe_legs(flow, words)
    totals = {d: words.say(f"count.{flow.by}", count=t.value(flow.by) or 0) for d, t in flow.totals().items()}
    routes = words.say("count.routes", count=flow.distinct)
    return words.say("map.description", routes=routes, country=country_name(flow.focus, words), **totals)


def _describe_legs(flow: Flow, words: Catalogue) -> str:
    legs = dict.fromkeys(flow.totals(), 0)
    for by_direction in flow.all_legs().values():
        for direction in by_direction:
            legs[direction] += 1
    said = words.say("map.legs.count", count=sum(legs.values()))
    return words.say("map.legs.description", legs=said, country=country_name(flow.focus, words), **legs)


def _layers(drawing: Drawing, prefix: str, link: Callable[[str], str] | None) -> list[str]:
    drawn = drawing.scene
    base = basemap(drawn.frame, drawn.flow.focus, hatched(drawn))
    rings = distance_rings(drawn, drawing.words, drawing.ground)
    return [
        _ground_paths(base, drawn, prefix),
        rings[0],
        focus_name(drawn, drawing.naming, drawing.ground),
        '<g class="nlegs">',
        *(leg_group(drawing, number, line) for number, line in enumerate(drawn.lines)),
        '</g><g class="nplaces">',
        *_marks(drawing, link),
        "</g>",
        rings[1],
        *(_label(placed, drawn.profile) for placed in drawing.placed),
        scale_bar(drawn, drawing.words) if drawn.frame.view is View.NEAR else "",
        _key(drawing),
        _legend(drawing),
    ]


def hatched(drawn: Scene) -> frozenset[str]:
    """Give the countries of which nothing but the country is known; none where no more is told."""
    if drawn.flow.told_by == "country" or drawn.flow.of_legs:
        return frozenset()
    return frozenset(
        n.place.country
        for n in drawn.nodes.values()
        if n.role == "country" and n.place.country != drawn.flow.focus
    )


def _ground_paths(base: Basemap, drawn: Scene, prefix: str) -> str:
    width, height = f"{drawn.frame.width:g}", f"{drawn.frame.height:g}"
    hatch = (
        f'<pattern id="{prefix}-h" width="4" height="4" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0,2h4" stroke="#E3DDD1" stroke-width="1.2"/></pattern>'
    )
    return (
        f'<defs>{hatch}</defs><path class="nsea" fill="{SEA}" d="M0,0h{width}v{height}h-{width}z"/>'
        + svg.path("nl", base.land)
        + svg.path("nl", base.hatched)
        + (f'<path fill="url(#{prefix}-h)" fill-rule="evenodd" d="{base.hatched}"/>' if base.hatched else "")
        + svg.path("nf", base.focus)
        + svg.path("nx", base.seams)
        + svg.path("nx", base.contested)
        + svg.path("nxd", base.contested)
    )


def line_parts(drawn: Scene, line: Line, legs: dict[LegKey, dict[str, object]] | None = None) -> list[Part]:
    """Paint a line for the legs given, or for all of them; nothing where none of them is its own."""
    tally = line.tally(legs if legs is not None else dict(drawn.flow.legs))  # type: ignore[arg-type]
    if not tally:
        return []
    cut = strands(tally, drawn.flow.by, drawn.scale)
    return leg_parts(line.curve, line.radii, cut, line.look, drawn.profile.head)


def leg_group(drawing: Drawing, number: int, line: Line) -> str:
    """Write a line with a title that says what it is."""
    naming, drawn = drawing.naming, drawing.scene
    hovered = drawn.profile.name != "phone"
    title = svg.tag("title", svg.escaped(line_title(naming, line))) if hovered else ""
    return f'<g class="nleg" data-l="{number}">{title}{painted(line_parts(drawn, line))}</g>'


def line_title(naming: Naming, line: Line) -> str:
    """Say a line's ends and number: "Kitui → Nairobi: 292 estimated cases"."""
    flow, words = naming.flow, naming.words
    tally = total(line.tally(dict(flow.legs)))
    counted = words.say("count.submissions", count=tally.submissions)
    if tally.known:
        counted += ", " + words.say("count.cases", count=tally.cases)
    if line.exit_to:
        inner = line.keys[0].start if line.exit_to == "to" else line.keys[0].end
        return f"{naming.told_name(flow.places[inner])}, {naming.exit_words(line)}: {counted}"
    names = [
        naming.told_name(flow.places[end]) if end else "?" for end in (line.keys[0].start, line.keys[0].end)
    ]
    return f"{' → '.join(names)}: {counted}"


def _marks(drawing: Drawing, link: Callable[[str], str] | None) -> list[str]:
    nodes = sorted(drawing.scene.nodes.values(), key=lambda n: (n.role != "country", n.r, n.place.id))
    return [_mark(node, drawing.naming.told_name(node.place), link) for node in nodes]


def _mark(node: Node, name: str, link: Callable[[str], str] | None) -> str:
    title = svg.tag("title", svg.escaped(name))
    group = (
        f'<g class="nplace" data-p="{svg.escaped(node.place.id)}">'
        f"{title}{mark(node.role, node.x, node.y, node.r)}{_ring(node)}</g>"
    )
    return f'<a href="{svg.escaped(link(node.place.id))}">{group}</a>' if link else group


def _ring(node: Node) -> str:
    """Draw the ring that shows which place is chosen; hidden until the page's script shows it."""
    return f'<circle class="nring" cx="{node.x:.1f}" cy="{node.y:.1f}" r="{node.r + 4:.1f}"/>'


def _label(placed: Placed, profile: Profile) -> str:
    left, top, right, _ = placed.box
    anchor, x = {1: ("start", left), -1: ("end", right), 0: ("middle", (left + right) / 2)}[placed.side[0]]
    leader = _leader(placed) if placed.leader else ""
    y, lines = top, []
    for spans in placed.label.lines:
        size = max(span.size for span in spans)
        y += size * 1.08
        lines.append(svg.text(spans, x, y - size * 0.24, anchor, profile.halo))
    return f'<g class="nlab" data-p="{svg.escaped(placed.label.id)}">{leader}{"".join(lines)}</g>'


def _leader(placed: Placed) -> str:
    label, (left, top, right, bottom) = placed.label, placed.box
    x, y = min(max(label.x, left), right), min(max(label.y, top + 2), bottom - 2)
    gap = float(np.hypot(x - label.x, y - label.y)) or 1.0
    start = (label.x + (x - label.x) * label.r / gap, label.y + (y - label.y) * label.r / gap)
    return svg.path("nld", f"M{start[0]:.1f},{start[1]:.1f}L{x:.1f},{y:.1f}")


def _key(drawing: Drawing) -> str:
    """Explain the numbers of places without room for a name, on the map itself; the phone's page does."""
    profile, frame = drawing.scene.profile, drawing.scene.frame
    if not drawing.keyed or profile.name == "phone":
        return ""
    nodes = drawing.scene.nodes
    names = [svg.shortened(drawing.naming.place_name(nodes[label.id].place)) for label in drawing.keyed]
    words = " · ".join(f"{number} {name}" for number, name in enumerate(names, start=1))
    lines = folded(words, profile.subline, frame.width * 0.4)
    x = frame.width * (0.26 if frame.view is View.NEAR else 0.012)
    y = frame.height - profile.subline * (0.8 + 1.15 * (len(lines) - 1))
    return "".join(
        svg.text([Span(line, "ns", profile.subline)], x, y + 1.15 * profile.subline * n, halo=profile.halo)
        for n, line in enumerate(lines)
    )


def _legend(drawing: Drawing) -> str:
    block, at = drawing.legend, drawing.legend_at
    if block is None:
        return ""
    left, top, right, bottom = legend_box(block, at)
    size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
    box = f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="#fff"/>'
    inner = f'<g transform="translate({left + PADDING:.1f} {top + PADDING:.1f})">{"".join(block.parts)}</g>'
    return f'<g class="nlegend">{box}{inner}</g>'
