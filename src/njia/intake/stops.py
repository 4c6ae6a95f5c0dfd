"""Make stops of written places: resolved where it is certain, with the reason said where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from njia.gazetteer import Answer, Gazetteer, Place, Reason, countries, is_unknown
from njia.gazetteer.spelling import LONGEST_NAME, key
from njia.schema import Precision, Resolution, Stop, StopRole
from njia.vocabulary.headers import LEAST_LIKENESS, comparable
from njia.vocabulary.text import normalise

from .asking import PLACE, Question
from .taught import COUNTRY, NO_TEXTS, Wordings
from .text import excerpt, tidy
from .wordlists import row_words

SHOWN_CANDIDATES = 3
_NO_QUESTION = (Reason.TOO_LONG, Reason.UNKNOWN_PLACE)  # no answer would be of use to other rows


@dataclass(frozen=True, slots=True)
class Doubt:
    """A problem with a stop: its code, its details, and whether the country's cell is the one to mend."""

    code: str
    details: Mapping[str, str]
    question: Question | None = None
    in_country: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A stop, and what is doubtful about it."""

    stop: Stop
    doubts: tuple[Doubt, ...] = ()
    is_written: bool = True  # a place or country stands there at all: "unknown" and "-" are none


@dataclass(frozen=True, slots=True)
class Written:
    """One place as it is written, with its country where that is written too."""

    place: str
    country: str = ""
    note: str = ""  # the code of what there is to say about how it was read out of its cell


class Stops:
    """Resolves places through the gazetteer, each pair of texts once.

    `spellings` are an organisation's own of countries; those of places are the gazetteer's aliases.
    """

    def __init__(self, gazetteer: Gazetteer, spellings: Wordings = NO_TEXTS) -> None:
        self._gazetteer = gazetteer
        self._spellings = spellings
        self._answers: dict[tuple[str, str | None], Answer] = {}
        self.points: dict[tuple[str, str], list[Written]] = {}  # transit cells already taken apart
        self._found: dict[tuple[StopRole, str, str], Found] = {}

    def answer(self, text: str, country: str | None = None) -> Answer:
        """Ask the gazetteer, or remember what it said."""
        asked = (text, country)
        if asked not in self._answers:
            self._answers[asked] = self._gazetteer.resolve(text, country)
        return self._answers[asked]

    def country(self, text: str) -> str:
        """Give a country's text tidied, or the code that an organisation's own spelling stands for."""
        shown = tidy(text)
        if self._spellings and countries.match(shown) is None:
            return self._spellings.get(normalise(shown[:LONGEST_NAME]), shown)
        return shown

    def stop(self, role: StopRole, place: str, country: str) -> Found:
        """Make one stop of a place and a country as they are written; either may be empty."""
        key = (role, place, country)
        if key not in self._found:
            stop, doubts = self._make(role, place, country)
            is_written = not (is_unknown(place) and says_nothing(tidy(country)))
            self._found[key] = Found(stop, doubts, is_written)
        return self._found[key]

    def _make(self, role: StopRole, place: str, country: str) -> tuple[Stop, tuple[Doubt, ...]]:
        shown, country_shown = tidy(place), self.country(country)
        doubts: list[Doubt] = []
        within: str | None = None
        if not says_nothing(country_shown):
            if _is_country(country_shown):
                within = country_shown
                if is_unknown(shown) and countries.match(country_shown) is None:
                    return _unknown_stop(role, place, country), (self._shared_country(country_shown),)
            else:
                doubts.append(self._unknown_country(country_shown))
                if is_unknown(shown):
                    # A town in the column of countries is still a town.
                    shown = country_shown
                    if not self.answer(shown).accepted:
                        return (_unknown_stop(role, place, country), tuple(doubts))
        # "Yes" answers another question, and is not Yasuj in Iran.
        answer = self.answer("" if comparable(shown[:80]) in row_words("yes_no") else shown, within)
        if answer.accepted and answer.place:
            return (at_place(role, place, country, answer.place, answer.status), tuple(doubts))
        code = answer.country_code
        known_country = self._gazetteer.place(f"iso:{code}") if code else None
        doubt = self._doubt(shown, answer, code, within) if not is_unknown(shown) else None
        if doubt:
            doubts.append(doubt)
        if known_country is None:
            return (_unknown_stop(role, place, country, answer.status), tuple(doubts))
        status = answer.status if doubt else Resolution.EXACT
        return (at_place(role, place, country, known_country, status), tuple(doubts))

    def countries_like(self, text: str) -> tuple[str, ...]:
        """Give the codes of the countries that a text may mean, the likeliest first."""
        near = alike(text)
        likely = [near] if near else []
        likely += [c.place.country_code for c in self.answer(text).candidates if _is_land(c.place)]
        return tuple(dict.fromkeys([*likely, *countries.sharing(text)][:SHOWN_CANDIDATES]))

    def _shared_country(self, text: str) -> Doubt:
        names = " or ".join(self._country(code).name for code in countries.sharing(text))
        details = {"text": excerpt(text), "candidates": names, "used": "an unknown place"}
        return Doubt("place_ambiguous", details, Question(COUNTRY, text), in_country=True)

    def _unknown_country(self, text: str) -> Doubt:
        names = list(map(countries.name, self.countries_like(text)))
        found = self.answer(text).place
        proposal = f", such as {' or '.join(names)}" if names else ""
        if not names and found and comparable(found.name) == comparable(text):
            proposal = f", such as {countries.name(found.country_code)} if you mean {found.name} there"
        details = {"text": excerpt(text), "proposal": proposal}
        return Doubt("country_unrecognised", details, Question(COUNTRY, text), in_country=True)

    def _country(self, code: str) -> Place:
        place = self._gazetteer.place(f"iso:{code}")
        if place is None:
            raise LookupError(f"no such country: {code}")
        return place

    def _doubt(self, text: str, answer: Answer, code: str | None, within: str | None) -> Doubt:
        country = countries.name(code) if code else ""
        used = f"only the country ({country})" if country else "an unknown place"
        where = f" in {country}" if country else ""
        candidates = _listed(answer)
        details = {"text": excerpt(text), "used": used}
        question = Question(PLACE, text, within or "")
        if answer.reason is Reason.CONTRADICTION:
            instead = f": there is {candidates}" if candidates else ""
            given = country or "the country given"
            return Doubt("place_elsewhere", details | {"country": given, "candidates": instead})
        if answer.reason is Reason.TWO_PLACES:
            return Doubt("places_several", details)
        if answer.status is Resolution.AMBIGUOUS:
            return Doubt("place_ambiguous", details | {"candidates": candidates}, question)
        if answer.status is Resolution.PROPOSED:
            return Doubt("place_proposed", details | {"where": where, "candidates": candidates}, question)
        details |= {"where": where, "or_country": "" if country else " and its country"}
        return Doubt("place_unresolved", details, None if answer.reason in _NO_QUESTION else question)


def says_nothing(text: str) -> bool:
    """Say whether a country's cell holds no country: empty, or a word for not known; "NA" is Namibia."""
    return is_unknown(text) and text.strip() != "NA"


def alike(text: str) -> str | None:
    """Give the country whose name is most like a misspelt one: "Saudi Arabai"; None when none is near."""
    spellings = countries.spelling_lists()[0]
    best = process.extractOne(
        key(text), spellings, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=LEAST_LIKENESS
    )
    return countries.match_name(best[0]) if best else None


def _is_land(place: Place) -> bool:
    return place.precision is Precision.COUNTRY


def _is_country(text: str) -> bool:
    return countries.match(text) is not None or bool(countries.sharing(text))


def at_place(role: StopRole, place: str, country: str, found: Place, status: Resolution) -> Stop:
    """Make the stop at a place of the gazetteer; `place` and `country` are what was written."""
    return Stop(
        role=role,
        written=place,
        country_written=country,
        place_id=found.place_id,
        place_name=found.name,
        admin1=found.admin1,
        country_code=found.country_code,
        lat=found.lat,
        lon=found.lon,
        precision=found.precision,
        resolution=status,
        kind=found.kind,
    )


def _unknown_stop(
    role: StopRole, place: str, country: str, status: Resolution = Resolution.UNRESOLVED
) -> Stop:
    return Stop(role=role, written=place, country_written=country, resolution=status)


def _listed(answer: Answer) -> str:
    names: dict[str, None] = {}
    for candidate in answer.candidates[:SHOWN_CANDIDATES]:
        place = candidate.place
        country = countries.name(place.country_code)
        county = f", {place.admin1}" if place.admin1 and place.admin1 != place.name else ""
        names[country if place.precision is Precision.COUNTRY else f"{place.name}{county}, {country}"] = None
    return " or ".join(names)
