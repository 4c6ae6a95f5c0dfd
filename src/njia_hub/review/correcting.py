"""Correct what is known of a route; what its reporter wrote stays beside it, and in the earlier revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from njia.intake.cases import read_cases
from njia.intake.personal import kinds_of_personal_data
from njia.problems import Severity, problem
from njia.schema import Cases, Route
from njia.vocabulary import code_list, headers
from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.review.placing import check_correctable, revise
from njia_hub.routes import models
from njia_hub.routes.document import Document, Found
from njia_hub.routes.submitting import NotAllowed, StaleRevision, locked
from njia_hub.routes.templatetags.found import message, remedy

LONGEST_REASON = 1_000  # characters
_LISTS = {name: str(extra["code_list"]) for name, _info, extra in Route.declared() if "code_list" in extra}


@dataclass(frozen=True)
class Corrections:
    """What a reviewer says instead; None: as it is. `settled`: positions of problems that are dealt with."""

    cases: str | None = None  # as a person writes numbers: "10-15", "about 30"
    source_kind: str | None = None  # "" takes it away, also below
    prior_trafficking: str | None = None
    period: tuple[dt.date | None, dt.date | None] | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by field of the schema
    leg_modes: tuple[str, ...] | None = None  # one for each leg, "" where it is not known
    notes: str | None = None
    settled: frozenset[int] = frozenset()


def correct(
    person: Person, route: models.Route, based_on: int, corrections: Corrections, reason: str
) -> models.Route:
    """Make a corrected revision. Raises StaleRevision, or NotAllowed with what is wrong."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise NotAllowed(gettext("Say in a few words why it is corrected: the reporter reads it."))
    with action("route.correct", person.actor, f"route:{route.pk}", based_on=based_on) as recording:
        route = locked(route)
        if route.revision != based_on:
            raise StaleRevision(route)
        check_correctable(person, route)
        before = Document.model_validate(route.current.document)
        after = corrected(before, corrections)
        if after == before:
            raise NotAllowed(gettext("Nothing was changed."))
        revise(person, route, after, reason.strip())
        recording.touch(route)
    return route


def corrected(document: Document, said: Corrections) -> Document:
    """Put corrections into a document; what was written stays. Raises NotAllowed for what makes no sense."""
    route = document.route
    _check_codes(route, said)
    fields: dict[str, Any] = {name: tuple(codes) for name, codes in said.codes.items()}
    if said.cases is not None:
        fields["cases"] = _cases(route.cases, said.cases)
    for name in ("source_kind", "prior_trafficking"):
        value = getattr(said, name)
        if value is not None:
            fields[name] = value or None
    if said.period is not None:
        fields["period_start"], fields["period_end"] = _period(said.period)
    if said.leg_modes is not None:
        fields |= _legs(route, said)
    if said.notes is not None:
        fields["notes"] = said.notes
    after = Route.model_validate({name: getattr(route, name) for name in Route.model_fields} | fields)
    left = [found for at, found in enumerate(document.problems) if at not in said.settled]
    problems = _about_notes(left, route.notes, after.notes)
    return document.model_copy(update={"route": after, "problems": tuple(problems)})


def _check_codes(route: Route, said: Corrections) -> None:
    """Refuse codes that are in no list; those that the route has already may stay."""
    asked = [(_LISTS.get(name), codes, getattr(route, name, ())) for name, codes in said.codes.items()]
    for name in ("source_kind", "prior_trafficking"):
        asked.append((_LISTS[name], (getattr(said, name) or "",), (getattr(route, name) or "", "")))
    modes = (*(leg.mode or "" for leg in route.legs), "")
    asked.append((_LISTS["transport_modes"], said.leg_modes or (), modes))
    for list_name, codes, held in asked:
        if list_name is None or set(codes) - set(held) - set(code_list(list_name).codes):
            raise NotAllowed(gettext("One of the answers is none of the list."))


def _cases(before: Cases, text: str) -> Cases:
    """Read a number of people as a spreadsheet's cell; the reporter's own text stays beside it."""
    read = read_cases(text)
    if read.problem:
        details: dict[str, Any] = dict(read.details)
        told = Found.of(problem(read.problem, in_form=True, **details))
        if told.severity != Severity.NOTE:
            raise NotAllowed(f"{message(told)} {remedy(told)}")
    return read.cases.model_copy(update={"written": before.written or text})


def _period(days: tuple[dt.date | None, dt.date | None]) -> tuple[dt.date | None, dt.date | None]:
    start, end = days
    if start and end and end < start:
        raise NotAllowed(gettext("The period ends before it begins."))
    return days


def _legs(route: Route, said: Corrections) -> dict[str, Any]:
    """Give the legs their modes, and the route all modes, also those of which no leg is known."""
    modes = said.leg_modes or ()
    if len(modes) != len(route.legs):
        raise NotAllowed(gettext("The route has another number of legs."))
    legs = [
        leg.model_copy(update={"mode": mode or None}) for leg, mode in zip(route.legs, modes, strict=True)
    ]
    on_legs = {leg.mode for leg in route.legs}
    beside = said.codes.get("transport_modes")
    if beside is None:
        beside = tuple(mode for mode in route.transport_modes if mode not in on_legs)
    return {"legs": tuple(legs), "transport_modes": tuple(dict.fromkeys([*filter(None, modes), *beside]))}


def _about_notes(problems: list[Found], before: str, after: str) -> list[Found]:
    """Look for personal data anew when the notes were changed."""
    if before == after:
        return problems
    left = [found for found in problems if not (found.code == "personal_data" and _in_notes(found))]
    kinds = kinds_of_personal_data(after)
    return left + [_personal_data(what) for what in kinds]


def _personal_data(what: str) -> Found:
    return Found.of(problem("personal_data", column="notes", in_form=True, what=what))


def _in_notes(found: Found) -> bool:
    header = headers.match(found.where)
    return found.where == "notes" or (header is not None and header.key == "notes")
