"""The hub diagram: what comes into a place, the place, and what goes on; in three columns, as SVG.

Heights are linear. Both sides list their rows in the order in which they meet the hub, so that nothing
crosses. It is drawn anew for each profile, never scaled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from njia.disclosure import Protected, ProtectedDataset
from njia.draw import fonts, hub_rows
from njia.draw.hub_rows import DIRECTIONS, Band, Group, Hub
from njia.draw.icons import icon
from njia.draw.palette import DIRECTION, DIRECTION_TEXT, HAIRLINE, INK, SECONDARY
from njia.draw.pen import Pen
from njia.gazetteer import countries
from njia.language import Catalogue, catalogue

OPACITY = 0.84


@dataclass(frozen=True)
class Profile:
    """Measures of one output size, in the units of its SVG."""

    width: float
    em: float  # size of the text
    label: float  # width of a column of labels
    bar: float  # height of the hub at most
    sublines: bool


PROFILES: dict[str, Profile] = {
    "wide": Profile(width=880, em=14, label=250, bar=330, sublines=True),
    "a4": Profile(width=696, em=10.5, label=190, bar=230, sublines=True),
    "phone": Profile(width=328, em=12.5, label=110, bar=250, sublines=False),
}
UNIT_MOST = 1.6  # em that one case or submission may be high: a small hub stays small
PITCH = 1.42  # em from one row to the next
GAP = 1.6
MARK = 7.0
HUB = 11.0


@dataclass
class _Side:
    """One column while it is laid out: rows from the top, with where each meets its mark."""

    sign: int  # -1 left, 1 right
    height: float = 0.0
    rows: list[tuple[float, float, Band]] = field(default_factory=list)  # middle, height of the slot
    heads: list[tuple[float, Group]] = field(default_factory=list)  # baseline


def render(
    place_id: str,
    flows: Protected,
    routes: ProtectedDataset,
    focus_country: str,
    *,
    profile: str = "a4",
    language: str = "en",
    by: str | None = None,
) -> str:
    """Draw one place's hub diagram from a Protected `transit_flows`; SVG text, `profile` units wide.

    `by` is what heights show, "cases" or "submissions"; None takes cases where most submissions state a
    number. Raises LookupError for a place that nothing passes through.
    """
    return drawn(hub_rows.read(place_id, flows, routes, language, by), focus_country, profile, language)


def drawn(hub: Hub, focus_country: str, profile: str, language: str) -> str:
    """Draw a place whose flows have been read."""
    return _Drawing(hub, PROFILES[profile], catalogue(language), focus_country).svg()


def caption(
    place_id: str, flows: Protected, routes: ProtectedDataset, *, language: str = "en", by: str | None = None
) -> str:
    """Say in words what the heights of the same diagram show, and of how many submissions."""
    return heights(hub_rows.read(place_id, flows, routes, language, by), language)


def heights(hub: Hub, language: str) -> str:
    """Say what the heights of a place whose flows have been read show."""
    say = catalogue(language).say
    return say(f"page.hub.caption_{hub.by}", place=hub.name, stated=hub.stated, count=hub.submissions)


class _Drawing:
    def __init__(self, hub: Hub, profile: Profile, words: Catalogue, focus_country: str) -> None:
        self.hub, self.profile, self.words = hub, profile, words
        self.country = countries.name(focus_country, words.language) if focus_country else ""
        self.pen = Pen(profile.em)
        em = profile.em
        self.unit = min(UNIT_MOST * em, profile.bar / max(1, hub.value))
        self.sides = (self._lay_out(hub.incoming, -1), self._lay_out(hub.outgoing, 1))
        self.top = em * (4.4 if profile.sublines else 6.2)
        self.body = max(hub.value * self.unit, *(side.height for side in self.sides))
        self.middle = self.top + self.body / 2

    def svg(self) -> str:
        """Write the whole drawing."""
        em, width = self.profile.em, self.profile.width
        legend, legend_height = self._legend(self.top + self.body + 1.2 * em)
        height = self.top + self.body + 1.2 * em + legend_height
        body = [*self._header(), *self._ribbons(), *self._bar(), *self._labels(), *legend]
        name = self.pen.escaped(self.words.say("page.hub.title", place=self.hub.name))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'width="{width:.0f}" height="{height:.0f}" role="img" aria-label="{name}" '
            f'font-family="{fonts.STACK}" font-size="{em:g}" fill="{INK}">' + "".join(body) + "</svg>"
        )

    def _lay_out(self, groups: tuple[Group, ...], sign: int) -> _Side:
        em, side = self.profile.em, _Side(sign)
        for number, group in enumerate(groups):
            if number:
                side.height += 0.5 * em
            if group.mode:
                side.heads.append((side.height + 1.25 * em, group))
                side.height += 2.15 * em
            for band in group.bands:
                lines = len(self._lines(band))
                slot = max(band.value * self.unit + GAP, (PITCH + (lines - 1) * 1.12) * em)
                side.rows.append((side.height + slot / 2, slot, band))
                side.height += slot
        return side

    def _lines(self, band: Band) -> list[str]:
        room = self.profile.label - self.pen.width(f" {self._number(band)}", weight=600)
        return self.pen.fold(band.label, room)

    def _number(self, band: Band) -> str:
        return self.words.number(band.value) if band.stated else self.words.say("page.hub.not_stated")

    def _header(self) -> Iterator[str]:
        profile, pen, say = self.profile, self.pen, self.words.say
        em, centre = profile.em, profile.width / 2
        room = profile.width - 2 * (profile.label if profile.sublines else 0)
        name = pen.fold(self.hub.name, room, size=1.6 * em, weight=700, lines=1)[0]
        yield pen.text(name, centre, 1.9 * em, "middle", size=1.6 * em, weight=700)
        total = say("count.submissions", count=self.hub.submissions)
        if self.hub.by == "cases":
            total = f"{say('count.cases', count=self.hub.cases)} · {total}"
        yield pen.text(total, centre, 3.3 * em, "middle", fill=SECONDARY)
        line = 1.9 * em if profile.sublines else 5.2 * em
        left, right = self._edges()
        if self.hub.incoming:
            yield pen.text(say("page.hub.comes"), left, line, "end", weight=600, fill=SECONDARY)
        if self.hub.outgoing:
            yield pen.text(say("page.hub.goes"), right, line, "start", weight=600, fill=SECONDARY)

    def _edges(self) -> tuple[float, float]:
        """Where the labels of the left column end and those of the right begin."""
        return self.profile.label, self.profile.width - self.profile.label

    def _ribbons(self) -> Iterator[str]:
        """Draw every strand; rows keep their order on the hub, so that no two cross."""
        for side in self.sides:
            total = sum(band.value for _, _, band in side.rows) * self.unit
            at_hub = self.middle - total / 2
            offset = self.middle - side.height / 2
            for centre, _, band in side.rows:
                y = offset + centre - band.value * self.unit / 2
                if not band.value:
                    yield self._thread(side.sign, y, at_hub)
                for direction in DIRECTIONS:
                    thick = band.values.get(direction, 0) * self.unit
                    if thick:
                        yield self._strand(side.sign, y, at_hub, thick, DIRECTION[direction])
                    y, at_hub = y + thick, at_hub + thick

    def _ends(self, sign: int) -> tuple[float, float, float]:
        """Give x of the mark's outer edge, of its inner edge, and of the hub's edge."""
        left, right = self._edges()
        gap = 0.5 * self.profile.em
        outer = left + gap if sign < 0 else right - gap
        return outer, outer - sign * MARK, self.profile.width / 2 + sign * HUB / 2

    def _strand(self, sign: int, y: float, at_hub: float, thick: float, fill: str) -> str:
        outer, inner, hub = self._ends(sign)
        drawn = max(thick, 0.8)
        half = (inner + hub) / 2
        back = f"L{hub:.1f} {at_hub + drawn:.1f}C{half:.1f} {at_hub + drawn:.1f} {half:.1f} {y + drawn:.1f}"
        return (
            f'<path fill="{fill}" fill-opacity="{OPACITY}" d="M{inner:.1f} {y:.1f}C{half:.1f} {y:.1f} '
            f'{half:.1f} {at_hub:.1f} {hub:.1f} {at_hub:.1f}{back} {inner:.1f} {y + drawn:.1f}Z"/>'
            f'<path fill="{fill}" d="M{outer:.1f} {y:.1f}H{inner:.1f}v{drawn:.1f}H{outer:.1f}Z"/>'
        )

    def _thread(self, sign: int, y: float, at_hub: float) -> str:
        """Draw a row whose number nobody stated: a dashed line without a height."""
        outer, inner, hub = self._ends(sign)
        half = (inner + hub) / 2
        return (
            f'<path fill="none" stroke="{SECONDARY}" stroke-dasharray="3.6 2.4" d="M{outer:.1f} {y:.1f}'
            f'H{inner:.1f}C{half:.1f} {y:.1f} {half:.1f} {at_hub:.1f} {hub:.1f} {at_hub:.1f}"/>'
        )

    def _bar(self) -> Iterator[str]:
        height = max(self.hub.value * self.unit, 2.0)
        x, y = self.profile.width / 2 - HUB / 2, self.middle - height / 2
        yield f'<rect x="{x:.1f}" y="{y - 1:.1f}" width="{HUB:g}" height="{height + 2:.1f}" fill="{INK}"/>'

    def _labels(self) -> Iterator[str]:
        for side in self.sides:
            offset = self.middle - side.height / 2
            for baseline, group in side.heads:
                yield from self._head(side.sign, offset + baseline, group)
            for centre, slot, band in side.rows:
                yield from self._label(side.sign, offset + centre, slot, band)

    def _head(self, sign: int, y: float, group: Group) -> Iterator[str]:
        """Write the mode's name with its picture and total, over a hairline."""
        em, pen = self.profile.em, self.pen
        left, right = self._edges()
        size = 1.1 * em
        total = f" {self.words.number(group.value)}" if any(b.stated for b in group.bands) else ""
        room = self.profile.label - size - 0.45 * em - pen.width(total, weight=700)
        title = pen.fold(group.title, room, lines=1)[0]
        parts = [(title, 600, SECONDARY), (total, 700, INK)]
        if sign < 0:
            wide = sum(pen.width(text, weight=weight) for text, weight, _ in parts)
            yield icon(group.mode or "", left - wide - size - 0.45 * em, y - 0.9 * em, size, SECONDARY)
            yield pen.line(parts, left, y, "end")
        else:
            yield icon(group.mode or "", right, y - 0.9 * em, size, SECONDARY)
            yield pen.line(parts, right + size + 0.45 * em, y, "start")
        x1, x2 = (0.0, left + 0.5 * em) if sign < 0 else (right - 0.5 * em, self.profile.width)
        yield f'<path stroke="{HAIRLINE}" d="M{x1:.1f} {y + 0.55 * em:.1f}H{x2:.1f}"/>'

    def _label(self, sign: int, middle: float, slot: float, band: Band) -> Iterator[str]:
        em, pen = self.profile.em, self.pen
        left, right = self._edges()
        x, anchor = (left, "end") if sign < 0 else (right, "start")
        lines = self._lines(band)
        only = next(iter(band.values)) if len(band.values) == 1 else ""
        colour = DIRECTION_TEXT.get(only, INK) if band.stated else SECONDARY
        number = (f" {self._number(band)}", 700 if band.stated else 400, colour)
        weight = 600 if band.value * self.unit >= PITCH * em else 400
        below = bool(band.subline) and self.profile.sublines and slot >= (PITCH + 1.12) * em
        y = middle - (len(lines) - 1 + below) * 0.56 * em + 0.34 * em
        for text in lines[:-1]:
            yield pen.line([(text, weight, INK)], x, y, anchor)
            y += 1.12 * em
        parts = [(lines[-1], weight, INK), number]
        if band.subline and self.profile.sublines and not below:
            parts = self._beside(parts, band.subline, sign)
        yield pen.line(parts, x, y, anchor)
        if below:
            country = pen.fold(band.subline, self.profile.label, size=0.88 * em, lines=1)[0]
            yield pen.text(country, x, y + 1.12 * em, anchor, size=0.88 * em, fill=SECONDARY)

    def _beside(
        self, parts: list[tuple[str, int, str]], subline: str, sign: int
    ) -> list[tuple[str, int, str]]:
        """Put the country on the same line where there is room for it."""
        taken = sum(self.pen.width(text, weight=weight) for text, weight, _ in parts)
        if taken + self.pen.width(f"{subline}\u00a0 ") > self.profile.label:
            return parts
        country = (f"{subline}\u00a0 ", 400, SECONDARY) if sign < 0 else (f" \u00a0{subline}", 400, SECONDARY)
        return [country, *parts] if sign < 0 else [*parts, country]

    def _legend(self, top: float) -> tuple[list[str], float]:
        """Name the directions that are drawn, in rows that are centred; with their height."""
        em, pen = self.profile.em, self.pen
        bands = [band for side in self.sides for _, _, band in side.rows]
        found = [d for d in ("out", "in", "within", "elsewhere") if any(d in band.values for band in bands)]
        items = [(d, self.words.say(f"page.direction.{d}", country=self.country)) for d in found]
        rows: list[list[tuple[str, str]]] = [[]]
        for item in items:
            if rows[-1] and self._wide([*rows[-1], item]) > self.profile.width:
                rows.append([])
            rows[-1].append(item)
        drawn = []
        for number, row in enumerate(rows):
            x, y = (self.profile.width - self._wide(row)) / 2, top + (number * 1.5 + 1) * em
            for direction, text in row:
                drawn.append(
                    f'<rect x="{x:.1f}" y="{y - 0.8 * em:.1f}" width="{1.3 * em:.1f}" '
                    f'height="{0.85 * em:.1f}" fill="{DIRECTION[direction]}" fill-opacity="{OPACITY}"/>'
                )
                drawn.append(pen.text(text, x + 1.7 * em, y, "start"))
                x += pen.width(text) + 3.4 * em
        return drawn, (len(rows) * 1.5 + 0.4) * em if items else 0.0

    def _wide(self, row: list[tuple[str, str]]) -> float:
        return sum(self.pen.width(text) + 3.4 * self.profile.em for _, text in row) - 1.7 * self.profile.em
