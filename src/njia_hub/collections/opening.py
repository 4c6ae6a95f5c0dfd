"""Make a collection, change it, open, close and reopen it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from njia.gazetteer import countries
from njia.intake.form import ExtraQuestion
from njia.schema import Leg, Route
from njia_hub.audit.acting import action
from njia_hub.collections.models import Collection
from njia_hub.collections.regions import check_regions
from njia_hub.people.models import Person

# The schema's fields that a collection may ask for beside what every collection asks.
OPTIONAL: tuple[str, ...] = tuple(
    name
    for record in (Route, Leg)
    for name, _info, extra in record.declared()
    if extra.get("optional_question")
)
MOST_QUESTIONS = 100
LONGEST_AGREEMENT = 20_000  # characters
_State = Collection.State


class NotPossible(Exception):
    """What is asked for is not possible as things are; the message says why, for the person."""


class Stale(Exception):
    """Somebody else has changed it in between; nothing was overwritten."""


class Plan(BaseModel):
    """What a coordinator decides about a collection."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=40, description="Such as 2024; stands in every route.")
    period_start: dt.date = Field(description="The cases come from this day …")
    period_end: dt.date = Field(description="… to this one.")
    opens: dt.date | None = Field(None, description="As announced; a coordinator opens it.")
    closes: dt.date | None = Field(None, description="As announced; a coordinator closes it.")
    optional_questions: tuple[str, ...] = Field((), description="Names of the schema's optional fields.")
    extra_questions: tuple[ExtraQuestion, ...] = Field(
        (), max_length=MOST_QUESTIONS, description="The network's own questions."
    )
    sharing_agreement: str = Field(
        "", max_length=LONGEST_AGREEMENT, description="What is shared with whom, in words."
    )
    needs_second_review: bool = Field(False, description="Two coordinators decide, blindly.")
    focus_country: str = Field("", description="ISO code; empty: the network's.")
    regions: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Region: codes; empty: the network's."
    )

    @field_validator("optional_questions")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(names) - set(OPTIONAL):
            raise ValueError(gettext("There is no such question: %s.") % ", ".join(sorted(unknown)))
        return tuple(name for name in OPTIONAL if name in names)

    @field_validator("extra_questions")
    @classmethod
    def _apart(cls, questions: tuple[ExtraQuestion, ...]) -> tuple[ExtraQuestion, ...]:
        ids = [question.id for question in questions]
        if len(set(ids)) < len(ids):
            raise ValueError(gettext("Two questions have the same short name."))
        return questions

    @field_validator("focus_country")
    @classmethod
    def _is_country(cls, code: str) -> str:
        if code and code not in countries.table():
            raise ValueError(gettext("%s is no code of a country.") % code)
        return code

    @field_validator("regions")
    @classmethod
    def _are_regions(cls, regions: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if faults := check_regions(regions):
            raise ValueError(" ".join(faults))
        return regions

    @model_validator(mode="after")
    def _in_order(self) -> Plan:
        if self.period_end < self.period_start:
            raise ValueError(gettext("The period ends before it begins."))
        if self.opens and self.closes and self.closes < self.opens:
            raise ValueError(gettext("It would close before it opens."))
        return self

    @classmethod
    def of(cls, collection: Collection) -> Plan:
        """Give the plan that a collection follows."""
        fields = {name: getattr(collection, name) for name in cls.model_fields if hasattr(collection, name)}
        return cls.model_validate(
            fields
            | {name: collection.settings.get(name) for name in _OWN_SETTINGS if collection.settings.get(name)}
        )


_OWN_SETTINGS = ("focus_country", "regions")


def make(person: Person, plan: Plan) -> Collection:
    """Make a collection, not yet open. Raises NotPossible when there is one of this name."""
    with action("collection.make", person.actor) as recording:
        _check_name(plan.name)
        collection = Collection(slug=_slug(plan.name), **_fields(plan), settings=_settings({}, plan))
        collection.save(force_insert=True)
        recording.target = f"collection:{collection.pk}"
        recording.touch(collection)
    return collection


def change(person: Person, collection: Collection, based_on: int, plan: Plan) -> Collection:
    """Change what may still change. Raises Stale, or NotPossible with what may not change any more.

    `based_on` is `collection.changed` as the person saw it.
    """
    with action("collection.change", person.actor, f"collection:{collection.pk}") as recording:
        collection = _locked(collection)
        if collection.changed != based_on:
            raise Stale
        before = Plan.of(collection)
        if fixed := faults(collection, before, plan):
            raise NotPossible(" ".join(fixed))
        if plan.name != collection.name:
            _check_name(plan.name, but=collection.pk)
        recording.details["fields"] = [
            name for name in Plan.model_fields if getattr(before, name) != getattr(plan, name)
        ]
        for name, value in _fields(plan).items():
            setattr(collection, name, value)
        collection.settings = _settings(collection.settings, plan)
        collection.save()
        recording.touch(collection)
    return collection


def faults(collection: Collection, before: Plan, plan: Plan) -> list[str]:
    """Say what of a plan is too late: what was reported was reported under the earlier one."""
    if collection.state == _State.CLOSED:
        return [gettext("A closed collection is not changed: reopen it first.")]
    if not collection.routes.exists():
        return []
    found = []
    if plan.name != before.name:
        found.append(gettext("The name stands in every route that was sent, and stays."))
    if plan.sharing_agreement != before.sharing_agreement:
        found.append(gettext("Routes were sent under the agreement on sharing: it stays as it is."))
    kinds = {question.id: question.kind for question in before.extra_questions}
    if any(kinds.get(question.id, question.kind) is not question.kind for question in plan.extra_questions):
        found.append(gettext("The kind of a question that was asked already stays: add a new question."))
    return found


def open_(person: Person, collection: Collection) -> Collection:
    """Let organisations send routes. Raises NotPossible when it is not planned."""
    return _move(person, collection, "open", (_State.PLANNED,), _State.OPEN)


def close(person: Person, collection: Collection) -> Collection:
    """Let nobody send or change routes any more. Raises NotPossible when it is not open."""
    return _move(person, collection, "close", (_State.OPEN,), _State.CLOSED)


def reopen(person: Person, collection: Collection) -> Collection:
    """Open a closed collection again. Raises NotPossible when it is not closed."""
    return _move(person, collection, "reopen", (_State.CLOSED,), _State.OPEN)


def _move(
    person: Person,
    collection: Collection,
    verb: str,
    from_: tuple[Collection.State, ...],
    to: Collection.State,
) -> Collection:
    with action(f"collection.{verb}", person.actor, f"collection:{collection.pk}") as recording:
        collection = _locked(collection)
        if collection.state not in from_:
            raise NotPossible(gettext("Somebody has done this already, or it is not possible now."))
        collection.state = to
        collection.save(update_fields=["state"])
        recording.touch(collection)
    return collection


@dataclass(frozen=True)
class Unfinished:
    """What would be left undone if a collection were closed now."""

    waiting: int  # routes that wait for review
    returned: int  # routes that are back with their reporters
    drafts: int  # forms that were begun and not sent
    files: int  # uploaded files that were not submitted

    @property
    def is_nothing(self) -> bool:
        """Say whether all is done."""
        return not (self.waiting or self.returned or self.drafts or self.files)


def unfinished(collection: Collection) -> Unfinished:
    """Count what is still open in a collection."""
    return Unfinished(
        waiting=collection.routes.filter(state="submitted").count(),
        returned=collection.routes.filter(state="returned").count(),
        drafts=collection.draft_set.count(),
        files=collection.upload_set.filter(state__in=("reading", "read", "submitting")).count(),
    )


def _locked(collection: Collection) -> Collection:
    return Collection.objects.select_for_update().get(pk=collection.pk)


def _fields(plan: Plan) -> dict[str, Any]:
    said = plan.model_dump(exclude=set(_OWN_SETTINGS))
    said["optional_questions"] = list(plan.optional_questions)
    said["extra_questions"] = [question.model_dump(mode="json") for question in plan.extra_questions]
    return said


def _settings(before: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """Put the plan's own settings over the network's; an empty one is the network's."""
    own = {
        name: value for name, value in plan.model_dump(mode="json").items() if name in _OWN_SETTINGS and value
    }
    return {name: value for name, value in before.items() if name not in _OWN_SETTINGS} | own


def _check_name(name: str, but: int = 0) -> None:
    if Collection.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise NotPossible(gettext("There is a collection of this name already."))


def _slug(name: str) -> str:
    wanted = slugify(name)[:36] or "collection"
    taken = set(Collection.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken | {"new", "network"} else next(s for s in numbered if s not in taken)
