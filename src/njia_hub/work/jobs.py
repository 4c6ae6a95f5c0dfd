"""Long work: asked for in a request, done by the worker, one after the other, again after a crash."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from njia_hub.people.models import Person
from njia_hub.processes import Stopped
from njia_hub.work.models import Job

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
Work = Callable[[Job], None]
Page = Callable[[Job], str]


class _Kind(NamedTuple):
    work: Work
    page: Page | None


_KINDS: dict[str, _Kind] = {}


class Refused(Exception):
    """Work that cannot be done; the message is for the person who asked, and names nobody."""


def job(kind: str, page: Page | None = None) -> Callable[[Work], Work]:
    """Register what does one kind of work. It must be able to start again where it was stopped.

    `page` gives the address of what the work is for: where the person goes on when it is done.
    """

    def register(work: Work) -> Work:
        _KINDS[kind] = _Kind(work, page)
        return work

    return register


def ask(kind: str, person: Person | None = None, **arguments: Any) -> Job:
    """Ask for work; it begins when the transaction around has been written."""
    if kind not in _KINDS:
        raise LookupError(f"no such work: {kind}")
    return Job.objects.create(kind=kind, person=person, arguments=arguments)


def tell(job: Job, done: int, total: int | None) -> None:
    """Tell the person how far the work is."""
    Job.objects.filter(pk=job.pk).update(done=done, total=total)


def page_of(job: Job) -> str:
    """Give the address of what a job is for; "" when its kind has none."""
    kind = _KINDS.get(job.kind)
    return kind.page(job) if kind and kind.page else ""


def run_pending(most: int | None = None) -> int:
    """Do what waits; give how many pieces were done. The worker calls it again and again."""
    count = 0
    while most is None or count < most:
        claimed = _claim()
        if claimed is None:
            return count
        _run(claimed)
        count += 1
    return count


def begin_again() -> None:
    """Put back what was running when the last worker died. Called once, when a worker starts.

    What has died too often with its worker is given up: it would take every worker with it.
    """
    left = Job.objects.filter(state=Job.State.RUNNING)
    left.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Job.State.FAILED, failure="", finished=timezone.now()
    )
    left.update(state=Job.State.WAITING)


def _claim() -> Job | None:
    waiting = Job.objects.filter(state=Job.State.WAITING)
    if not waiting.exists():  # a read: does not wait for those who write
        return None
    with transaction.atomic():
        found = waiting.select_for_update(skip_locked=_can_skip()).first()
        if found is None:
            return None
        found.state, found.started = Job.State.RUNNING, timezone.now()
        found.attempts += 1
        found.save(update_fields=["state", "started", "attempts"])
    return found


def _can_skip() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked


def _run(claimed: Job) -> None:
    try:
        _do(claimed)
    except Refused as refusal:
        _end(claimed, Job.State.FAILED, str(refusal))
    except Stopped:  # that was no failure of the work
        Job.objects.filter(pk=claimed.pk).update(state=Job.State.WAITING, attempts=claimed.attempts - 1)
        raise
    except Exception as error:  # the worker must live on; a person is told, and the log has no content
        logger.error("work %s failed: %s", claimed.kind, type(error).__name__)  # noqa: TRY400
        if claimed.attempts < MOST_ATTEMPTS:
            Job.objects.filter(pk=claimed.pk).update(state=Job.State.WAITING)
        else:
            _end(claimed, Job.State.FAILED, "")
    else:
        _end(claimed, Job.State.DONE, "")


def _do(claimed: Job) -> None:
    kind = _KINDS.get(claimed.kind)
    if kind is None:
        raise LookupError(claimed.kind)
    kind.work(claimed)


def _end(claimed: Job, state: Job.State, failure: str) -> None:
    Job.objects.filter(pk=claimed.pk).update(state=state, failure=failure[:400], finished=timezone.now())
