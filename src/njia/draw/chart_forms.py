"""The three forms of chart: bars, ranges and a matrix; each described by Altair, at one fixed width.

The width suits a phone, a column of a page and a column of A4, so that nothing is ever scaled. Labels
stand beside what they name: there is no legend, no grid and no axis. Positions are computed here from
the real font; Vega is left the scale from numbers to lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from njia.draw import fonts
from njia.draw.palette import HAIRLINE, INK, NEUTRAL, PALE, SECONDARY
from njia.draw.pen import Pen

if TYPE_CHECKING:
    import altair as alt

WIDTH = 328
SIZE = 13
SMALL = 11.5
LINE = 15.5  # of text
ROW = 23.0  # from one row of one line to the next
HEAD = 24.0
LABEL_MOST = 146.0
BAR = 12


Record = dict[str, Any]
Specification = dict[str, Any]
Word = tuple[float, float, str, str]  # x, y, alignment, text


@dataclass(frozen=True)
class Bar:
    """One bar: its length out of `of` (None: no whole), and what is written at its end and far right."""

    label: str
    value: float
    shown: str
    aside: str = ""
    colour: str = NEUTRAL
    of: float | None = None


@dataclass(frozen=True)
class Range:
    """Low, best and high of one row; `high` None has no upper bound."""

    label: str
    low: float
    best: float
    high: float | None
    shown: str
    colour: str = NEUTRAL


@dataclass(frozen=True)
class Marks:
    """One row of a matrix: in each column "full", "pale", "ring", or None for nothing."""

    label: str
    marks: tuple[str | None, ...]


# How a mark is filled and outlined.
_MARKS = {"full": (INK, INK), "pale": ("#B9C2C9", "#B9C2C9"), "ring": ("#FFFFFF", NEUTRAL)}


class _Frame:
    """Rows from the top with their folded labels."""

    def __init__(self, labels: Sequence[str], aside: float = 0.0, lead: float = 0.0) -> None:
        pen = Pen(SIZE)
        folded = [pen.fold(label, LABEL_MOST, weight=400, lines=3) for label in labels]
        self.left = max((pen.width(line) for lines in folded for line in lines), default=0.0) + 8
        self.right = WIDTH - aside
        self.labels = ["\n".join(lines) for lines in folded]
        self.middles: list[float] = []
        self.firsts: list[float] = []  # middle of each label's first line
        self.top = lead + 8  # middle of the headings
        y = lead + HEAD
        for lines in folded:
            height = ROW + (len(lines) - 1) * LINE
            self.middles.append(y + height / 2)
            self.firsts.append(y + ROW / 2)
            y += height
        self.bottom = y

    def rows(self, records: Sequence[Record]) -> list[Record]:
        return [
            record | {"y": y, "first": first, "label": label}
            for record, y, first, label in zip(records, self.middles, self.firsts, self.labels, strict=True)
        ]


def bars(rows: Sequence[Bar], heading: str, aside_heading: str = "", note: str = "") -> Specification:
    """Draw horizontal bars with their numbers; at the far right a second number where there is one."""
    import altair as alt

    pen = Pen(SIZE)
    aside = max((pen.width(row.aside) for row in rows if row.aside), default=0.0)
    frame = _Frame([row.label for row in rows], max(aside, 30) + 10 if aside else 0)
    number = max((pen.width(row.shown, weight=600) for row in rows), default=0.0) + 8
    most = max((row.of or row.value for row in rows), default=0) or 1
    scale = alt.Scale(domain=[0, most], range=[frame.left, frame.right - number], nice=False)
    base = _base()
    layers = [_labels(base, frame)]
    if any(row.of for row in rows):
        layers.append(_bar(base, "of", scale, alt.ColorValue(PALE)))
    layers.append(_bar(base, "value", scale, alt.Color("colour:N", scale=None)))
    at_end = base.mark_text(align="left", dx=5, fontWeight=600)
    layers.append(at_end.encode(x=alt.X("end:Q", scale=scale), text=alt.Text("shown:N")))
    if aside:
        at_right = base.mark_text(align="right", color=SECONDARY)
        layers.append(at_right.encode(x=alt.XValue(WIDTH), text=alt.Text("aside:N")))
    heads = [(0.0, "left", heading), (WIDTH, "right", aside_heading)]
    return _finish(layers, {"rows": frame.rows([_bar_record(row) for row in rows])}, frame, heads, note)


def _bar(base: alt.Chart, field: str, scale: alt.Scale, colour: alt.Color | alt.ColorValue) -> alt.Chart:
    import altair as alt

    marked = base.mark_bar(height=BAR)
    return marked.encode(x=alt.X(f"{field}:Q", scale=scale), x2=alt.X2Datum(0), color=colour)


def _bar_record(row: Bar) -> Record:
    whole = row.of or 0
    written = {"shown": row.shown, "aside": row.aside, "colour": row.colour}
    return {"value": row.value, "of": whole, "end": max(row.value, whole)} | written


def ranges(rows: Sequence[Range], heading: str, note: str = "") -> Specification:
    """Draw low to high as a line with the best estimate as a dot; no upper bound ends in an arrow."""
    import altair as alt

    pen = Pen(SIZE)
    frame = _Frame([row.label for row in rows])
    number = max((pen.width(row.shown, weight=600) for row in rows), default=0.0) + 14
    most = max((row.high or row.best for row in rows), default=0) or 1
    scale = alt.Scale(domain=[0, most], range=[frame.left + 4, frame.right - number], nice=False)
    records = [
        {"low": r.low, "best": r.best, "high": r.high or r.best, "shown": r.shown, "colour": r.colour}
        | {"open": "→" if r.high is None else ""}
        for r in rows
    ]
    base = _base()
    colour = alt.Color("colour:N", scale=None)
    layers = [
        _labels(base, frame),
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(
            x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q"), color=colour
        ),
        base.mark_point(size=70, filled=True, opacity=1).encode(x=alt.X("best:Q", scale=scale), color=colour),
        base.mark_text(align="left", dx=4).encode(
            x=alt.X("high:Q", scale=scale), text=alt.Text("open:N"), color=colour
        ),
        base.mark_text(align="right", fontWeight=600).encode(x=alt.XValue(WIDTH), text=alt.Text("shown:N")),
    ]
    return _finish(layers, {"rows": frame.rows(records)}, frame, [(0.0, "left", heading)], note)


def matrix(
    rows: Sequence[Marks], columns: Sequence[str], key: Sequence[tuple[str, str]], note: str = ""
) -> Specification:
    """Draw marks in columns; `key` says in one line above what each mark means."""
    import altair as alt

    frame = _Frame([row.label for row in rows], lead=LINE + 4)
    pitch = (WIDTH - frame.left) / max(1, len(columns))
    centres = [frame.left + pitch * (n + 0.5) for n in range(len(columns))]
    dots = [
        _dot(x, y, mark)
        for row, y in zip(rows, frame.middles, strict=True)
        for x, mark in zip(centres, row.marks, strict=True)
        if mark
    ]
    key_dots, words = _key(key)
    point = alt.Chart(alt.NamedData(name="dots")).mark_point(size=80, strokeWidth=1.4, opacity=1)
    fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None)
    layers = [_labels(_base(), frame), point.encode(**_at(), fill=fill, stroke=stroke)]
    data = {"rows": frame.rows([{} for _ in rows]), "dots": [*dots, *key_dots]}
    heads = [(x, "center", text) for x, text in zip(centres, columns, strict=True)]
    return _finish(layers, data, frame, heads, note, words)


def _key(key: Sequence[tuple[str, str]]) -> tuple[list[Record], list[Word]]:
    """Set the marks and what they mean in one line at the top."""
    dots, words, x = [], [], 5.0
    for mark, text in key:
        dots.append(_dot(x, 8, mark))
        words.append((x + 9, 8.0, "left", text))
        x += Pen(SMALL).width(text) + 26
    return dots, words


def _dot(x: float, y: float, mark: str) -> Record:
    fill, stroke = _MARKS[mark]
    return {"x": x, "y": y, "fill": fill, "stroke": stroke}


def _base() -> alt.Chart:
    import altair as alt

    return alt.Chart(alt.NamedData(name="rows")).encode(y=alt.Y("y:Q", scale=None))


def _labels(base: alt.Chart, frame: _Frame) -> alt.Chart:
    import altair as alt

    return base.mark_text(align="right", baseline="middle", lineBreak="\n", lineHeight=LINE).encode(
        x=alt.XValue(frame.left - 8), y=alt.Y("first:Q", scale=None), text=alt.Text("label:N")
    )


def _finish(
    layers: list[Any],
    data: dict[str, list[Record]],
    frame: _Frame,
    heads: Sequence[tuple[float, str, str]],
    note: str,
    words: Sequence[Word] = (),
) -> Specification:
    """Add small words: the headings over the columns, a note at the foot, and `words`; then describe it all.

    The layers are put together here, and the data last, under its names: Altair would copy all of it twice.
    """
    import altair as alt

    every = [*words, *((x, frame.top, align, text) for x, align, text in heads if text)]
    if note:
        every.append((frame.left, frame.bottom + 13, "left", note))
    for align in sorted({align for _, _, align, _ in every}):
        data[align] = [{"x": x, "y": y, "text": text} for x, y, a, text in every if a == align]
        mark = alt.Chart(alt.NamedData(name=align)).mark_text(align=align, fontSize=SMALL, color=SECONDARY)
        layers.append(mark.encode(**_at(), text=alt.Text("text:N")))
    height = frame.bottom + (HEAD if note else 4)
    drawn = [layer.to_dict(validate=False, context={"top_level": False}) for layer in layers]
    return {"layer": drawn, "width": WIDTH, "height": height, "datasets": data, "config": theme()}


def _at() -> dict[str, Any]:
    """Place by the records' own x and y, in the units of the drawing."""
    import altair as alt

    return {"x": alt.X("x:Q", scale=None), "y": alt.Y("y:Q", scale=None)}


def theme() -> dict[str, Any]:
    """Give the one theme of every chart, as a Vega-Lite config."""
    return {
        "font": fonts.STACK,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {"disable": True},
        "axisX": {"disable": True},
        "axisY": {"disable": True},
        "text": {"fontSize": SIZE, "color": INK, "baseline": "middle", "font": fonts.STACK},
        "rule": {"stroke": HAIRLINE},
        "aria": False,
        "autosize": {"type": "none"},
        "padding": 0,
    }
