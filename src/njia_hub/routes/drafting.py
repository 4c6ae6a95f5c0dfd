"""Keep a form that is being filled in, at every step; nobody but its person ever sees it."""

from __future__ import annotations

import uuid

from django.db import IntegrityError
from django.utils.translation import gettext

from njia.intake.form import Answers
from njia_hub.audit.acting import action
from njia_hub.collections.models import Collection
from njia_hub.people.models import Person
from njia_hub.routes.models import Draft, Route
from njia_hub.routes.submitting import NotAllowed, check_open

MOST_DRAFTS = 200  # of one person


class AlreadySent(Exception):
    """The form was sent in between; it is a route now."""


class NotYours(Exception):
    """There is a draft of this id, and it is another person's."""


class StaleDraft(Exception):
    """The draft was saved elsewhere in between, such as on another phone; nothing was overwritten."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("the draft was saved elsewhere in between")
        self.draft = draft


def save(
    person: Person, draft_id: uuid.UUID, collection: Collection, answers: Answers, based_on: int
) -> Draft:
    """Save a draft, based on the save that the person saw; 0 for the first.

    The same answers saved twice are one save. Raises StaleDraft, AlreadySent, NotYours, and NotAllowed when
    the collection is not open or the person has very many drafts.
    """
    said = answers.model_dump(mode="json", exclude_defaults=True)
    check_open(person, collection)
    try:
        with action("draft.save", person.actor, f"draft:{draft_id}", based_on=based_on):
            return _written(person, draft_id, collection, said, based_on)
    except IntegrityError:
        # The same first save sent twice at the same time.
        known = Draft.objects.filter(pk=draft_id, person=person).first()
        if known and known.answers == said:
            return known
        raise


def _written(
    person: Person, draft_id: uuid.UUID, collection: Collection, said: dict[str, object], based_on: int
) -> Draft:
    if Route.objects.filter(pk=draft_id).exists():
        raise AlreadySent
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        if Draft.objects.filter(person=person).count() >= MOST_DRAFTS:
            raise NotAllowed(gettext("You have very many drafts. Send or delete some first."))
        draft = Draft(id=draft_id, person=person, collection=collection, answers=said)
        draft.save(force_insert=True)
        return draft
    if draft.person_id != person.pk:
        raise NotYours
    if draft.answers == said and draft.collection_id == collection.pk:
        return draft
    if draft.number != based_on:
        raise StaleDraft(draft)
    draft.answers, draft.collection = said, collection
    draft.number += 1
    draft.save()
    return draft


def discard(person: Person, draft_id: uuid.UUID) -> bool:
    """Delete a person's own draft; say whether there was one."""
    own = Draft.objects.filter(pk=draft_id, person=person)
    if not own.exists():
        return False
    with action("draft.discard", person.actor, f"draft:{draft_id}"):
        own.delete()
    return True
