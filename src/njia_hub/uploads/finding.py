"""Find uploads for a person: those of the own organisation, and of nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from njia_hub.people.models import Person
from njia_hub.roles import Role
from njia_hub.uploads.judging import Fate, Verdict
from njia_hub.uploads.models import Upload, UploadedRow

_CAN_BE_USED = [Verdict.USABLE, Verdict.DOUBTFUL]
FILTERS: dict[str, dict[str, Any]] = {
    "unusable": {"verdict": Verdict.UNUSABLE},
    "doubtful": {"verdict": Verdict.DOUBTFUL},
    "usable": {"verdict": Verdict.USABLE},
    "new": {"fate": Fate.NEW, "verdict__in": _CAN_BE_USED},
    "changed": {"fate": Fate.CHANGED, "verdict__in": _CAN_BE_USED},
    "sent": {"fate": Fate.SENT},
    "settled": {"fate": Fate.SETTLED},
}


def uploads(person: Person) -> QuerySet[Upload]:
    """Give the uploads that a person may see, without their bytes."""
    if not person.may_work or person.role != Role.DATA_OFFICER or person.organisation_id is None:
        return Upload.objects.none()
    found = Upload.objects.filter(organisation=person.organisation_id).defer("content", "corrects__content")
    return found.select_related("organisation", "collection", "job", "person", "corrects")


def one(person: Person, pk: UUID) -> Upload:
    """Give one of them; Http404 for any other."""
    upload = uploads(person).filter(pk=pk).first()
    if upload is None:
        raise Http404
    return upload


def row_of(person: Person, pk: UUID, row: int) -> UploadedRow:
    """Give a row of one of them; Http404 for any other."""
    upload = one(person, pk)
    found = upload.rows.select_related("route", "earlier__route").filter(pk=row).first()
    if found is None:
        raise Http404
    found.upload = upload
    return found


def counts(upload: Upload) -> dict[str, Any]:
    """Count the rows by each filter, and those that an earlier version of the file had and this has not."""
    by_filter = {name: Count("pk", filter=Q(**wanted)) for name, wanted in FILTERS.items()}
    made = upload.rows.aggregate(all=Count("pk"), **by_filter)
    gone = 0
    if upload.corrects_id:
        gone = UploadedRow.objects.filter(upload=upload.corrects_id).exclude(later__upload=upload).count()
    return made | {"gone": gone, "sendable": made["new"] + made["changed"]}


def in_list(person: Person) -> QuerySet[Upload]:
    """Give the uploads with the counts that a list shows."""
    wanted = {
        f"count_{name}": Q(**{f"rows__{key}": value for key, value in FILTERS[name].items()})
        for name in ("unusable", "new", "changed", "sent")
    }
    return (
        uploads(person)
        .order_by("-created", "pk")
        .annotate(
            count_all=Count("rows"),
            **{name: Count("rows", filter=condition) for name, condition in wanted.items()},
        )
    )
