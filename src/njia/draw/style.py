"""Colours and classes of the map. Every line is 3:1 or more on every ground, every text 4.5:1."""

from __future__ import annotations

from njia.draw.fonts import STACK
from njia.draw.palette import DIRECTION, DIRECTION_TEXT, INK, SECONDARY

SEA = "#E4EDF2"
LAND = "#F3F0EA"
FOCUS = "#FFFFFF"
HATCH = "#E3DDD1"
BORDER = "#CBC4B6"
FOCUS_BORDER = "#9AA0A3"
CONTESTED = "#777062"
GROUNDS = (SEA, LAND, FOCUS, HATCH)
MARK = INK
NAME = "#6B737B"  # the focus country's name, large letters

# Single classes only, so that every renderer reads them.
_RULES = (
    f".nt{{font-family:{STACK};fill:{INK}}}",
    f".ns{{fill:{SECONDARY}}}",
    f".nname{{fill:{NAME};font-weight:600}}",
    f".nw2{{fill:none;stroke:{SECONDARY}}}",
    ".nsl{font-style:italic}",
    f".nsep{{fill:{SECONDARY}}}",
    ".n6{font-weight:600}",
    f".nl{{fill:{LAND};stroke:{BORDER};stroke-width:.7;stroke-linejoin:round;fill-rule:evenodd}}",
    f".nf{{fill:{FOCUS};stroke:{FOCUS_BORDER};stroke-width:.9;stroke-linejoin:round;fill-rule:evenodd}}",
    f".nx{{fill:none;stroke:{LAND};stroke-width:1.6}}",
    f".nxd{{fill:none;stroke:{CONTESTED};stroke-width:.9;stroke-dasharray:2.6 1.9}}",
    ".nr{fill:none;stroke:#8FA0AB;stroke-width:.8;stroke-dasharray:1 4;stroke-linecap:round}",
    ".nk{fill:none;stroke:#fff}",
    ".nc{fill:none;stroke:#fff}",
    ".nd{stroke-dasharray:3.6 2.4}",
    f".nb{{fill:none;stroke:{INK}}}",
    ".nbk{fill:none;stroke:#fff}",
    ".nqd{fill:#fff}",
    f".nq{{fill:none;stroke:{INK};stroke-linecap:round}}",
    f".nm{{fill:#fff;stroke:{MARK};stroke-width:1.4}}",
    f".nms{{fill:{MARK};stroke:#fff;stroke-width:.8}}",
    f".nmd{{fill:{MARK}}}",
    f".nmr{{fill:#fff;stroke:{MARK};stroke-width:1.1;stroke-dasharray:2.4 1.7}}",
    ".nh{stroke:#fff;stroke-linejoin:round;paint-order:stroke}",
    ".nring{display:none}",
    f".nld{{fill:none;stroke:{SECONDARY};stroke-width:.7}}",
)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours "#rrggbb", 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def css() -> str:
    """Give the rules for every class of the map: single classes only, so that every renderer reads them."""
    rules = list(_RULES)
    for direction, letter in (("out", "o"), ("in", "i"), ("within", "w"), ("elsewhere", "e")):
        colour, text = DIRECTION[direction], DIRECTION_TEXT[direction]
        rules += [
            f".n{letter}{{fill:none;stroke:{colour}}}",
            f".n{letter}h{{fill:{colour};stroke:#fff;stroke-width:.3}}",
            f".n{letter}v{{fill:#fff;stroke:{colour};stroke-width:1.1;stroke-linejoin:round}}",
            f".n{letter}t{{fill:{text};font-weight:600}}",
        ]
    return "".join(rules)
