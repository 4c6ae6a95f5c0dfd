"""What a hub diagram shows: what comes in, what goes on, by mode of transport and neighbour.

Read from a Protected `transit_flows`; nothing is counted here but what is added up for one drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from njia.disclosure import Protected, ProtectedDataset
from njia.gazetteer import countries
from njia.language import catalogue
from njia.vocabulary import code_list

DIRECTIONS = ("in", "out", "within", "elsewhere")
SHOWN = 7  # neighbours by name in each group, fewer on a crowded side; the rest are one row
LEAST_SHOWN = 2
ROWS = 20  # on a side from which it is crowded
MODES = 5  # groups on each side; what else people travelled by is among the other means


@dataclass(frozen=True)
class Band:
    """One row of the diagram: where from or where to, and how much by direction."""

    label: str
    subline: str  # the neighbour's country, where it is not the hub's own
    values: Mapping[str, int]  # direction: how many of the unit that heights show
    submissions: int
    stated: int  # submissions whose number is known; all of them where heights show submissions

    @property
    def value(self) -> int:
        """Everything in this row."""
        return sum(self.values.values())


@dataclass(frozen=True)
class Group:
    """The rows of one mode of transport; `mode` None is what starts or ends here."""

    mode: str | None
    title: str
    bands: tuple[Band, ...]

    @property
    def value(self) -> int:
        """Everything in this group."""
        return sum(band.value for band in self.bands)


@dataclass(frozen=True)
class Hub:
    """One place with what comes in and what goes on, the largest first and what starts or ends here last."""

    name: str
    by: str  # what heights show: "cases" or "submissions"
    incoming: tuple[Group, ...]
    outgoing: tuple[Group, ...]
    submissions: int
    stated: int
    cases: int

    @property
    def value(self) -> int:
        """The height of the hub: the larger of the two sides."""
        return max(sum(g.value for g in self.incoming), sum(g.value for g in self.outgoing))


def read(place_id: str, flows: Protected, routes: ProtectedDataset, language: str, by: str | None) -> Hub:
    """Read one place's flows.

    `by` None takes cases where most submissions state a number, else submissions. Raises ValueError for
    another unit and LookupError for a place without flows.
    """
    rows = flows.rows.filter(pc.equal(flows.rows["place_id"], place_id)).to_pylist()
    if not rows:
        raise LookupError(f"nothing passes through {place_id}")
    through = [row for row in rows if row["side"] in ("in", "starts")] or rows
    submissions = sum(row["submissions"] for row in through)
    stated = sum(row["cases_known"] for row in through)
    by = by or ("cases" if 2 * stated > submissions else "submissions")
    if by not in ("cases", "submissions"):
        raise ValueError(f"heights show cases or submissions, not {by}")
    names = _Names(routes, place_id, {row["neighbour_id"] for row in rows}, language)
    return Hub(
        name=names.of(place_id),
        by=by,
        incoming=_groups(rows, "in", "starts", by, names),
        outgoing=_groups(rows, "out", "ends", by, names),
        submissions=submissions,
        stated=stated,
        cases=sum(row["cases_best"] or 0 for row in through),
    )


class _Names:
    """Names of places and countries in one language."""

    def __init__(
        self, routes: ProtectedDataset, hub_id: str, neighbours: set[str | None], language: str
    ) -> None:
        self.language = language
        self.say = catalogue(language).say
        table = routes.tables["places"]
        wanted = pa.array([hub_id, *(place for place in neighbours if place)], pa.string())
        near = table.filter(pc.is_in(table["place_id"], value_set=wanted))
        self.places = {row["place_id"]: row for row in near.to_pylist()}
        self.home = self.places.get(hub_id, {}).get("country")

    def of(self, place_id: str | None) -> str:
        if place_id is None:
            return self.say("page.hub.unknown_place")
        if place_id.startswith("iso:"):
            return countries.name(place_id[4:], self.language)
        place = self.places.get(place_id)
        return str(place["name"]) if place and place["name"] else place_id

    def country_of(self, place_id: str | None) -> str:
        place = self.places.get(place_id or "")
        if place is None or place["precision"] == "country" or place["country"] in (None, self.home):
            return ""
        return countries.name(place["country"], self.language)


def _groups(rows: list[dict[str, Any]], side: str, here: str, by: str, names: _Names) -> tuple[Group, ...]:
    by_picture: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["side"] == side:
            by_picture[_picture(row["mode"])].append(row)
    _fold(by_picture, by)
    for shown in range(SHOWN, LEAST_SHOWN - 1, -1):
        groups = [
            Group(mode, names.say(f"page.hub.by.{mode}"), _bands(found, by, names, shown))
            for mode, found in sorted(by_picture.items())
        ]
        if sum(len(group.bands) for group in groups) <= ROWS:
            break
    groups.sort(key=lambda group: (group.mode == "unknown", -group.value, group.title))
    own = [row for row in rows if row["side"] == here]
    if own:
        groups.append(Group(None, "", (_band(names.say(f"page.hub.{here}"), "", own, by),)))
    return tuple(groups)


def _fold(by_picture: dict[str, list[dict[str, Any]]], by: str) -> None:
    """Put the smallest groups among the other means where there are more than MODES."""
    if len(by_picture) <= MODES:
        return
    named = set(by_picture) - {"other", "unknown"}
    ranked = sorted(
        named, key=lambda picture: (-sum(_height(row, by) for row in by_picture[picture]), picture)
    )
    for picture in ranked[MODES - 1 - ("unknown" in by_picture) :]:
        by_picture.setdefault("other", []).extend(by_picture.pop(picture))


def _picture(mode: str | None) -> str:
    """Name the group of modes that a code belongs to, and its picture."""
    if mode is None:
        return "unknown"
    code = code_list("transport_mode").codes.get(mode)
    return (code.group if code else None) or "other"


def _bands(rows: list[dict[str, Any]], by: str, names: _Names, most: int) -> tuple[Band, ...]:
    by_place: dict[tuple[str | None, bool], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_place[row["neighbour_id"], bool(row["unknown_between"])].append(row)
    unknown = [row for key in [key for key in by_place if key[0] is None] for row in by_place.pop(key)]
    bands = [(_neighbour(key, found, by, names), found) for key, found in by_place.items()]
    bands.sort(key=lambda pair: (-pair[0].value, -pair[0].submissions, pair[0].label))
    shown = [band for band, _ in bands[: most if len(bands) > most + 1 else None]]
    rest = [row for _, found in bands[len(shown) :] for row in found]
    if rest:
        others = names.say("page.hub.other_places", count=len(bands) - len(shown))
        shown.append(_band(others, "", rest, by))
    if unknown:
        shown.append(_band(names.of(None), "", unknown, by))
    return tuple(shown)


def _neighbour(key: tuple[str | None, bool], rows: list[dict[str, Any]], by: str, names: _Names) -> Band:
    """Make the row of one neighbour; one with an unknown stop on the way there says so."""
    place, unknown_between = key
    name = names.of(place)
    label = names.say("page.hub.via_unknown", place=name) if unknown_between else name
    return _band(label, names.country_of(place), rows, by)


def _band(label: str, subline: str, rows: Iterable[dict[str, Any]], by: str) -> Band:
    values = dict.fromkeys(DIRECTIONS, 0)
    submissions = stated = 0
    for row in rows:
        direction = row["direction"] if row["direction"] in values else "elsewhere"
        values[direction] += _height(row, by)
        submissions += row["submissions"]
        stated += row["cases_known"] if by == "cases" else row["submissions"]
    return Band(label, subline, {d: n for d, n in values.items() if n}, submissions, stated)


def _height(row: dict[str, Any], by: str) -> int:
    """Give what a row adds to a height; a number that nobody stated adds nothing."""
    value = row["cases_best"] if by == "cases" else row["submissions"]
    return int(value or 0)
