"""Text in SVG: escaped, measured with the real font, and folded to the room that there is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from njia.draw import fonts
from njia.draw.palette import INK

ELLIPSIS = "…"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Pen:
    """Writes text at one basic size, in the units of its SVG."""

    def __init__(self, size: float) -> None:
        self.size = size

    @staticmethod
    def allowed(text: str) -> str:
        """Leave out the characters that XML forbids."""
        return _FORBIDDEN.sub("", text)

    @classmethod
    def escaped(cls, text: str) -> str:
        """Make text safe for XML content and attributes."""
        return escape(cls.allowed(text), {'"': "&quot;"})

    def width(self, text: str, *, size: float = 0, weight: int = 400) -> float:
        """Measure a line of text."""
        return fonts.text_width(text, size or self.size, weight)

    def fold(
        self, text: str, room: float, *, size: float = 0, weight: int = 600, lines: int = 2
    ) -> list[str]:
        """Break text between words into `lines` at most; what is still too wide ends in an ellipsis."""
        folded = [""]
        for word in text.split():
            longer = f"{folded[-1]} {word}".strip()
            fits = self.width(longer, size=size, weight=weight) <= room
            if fits or not folded[-1] or len(folded) == lines:
                folded[-1] = longer
            else:
                folded.append(word)
        return [self._cut(line, room, size, weight) for line in folded]

    def _cut(self, line: str, room: float, size: float, weight: int) -> str:
        if self.width(line, size=size, weight=weight) <= room:
            return line
        low, high = 0, len(line)
        while low < high:  # the longest beginning that fits; a name can be a megabyte long
            middle = (low + high + 1) // 2
            fits = self.width(line[:middle].rstrip() + ELLIPSIS, size=size, weight=weight) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return line[:low].rstrip() + ELLIPSIS

    def text(
        self,
        text: str,
        x: float,
        y: float,
        anchor: str,
        *,
        size: float = 0,
        weight: int = 400,
        fill: str = INK,
    ) -> str:
        """Write one piece of text; y is its baseline."""
        return self.line([(text, weight, fill)], x, y, anchor, size=size)

    def line(
        self, parts: Iterable[tuple[str, int, str]], x: float, y: float, anchor: str, *, size: float = 0
    ) -> str:
        """Write a line of pieces of (text, weight, colour) one after the other."""
        spans = "".join(
            f"<tspan{self._attributes(weight, fill)}>{self.escaped(text)}</tspan>"
            for text, weight, fill in parts
            if text
        )
        sized = f' font-size="{size:g}"' if size else ""
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{sized}>{spans}</text>'

    @staticmethod
    def _attributes(weight: int, fill: str) -> str:
        heavy = f' font-weight="{weight}"' if weight != 400 else ""
        coloured = f' fill="{fill}"' if fill != INK else ""
        return heavy + coloured
