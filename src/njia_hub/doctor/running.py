"""The hub at work: its people, its audit, its worker, its gazetteer and its clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from njia_hub.doctor.finding import Finding, broken, fine, weak

_OLDEST_WAITING = dt.timedelta(minutes=10)
_CLOCK_SLACK = dt.timedelta(minutes=5)


def coordinators(home: Path) -> Iterator[Finding]:
    """Look at whether somebody can manage the hub, and how safely."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings

    from njia_hub.people.models import Person
    from njia_hub.roles import Role

    if Role.COORDINATOR not in settings.INSTALLATION.second_factor_required:
        yield weak(
            "second factor",
            "Coordinators can work without a second factor.",
            'Set second_factor_required = ["coordinator"] in hub.toml.',
        )
    able = Person.objects.filter(role=Role.COORDINATOR, is_active=True)
    if not able.exists():
        yield weak(
            "coordinators",
            "Nobody is a coordinator yet.",
            "Open the one-time link of njia init. Is it lost or too old: njia coordinator EMAIL",
        )
        return
    protected = Authenticator.objects.filter(type__in=("totp", "webauthn")).values("user")
    without = able.exclude(pk__in=protected).count()
    if without:
        yield weak(
            "second factor",
            f"{without} of {able.count()} coordinators have no second factor yet.",
            "They are asked for one when they sign in next.",
        )
    else:
        yield fine("second factor", "Every coordinator has a second factor.")


def worker(home: Path) -> Iterator[Finding]:
    """Look at whether long work is done."""
    from django.utils import timezone

    from njia_hub.processes import SERVER_LOCK, WORKER_LOCK, is_running
    from njia_hub.work.models import Job

    if not is_running(home / SERVER_LOCK):
        yield fine("worker", "The hub is not being served now, and neither is there a worker.")
        return
    if not is_running(home / WORKER_LOCK):
        yield weak("worker", "The hub is served, and its worker is not running.", "Start njia serve again.")
    late = Job.objects.filter(
        state__in=(Job.State.WAITING, Job.State.RUNNING), created__lt=timezone.now() - _OLDEST_WAITING
    )
    if count := late.count():
        yield weak(
            "worker",
            f"{count} pieces of long work wait for more than {_OLDEST_WAITING.seconds // 60} minutes.",
            "A very large file may take long. If none was sent, start njia serve again.",
        )
    else:
        yield fine("worker", "Long work is being done.")


def clock(home: Path) -> Iterator[Finding]:
    """Look at whether the clock has gone back behind what was recorded."""
    from django.utils import timezone

    from njia_hub.audit.models import Event

    last = Event.objects.order_by("seq").last()
    now = timezone.localtime()
    if last and dt.datetime.fromisoformat(last.at) - _CLOCK_SLACK > now:
        yield broken(
            "clock",
            "The last event was recorded later than now: the clock is wrong, or was.",
            "Set the clock, and keep it right with the system's time service. Sessions depend on it.",
        )
    else:
        yield fine("clock", f"It is {now:%Y-%m-%d %H:%M} ({timezone.get_current_timezone_name()}).")


def gazetteer(home: Path) -> Iterator[Finding]:
    """Look at whether the places of the world are there."""
    from njia.gazetteer.store import default_path

    if default_path().exists():
        yield fine("gazetteer", "The gazetteer is built.")
    else:
        yield weak("gazetteer", "The gazetteer is not built.", "njia serve builds it when it starts, once.")


def audit(home: Path) -> Iterator[Finding]:
    """Go through the whole chain of events."""
    from njia_hub.audit import chain
    from njia_hub.audit.models import Event

    fault = chain.verify()
    if fault:
        yield broken(
            "audit",
            f"Event {fault.seq} {fault.what}.",
            "Somebody has written past the hub, or a back-up was put back in part. Keep a copy of the "
            "folder, and find out who could write.",
        )
    else:
        yield fine("audit", f"The chain of {Event.objects.count()} events holds.")


CHECKS = (coordinators, worker, clock, gazetteer)
SLOW = (audit,)
