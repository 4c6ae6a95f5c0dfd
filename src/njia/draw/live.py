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
from njia.draw.flow import DIRECTIONS, Flow, LegKey
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


def legs_table(flow: LiveFlow, language: str = "en", most_rows: int = 300) -> LegsTable:
    """Write the legs as a table, a row for a leg and direction, the largest first.

    All legs are in it, also those that are too many to be drawn; `most_rows` rows at most.
    """
    words, naming = catalogue(language), Naming(flow, DESK, catalogue(language))
    numbers = largest(flow.counts, flow.by)
    every = int((flow.counts.counts.legs[:, :, 0] > 0).sum())
    rows: list[tuple[str, ...]] = []
    legs = legs_of(flow.counts, numbers[:most_rows])
    for number, (key, by_direction) in zip(numbers.tolist(), legs.items(), strict=False):
        ends = [naming.place_name(flow.places[end]) if end else "?" for end in (key.start, key.end)]
        ends[1] = f"? → {ends[1]}" if key.unknown_between else ends[1]
        for direction, tally in by_direction.items():
            way = DIRECTIONS.index(direction)
            rows.append(
                (
                    *ends,
                    words.say(f"map.legend.{direction}", country=country_name(flow.focus, words)),
                    _modes(flow, number, way, words),
                    words.number(tally.submissions),
                    words.number(tally.cases) if tally.known else words.say("map.legend.not_stated"),
                    words.number(int(flow.counts.counts.organisations_by_direction[number, way])),
                )
            )
    titles = [words.say(f"map.table.{title}") for title in COLUMNS]
    kept = rows[:most_rows]
    return LegsTable((*titles, words.say("map.table.organisations_exact")), tuple(kept), every - len(kept))


def _keyed(drawing: Drawing) -> tuple[str, ...]:
    """Name the places that got a number; a map that is not the phone's has their names on it."""
    if drawing.scene.profile is not PHONE:
        return ()
    nodes = drawing.scene.nodes
    return tuple(drawing.naming.place_name(nodes[label.id].place) for label in drawing.keyed)


def _modes(flow: LiveFlow, leg: int, direction: int, words: Catalogue) -> str:
    codes = code_list("transport_mode")
    return words.join(
        [codes.label(mode, words.language) for mode in flow.counts.counts.modes(leg, direction)]
    )


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
