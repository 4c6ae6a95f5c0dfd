"""A map that travels without its report keeps the note on its data."""

from __future__ import annotations

import re
import textwrap

from njia.draw.labels import Span
from njia.draw.svg import tag, text

SIZE = 13.0
LINE = 17.0
EDGE = 14.0
LETTER = 0.5  # of the size: about the width of a letter, generously
_SIZED = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)" width="[\d.]+" height="[\d.]+"')


def footed(svg: str, note: str) -> str:
    """Put a note below a drawing, which grows by as many lines as the note needs; "" leaves it as it is.

    Raises ValueError for an SVG without the size that Njia's drawings say at their beginning.
    """
    if not note.strip():
        return svg
    width, height = size_of(svg)
    lines = textwrap.wrap(note, max(20, int((width - 2 * EDGE) / (LETTER * SIZE))))
    foot = "".join(
        text([Span(line, "ns", SIZE)], EDGE, height + LINE * number) for number, line in enumerate(lines, 1)
    )
    return grown(svg, LINE * len(lines) + EDGE, foot)


def size_of(svg: str) -> tuple[float, float]:
    """Give the width and height of a drawing of Njia's; ValueError for another one."""
    sized = _SIZED.search(svg)
    if sized is None:
        raise ValueError("a drawing without a size")
    return float(sized["width"]), float(sized["height"])


def grown(svg: str, by: float, more: str) -> str:
    """Make a drawing higher, with more drawn below what was there."""
    width, height = size_of(svg)
    box = f'viewBox="0 0 {width:g} {height + by:g}" width="{width:g}" height="{height + by:g}"'
    # What a map draws beyond its frame would show below it.
    ground = tag("rect", x=0, y=height, width=width, height=by, fill="#fff")
    return f"{_SIZED.sub(box, svg, count=1).removesuffix('</svg>')}{ground}{more}</svg>"
