"""Who has reported what in a collection, and when; told by the database, however many routes there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Q
from django.utils import formats
from django.utils.translation import gettext

from njia.schema import Route as Journey
from njia.vocabulary import headers
from njia_hub.collections.models import Collection
from njia_hub.languages import language
from njia_hub.organisations.models import Organisation
from njia_hub.review.placing import CORRECTABLE
from njia_hub.routes.models import Revision, Route

_ALWAYS = (
    "source_kind",
    "transport_modes",
    "industries",
    "exploitation_types",
    "recruitment_methods",
    "recruiter_relations",
)
MOST_LOOKED_INTO = 5_000  # documents, those that were changed last: each has to be read for it
_COUNTED = CORRECTABLE  # what is there: waits, is returned, or is accepted


@dataclass(frozen=True)
class Reported:
    """What one organisation has reported."""

    organisation: Organisation
    submitted: int = 0
    returned: int = 0
    accepted: int = 0
    double: int = 0
    withdrawn: int = 0
    complete: int = 0  # of those that wait, are returned or accepted
    last: dt.datetime | None = None

    @property
    def there(self) -> int:
        """Count the routes that wait, are returned or accepted."""
        return self.submitted + self.returned + self.accepted

    @property
    def percent_complete(self) -> int | None:
        """Give the share of them that tells all that the collection asks; None of none."""
        return round(100 * self.complete / self.there) if self.there else None


@dataclass(frozen=True)
class Missing:
    """How often a field is not known."""

    title: str
    missing: int
    of: int

    @property
    def percent(self) -> int:
        """Give the share of routes that lack it."""
        return round(100 * self.missing / self.of)


def reported(collection: Collection) -> list[Reported]:
    """Give what each organisation has reported; those that have reported nothing come last."""
    asked: dict[str, Any] = {"last": Max("submitted")}  # before the count of the state with that name
    asked |= {state.value: Count("pk", filter=Q(state=state)) for state in Route.State}
    asked["complete"] = Count("pk", filter=Q(is_complete=True, state__in=_COUNTED))
    rows = collection.routes.order_by().values_list("organisation").annotate(**asked)
    counts = {organisation: dict(zip(asked, numbers, strict=True)) for organisation, *numbers in rows}
    for organisation_id, changed in _last_changes(collection).items():
        counts[organisation_id]["last"] = max(counts[organisation_id]["last"], changed)
    found = [
        Reported(organisation, **counts.get(organisation.pk, {}))
        for organisation in Organisation.objects.all()
        if organisation.is_active or organisation.pk in counts
    ]
    return sorted(found, key=lambda one: (one.organisation.pk not in counts, one.organisation.name))


def _last_changes(collection: Collection) -> dict[int, dt.datetime]:
    """Give when people of each organisation last changed a route that they had sent."""
    # Most routes have one revision: those need not be read.
    later = Revision.objects.filter(route__collection=collection, route__revision__gt=1, number__gt=1)
    changed = later.exclude(verb="correct").order_by().values_list("route__organisation")
    return dict(changed.annotate(last=Max("made")))


def total(rows: list[Reported]) -> dict[str, int]:
    """Add the organisations up."""
    names = (*(state.value for state in Route.State), "complete", "there")
    return {name: sum(getattr(row, name) for row in rows) for name in names}


def most_missing(collection: Collection, limit: int = 8) -> list[Missing]:
    """Give the fields that are most often not known in the routes that are there, or the newest of them."""
    known = {name: Q(document__route__has_key=name) for name in (*_ALWAYS, *_asked(collection))}
    known["period"] = Q(document__route__has_key="period_start")
    known["cases"] = Q(document__route__cases__has_key="best")
    known["origin_place"] = Q(document__route__stops__0__precision__in=["site", "town", "county"])
    counts = {name: Count("pk", filter=is_known) for name, is_known in known.items()}
    there = collection.routes.filter(state__in=_COUNTED).order_by("-changed", "pk")
    newest = there.values("pk")[:MOST_LOOKED_INTO]
    current = Revision.objects.filter(route__in=newest, number=F("route__revision"))
    row = current.order_by().aggregate(of=Count("pk"), **counts)
    columns = headers.columns()
    found = [
        Missing(columns[name].label(language()), row["of"] - row[name], row["of"])
        for name in known
        if row[name] < row["of"]
    ]
    return sorted(found, key=lambda one: (-one.missing, one.title))[:limit]


def _asked(collection: Collection) -> list[str]:
    """Give the optional questions that the collection asks, but for those about legs."""
    return [name for name in collection.optional_questions if name in Journey.model_fields]


def reminder(collection: Collection) -> str:
    """Write what a coordinator can send to those who have not reported yet. It tells nothing of any route."""
    lines = [
        gettext("Collection %(name)s: we have no routes from you yet.") % {"name": collection.name},
        gettext("It is about cases from %(start)s to %(end)s.")
        % {"start": _day(collection.period_start), "end": _day(collection.period_end)},
    ]
    if collection.closes:
        lines.append(gettext("It closes on %(day)s.") % {"day": _day(collection.closes)})
    lines.append(gettext("You can report here: %(address)s") % {"address": settings.INSTALLATION.address})
    lines.append(gettext("If you had no cases in this time, please tell us that too."))
    return "\n".join(lines)


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")
