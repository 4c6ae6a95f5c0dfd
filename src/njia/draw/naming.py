"""What is written beside marks and short arrows: names, and numbers that say in words what they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from njia.draw.flow import Ends, Flow, LegKey, Place, Tallies, total
from njia.draw.labels import Label, Span
from njia.draw.profile import Profile
from njia.draw.scene import Line, Node, Scene
from njia.draw.strokes import LETTER
from njia.draw.svg import shortened
from njia.gazetteer import countries
from njia.language import Catalogue

HEAVY = 0.15  # share of the largest place from which a name is bold
LONG_NAME = 16  # characters; a country's longer name is broken in two
COUNTRY_LINE = 0.04  # share of all cases or submissions from which a name gets its country below it


@lru_cache(maxsize=4096)
def _number(words: Catalogue, value: int) -> str:
    return words.number(value)


@dataclass(frozen=True)
class Naming:
    """Writes the labels of one map in one language."""

    flow: Flow
    profile: Profile
    words: Catalogue

    def place_name(self, place: Place) -> str:
        """Name a place; a country in the language of the map."""
        if place.is_country and place.country in countries.CODES:
            return countries.name(place.country, self.words.language)
        return place.name or place.id

    def told_name(self, place: Place) -> str:
        """Name what a place stands for: where legs alone are told, an area is its other places."""
        name = self.place_name(place)
        is_rest = self.flow.of_legs and place.precision in ("country", "county")
        return self.words.say("measure.other_places", place=name) if is_rest else name

    def numbers(self, place: Place, ends: Mapping[str, Ends]) -> tuple[Span, ...]:
        """Give what starts and ends in a place abroad: one number, or two with their words.

        What starts abroad and comes into the focus country, and what comes from there and ends abroad.
        """
        values = self._values(place, ends)
        both = all(values)
        starts, gap, stops = self.selected(place, ends, in_words=both)
        size = self.profile.text * (0.92 if both else 1)
        pieces = ((starts, "nit", 600), (gap, "nsep", 400), (stops, "not", 600))
        return tuple(Span(text, css, size, weight) for text, css, weight in pieces if text)

    def selected(self, place: Place, ends: Mapping[str, Ends], *, in_words: bool) -> list[str]:
        """Give the texts [what starts, separator, what ends] of a place, "" for nothing."""
        values = self._values(place, ends)
        texts = []
        for name, value in zip(("starts", "ends"), values, strict=True):
            said = (
                self.words.say(f"map.place.{name}", count=value) if in_words else _number(self.words, value)
            )
            texts.append(said if value else "")
        return [texts[0], self.words.say("map.place.between") if all(texts) else "", texts[1]]

    def _values(self, place: Place, ends: Mapping[str, Ends]) -> tuple[int, int]:
        if place.country == self.flow.focus or place.id not in ends:
            return 0, 0
        starts, stops = ends[place.id].starts.get("in"), ends[place.id].ends.get("out")
        by = self.flow.by
        return (starts.value(by) or 0 if starts else 0), (stops.value(by) or 0 if stops else 0)

    def exit_words(self, line: Line) -> str:
        """Say where an arrow out of the frame goes, or comes from."""
        sense = line.exit_to
        away = sorted({key.end if sense == "to" else key.start for key in line.keys})
        if len(away) == 1:
            return self.words.say(
                f"map.exit.{sense}", place=shortened(self.told_name(self.flow.places[away[0]]))
            )
        return self.words.say(f"map.exit.{sense}_many", count=len(away))

    def exit_number(self, line: Line, legs: Mapping[LegKey, Tallies]) -> tuple[Span, ...]:
        """Give the number of an arrow out of the frame, in the colour of its largest direction."""
        tally = line.tally(dict(legs))
        value = total(tally).value(self.flow.by) if tally else None
        if not value:
            return ()
        largest = max(tally, key=lambda d: (tally[d].value(self.flow.by) or 0, d))
        css = f"n{LETTER[largest]}t"
        size = self.profile.subline
        return (Span(_number(self.words, value), css, size, 600),)


def labels(drawn: Scene, naming: Naming) -> list[Label]:
    """Write all labels of a map."""
    flow = drawn.flow
    most = max((flow.ends[p].submissions() for p in drawn.nodes), default=1)
    found = [_place_label(drawn, naming, node, most) for node in drawn.nodes.values()]
    return found + [
        _exit_label(drawn, naming, line, number) for number, line in enumerate(drawn.lines) if line.exit_to
    ]


def _place_label(drawn: Scene, naming: Naming, node: Node, most: int) -> Label:
    flow, profile, place = drawn.flow, drawn.profile, node.place
    share = flow.ends[place.id].submissions() / max(most, 1)
    name = shortened(naming.place_name(place))
    before: tuple[tuple[Span, ...], ...] = ()
    if node.role == "country":
        *over, last = _halves(name.upper())
        before = tuple((Span(half, "ns", profile.text * 0.86, 600),) for half in over)
        first = Span(last, "ns", profile.text * 0.86, 600)
    else:
        heavy = share >= HEAVY or (node.role == "crossing" and share >= HEAVY / 2)
        first = Span(name, "", profile.text, 600 if heavy else 400)
    lines = (*before, *_lines(first, naming.numbers(place, flow.ends), profile.text))
    large = _large(flow, place)
    if profile.country_lines and node.role != "country" and large and len(lines) == 1:
        country = countries.name(place.country, naming.words.language)
        lines = (*lines, (Span(shortened(country), "ns", profile.subline),))
    weight = share + (0.5 if node.role == "country" else 0) + (0.4 if large else 0)
    return Label(place.id, node.x, node.y, node.r, lines, weight)


def _halves(name: str) -> list[str]:
    """Break a long name between words, as near to its middle as it goes."""
    gaps = [n for n, character in enumerate(name) if character == " "]
    if len(name) <= LONG_NAME or not gaps:
        return [name]
    gap = min(gaps, key=lambda n: (abs(n - len(name) / 2), n))
    return [name[:gap], name[gap + 1 :]]


def _lines(first: Span, numbers: tuple[Span, ...], size: float) -> tuple[tuple[Span, ...], ...]:
    """One number stands behind the name; two with their words below it."""
    if len(numbers) > 1:
        return (first,), numbers
    return ((first, Span(" ", "", size), *numbers) if numbers else (first,),)


def _large(flow: Flow, place: Place) -> bool:
    """Say whether so much starts or ends in a place abroad that its country is written too."""
    if place.country == flow.focus or place.country not in countries.CODES:
        return False
    whole = sum(tally.value(flow.by) or 0 for tally in flow.totals().values())
    ends = flow.ends[place.id]
    here = [*ends.starts.values(), *ends.ends.values()]
    return sum(tally.value(flow.by) or 0 for tally in here) >= COUNTRY_LINE * 0.5 * whole > 0


def _exit_label(drawn: Scene, naming: Naming, line: Line, number: int) -> Label:
    x, y = line.curve.end if line.exit_to == "to" else line.curve.start
    words = Span(naming.exit_words(line), "", drawn.profile.subline, italic=True)
    lines = _lines(words, naming.exit_number(line, drawn.flow.legs), drawn.profile.subline)
    return Label(f"exit {number}", x, y, 1.5, lines, 0.45)
