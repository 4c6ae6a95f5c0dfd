"""Resolve the text of a place: accept what is certain, propose what is alike, guess nothing.

The order, first one that answers: the place's own name (exact); a spelling that this network has accepted,
then one that Njia or GeoNames knows (alias); the name without the word for its kind ("Garissa County");
the name without what qualifies it ("Busia, Kenya", "Eastleigh (Nairobi)"); a similar name (proposed).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from njia.gazetteer import choose, countries, reply
from njia.gazetteer.answer import Answer, Candidate, Place, Reason
from njia.gazetteer.fuzzy import alike
from njia.gazetteer.lookup import WORLD, Scope, country_place, inside, named, place_of, scope_of
from njia.gazetteer.qualifier import Parts, parts_of
from njia.gazetteer.similar import longer, similar
from njia.gazetteer.spelling import LONGEST_NAME, described, is_unknown, is_vague, key, words
from njia.gazetteer.store import GazetteerError, Named, Progress, Store, Tier
from njia.gazetteer.suggest import Suggestion, suggest

KNOWN_CITY = 100_000  # people; a name of such a city is not a misspelling of a village elsewhere
OTHER_KIND = 0.9  # score of a place of the right name and another kind: likely, and never certain
IATA_LETTERS = 3


class Gazetteer:
    """Every place that Njia knows, and the spellings that this network has accepted."""

    def __init__(self, store: Store, aliases: Mapping[str, str] | None = None) -> None:
        self._store = store
        self._aliases = _read_aliases(aliases or {}, store)
        # A file of routes names the same few places again and again.
        self._answer = lru_cache(maxsize=4096)(self._resolve_written)

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        aliases: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> Gazetteer:
        """Open the gazetteer, and build its file first when there is none yet.

        `aliases` are the network's own: "Spelling | CC" or "Spelling" to a place id. `progress` is called
        with the steps done and in all. Raises GazetteerError when the file cannot be built, or an alias
        names a country or a place that is not there.
        """
        return cls(Store(path, progress), aliases)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def place(self, place_id: str, country: str | None = None) -> Place | None:
        """Give a place by its id, as a country sees it where one is given; None when there is none there."""
        found = self._store.by_id(place_id)
        scope = scope_of(country)
        seen = inside(found, scope) if found and scope else None
        return place_of(seen) if seen else None

    def suggest(
        self, text: str, country: str | None = None, limit: int = 8, language: str = "en"
    ) -> list[Suggestion]:
        """Give the places that a text may be the beginning of, likeliest first.

        `country`, a code or a name, is the one at hand: its places come before others that are not far
        larger. Spellings that the network has accepted count. A text that begins no name is taken for a
        misspelt one. Nothing is accepted by this: a person chooses.
        """
        return suggest(self._store, self._aliases, text, country, limit, language)

    def county_of(self, place_id: str) -> Place | None:
        """Give the county that a place lies in, a county itself included; None where none is known."""
        found = self._store.by_id(place_id)
        if found is None or not found.admin1_code:
            return None
        county = self._store.by_id(f"adm1:{found.country}.{found.admin1_code}")
        return place_of(county) if county else None

    def resolve(self, text: str, country: str | None = None) -> Answer:
        """Say which place a text means; `country` is a code or a name in any language, or nothing."""
        if len(text.strip()) > LONGEST_NAME:
            return reply.unresolved(Reason.TOO_LONG, WORLD)
        if country is not None and len(country.strip()) > LONGEST_NAME:
            return reply.unresolved(Reason.UNKNOWN_COUNTRY, WORLD)
        return self._answer(text, country)

    def _resolve_written(self, text: str, country: str | None) -> Answer:
        scope = scope_of(country)
        if scope is None:
            return reply.unresolved(Reason.UNKNOWN_COUNTRY, WORLD, self._countries_like(country or ""))
        if is_unknown(text):
            return reply.unresolved(Reason.UNKNOWN_PLACE if text.strip() else Reason.EMPTY, scope)
        if is_vague(text) and not (scope.written and self._own(text, scope)):
            return self._taught(text, scope) or reply.unresolved(Reason.VAGUE, scope)
        return self._resolve(text, scope)

    def _resolve(self, text: str, scope: Scope) -> Answer:
        ways: tuple[Callable[[str, Scope], Answer | None], ...] = (
            self._as_country,
            self._as_name,
            self._as_described,
            self._as_qualified,
            self._as_elsewhere,
            self._as_similar,
        )
        answers = (way(text, scope) for way in ways)
        return next((answer for answer in answers if answer), reply.unresolved(Reason.NOT_FOUND, scope))

    def _countries_like(self, text: str) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for spelling, score in alike(key(text), *countries.spelling_lists()):
            code = countries.match_name(spelling)
            if code and code not in found:
                place = place_of(country_place(self._store, code))
                found[code] = Candidate(place, round(score, 4))
        return tuple(found.values())[: reply.MOST_CANDIDATES]

    # --- a country

    def _as_country(self, text: str, scope: Scope) -> Answer | None:
        code = countries.written_in(text)
        if code and scope.holds(code):
            own = key(text) == key(countries.name(code))
            return reply.accepted(country_place(self._store, code), own_name=own)
        shared = [c for c in countries.sharing(text) if scope.holds(c)]
        if len(shared) == 1:
            return reply.accepted(country_place(self._store, shared[0]), own_name=False)
        if shared:
            places = [country_place(self._store, c) for c in shared]
            return self._taught(text, scope) or reply.unsure(places, scope, Reason.SEVERAL_COUNTRIES)
        if code is None:
            return None
        # Georgia is a state of the USA, and Niger one of Nigeria.
        same_name = self._own(text, scope)
        if same_name:
            return self._settle(same_name, scope, text)
        return reply.contradicted([country_place(self._store, code)], scope)

    # --- a name

    def _named(self, text: str, scope: Scope) -> list[Named]:
        normal = key(text)
        found = named(self._store, normal, scope)
        if len(normal) == IATA_LETTERS and not text.strip().isupper():
            # NBO is an airport; "sal" and "the" are words.
            found = [place for place in found if place.kind != "airport"]
        return found

    def _own(self, text: str, scope: Scope) -> list[Named]:
        return [place for place in choose.best(self._named(text, scope)) if place.tier == Tier.OWN]

    def _as_name(self, text: str, scope: Scope) -> Answer | None:
        places = choose.best(self._named(text, scope))
        chosen = choose.dominant(places) if places and not scope.written else None
        unsure = self._little_known(chosen, text) if chosen else None
        return unsure or self._settle(places, scope, text)

    def _little_known(self, place: Named, text: str) -> Answer | None:
        """Propose a small place where no country is given: Iraan and Addis are towns in the USA."""
        others: list[tuple[float, Named]] = []
        if choose.is_small(place):
            alike_too = [*similar(self._store, text, WORLD), *longer(self._store, text)]
            others = [pair for pair in alike_too if pair[1].country != place.country]
        if not others and not choose.needs_country(place):
            return None
        proposal = reply.proposed([(OTHER_KIND, place), *others], WORLD, Reason.NEEDS_COUNTRY)
        return self._taught(text, WORLD) or proposal

    def _settle(self, places: list[Named], scope: Scope, text: str) -> Answer | None:
        """Answer with the one place that a name means; own name, then the network's alias, then others."""
        chosen = choose.dominant(places) if places else None
        if chosen and chosen.tier == Tier.OWN:
            return reply.accepted(chosen, own_name=True)
        taught = self._taught(text, scope)
        if taught:
            return taught
        if chosen:
            return reply.accepted(chosen, own_name=False)
        return reply.unsure(places, scope) if places else None

    def _taught(self, text: str, scope: Scope) -> Answer | None:
        normal = key(text)
        for code in (*scope.codes, ""):
            place_id = self._aliases.get((normal, code))
            known = self._store.by_id(place_id) if place_id else None
            found = inside(known, scope) if known else None
            if found:
                return reply.taught(found)
        return None

    # --- a name with the word for its kind

    def _as_described(self, text: str, scope: Scope) -> Answer | None:
        short = described(words(text))
        if short is None:
            return None
        found = named(self._store, key(short.name), scope)
        fitting = choose.best(found, short.kind)
        if fitting:
            chosen = choose.dominant(fitting)
            if chosen is None:
                return self._taught(text, scope) or reply.unsure(fitting, scope)
            return reply.accepted(chosen, own_name=chosen.tier in (Tier.OWN, Tier.DESCRIBED))
        taught = self._taught(text, scope)
        if taught:
            return taught
        others = [place for place in choose.best(found) if place.tier <= Tier.TAUGHT]
        return self._likely(others, scope, Reason.OTHER_KIND)

    def _likely(self, places: list[Named], scope: Scope, reason: Reason) -> Answer | None:
        return reply.proposed([(OTHER_KIND, place) for place in places], scope, reason) if places else None

    # --- a name and what qualifies it

    def _as_qualified(self, text: str, scope: Scope) -> Answer | None:
        parts = parts_of(text)
        if parts is None:
            return None
        taught = self._taught(text, scope)
        if taught:
            return taught
        if not parts.countries:
            return self._beside(parts, scope)
        other = self._whole_country(parts.name)
        if other and other not in parts.countries:
            both = [country_place(self._store, code) for code in (other, *parts.countries)]
            return reply.unsure(both, scope, Reason.TWO_PLACES)
        within = Scope(tuple(code for code in parts.countries if scope.holds(code)))
        if not within.written:
            there = choose.best(self._named(parts.name, Scope(parts.countries)))
            whole = [country_place(self._store, code) for code in parts.countries]
            return reply.contradicted(there or whole, scope)
        if is_unknown(parts.name):
            return reply.unresolved(Reason.UNKNOWN_PLACE, within)
        return self._resolve(parts.name, within)

    def _whole_country(self, text: str) -> str | None:
        short = described(words(text))
        return countries.match_name(text) or (countries.match_name(short.name) if short else None)

    def _readings(self, text: str, scope: Scope) -> list[Named]:
        """Give every place that a text may name, with counties; by the word for its kind where it has one."""
        found = [place for place in self._named(text, scope) if place.tier <= Tier.ALTERNATE]
        short = described(words(text))
        if not short:
            return found
        return found + choose.of_kind(named(self._store, key(short.name), scope), short.kind)

    def _beside(self, parts: Parts, scope: Scope) -> Answer | None:
        """Read "Eastleigh, Nairobi" as one place, and "Nairobi, Mombasa" as the two that they are."""
        if is_unknown(parts.qualifier):
            return self._resolve(parts.name, scope)
        places, qualifiers = self._readings(parts.name, scope), self._readings(parts.qualifier, scope)
        if not places:
            return None
        if not qualifiers:
            return self._likely(choose.best(places), scope, Reason.UNKNOWN_QUALIFIER)
        qualifiers = choose.counted(qualifiers, beside=places)
        within = [place for place in places if any(choose.qualifies(place, q) for q in qualifiers)]
        within = within or choose.part_of(qualifiers, places)
        if within:
            return self._settle(choose.best(within) or within, scope, parts.name)
        both = [*choose.best(places)[:1], *choose.best(qualifiers)[:1]]
        if len({place.place_id for place in both}) == 1:
            return self._settle(both[:1], scope, parts.name)
        return reply.unsure(both, scope, Reason.TWO_PLACES)

    # --- neither

    def _as_elsewhere(self, text: str, scope: Scope) -> Answer | None:
        """Say so when a city's own name is given with another country than the city's."""
        if not scope.written:
            return None
        cities = [place for place in self._own(text, WORLD) if (place.population or 0) >= KNOWN_CITY]
        return reply.contradicted(cities, scope) if cities else None

    def _as_similar(self, text: str, scope: Scope) -> Answer | None:
        found = similar(self._store, text, scope)
        return reply.proposed(found, scope, Reason.SIMILAR) if found else None


def _read_aliases(aliases: Mapping[str, str], store: Store) -> dict[tuple[str, str], str]:
    """Read "Spelling | CC" and "Spelling" and check that their countries and places are there."""
    found: dict[tuple[str, str], str] = {}
    for written, place_id in aliases.items():
        spelling, bar, country = written.partition("|")
        code = countries.match(country) if bar else ""
        if code is None:
            raise GazetteerError(f"aliases: '{written}': no such country '{country.strip()}'.")
        if store.by_id(place_id) is None:
            raise GazetteerError(f"aliases: '{written}': no such place '{place_id}'.")
        found[key(spelling), code] = place_id
    return found
