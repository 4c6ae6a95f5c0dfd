"""Writing SVG: escaping, tags and text with a halo."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape

from njia.draw.labels import Span
from njia.draw.trace import number

LONGEST = 34  # characters of a name on the map
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """Leave out what is not written: control and direction characters, which can reorder a label."""
    kept = (c if c in _JOINERS or unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join("".join(kept).split())


def escaped(text: str) -> str:
    """Make text safe between tags and within attributes."""
    return escape(clean(text), {'"': "&quot;", "'": "&#39;"})


def shortened(text: str, most: int = LONGEST) -> str:
    """Cut a name that is too long for a map."""
    text = clean(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def tag(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Write an element; numbers have one decimal, empty attributes are left out."""
    written = "".join(
        f' {key}="{escaped(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def path(css: str, d: str, width: float = 0) -> str:
    """Write a path; a width of 0 leaves the stroke to the class."""
    wide = f' stroke-width="{number(width)}"' if width else ""
    return f'<path class="{css}" d="{d}"{wide}/>' if d else ""


def text(spans: Iterable[Span], x: float, y: float, anchor: str = "start", halo: float = 0) -> str:
    """Write one line of text; with a halo, white behind it."""
    spans = list(spans)
    size = max(span.size for span in spans)
    inner = "".join(_span(span, size) for span in spans)
    where = f'x="{number(x)}" y="{number(y)}" font-size="{size:g}"'
    ends = f' text-anchor="{anchor}"' if anchor != "start" else ""
    css = f'nt nh" stroke-width="{number(halo)}' if halo else "nt"
    return f'<text class="{css}" {where}{ends}>{inner}</text>'


def _span(span: Span, size: float) -> str:
    classes = " ".join(
        name
        for name in (
            span.css,
            "n6" if span.weight >= 600 else "",
            "nsl" if span.italic else "",
        )
        if name
    )
    sized = f' font-size="{span.size:g}"' if span.size != size else ""
    css = f' class="{classes}"' if classes else ""
    written = escape("".join(c for c in span.text if unicodedata.category(c) != "Cc"))
    return f"<tspan{css}{sized}>{written}</tspan>" if css or sized else written
