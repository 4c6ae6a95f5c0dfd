"""Say a route in words: what is known of it, one fact after the other, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import get_language_bidi, gettext

from njia.intake.form import ExtraQuestion, QuestionKind
from njia.schema import Cases, CasesKind, Leg, Precision, Resolution, Route, Stop
from njia.vocabulary import code_list
from njia_hub.languages import language
from njia_hub.places.naming import country_in_words

# Field of Route, its code list, and what it is called on the pages.
LISTS: dict[str, str] = {
    "industries": "industry",
    "exploitation_types": "exploitation_type",
    "recruitment_methods": "recruitment_method",
    "recruiter_relations": "recruiter_relation",
    "sexes": "sex",
    "age_groups": "age_group",
    "means_of_control": "means_of_control",
    "facilitators": "facilitator",
    "documents": "document",
    "outcomes": "outcome",
}


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a route. `key` tells which, across revisions."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One fact that another revision says differently; "" where one of them does not say it."""

    title: str
    before: str
    after: str


def title_of(field: str) -> str:
    """Give the heading of a coded field."""
    titles = {
        "industries": gettext("Industry"),
        "exploitation_types": gettext("Type of exploitation"),
        "recruitment_methods": gettext("How the person was recruited"),
        "recruiter_relations": gettext("Who the recruiter was to the person"),
        "sexes": gettext("Sex"),
        "age_groups": gettext("Age group"),
        "means_of_control": gettext("Means of control"),
        "facilitators": gettext("Who helped the journey along"),
        "documents": gettext("Travel documents"),
        "outcomes": gettext("What became of the case"),
        "prior_trafficking": gettext("Trafficked before"),
        "source_kind": gettext("How you know of it"),
        "transport_modes": gettext("Means of transport"),
    }
    return titles[field]


def choices_of(list_name: str) -> list[tuple[str, str]]:
    """Give the codes of a list with their labels."""
    return [(code, code_list(list_name).label(code, language())) for code in code_list(list_name).codes]


def label(list_name: str, code: str) -> str:
    """Give a code's label."""
    codes = code_list(list_name)
    return codes.label(code, language()) if code in codes.codes else code


def place_in_words(stop: Stop, *, whole: bool = True) -> str:
    """Name a stop: its place and country, or that it is not known; `whole` also what nobody has found yet."""
    country = country_in_words(stop.country_code)
    unsure = stop.resolution not in (Resolution.EXACT, Resolution.ALIAS)
    if whole and unsure and stop.written.strip():
        where = f", {country}" if country else ""
        return gettext("“%(text)s”%(where)s (not yet found)") % {"text": stop.written.strip(), "where": where}
    if stop.precision is Precision.COUNTRY:
        return country or stop.place_name
    if stop.place_id is None:
        return gettext("Not known")
    return f"{stop.place_name}, {country}" if country else stop.place_name


def in_order(names: Iterable[str]) -> str:
    """Join the names of stops in the direction of travel, which is that of reading."""
    if get_language_bidi():
        # Names in other letters keep to themselves, or the line would be read from both ends; the mark in
        # front is for those who take the direction of a line from its first letter.
        alone = (f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" for name in names)
        return "\N{RIGHT-TO-LEFT MARK}" + " ← ".join(alone)
    return " → ".join(names)


def cases_in_words(cases: Cases) -> str:
    """Say the number of people as it was stated."""
    numbers = {"best": cases.best, "low": cases.low, "high": cases.high}
    words = {
        CasesKind.EXACT: "%(best)s",
        CasesKind.ABOUT: gettext("about %(best)s"),
        CasesKind.AT_LEAST: gettext("at least %(low)s"),
        CasesKind.AT_MOST: gettext("at most %(high)s"),
        CasesKind.RANGE: gettext("%(low)s to %(high)s"),
        CasesKind.VAGUE: gettext("several, number not stated"),
    }
    if cases.kind is CasesKind.UNKNOWN:
        return gettext("Not known") if cases.written else ""
    return words[cases.kind] % numbers


def _leg_in_words(leg: Leg, *, whole: bool) -> str:
    parts = [label("transport_mode", leg.mode)] if leg.mode else []
    parts += [leg.carriers_written] if whole and leg.carriers_written.strip() else list(leg.carriers)
    if leg.irregular is not None:
        irregular, regular = gettext("border crossed irregularly"), gettext("border crossed regularly")
        parts.append(irregular if leg.irregular else regular)
    return ", ".join(parts)


def facts(route: Route, questions: Iterable[ExtraQuestion] = (), *, whole: bool = True) -> list[Fact]:
    """Give all that is known of a route in the order of the form; `whole` with what was written freely."""
    found = [*_journey(route, whole=whole), *_people(route), *_coded(route)]
    if whole:
        found += [Fact("notes", gettext("Notes"), route.notes), *_extra(route, questions)]
    return [fact for fact in found if fact.text.strip()]


def _journey(route: Route, *, whole: bool) -> Iterator[Fact]:
    last = len(route.stops) - 1
    for at, stop in enumerate(route.stops):
        title = gettext("Where it began") if at == 0 else gettext("Where it ended")
        if 0 < at < last:
            title = gettext("Stop %(number)s on the way") % {"number": at}
        yield Fact("stop.last" if at == last else f"stop.{at}", title, place_in_words(stop, whole=whole))
        if at < last:
            title = gettext("From there")
            yield Fact(f"leg.{at}", title, _leg_in_words(route.legs[at], whole=whole))
    if route.intended_destination:
        yield Fact(
            "intended",
            gettext("Where they were promised to go"),
            place_in_words(route.intended_destination, whole=whole),
        )
    on_legs = {leg.mode for leg in route.legs}
    others = [label("transport_mode", mode) for mode in route.transport_modes if mode not in on_legs]
    yield Fact("transport_modes", gettext("Other means of transport"), ", ".join(others))


def _people(route: Route) -> Iterator[Fact]:
    yield Fact("cases", gettext("How many people"), cases_in_words(route.cases))
    kind = label("source_kind", route.source_kind) if route.source_kind else ""
    yield Fact("source_kind", title_of("source_kind"), kind)
    days = [formats.date_format(day, "j F Y") for day in (route.period_start, route.period_end) if day]
    yield Fact("period", gettext("When"), " – ".join(dict.fromkeys(days)))


def _coded(route: Route) -> Iterator[Fact]:
    for field, list_name in LISTS.items():
        codes = getattr(route, field)
        yield Fact(field, title_of(field), ", ".join(label(list_name, code) for code in codes))
    before = label("yes_no", route.prior_trafficking) if route.prior_trafficking else ""
    yield Fact("prior_trafficking", title_of("prior_trafficking"), before)


def _extra(route: Route, questions: Iterable[ExtraQuestion]) -> Iterator[Fact]:
    asked = {question.id: question for question in questions}
    for answer in route.extra:
        question = asked.get(answer.question)
        title = question.label(language()) if question else answer.question
        words = ", ".join(_value(question, value) for value in answer.values)
        yield Fact(f"extra.{answer.question}", title, words)


def _value(question: ExtraQuestion | None, value: str) -> str:
    if value == "unknown":
        return gettext("Not known")
    if question and question.kind is QuestionKind.YES_NO:
        return label("yes_no", value)
    chosen = [choice for choice in (question.choices if question else ()) if choice.id == value]
    return chosen[0].label(language()) if chosen else value


def differences(before: Route, after: Route, questions: Iterable[ExtraQuestion] = ()) -> list[Difference]:
    """Say in words what one revision says differently from another."""
    asked = tuple(questions)
    old = {fact.key: fact for fact in facts(before, asked)}
    new = {fact.key: fact for fact in facts(after, asked)}
    found: list[Difference] = []
    for key in dict.fromkeys([*old, *new]):
        said = [side[key].text if key in side else "" for side in (old, new)]
        if said[0] != said[1]:
            found.append(Difference((new.get(key) or old[key]).title, said[0], said[1]))
    return found
