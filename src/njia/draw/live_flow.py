"""What the hub's map draws of the routes that a filter chooses, from counts instead of single routes.

It is a `Flow` like that of the report: the same legs, places, widths and evidence. What it lacks is the
list of routes, which can be long and which no map draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from njia.disclosure import ProtectedMap
from njia.draw.flow import DIRECTIONS, Ends, Evidence, Flow, LegKey, Place, Tallies, Tally
from njia.live.adding import CASES, ENDS, PASSES, STARTS, STATED, SUBMISSIONS, Counts
from njia.measures.numbered import Ints, nullable
from njia.network import Network

MOST_LEGS = 150  # drawn; beyond that lines hide each other


@dataclass(frozen=True, eq=False)
class LiveFlow(Flow):
    """A flow made of counts. `room` are the places that the map makes room for, whatever is chosen."""

    counts: ProtectedMap = field(kw_only=True)
    room: Sequence[Place] = field(kw_only=True)

    def totals(self) -> Tallies:
        """Add up all routes by direction."""
        return {
            word: _tally(tally) for word, tally in zip(DIRECTIONS, self.counts.counts.totals, strict=True)
        }

    @property
    def distinct(self) -> int:
        """How many distinct paths there are."""
        return self.counts.counts.distinct

    def framed(self) -> list[Place]:
        """Give the places that the map makes room for."""
        return list(self.room)

    def all_legs(self) -> dict[LegKey, Tallies]:
        """Give every leg, also those that are left out of the drawing."""
        return legs_of(self.counts, np.arange(len(self.counts.counts.legs)))


def places_of(shown: ProtectedMap, network: Network) -> dict[str, Place]:
    """Give the places of the data as the map draws them, in the order of their numbers."""
    found = {}
    for row in shown.counts.places.to_pylist():
        country, lat, lon = row["country"] or "", row["lat"], row["lon"]
        if row["precision"] == "country":
            lat, lon = network.map.anchors.get(country, (lat, lon))
        crossing = row["kind"] == "border_post"
        found[row["place_id"]] = Place(
            row["place_id"], row["name"], country, lon, lat, row["precision"], crossing
        )
    return found


def live_flow(
    shown: ProtectedMap, places: Mapping[str, Place], room: Sequence[Place], network: Network, by: str
) -> LiveFlow:
    """Make what the map draws; `places` is what `places_of` gives for the same data."""
    drawn = np.sort(largest(shown, by)[:MOST_LEGS])
    legs = legs_of(shown, drawn)
    return LiveFlow(
        focus=shown.counts.focus,
        by=by,
        places=places,
        routes=(),
        evidence=_evidence(shown, drawn, legs),
        legs=legs,
        ends=_ends(shown, legs, places),
        left_out=len(shown.counts.legs) - len(drawn),
        network=network,
        told_by=str(shown.counts.level),
        counts=shown,
        room=room,
    )


def largest(shown: ProtectedMap, by: str) -> Ints:
    """Give the legs' numbers, the largest first."""
    whole = shown.counts.legs.sum(axis=1)
    value = whole[:, CASES] if by == "cases" else whole[:, SUBMISSIONS]
    return np.lexsort((np.arange(len(whole)), -whole[:, SUBMISSIONS], -value))


def legs_of(shown: ProtectedMap, numbers: Ints) -> dict[LegKey, Tallies]:
    """Give some of the legs, in the order of the numbers given."""
    keys, ids = shown.counts.keys, shown.counts.places["place_id"].combine_chunks()
    start, end = (ids.take(nullable(each[numbers])).to_pylist() for each in (keys.start, keys.end))
    between = keys.unknown_between[numbers].tolist()
    tallies = shown.counts.legs[numbers].tolist()
    return {
        LegKey(a or "", b or "", c): {
            word: Tally(*tally)
            for word, tally in zip(DIRECTIONS, by_direction, strict=True)
            if tally[SUBMISSIONS]
        }
        for a, b, c, by_direction in zip(start, end, between, tallies, strict=True)
    }


def _tally(tally: Counts) -> Tally:
    return Tally(int(tally[SUBMISSIONS]), int(tally[CASES]), int(tally[STATED]))


def _evidence(shown: ProtectedMap, numbers: Ints, legs: Mapping[LegKey, Tallies]) -> dict[LegKey, Evidence]:
    """Give what stands behind legs, whose numbers are in the same order."""
    counts = shown.counts
    return {
        key: Evidence(int(counts.organisations[leg]), int(counts.own_casework[leg]), counts.modes(leg))
        for key, leg in zip(legs, numbers.tolist(), strict=True)
    }


def _ends(
    shown: ProtectedMap, legs: Mapping[LegKey, Tallies], places: Mapping[str, Place]
) -> dict[str, Ends]:
    """Give what starts, passes and ends in the places that legs run between."""
    numbers = {place_id: number for number, place_id in enumerate(places)}
    used = sorted({end for key in legs for end in (key.start, key.end)} & places.keys())
    found = {}
    for place_id in used:
        tallies = shown.counts.ends[numbers[place_id]]
        parts = (
            {
                word: _tally(by_role[role])
                for word, by_role in zip(DIRECTIONS, tallies, strict=True)
                if by_role[role][SUBMISSIONS]
            }
            for role in (STARTS, PASSES, ENDS)
        )
        found[place_id] = Ends(*parts)
    return found
