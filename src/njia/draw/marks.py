"""The marks of places, by role: no role is told by colour."""

from __future__ import annotations

from njia.draw.trace import number


def mark(role: str, x: float, y: float, r: float) -> str:
    """Draw a mark: start, through, end, stop, crossing, country or county; `r` is its radius."""
    at = f'cx="{number(x)}" cy="{number(y)}"'
    if role == "end":
        return f'<circle class="nms" {at} r="{number(r)}"/>'
    if role == "crossing":
        half = r * 1.15
        d = f"M{number(x)},{number(y - half)}l{number(half)},{number(half)} {number(-half)},{number(half)}"
        return f'<path class="nm" d="{d} {number(-half)},{number(-half)}z"/>'
    if role in ("country", "county"):
        return f'<circle class="nmr" {at} r="{number(r if role == "country" else r * 0.8)}"/>'
    dot = f'<circle class="nmd" {at} r="{number(max(1.1, r * 0.42))}"/>' if role == "through" else ""
    return f'<circle class="nm" {at} r="{number(r)}"/>{dot}'
