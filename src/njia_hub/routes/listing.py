"""One's own routes and drafts as a list: what is asked of a person first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils.translation import gettext

from njia.intake.form import StopAnswer
from njia_hub.people.models import Person
from njia_hub.routes.document import Document
from njia_hub.routes.models import Draft, Revision, Route
from njia_hub.routes.wording import cases_in_words, in_order, place_in_words

A_PAGE = 30


@dataclass(frozen=True)
class Line:
    """One route in a list."""

    route: Route
    journey: str
    cases: str


@dataclass(frozen=True)
class DraftLine:
    """One draft in a list."""

    draft: Draft
    journey: str


def lines(routes: Iterable[Route]) -> list[Line]:
    """Say the routes in a line each, with two statements for all of them."""
    listed = list(routes)
    current = Revision.objects.filter(route__in=listed, number=F("route__revision"))
    documents = {revision.route_id: Document.model_validate(revision.document) for revision in current}
    found = []
    for route in listed:
        said = documents[route.pk].route
        journey = in_order(place_in_words(stop) for stop in (said.origin, said.destination))
        found.append(Line(route, journey, cases_in_words(said.cases)))
    return found


def page_of(routes: QuerySet[Route], number: str) -> Page[Route]:
    """Give a page of routes; the first or the last one for a number that is none."""
    return Paginator(routes.select_related("collection", "author"), A_PAGE).get_page(number)


def drafts_of(person: Person) -> list[DraftLine]:
    """Give a person's own drafts, newest first."""
    drafts = Draft.objects.filter(person=person).select_related("collection")
    return [DraftLine(draft, _draft_in_words(draft)) for draft in drafts]


def _draft_in_words(draft: Draft) -> str:
    stops = [StopAnswer.model_validate(stop) for stop in draft.answers.get("stops", [])]
    ends = [stops[0], stops[-1]] if stops else [StopAnswer(), StopAnswer()]
    words = [stop.text or stop.country or (gettext("Not known") if stop.unknown else "…") for stop in ends]
    return in_order(words)
