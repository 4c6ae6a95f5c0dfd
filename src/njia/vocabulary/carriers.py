"""Carriers: the companies that a report may name, with what people write for them; exact matches only.

What a reporter writes in the column of carriers may be a driver's name or telephone number. So only names
from `carriers.yaml`, or from a network's own settings, are published; all else is OTHER.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from njia.own_data import read_yaml
from njia.vocabulary.lists import LONGEST, VocabularyError
from njia.vocabulary.text import normalise, singular

OTHER = "Other carrier"  # what a text that names no known carrier becomes
_FLIGHT = re.compile(r"([A-Z][A-Z0-9]|[0-9][A-Z])(?:[ -]?\d{1,4}[A-Z]?)?")


class CarrierKind(StrEnum):
    """By what a company carries people."""

    AIR = "air"
    ROAD = "road"
    RAIL = "rail"
    SEA = "sea"


class Carrier(BaseModel):
    """One company: `name` is what reports print, `aliases` what people write instead.

    `iata` is an airline's two-character code. Where it is also a `word` or a country's code it names the
    airline only with a flight number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: CarrierKind
    iata: str | None = Field(None, pattern=r"^([A-Z][A-Z0-9]|[0-9][A-Z])$")
    word: bool = False
    aliases: tuple[str, ...] = ()

    def wordings(self) -> tuple[str, ...]:
        """Give all that names this carrier, also with its code behind it: "Kenya Airways (KQ)"."""
        names = (self.name, *self.aliases)
        return (*names, *(f"{name} {self.iata}" for name in names)) if self.iata else names


@cache
def carriers() -> tuple[Carrier, ...]:
    """Give every carrier of the list, in its order."""
    raw = read_yaml("njia.vocabulary", "carriers.yaml")
    return tuple(
        Carrier(name=name, kind=kind, **entry) for kind in CarrierKind for name, entry in raw[kind].items()
    )


def match(text: str) -> Carrier | None:
    """Say which carrier a text names; None when it is none exactly.

    Case, accents, dashes, spaces and plural endings do not count; nothing is guessed. A code counts alone
    or before a flight number: "KQ", "KQ 310".
    """
    if len(text) > LONGEST:
        return None
    found = _of(_by_wording(), normalise(text))
    flight = None if found else _FLIGHT.fullmatch(text.strip().upper())
    if flight is None:
        return found
    carrier = _by_code().get(flight[1])
    return None if carrier and carrier.word and flight[0] == flight[1] else carrier


def is_other(text: str) -> bool:
    """Say whether a text itself says no more than that it was another carrier."""
    return len(text) <= LONGEST and normalise(text) in _others()


def names_of(*kinds: CarrierKind) -> tuple[str, ...]:
    """Give the names of the carriers of some kinds."""
    return tuple(carrier.name for carrier in carriers() if carrier.kind in kinds)


def index(known: tuple[Carrier, ...]) -> Mapping[str, Carrier]:
    """Map every comparable wording to its carrier; raises VocabularyError when two carriers share one."""
    found: dict[str, Carrier] = {}
    for carrier in known:
        for wording in carrier.wordings():
            words = normalise(wording)
            if not words:
                raise VocabularyError(f"carriers: {carrier.name} has a wording without letters")
            for comparable in (words, singular(words)):
                other = found.setdefault(comparable, carrier)
                if other is not carrier:
                    raise VocabularyError(f"carriers: '{wording}' names both {other.name} and {carrier.name}")
    return MappingProxyType(found)


def _of(by_wording: Mapping[str, Carrier], words: str) -> Carrier | None:
    return by_wording.get(words) or by_wording.get(singular(words))


@cache
def _by_wording() -> Mapping[str, Carrier]:
    return index(carriers())


@cache
def _by_code() -> Mapping[str, Carrier]:
    found: dict[str, Carrier] = {}
    for carrier in carriers():
        if carrier.iata:
            other = found.setdefault(carrier.iata, carrier)
            if other is not carrier:
                raise VocabularyError(f"carriers: {carrier.iata} is both {other.name} and {carrier.name}")
    return MappingProxyType(found)


@cache
def _others() -> frozenset[str]:
    return frozenset(map(normalise, (OTHER, *read_yaml("njia.vocabulary", "carriers.yaml")["other"])))
