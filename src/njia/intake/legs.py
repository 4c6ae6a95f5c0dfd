"""The legs of a row: which means of transport and which carrier belongs to which part of the journey."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from njia.schema import Leg, Stop
from njia.vocabulary import code_list
from njia.vocabulary.carriers import OTHER

from .carriers import Carriers
from .codes import Codes, unknown_code
from .layout import Doubted, Doubts
from .personal import kinds_of_personal_data
from .taught import NOTHING_TAUGHT, Taught
from .text import excerpt, tidy

_IN_ORDER = re.compile(r"\s*(?:-+>|>|→|⇒|\bthen\b|\bkisha\b|\bpuis\b|\n)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Said:
    """What a row says of its legs: by the number of the transit point that a leg ends at, or of the whole.

    Each entry is the cell's text with the name of its column; number None is the leg to the destination.
    """

    modes: list[tuple[int | None, str, str]] = field(default_factory=list)
    carriers: list[tuple[int | None, str, str]] = field(default_factory=list)
    irregular: list[tuple[int | None, str, str]] = field(default_factory=list)
    route_modes: list[tuple[str, str]] = field(default_factory=list)
    route_carriers: list[tuple[str, str]] = field(default_factory=list)
    route_irregular: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Legs:
    """The legs made of what was said, every mode of the route, and the doubts by column."""

    legs: list[Leg]
    modes: tuple[str, ...]
    doubts: Doubts


class LegReader:
    """Makes legs; equal ones become one object. `accepted` are the network's own names of carriers."""

    def __init__(self, accepted: Iterable[str] = (), taught: Taught = NOTHING_TAUGHT) -> None:
        self._modes, self._yes_no = (
            Codes(name, taught.of_list(name)) for name in ("transport_mode", "yes_no")
        )
        self._carriers = Carriers(accepted)
        self._legs: dict[tuple[str | None, tuple[str, ...], str, bool | None], Leg] = {}

    def read(self, said: Said, stops: list[Stop], filled: list[int]) -> Legs:
        """Make the legs between `stops`; `filled` says of each transit column whether it holds a stop."""
        work = _Work(len(stops) - 1, filled)
        self._numbered(said, work)
        self._whole(said, work)
        self._crossings(said, stops, work)
        legs = [
            self._leg(work.modes[n], work.carriers[n], work.carriers_written[n], work.irregular[n])
            for n in range(work.count)
        ]
        modes = dict.fromkeys([*(leg.mode for leg in legs if leg.mode), *work.route_modes])
        return Legs(legs, tuple(modes), work.doubts)

    def _leg(self, modes: list[str], carriers: list[str], written: list[str], irregular: bool | None) -> Leg:
        mode = modes[0] if len(modes) == 1 else None
        key = (mode, tuple(carriers), "\n".join(written), irregular)
        if key not in self._legs:
            self._legs[key] = Leg(mode=mode, carriers=key[1], carriers_written=key[2], irregular=irregular)
        return self._legs[key]

    def _numbered(self, said: Said, work: _Work) -> None:
        for number, text, column in said.modes:
            codes = self._codes(self._modes, text, column, work)
            leg = work.leg(number)
            if leg is None:
                work.route_modes += codes
                if codes:
                    work.doubt("leg_beyond_route", column, text=excerpt(text))
                continue
            together = list(dict.fromkeys([*work.modes[leg], *codes]))
            work.modes[leg] = together
            if len(together) > 1:
                work.route_modes += together
                work.doubt("modes_on_leg", column, text=excerpt(text))
        for number, text, column in said.carriers:
            leg = work.leg(number)
            if leg is None:
                shown = "…" if kinds_of_personal_data(text) else excerpt(text)
                work.doubt("leg_beyond_route", column, text=shown)
                leg = work.count - 1
            self._carried(leg, text, column, work)

    def _whole(self, said: Said, work: _Work) -> None:
        """Give modes and carriers of the whole route to legs where it is sure to which."""
        for text, column in said.route_modes:
            codes = self._codes(self._modes, text, column, work)
            in_order = [self._modes.read(part)[0] for part in _IN_ORDER.split(tidy(text)) if part]
            if len(in_order) == work.count and all(len(part) == 1 for part in in_order):
                for leg, part in enumerate(in_order):
                    work.modes[leg] = work.modes[leg] or list(part)
            work.route_modes += codes
        for text, column in said.route_carriers:
            self._carried(work.carrier_leg(), text, column, work)

    def _carried(self, leg: int, text: str, column: str, work: _Work) -> None:
        """Add the carriers of a cell to a leg, and its text; what is not known is said."""
        named = self._carriers.read(text)
        work.carriers[leg] = list(dict.fromkeys([*work.carriers[leg], *named.carriers]))
        if named.carriers:
            work.carriers_written[leg].append(text)
        for shown in named.not_known:
            work.doubt("carrier_not_known", column, text=shown, other=OTHER)

    def _crossings(self, said: Said, stops: list[Stop], work: _Work) -> None:
        for number, text, column in said.irregular:
            leg = work.leg(number)
            if leg is None:
                work.doubt("leg_beyond_route", column, text=excerpt(text))
                continue
            answers = self._codes(self._yes_no, text, column, work)
            work.irregular[leg] = answers[0] == "yes" if len(answers) == 1 else None
        for text, column in said.route_irregular:
            answers = self._codes(self._yes_no, text, column, work)
            if len(answers) != 1:
                continue
            crossing = (
                [leg for leg in range(work.count) if stops[leg].country_code != stops[leg + 1].country_code]
                if work.count > 1
                else [0]
            )
            if answers[0] == "no" or len(crossing) == 1:
                for leg in crossing:
                    work.irregular[leg] = answers[0] == "yes"
            else:
                work.doubt("irregular_unplaced", column)

    def _codes(self, codes: Codes, text: str, column: str, work: _Work) -> list[str]:
        found, missed = codes.read(text)
        for part in missed:
            work.doubts.append(unknown_code(codes, part, column))
        return list(found)


class _Work:
    """Legs in the making."""

    def __init__(self, count: int, filled: list[int]) -> None:
        self.count = count
        self._filled = filled
        self.modes: list[list[str]] = [[] for _ in range(count)]
        self.carriers: list[list[str]] = [[] for _ in range(count)]
        self.carriers_written: list[list[str]] = [[] for _ in range(count)]
        self.irregular: list[bool | None] = [None] * count
        self.route_modes: list[str] = []
        self.doubts: Doubts = []

    def leg(self, number: int | None) -> int | None:
        """Give the leg that ends at a transit column; an empty column's leg runs on to the next stop."""
        if number is None or number == len(self._filled) + 1:
            return self.count - 1
        if number > len(self._filled):
            return None
        return sum(self._filled[: number - 1])

    def carrier_leg(self) -> int:
        """Give the leg of a carrier that names none: the last by air, or the one to the destination."""
        by_air = [leg for leg, modes in enumerate(self.modes) if len(modes) == 1 and _is_by_air(modes[0])]
        return by_air[-1] if by_air else self.count - 1

    def doubt(self, code: str, column: str, **details: str) -> None:
        self.doubts.append(Doubted(code, column, details))


def _is_by_air(mode: str) -> bool:
    return code_list("transport_mode").codes[mode].group == "air"
