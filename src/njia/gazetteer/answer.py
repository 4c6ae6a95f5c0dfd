"""What the gazetteer answers: a place, or candidates and the reason why none was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from njia.schema import Precision, Resolution


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    Ids: "gn:…" GeoNames, "nj:…" Njia's own, "adm1:…" first-level division, "iata:…" airport, "iso:…" country.
    """

    place_id: str
    name: str
    admin1: str
    country_code: str
    lat: float
    lon: float
    precision: Precision
    kind: str  # town, border_post, camp, airport, estate, county or country


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the text may mean, with the similarity of its spelling: 0 to 1."""

    place: Place
    score: float


class Reason(StrEnum):
    """Why an answer is not simply the place's own name."""

    NONE = ""
    ALIAS = "alias"
    NETWORK_ALIAS = "network_alias"
    EMPTY = "empty"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_COUNTRY = "unknown_country"
    VAGUE = "vague"
    TOO_LONG = "too_long"
    NOT_FOUND = "not_found"
    SEVERAL = "several"
    SEVERAL_COUNTRIES = "several_countries"
    TWO_PLACES = "two_places"
    CONTRADICTION = "contradiction"
    SIMILAR = "similar"
    NEEDS_COUNTRY = "needs_country"
    OTHER_KIND = "other_kind"
    UNKNOWN_QUALIFIER = "unknown_qualifier"


_SENTENCES = {
    Reason.NONE: "",
    Reason.ALIAS: "Another known spelling of the place.",
    Reason.NETWORK_ALIAS: "A spelling that this network has accepted for the place.",
    Reason.EMPTY: "No place is written.",
    Reason.UNKNOWN_PLACE: "The text says that the place is not known.",
    Reason.UNKNOWN_COUNTRY: "The country is not one that Njia knows; write its name or its ISO code.",
    Reason.VAGUE: "This is a part of the world or a kind of place; write the town or the country.",
    Reason.TOO_LONG: "The text is too long to be the name of a place.",
    Reason.NOT_FOUND: "No place of this or a similar name is in the gazetteer.",
    Reason.SEVERAL: "Several places have this name; say the country or the county.",
    Reason.SEVERAL_COUNTRIES: "Places in several countries have this name; say the country.",
    Reason.TWO_PLACES: "These are two places; write each as a stop of its own.",
    Reason.CONTRADICTION: "The place of this name is in another country than the one given.",
    Reason.SIMILAR: "A similar name; a person should accept it or write another.",
    Reason.NEEDS_COUNTRY: "A little-known place has this name; say its country if it is meant.",
    Reason.OTHER_KIND: "A place of this name is known, but not one of the kind that is written.",
    Reason.UNKNOWN_QUALIFIER: "The place is known, but not what is written beside it.",
}

ACCEPTED = frozenset({Resolution.EXACT, Resolution.ALIAS})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text resolved to.

    `place` is set only when the status is exact or alias: then the place is accepted. Otherwise
    `candidates` are what a person may choose from, best first; `proposal` is the first of a proposed
    answer. `country_code` is the country as far as it is known, also when the place is not.
    """

    status: Resolution
    place: Place | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    reason: Reason = Reason.NONE
    country_code: str | None = None

    @property
    def accepted(self) -> bool:
        """Say whether the place is taken without a person's word."""
        return self.status in ACCEPTED

    @property
    def proposal(self) -> Place | None:
        """Give the place that is proposed, if the status is proposed."""
        return self.candidates[0].place if self.status is Resolution.PROPOSED else None

    @property
    def sentence(self) -> str:
        """Say the reason in English; "" for a place's own name."""
        return _SENTENCES[self.reason]
