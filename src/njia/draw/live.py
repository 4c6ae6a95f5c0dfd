"""The hub's map: what a filter chooses, drawn at once, and with what is left out said beside it.

Frame and curves are those of all the data, so that from one filter to the next nothing moves but what
the filter changes, and they are laid out once. The SVG holds classes and no style or script of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np

from njia.disclosure import ProtectedMap
from njia.draw.flow import DIRECTIONS, Flow, LegKey, Tally
from njia.draw.frame import Frame, frame
from njia.draw.layout import Drawing, draw, views
from njia.draw.legend import country_name, legend
from njia.draw.live_flow import LiveFlow, largest, legs_of, live_flow, places_of
from njia.draw.naming import Naming
from njia.draw.profile import DESK, PHONE, Profile
from njia.draw.projection import View
from njia.draw.render import describe, write
from njia.draw.scene import Held, view_bows
from njia.draw.selection import amounts
from njia.draw.svg import escaped
from njia.draw.width import scale
from njia.language import Catalogue, catalogue
from njia.network import Network
from njia.vocabulary import code_list

COLUMNS = ("from", "to", "direction", "transport", "submissions", "cases")
LEGEND_WIDTH = 328.0  # fits a phone of 360 px
SPARE = 0.84  # of a line is written on: a browser's own font can be wider than the one that is measured


@dataclass(frozen=True)
class LiveFigure:
    """One map with what explains it: SVG, the legend as SVG, the names of places that got a number."""

    svg: str
    legend: str
    keyed: tuple[str, ...]  # beside the phone's map, which has no room for their names
    says: str  # the map in a sentence, for those who do not see it
    left_out: int  # thinner legs that are not drawn


@dataclass(frozen=True)
class LegRow:
    """A leg in one direction, as it is counted; "" for an end that is not known."""

    start: str  # a place's id
    start_name: str
    end: str
    end_name: str
    unknown_between: bool
    direction: str
    modes: tuple[str, ...]  # codes of transport_mode
    tally: Tally
    organisations: int


@dataclass(frozen=True)
class LegsTable:
    """Legs as rows of text: titles of columns, rows, and how many legs and directions are left out."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


class LiveMap:
    """The maps of one version of the data at one level. `whole` is what all routes together show."""

    def __init__(self, whole: ProtectedMap, network: Network) -> None:
        """Note the places; frames and curves are laid out when they are first asked for."""
        self.network = network
        self.places = places_of(whole, network)
        used = np.asarray(whole.counts.ends.any(axis=(1, 2, 3)))
        self._room = [place for place, there in zip(self.places.values(), used, strict=True) if there]
        self._whole = whole
        self._frames: dict[tuple[str, View], Frame] = {}
        self._bows: dict[View, dict[LegKey, float]] = {}
        self._laying_out = Lock()

    @cached_property
    def usual(self) -> str:
        """What lines are drawn by unless somebody says otherwise: cases where half the legs state them."""
        legs = self._whole.counts.legs
        return "cases" if len(legs) and (legs[:, :, 2].any(axis=1)).mean() >= 0.5 else "submissions"

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The views that the data wants; the near one alone when nothing is far."""
        return views(self.flow(self._whole, self.usual))

    def flow(self, shown: ProtectedMap, by: str) -> LiveFlow:
        """Make what is drawn of some routes, by "cases" or "submissions"."""
        return live_flow(shown, self.places, self._room, self.network, by)

    def figure(
        self,
        flow: LiveFlow,
        profile: Profile = DESK,
        view: View = View.WHOLE,
        language: str = "en",
        *,
        beside: Sequence[Flow] = (),
        link: Callable[[str], str] | None = None,
        name: str = "map",
    ) -> LiveFigure:
        """Draw a flow; with others `beside` it all have one scale of widths.

        `link` gives the address that a place's mark leads to; `name` tells several maps on a page apart.
        """
        drawing = draw(flow, profile, view, language, self._held(flow, profile, view, beside))
        return LiveFigure(
            svg=write(drawing, styled=False, prefix=f"{name}-{profile.name}", link=link),
            legend=_legend(drawing),
            keyed=_keyed(drawing),
            says=describe(flow, drawing.words),
            left_out=flow.left_out,
        )

    def _held(self, flow: LiveFlow, profile: Profile, view: View, beside: Sequence[Flow]) -> Held:
        with self._laying_out:
            if (profile.name, view) not in self._frames:
                self._frames[profile.name, view] = frame(flow, profile, view)
            if view not in self._bows:
                self._bows[view] = view_bows(self.flow(self._whole, self.usual), view)
        return Held(self._frames[profile.name, view], scale(flow, profile, *beside), self._bows[view])


def legs_rows(flow: LiveFlow, language: str = "en", most_legs: int | None = None) -> list[LegRow]:
    """Give the legs, a row for a leg and direction, the largest legs first; all that are not drawn too."""
    naming, counts = Naming(flow, DESK, catalogue(language)), flow.counts.counts
    numbers = largest(flow.counts, flow.by)[:most_legs]
    legs = legs_of(flow.counts, numbers)
    return [
        LegRow(
            key.start,
            naming.place_name(flow.places[key.start]) if key.start else "",
            key.end,
            naming.place_name(flow.places[key.end]) if key.end else "",
            key.unknown_between,
            direction,
            counts.modes(number, DIRECTIONS.index(direction)),
            tally,
            int(counts.organisations_by_direction[number, DIRECTIONS.index(direction)]),
        )
        for number, (key, by_direction) in zip(numbers.tolist(), legs.items(), strict=True)
        for direction, tally in by_direction.items()
    ]


def legs_table(flow: LiveFlow, language: str = "en", most_rows: int = 300) -> LegsTable:
    """Write the legs for people, as `legs_rows` gives them, `most_rows` rows at most."""
    words = catalogue(language)
    titles = [words.say(f"map.table.{title}") for title in COLUMNS]
    every = int((flow.counts.counts.legs[:, :, 0] > 0).sum())
    rows = tuple(_said(row, flow, words) for row in legs_rows(flow, language, most_rows)[:most_rows])
    return LegsTable((*titles, words.say("map.table.organisations_exact")), rows, every - len(rows))


def _said(row: LegRow, flow: LiveFlow, words: Catalogue) -> tuple[str, ...]:
    codes = code_list("transport_mode")
    return (
        row.start_name or "?",
        f"? → {row.end_name}" if row.unknown_between else row.end_name or "?",
        words.say(f"map.legend.{row.direction}", country=country_name(flow.focus, words)),
        words.join([codes.label(m, words.language) if m in codes.codes else m for m in row.modes]),
        words.number(row.tally.submissions),
        words.number(row.tally.cases) if row.tally.known else words.say("map.legend.not_stated"),
        words.number(row.organisations),
    )


def _keyed(drawing: Drawing) -> tuple[str, ...]:
    """Name the places that got a number; a map that is not the phone's has their names on it."""
    if drawing.scene.profile is not PHONE:
        return ()
    nodes = drawing.scene.nodes
    return tuple(drawing.naming.place_name(nodes[label.id].place) for label in drawing.keyed)


def _legend(drawing: Drawing) -> str:
    words, flow = drawing.words, drawing.scene.flow
    block = legend(drawing.scene, words, LEGEND_WIDTH * SPARE)
    country, height = country_name(flow.focus, words), block.y + 8
    totals = "; ".join(
        f"{words.say(f'map.legend.{word}', country=country)}: {amounts(tally, words)}"
        for word, tally in flow.totals().items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="nlegendbox" '
        f'viewBox="0 0 {LEGEND_WIDTH:g} {height:.0f}" width="{LEGEND_WIDTH:g}" height="{height:.0f}" '
        f'role="img" direction="ltr" aria-label="{escaped(totals)}">{"".join(block.parts)}</svg>'
    )
