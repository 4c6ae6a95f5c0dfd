"""The colours of every drawing: direction relative to the focus country, ink and paper.

Out and in are L* 30 and 51 and so differ in greyscale; each text colour has 4.5:1 or more on land.
"""

from __future__ import annotations

# Relative to the focus country; lines and areas.
DIRECTION: dict[str, str] = {"out": "#12468A", "in": "#C25E08", "within": "#0C6B58", "elsewhere": "#6F6B78"}
# The same, dark enough for text.
DIRECTION_TEXT: dict[str, str] = {
    "out": "#12468A",
    "in": "#9A4A04",
    "within": "#0F6352",
    "elsewhere": "#5F5B68",
}
INK = "#1B2530"
SECONDARY = "#4A5661"
HAIRLINE = "#DCDFE2"
NEUTRAL = "#5B6C7B"  # what has no direction
PALE = "#E3E7EA"  # what is missing from a whole
