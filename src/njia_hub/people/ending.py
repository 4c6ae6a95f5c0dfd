"""Take access away: every way in that somebody had ends at once."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db.models import F
from django.utils import timezone

from njia_hub.audit.acting import acting
from njia_hub.people.models import Person


def end_access(person: Person) -> None:
    """End a person's sessions, tokens, exports, and the links that they sent or were sent.

    It is part of an action: whatever takes a right away calls it. The account itself stays as it is.
    """
    if acting() is None:
        raise RuntimeError("access is ended inside an action")
    now = timezone.now()
    Person.objects.filter(pk=person.pk).update(access_number=F("access_number") + 1)
    person.refresh_from_db(fields=["access_number"])
    person.tokens.filter(ended=None).update(ended=now)
    person.exports.all().delete()
    person.invited.filter(used=None, withdrawn=None).update(withdrawn=now)
    person.resets.filter(used=None, withdrawn=None).update(withdrawn=now)
    for session in UserSession.objects.filter(user=person):
        session.end()
