"""What the page shows for one place or one route: computed here in full, so that its script only swaps.

For the places and the routes with most submissions, each map gets the parts of its lines, the numbers
beside its places, and a sentence with the totals.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from njia.draw.flow import Flow, LegKey, Route, Tallies, Tally, ends, tallies
from njia.draw.layout import Drawing
from njia.draw.naming import Naming
from njia.draw.scene import Line
from njia.draw.strokes import leg_parts
from njia.draw.svg import shortened
from njia.draw.width import Strand, strands
from njia.gazetteer import countries
from njia.language import Catalogue
from njia.vocabulary import code_list

MOST_PLACES, MOST_ROUTES = 80, 150  # that can be chosen
MOST_LINES = 1000  # of one map for all places together
DETAILS = (("transport_modes", "transport_mode", "transport"), ("industries", "industry", "industry"))


@dataclass(frozen=True)
class Selection:
    """Some of the routes: those through a place, or one of them. `id` is what the address says."""

    id: str
    name: str
    routes: tuple[Route, ...]

    @property
    def is_place(self) -> bool:
        """It is what passes through a place, and no single route."""
        return self.id.startswith("through=")

    @cached_property
    def legs(self) -> dict[LegKey, Tallies]:
        """Its routes added up by leg and direction."""
        return tallies(self.routes)


def selections(flow: Flow, naming: Naming) -> list[Selection]:
    """Give what can be chosen: the largest places by name, then the largest routes by size."""
    used = sorted(flow.ends, key=lambda place: (-flow.ends[place].submissions(), place))[:MOST_PLACES]
    through: dict[str, list[Route]] = {place: [] for place in used}
    for route in flow.routes:
        for place in through.keys() & set(route.stops):
            through[place].append(route)
    named = sorted((full_name(naming, place), place) for place in used)
    found = [Selection(f"through={place}", name, tuple(through[place])) for name, place in named]
    return found + [
        Selection(f"route={route.path}|{route.direction}", route_name(naming, route), (route,))
        for route in flow.routes[:MOST_ROUTES]
    ]


def left_out(flow: Flow, words: Catalogue, each: int) -> str:
    """Say how many places, routes and lines are left out, and where they are; "" for none."""
    counts = (
        ("places_left", len(flow.ends) - MOST_PLACES),
        ("routes_left", len(flow.routes) - MOST_ROUTES),
        ("lines_each", each),
    )
    said = about(flow)
    return " ".join(words.say(f"{said}.{left}", count=count) for left, count in counts if count > 0)


def about(flow: Flow) -> str:
    """Give the phrases that choosing is said with: of routes, or of legs where these alone are known."""
    return "map.legs" if flow.of_legs else "map.select"


def full_name(naming: Naming, place_id: str) -> str:
    """Name a place with its country: "Busia, Kenya"."""
    place = naming.flow.places[place_id]
    name = shortened(naming.told_name(place))
    if place.is_country or place.country not in countries.CODES:
        return name
    return f"{name}, {countries.name(place.country, naming.words.language)}"


def route_name(naming: Naming, route: Route) -> str:
    """Name a route by its stops; one that is not known is said to be so."""
    unknown = naming.words.say("map.detail.unknown")
    names = [
        shortened(naming.told_name(naming.flow.places[stop])) if stop else unknown for stop in route.stops
    ]
    return " → ".join(names)


def said(selection: Selection, flow: Flow, words: Catalogue) -> str:
    """Write the sentence with a selection's totals."""
    whole = sum((route.tally for route in selection.routes), Tally())
    amount, phrases = amounts(whole, words), about(flow)
    counted = "map.legs.count" if flow.of_legs else "count.routes"
    routes = words.say(counted, count=len({route.path for route in selection.routes}))
    if not selection.id:
        return words.say(f"{phrases}.all", routes=routes, amount=amount)
    if selection.is_place:
        return words.say(f"{phrases}.sentence", place=selection.name, routes=routes, amount=amount)
    return words.say(f"{phrases}.sentence_route", route=selection.name, amount=amount)


def amounts(tally: Tally, words: Catalogue) -> str:
    """Write a tally: submissions, and the people that they state, if any does."""
    found = [words.say("count.submissions", count=tally.submissions)]
    if tally.known:
        found.append(words.say("count.cases", count=tally.cases))
    return words.join(found)


def details(selection: Selection, naming: Naming) -> list[list[str]]:
    """Give the rows of the details panel, each a title and a text."""
    words, flow = naming.words, naming.flow
    if flow.of_legs:
        return [] if selection.is_place else _leg_details(selection, naming)
    if selection.is_place:
        return _place_details(selection, flow, words)
    route = selection.routes[0]
    unknown = words.say("map.detail.unknown")
    stops = [full_name(naming, stop) if stop else unknown for stop in route.stops]
    rows = [("origin", stops[0])]
    rows.append(("transit", " → ".join(stops[1:-1]) or words.say("map.detail.none")))
    rows.append(("destination", stops[-1]))
    for field, codes, title in DETAILS:
        labels = [code_list(codes).label(code, words.language) for code in route.details.get(field, ())]
        rows.append((title, words.join(labels) or unknown))
    if carriers := route.details.get("carrier"):
        rows.append(("carriers", words.join([shortened(name, 60) for name in carriers])))
    counted = [amounts(route.tally, words)]
    if route.organisations:
        counted.append(words.say("count.organisations", count=route.organisations))
    rows.append(("counts", ", ".join(counted)))
    return [[words.say(f"map.detail.{title}"), text] for title, text in rows]


def _leg_details(selection: Selection, naming: Naming) -> list[list[str]]:
    leg, words = selection.routes[0], naming.words
    ends = [full_name(naming, stop) for stop in leg.stops]
    said = [words.say("map.table.from"), words.say("map.table.to"), words.say("map.detail.counts")]
    return [list(row) for row in zip(said, [*ends, amounts(leg.tally, words)], strict=True)]


def _place_details(selection: Selection, flow: Flow, words: Catalogue) -> list[list[str]]:
    here = flow.ends[selection.id.removeprefix("through=")]
    counted = {
        name: sum(tally.submissions for tally in part.values())
        for name, part in (("starts", here.starts), ("passes", here.passes), ("ends", here.ends))
    }
    return [
        [
            words.say("map.detail.counts"),
            words.say("map.detail.place_counts", **{k: words.number(v) for k, v in counted.items()}),
        ]
    ]


def selected_numbers(
    selection: Selection, flow: Flow, naming: Naming, drawn: Set[str]
) -> dict[str, list[str]]:
    """Give what is written beside the places drawn: [what starts, separator, what ends], "" for nothing."""
    if flow.of_legs:
        return {}
    part = ends(selection.routes)
    found = {}
    for place_id in sorted(part.keys() & drawn):
        place = flow.places[place_id]
        whole = len(naming.numbers(place, flow.ends)) > 1
        texts = naming.selected(place, part, in_words=whole)
        if any(texts):
            found[place_id] = texts
    return found


def touched(drawing: Drawing, chosen: Sequence[Selection]) -> list[list[int]]:
    """Give which of a map's lines each selection runs over."""
    over: dict[LegKey, list[int]] = {}
    for position, line in enumerate(drawing.scene.lines):
        for key in line.keys:
            over.setdefault(key, []).append(position)
    return [sorted({position for key in s.legs for position in over.get(key, ())}) for s in chosen]


def lines_each(touched: Sequence[Sequence[Sequence[int]]], chosen: Sequence[Selection]) -> int:
    """Give how many lines one place may have on a map, so that no map has more than MOST_LINES; 0 for any."""
    places = [number for number, selection in enumerate(chosen) if selection.is_place]
    counts = [[len(lines[number]) for number in places] for lines in touched]
    if all(sum(of_map) <= MOST_LINES for of_map in counts):
        return 0
    fits = (n for n in range(MOST_LINES, 1, -1) if all(_capped(of_map, n) <= MOST_LINES for of_map in counts))
    return next(fits, 1)


def _capped(counts: Sequence[int], most: int) -> int:
    return sum(min(count, most) for count in counts)


def map_data(
    drawing: Drawing, chosen: Sequence[Selection], touched: Sequence[Sequence[int]], each: int = 0
) -> dict[str, Any]:
    """Give one map's lines for each selection, a place's widest `each` (0 for all of them).

    `v` holds each line's variants, a list of [class, path data, width]; `s` says by selection which
    variant each of its lines takes (-1 is the line as it is drawn), with the number of an exit; `r` says
    which selections are single routes over each line.
    """
    lines = drawing.scene.lines
    variants: list[dict[tuple[Strand, ...], int]] = [{} for _ in lines]
    written: list[list[list[list[Any]]]] = [[] for _ in lines]
    every = dict(drawing.scene.flow.legs)
    whole = [_strands(drawing, line.tally(every)) for line in lines]
    by_selection = []
    routes: list[list[int]] = [[] for _ in lines]
    for number, selection in enumerate(chosen):
        legs = selection.legs
        taken: list[list[Any]] = []
        cuts = {position: _strands(drawing, lines[position].tally(legs)) for position in touched[number]}
        for position, cut in _widest(cuts, each if selection.is_place else 0).items():
            line = lines[position]
            if not selection.is_place:
                routes[position].append(number)
            variant = -1
            if cut != whole[position]:
                variant = variants[position].setdefault(cut, len(written[position]))
                if variant == len(written[position]):
                    written[position].append(_written(drawing, line, cut))
            number_text = "".join(s.text for s in drawing.naming.exit_number(line, legs))
            taken.append([position, variant, *([number_text] if line.exit_to else [])])
        by_selection.append(taken)
    return {"v": written, "s": by_selection, "r": routes}


def _widest(cuts: dict[int, tuple[Strand, ...]], most: int) -> dict[int, tuple[Strand, ...]]:
    if not most:
        return cuts
    ranked = sorted(cuts, key=lambda position: (-sum(strand.width for strand in cuts[position]), position))
    return {position: cuts[position] for position in sorted(ranked[:most])}


def _written(drawing: Drawing, line: Line, cut: Sequence[Strand]) -> list[list[Any]]:
    parts = leg_parts(line.curve, line.radii, cut, line.look, drawing.scene.profile.head)
    return [[part.css, part.d, part.width] for part in parts]


def _strands(drawing: Drawing, tally: Tallies) -> tuple[Strand, ...]:
    return strands(tally, drawing.scene.flow.by, drawing.scene.scale)
