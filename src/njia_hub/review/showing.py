"""What a reviewer sees of one route: what was written beside what was made of it, and what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from njia.doubles import Sign
from njia.gazetteer import Place
from njia.schema import Precision
from njia.schema import Route as Journey
from njia_hub.people.models import Person
from njia_hub.places.naming import country_in_words, within
from njia_hub.review import apart, deciding, placing
from njia_hub.review.alike import likely_doubles
from njia_hub.review.models import Verdict
from njia_hub.review.picturing import candidates_map
from njia_hub.routes.document import Document
from njia_hub.routes.filling import questions_of
from njia_hub.routes.listing import Line, lines
from njia_hub.routes.models import Route
from njia_hub.routes.wording import Fact, facts, in_order, place_in_words


@dataclass(frozen=True)
class Told:
    """A fact, and what was written where that is not the same."""

    fact: Fact
    written: str = ""


@dataclass(frozen=True)
class Choice:
    """A candidate, as the list shows it."""

    number: int
    place_id: str
    name: str
    within: str
    can_be_taught: bool


@dataclass(frozen=True)
class Question:
    """A stop that is not settled, with its candidates in a list and on a map."""

    path: str
    title: str
    written: str
    country_written: str
    choices: list[Choice]
    map: str

    @property
    def can_be_taught(self) -> bool:
        """Say whether the spelling can stand for any of the candidates from now on."""
        return any(choice.can_be_taught for choice in self.choices)


@dataclass(frozen=True)
class Likely:
    """A route that may be the same journey, and why."""

    line: Line
    percent: int
    signs: list[str]


@dataclass(frozen=True)
class LikelyDoubles:
    """The routes that may be the same journey, most alike first, as far as they are known by now."""

    found: list[Likely]
    is_whole: bool


@dataclass(frozen=True)
class Pair:
    """One fact of two routes side by side."""

    title: str
    this: str
    other: str

    @property
    def is_same(self) -> bool:
        """Say whether both tell the same."""
        return self.this == self.other


def told(route: Route, document: Document) -> list[Told]:
    """Give the facts of a route with what was written beside them."""
    written = _written(document.route)
    found = []
    for fact in facts(document.route, questions_of(route.collection)):
        beside = written.get(fact.key, "")
        found.append(Told(fact, "" if beside in fact.text else beside))
    return found


def _written(journey: Journey) -> dict[str, str]:
    last = len(journey.stops) - 1
    keys = {f"stops.{at}": "stop.last" if at == last else f"stop.{at}" for at in range(last + 1)}
    found = {"cases": journey.cases.written}
    for path, stop in placing.stops_of(journey):
        parts = [text.strip() for text in (stop.written, stop.country_written) if text.strip()]
        found[keys.get(path, path)] = ", ".join(parts)
    return found


def questions(route: Route, journey: Journey) -> list[Question]:
    """Give the stops that a reviewer may settle."""
    stops = list(placing.stops_of(journey))
    found = []
    for number, doubt in enumerate(placing.open_stops(journey, route.collection.network()), 1):
        others = [
            (stop.lon, stop.lat)
            for path, stop in stops
            if path != doubt.path and stop.lon is not None and stop.lat is not None
        ]
        places = [candidate.place for candidate in doubt.candidates]
        found.append(
            Question(
                path=doubt.path,
                title=doubt.stop.written,
                written=doubt.stop.written,
                country_written=doubt.stop.country_written,
                choices=choices(places, doubt.teachable),
                map=candidates_map(
                    places, gettext("Map %(number)s: where the places are") % {"number": number}, others
                ),
            )
        )
    return found


def choices(places: list[Place], teachable: frozenset[str] = frozenset()) -> list[Choice]:
    """Number places for a list and its map."""
    found = []
    for number, place in enumerate(places, 1):
        country, is_country = country_in_words(place.country_code), place.precision is Precision.COUNTRY
        name = country if is_country else place.name
        where = within(place.name, place.admin1, "" if is_country else country)
        found.append(Choice(number, place.place_id, name, where, place.place_id in teachable))
    return found


def likely(person: Person, route: Route) -> LikelyDoubles:
    """Give the likely doubles of a route."""
    known = likely_doubles(person, route.collection, [route.pk])
    likeness = {UUID(double.route_id): double.likeness for double in known.doubles.get(route.pk, ())}
    found = Route.objects.filter(pk__in=list(likeness)).select_related("organisation")
    said = [
        Likely(line, round(100 * likeness[line.route.pk].score), signs(likeness[line.route.pk].signs))
        for line in lines(found)
    ]
    best_first = sorted(said, key=lambda one: (-one.percent, str(one.line.route.pk)))
    return LikelyDoubles(best_first, known.is_whole)


def told_apart(person: Person, route: Route) -> list[Line]:
    """Give the routes that are said to be other journeys than this one."""
    others = Route.objects.filter(pk__in=apart.others_of(person, route))
    return lines(others.select_related("organisation"))


def signs(found: tuple[Sign, ...]) -> list[str]:
    """Say in what two routes agree."""
    words = {
        Sign.SAME_PATH: gettext("same way"),
        Sign.SAME_ENDS: gettext("same beginning and end"),
        Sign.ENDS_AGREE: gettext("beginning and end agree"),
        Sign.SAME_CASES: gettext("same number of people"),
        Sign.SAME_PERIOD: gettext("same time"),
        Sign.PERIODS_OVERLAP: gettext("times overlap"),
        Sign.SAME_INDUSTRIES: gettext("same industry"),
        Sign.SAME_EXPLOITATION: gettext("same exploitation"),
        Sign.SAME_RECRUITMENT: gettext("same recruitment"),
        Sign.SAME_PEOPLE: gettext("same sex or age"),
        Sign.SAME_TRANSPORT: gettext("same transport"),
        Sign.SAME_NOTES: gettext("same notes"),
        Sign.SAME_ORGANISATION: gettext("same organisation"),
        Sign.OTHER_ORGANISATION: gettext("another organisation"),
        Sign.ONE_HEARD_OF_IT: gettext("one has only heard of it"),
    }
    return [words[sign] for sign in found]


def side_by_side(this: tuple[Route, Journey], other: tuple[Route, Journey]) -> list[Pair]:
    """Give every fact of two routes, in the order of the form."""
    first, second = ({f.key: f for f in facts(j, questions_of(r.collection))} for r, j in (this, other))
    return [
        Pair(
            (first.get(key) or second[key]).title,
            first[key].text if key in first else "",
            second[key].text if key in second else "",
        )
        for key in dict.fromkeys([*first, *second])
    ]


def words(person: Person, route: Route) -> list[Verdict]:
    """Give what reviewers have said on the current revision, as far as a person may know it."""
    said = deciding.words_on(route)
    return said if deciding.are_shown(person, route, said) else []


def title(journey: Journey) -> str:
    """Name a route by its ends."""
    return in_order(place_in_words(stop) for stop in (journey.origin, journey.destination))
