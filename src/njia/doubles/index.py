"""Find the likely doubles of a route among very many: only routes between the same ends are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from njia.dataset import Dataset
from njia.schema import Route

from .likeness import LEAST_LIKENESS, Likeness, agree, likeness, most_beside
from .traits import End, Traits, each, traits_in, traits_of

Ends = tuple[End, End]
Countries = tuple[str | None, str | None]  # of the first stop and the last
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Double:
    """A route that may be the same journey, and why."""

    route_id: str
    likeness: Likeness


class Doubles:
    """Routes at hand for comparing, by their ends; kept fresh by `add` and `remove`."""

    def __init__(self, routes: Iterable[Traits] = ()) -> None:
        self._by_id: dict[str, Traits] = {}
        self._by_ends: dict[Ends, dict[str, Traits]] = {}
        self._by_countries: dict[Countries, set[Ends]] = {}
        for traits in routes:
            self._add(traits)

    @classmethod
    def of(cls, data: Dataset) -> Doubles:
        """Take in all routes of a dataset."""
        return cls(traits_in(data))

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, route: Route) -> None:
        """Take in a route; one with the same id is replaced."""
        self._add(traits_of(route))

    def _add(self, traits: Traits) -> None:
        self.remove(traits.id)
        ends = traits.origin, traits.destination
        self._by_id[traits.id] = traits
        self._by_ends.setdefault(ends, {})[traits.id] = traits
        self._by_countries.setdefault(_countries(ends), set()).add(ends)

    def remove(self, route_id: str) -> None:
        """Forget a route; one that is not there is no error."""
        traits = self._by_id.pop(route_id, None)
        if traits is None:
            return
        ends = traits.origin, traits.destination
        alike = self._by_ends[ends]
        del alike[route_id]
        if not alike:
            del self._by_ends[ends]
            self._by_countries[_countries(ends)].discard(ends)

    def likely(self, route: Route, limit: int = MOST_SHOWN, least: float = LEAST_LIKENESS) -> list[Double]:
        """Give the routes that are likely doubles of one, most alike first; itself is none of them."""
        return self._likely(traits_of(route), limit, least)

    def likely_to(
        self, route_id: str, limit: int = MOST_SHOWN, least: float = LEAST_LIKENESS
    ) -> list[Double]:
        """Give the likely doubles of a route that is at hand; none for one that is not."""
        asked = self._by_id.get(route_id)
        return self._likely(asked, limit, least) if asked else []

    def countries(self, route_id: str) -> Countries | None:
        """Give the countries that a route runs between: only within them are doubles looked for."""
        traits = self._by_id.get(route_id)
        return _countries((traits.origin, traits.destination)) if traits else None

    def between(self, countries: Countries) -> int:
        """Count the routes between two countries: as many are compared to find the doubles of one."""
        return sum(len(self._by_ends[ends]) for ends in self._by_countries.get(countries, ()))

    def compare(self, route_id: str, other_id: str, least: float = LEAST_LIKENESS) -> Double | None:
        """Give the other one of two routes that are at hand, if they are likely doubles."""
        one, other = self._by_id[route_id], self._by_id[other_id]
        sharing = len(self._by_ends[other.origin, other.destination])
        how = likeness(one, other, sharing, least)
        return Double(other_id, how) if how.score >= least and route_id != other_id else None

    def _likely(self, asked: Traits, limit: int, least: float) -> list[Double]:
        found: list[Double] = []
        beside = most_beside(asked)
        for ends in self._by_countries.get(_countries((asked.origin, asked.destination)), ()):
            if not (agree(asked.origin, ends[0]) and agree(asked.destination, ends[1])):
                continue
            alike = self._by_ends[ends]
            for traits in alike.values():
                if traits.id == asked.id:
                    continue
                how = likeness(asked, traits, len(alike), least, beside)
                if how.score >= least:
                    found.append(Double(traits.id, how))
        return sorted(found, key=lambda double: (-double.likeness.score, double.route_id))[:limit]


def likely_doubles(route: Route, others: Iterable[Route], least: float = LEAST_LIKENESS) -> list[Double]:
    """Give those of the others that are likely doubles of a route, most alike first."""
    return Doubles(each(others)).likely(route, least=least)


def _countries(ends: Ends) -> Countries:
    return ends[0].country, ends[1].country
