"""Who may read which releases. Every page, picture, file and API operation of a release asks here."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db.models import F, Q, QuerySet

from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.releases.models import NETWORK, PUBLIC, Access, Release
from njia_hub.roles import Role

logger = logging.getLogger(__name__)

OUT = (Release.State.PUBLISHED, Release.State.WITHDRAWN)
_IN_THE_NETWORK = frozenset({Role.REPORTER, Role.DATA_OFFICER, Role.COORDINATOR, Role.ANALYST})
# How a file is given; all but pages and pictures are taken away.
MEDIA: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".graphml": "application/graphml+xml",
    ".parquet": "application/vnd.apache.parquet",
}
SHOWN = frozenset({".html", ".svg"})


def visible(person: Person | None) -> QuerySet[Release]:
    """Give the releases that were published and that a person may read; None is anybody in the world."""
    out = Release.objects.filter(state__in=OUT)
    if person is None or not person.may_work:
        return out.filter(audience=PUBLIC)
    if person.role == Role.COORDINATOR:
        return out
    if person.role == Role.PARTNER:
        return out.filter(Q(audience=PUBLIC) | Q(pk__in=access_of(person).values("release")))
    if person.role in _IN_THE_NETWORK:
        return out.filter(audience__in=(PUBLIC, NETWORK))
    return out.filter(audience=PUBLIC)


def access_of(person: Person) -> QuerySet[Access]:
    """Give a partner's rights that have not ended: given to the account, or with the link that made it."""
    theirs = Q(person=person) | Q(invitation__person=person)
    return Access.objects.filter(theirs, ended=None, access_number=person.access_number)


def readers(release: Release) -> QuerySet[Access]:
    """Give those who may read a partners' release, also by a link that is not yet used."""
    account = Q(person__is_active=True, person__role=Role.PARTNER, person__access_number=F("access_number"))
    joined = Q(
        invitation__person__is_active=True,
        invitation__person__role=Role.PARTNER,
        invitation__person__access_number=F("access_number"),
    )
    waiting = Q(invitation__person=None, invitation__isnull=False, invitation__withdrawn=None)
    found = release.access.filter(account | joined | waiting, ended=None)
    return found.select_related("person", "invitation__person")


def prepared(person: Person) -> QuerySet[Release]:
    """Give the releases that are being prepared: coordinators alone know of them."""
    if not person.may_work or person.role != Role.COORDINATOR:
        return Release.objects.none()
    return Release.objects.exclude(state__in=OUT)


def successor(release: Release, person: Person | None) -> Release | None:
    """Give the release that took the place of this one, as far as the person may know of it."""
    return visible(person).filter(supersedes=release).first()


def latest(release: Release, person: Person | None) -> Release | None:
    """Give what stands in the place of this release now: its successor, or that one's, and so on."""
    newer = {one.supersedes_id: one for one in visible(person).filter(supersedes__isnull=False)}
    found = newer.get(release.pk)
    while found is not None and found.pk in newer:
        found = newer[found.pk]
    return found


def replaced(release: Release, person: Person | None) -> Release | None:
    """Give the release whose place this one took, as far as the person may know of it."""
    return visible(person).filter(pk=release.supersedes.pk).first() if release.supersedes else None


def home() -> Path:
    """Give the folder that all releases lie in."""
    return Path(settings.HOME) / "releases"


def folder(release: Release) -> Path:
    """Give the folder of a published release."""
    return home() / str(release.number)


@dataclass(frozen=True)
class File:
    """One file of a release."""

    name: str
    media_type: str
    content: bytes
    sha256: str

    @property
    def is_shown(self) -> bool:
        """Say whether a browser shows it; others are saved."""
        return PurePosixPath(self.name).suffix in SHOWN


def file(release: Release, name: str) -> File:
    """Give a file as it was published; LookupError for one that there is not, or that was changed since."""
    known = release.files.get(name) if release.state == Release.State.PUBLISHED else None
    if known is None:
        raise LookupError(name)
    content = _content(folder(release), name)
    if hashlib.sha256(content).hexdigest() != known["sha256"]:
        logger.error("a file of release %s is not what was published, and is not given", release.number)
        raise LookupError(name)
    media_type = MEDIA.get(PurePosixPath(name).suffix, "application/octet-stream")
    return File(name, media_type, content, known["sha256"])


def _content(inside: Path, name: str) -> bytes:
    path = (inside / name).resolve()
    if not path.is_relative_to(inside.resolve()):
        raise LookupError(name)
    try:
        return path.read_bytes()
    except OSError as error:
        logger.error("a file of a release cannot be read: %s", type(error).__name__)  # noqa: TRY400
        raise LookupError(name) from error


def taken(person: Person | None, release: Release, name: str) -> File:
    """Give a file to a reader, and record it where not everybody may have it. LookupError as `file`."""
    found = file(release, name)
    if person is not None and release.audience != PUBLIC and not found.is_shown:
        with action("release.fetch", person.actor, f"release:{release.pk}", number=release.number):
            pass
    return found
