"""Resolve the text of a place: accept what is certain, propose what is alike, guess nothing.

The order, first one that answers: the place's own name (exact); a spelling that this network has accepted,
then one that Njia or GeoNames knows (alias); the name without the word for its kind ("Garissa County");
the name without what qualifies it ("Busia, Kenya", "Eastleigh (Nairobi)"); a similar name (proposed).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from njia.gazetteer import choose, countries
from njia.gazetteer.answer import Answer, Candidate, Place, Reason
from njia.gazetteer.fuzzy import alike
from njia.gazetteer.lookup import WORLD, Scope, named, place_of, scope_of
from njia.gazetteer.qualifier import Parts, parts_of
from njia.gazetteer.spelling import LONGEST_NAME, described, is_unknown, key, words
from njia.gazetteer.store import Named, Progress, Store, Tier
from njia.schema import Resolution

MOST_CANDIDATES = 8
KNOWN_CITY = 100_000  # people; a name of such a city is not a misspelling of a village elsewhere


class Gazetteer:
    """Every place that Njia knows, and the spellings that this network has accepted."""

    def __init__(self, store: Store, aliases: Mapping[str, str] | None = None) -> None:
        self._store = store
        self._aliases = _read_aliases(aliases or {})
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
        with the steps done and in all. Raises GazetteerError when the file cannot be built.
        """
        return cls(Store(path, progress), aliases)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def place(self, place_id: str) -> Place | None:
        """Give a place by its id; None when there is none."""
        found = self._store.by_id(place_id)
        return place_of(found) if found else None

    def resolve(self, text: str, country: str | None = None) -> Answer:
        """Say which place a text means; `country` is a code or a name in any language, or nothing."""
        if len(text.strip()) > LONGEST_NAME:
            return Answer(Resolution.UNRESOLVED, reason=Reason.TOO_LONG)
        if country is not None and len(country.strip()) > LONGEST_NAME:
            return Answer(Resolution.UNRESOLVED, reason=Reason.UNKNOWN_COUNTRY)
        return self._answer(text, country)

    def _resolve_written(self, text: str, country: str | None) -> Answer:
        scope = scope_of(country)
        if scope is None:
            return Answer(Resolution.UNRESOLVED, reason=Reason.UNKNOWN_COUNTRY)
        if is_unknown(text):
            reason = Reason.UNKNOWN_PLACE if text.strip() else Reason.EMPTY
            return Answer(Resolution.UNRESOLVED, reason=reason, country_code=scope.country_code)
        return self._resolve(text, scope)

    def _resolve(self, text: str, scope: Scope) -> Answer:
        return (
            self._as_country(text, scope)
            or self._as_name(text, scope)
            or self._as_described(text, scope)
            or self._as_qualified(text, scope)
            or self._as_elsewhere(text, scope)
            or self._as_similar(text, scope)
            or Answer(Resolution.UNRESOLVED, reason=Reason.NOT_FOUND, country_code=scope.country_code)
        )

    # --- a country

    def _as_country(self, text: str, scope: Scope) -> Answer | None:
        code = countries.match_name(text)
        if code is None and text.strip().isupper() and len(text.strip()) in (2, 3):
            code = countries.match(text)
        shared = [c for c in countries.sharing(text) if scope.holds(c)]
        if code and scope.holds(code):
            own = key(text) == key(countries.name(code))
            return self._accept(self._country(code), Tier.OWN if own else Tier.ALTERNATE)
        if len(shared) == 1:
            return self._accept(self._country(shared[0]), Tier.ALTERNATE)
        if shared:
            taught = self._taught(text, scope)
            if taught:
                return taught
            return self._unsure([self._country(c) for c in shared], scope, Reason.SEVERAL_COUNTRIES)
        if code is None or (own_places := self._own(text, scope)):
            return self._settle(own_places, scope, text) if code else None
        return self._contradicted([self._country(code)], scope)

    def _country(self, code: str) -> Named:
        found = self._store.by_id(f"iso:{code}")
        if found is None:
            raise LookupError(f"no such country in the gazetteer: {code}")
        return found

    # --- a name

    def _own(self, text: str, scope: Scope) -> list[Named]:
        return [n for n in choose.best(named(self._store, key(text), scope)) if n.tier == Tier.OWN]

    def _as_name(self, text: str, scope: Scope) -> Answer | None:
        places = choose.best(named(self._store, key(text), scope))
        return self._settle(places, scope, text)

    def _settle(self, places: list[Named], scope: Scope, text: str) -> Answer | None:
        """Answer with the one place that a name means; own name, then the network's alias, then others."""
        chosen = choose.dominant(places) if places else None
        if chosen and chosen.tier == Tier.OWN:
            return self._accept(chosen, chosen.tier)
        taught = self._taught(text, scope)
        if taught:
            return taught
        if chosen:
            return self._accept(chosen, chosen.tier)
        return self._unsure(places, scope) if places else None

    def _taught(self, text: str, scope: Scope) -> Answer | None:
        normal = key(text)
        for code in (*scope.codes, ""):
            place_id = self._aliases.get((normal, code))
            found = self._store.by_id(place_id) if place_id else None
            if found and scope.holds(found.country):
                return Answer(
                    Resolution.ALIAS,
                    place_of(found),
                    1.0,
                    reason=Reason.NETWORK_ALIAS,
                    country_code=found.country,
                )
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
            own = chosen is not None and chosen.tier in (Tier.OWN, Tier.DESCRIBED)
            return (
                self._accept(chosen, Tier.OWN if own else Tier.ALTERNATE)
                if chosen
                else self._unsure(fitting, scope)
            )
        others = choose.best(found)
        if others and others[0].tier <= Tier.TAUGHT:
            return self._propose([Candidate(place_of(n), 0.9) for n in others], scope, Reason.OTHER_KIND)
        return None

    # --- a name and what qualifies it

    def _as_qualified(self, text: str, scope: Scope) -> Answer | None:
        parts = parts_of(text)
        if parts is None:
            return None
        if parts.countries:
            inner = Scope(tuple(c for c in parts.countries if scope.holds(c)))
            if not inner.written:
                return self._contradicted(self._listed(parts, Scope(parts.countries)), scope)
            if is_unknown(parts.name):
                return Answer(
                    Resolution.UNRESOLVED, reason=Reason.UNKNOWN_PLACE, country_code=inner.country_code
                )
            return self._resolve(parts.name, inner)
        return self._beside(parts, scope)

    def _listed(self, parts: Parts, scope: Scope) -> list[Named]:
        return choose.best(named(self._store, key(parts.name), scope)) or [
            self._country(code) for code in scope.written
        ]

    def _places(self, text: str, scope: Scope) -> list[Named]:
        """Give every place that a text may name, with counties; by the word for its kind where it has one."""
        found = [n for n in named(self._store, key(text), scope) if n.tier <= Tier.ALTERNATE]
        short = described(words(text))
        if not short:
            return found
        return found + choose.of_kind(named(self._store, key(short.name), scope), short.kind)

    def _beside(self, parts: Parts, scope: Scope) -> Answer | None:
        """Read "Eastleigh, Nairobi" as one place, and "Nairobi, Mombasa" as the two that they are."""
        if is_unknown(parts.qualifier):
            return self._resolve(parts.name, scope)
        inner, outer = self._places(parts.name, scope), self._places(parts.qualifier, scope)
        if not inner:
            return None
        if not outer:
            return self._propose(
                [Candidate(place_of(n), 0.9) for n in choose.best(inner)], scope, Reason.UNKNOWN_QUALIFIER
            )
        within = [n for n in inner if any(choose.qualifies(n, q) for q in outer)]
        if within:
            return self._settle(choose.best(within) or within, scope, parts.name)
        both = [*choose.best(inner)[:1], *choose.best(outer)[:1]]
        same = len({n.place_id for n in both}) == 1
        return (
            self._settle(both[:1], scope, parts.name)
            if same
            else self._unsure(both, scope, Reason.TWO_PLACES)
        )

    # --- neither

    def _as_elsewhere(self, text: str, scope: Scope) -> Answer | None:
        """Say so when a city's own name is given with another country than the city's."""
        if not scope.written:
            return None
        cities = [n for n in self._own(text, WORLD) if (n.population or 0) >= KNOWN_CITY]
        return self._contradicted(cities, scope) if cities else None

    def _as_similar(self, text: str, scope: Scope) -> Answer | None:
        short = described(words(text))
        spellings = dict(self._alike(key(text), scope))
        kind_of = dict.fromkeys(spellings, "")
        if short:
            for spelling, score in self._alike(key(short.name), scope):
                if score > spellings.get(spelling, 0):
                    spellings[spelling], kind_of[spelling] = score, short.kind
        best: dict[str, tuple[float, Named]] = {}
        for spelling, score in spellings.items():
            for found in choose.best(self._named_or_country(spelling, scope), ""):
                if score > best.get(found.place_id, (0.0, found))[0]:
                    best[found.place_id] = (score, found)
        ranked = sorted(
            best.values(),
            key=lambda pair: (-pair[0], pair[1].tier, -(pair[1].population or 0), pair[1].place_id),
        )
        if not ranked:
            return None
        return self._propose([Candidate(place_of(n), round(s, 4)) for s, n in ranked], scope, Reason.SIMILAR)

    def _alike(self, normal: str, scope: Scope) -> list[tuple[str, float]]:
        lists = [self._store.spellings(code) for code in (scope.codes or ("",))]
        if not scope.written:
            lists.append(countries.spelling_lists())
        return [pair for spellings, lengths in lists for pair in alike(normal, spellings, lengths)]

    def _named_or_country(self, spelling: str, scope: Scope) -> list[Named]:
        code = countries.match_name(spelling)
        if code and scope.holds(code):
            return [self._country(code)]
        return named(self._store, spelling, scope)

    # --- answers

    def _accept(self, found: Named, tier: int) -> Answer:
        exact = tier == Tier.OWN
        return Answer(
            Resolution.EXACT if exact else Resolution.ALIAS,
            place_of(found),
            1.0,
            reason=Reason.NONE if exact else Reason.ALIAS,
            country_code=found.country,
        )

    def _unsure(self, places: list[Named], scope: Scope, reason: Reason = Reason.SEVERAL) -> Answer:
        several = {n.country for n in places}
        if reason is Reason.SEVERAL and len(several) > 1:
            reason = Reason.SEVERAL_COUNTRIES
        candidates = tuple(Candidate(place_of(n), 1.0) for n in places[:MOST_CANDIDATES])
        code = scope.country_code or (several.pop() if len(several) == 1 else None)
        return Answer(Resolution.AMBIGUOUS, candidates=candidates, reason=reason, country_code=code)

    def _propose(self, candidates: list[Candidate], scope: Scope, reason: Reason) -> Answer:
        return Answer(
            Resolution.PROPOSED,
            score=candidates[0].score,
            candidates=tuple(candidates[:MOST_CANDIDATES]),
            reason=reason,
            country_code=scope.country_code,
        )

    def _contradicted(self, places: list[Named], scope: Scope) -> Answer:
        return Answer(
            Resolution.UNRESOLVED,
            candidates=tuple(Candidate(place_of(n), 1.0) for n in places[:MOST_CANDIDATES]),
            reason=Reason.CONTRADICTION,
            country_code=scope.country_code,
        )


def _read_aliases(aliases: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Read "Spelling | CC" and "Spelling"; raises ValueError for a country that nobody knows."""
    found: dict[tuple[str, str], str] = {}
    for written, place_id in aliases.items():
        spelling, bar, country = written.partition("|")
        code = countries.match(country) if bar else ""
        if code is None:
            raise ValueError(f"aliases: '{written}': no such country '{country.strip()}'")
        found[key(spelling), code] = place_id
    return found
