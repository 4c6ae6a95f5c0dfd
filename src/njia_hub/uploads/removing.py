"""Take a file away as long as nothing of it was sent; after that, take back its routes, and keep the file."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import NotAllowed, withdraw_all
from njia_hub.uploads.judging import Fate
from njia_hub.uploads.models import Upload
from njia_hub.uploads.waiting import ready


def is_sent(upload: Upload) -> bool:
    """Say whether a revision of any route was made of this file."""
    routes = upload.rows.exclude(route=None).values("route")
    return Revision.objects.filter(route__in=routes, document__source__upload=str(upload.pk)).exists()


def left_to_take_back(upload: Upload) -> QuerySet[Route]:
    """Give the routes of the file's rows that are not taken back yet."""
    routes = upload.rows.exclude(route=None).values("route")
    return Route.objects.filter(pk__in=routes).exclude(state=Route.State.WITHDRAWN)


def remove(person: Person, upload: Upload) -> None:
    """Delete a file and its rows for good; what it has taught stays, and the audit says that it was there.

    Raises NotAllowed once anything of it was sent, or while the file is being read or sent.
    """
    _check_own(person, upload)
    with action("upload.remove", person.actor, f"upload:{upload.pk}") as recording:
        locked = ready(upload)
        if is_sent(locked):
            raise NotAllowed(gettext("Routes were made of this file: it is kept. You can take them back."))
        recording.details |= {"rows": locked.rows.count(), "size_bytes": locked.size}
        locked.delete()


def withdraw_routes(person: Person, upload: Upload, reason: str = "") -> int:
    """Take back every route of a file's rows, and give how many; the file and all revisions stay.

    Raises NotAllowed when none is left, the collection is closed, or the file is being read or sent.
    """
    _check_own(person, upload)
    with action("upload.withdraw", person.actor, f"upload:{upload.pk}") as recording:
        locked = ready(upload)
        if not is_sent(locked):
            raise NotAllowed(gettext("Nothing of this file was sent: delete it instead."))
        routes = list(left_to_take_back(locked).select_for_update().order_by("pk"))
        if not routes:
            raise NotAllowed(gettext("All routes of this file are taken back already."))
        withdraw_all(locked.collection, routes, reason, recording)
        locked.rows.exclude(route=None).update(fate=Fate.SETTLED)
        recording.details["routes"] = len(routes)
    return len(routes)


def _check_own(person: Person, upload: Upload) -> None:
    if not person.may_work or person.organisation_id != upload.organisation_id:
        raise NotAllowed(gettext("The file is of another organisation."))
