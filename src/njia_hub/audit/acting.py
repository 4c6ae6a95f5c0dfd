"""An action: one verb, one transaction, one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from njia_hub.audit.chain import GENESIS, anchor, canonical, hash_of
from njia_hub.audit.models import Event, Head
from njia_hub.storage.turns import turn

SYSTEM, ANONYMOUS = "system", "anonymous"
_FIELDS = ("seq", "at", "actor", "verb", "target", "details", "hash")
_HEAD = Head._meta.db_table
_INSERT = f"INSERT INTO {Event._meta.db_table} ({', '.join(_FIELDS)}) VALUES ({', '.join(['%s'] * 7)})"


class AlreadyActing(RuntimeError):
    """An action within an action: the outer one must do all of it."""


@dataclass
class Recording:
    """What will be written about the action in progress; the action may add to it while it runs."""

    verb: str
    actor: str
    target: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    _touched: list[models.Model] = field(default_factory=list)
    seq: int = 0  # of the event, once it is written

    def touch(self, record: models.Model) -> None:
        """Have the event's number written to the record's `changed`, so that readers can follow."""
        self._touched.append(record)


_current: ContextVar[Recording | None] = ContextVar("njia_action", default=None)


def acting() -> Recording | None:
    """Give the action in progress."""
    return _current.get()


@contextmanager
def action(verb: str, actor: str, target: str = "", **details: Any) -> Iterator[Recording]:
    """Do something: all that is written inside is written together with its event, or not at all.

    `actor` is a person's id, SYSTEM or ANONYMOUS; `target` is "kind:id". `details` are ids, codes and
    counts: never names, texts or addresses of people. Raises AlreadyActing inside another action.
    """
    if _current.get() is not None:
        raise AlreadyActing(f"{verb} within {_current.get()}")
    recording = Recording(verb, actor, target, details)
    token = _current.set(recording)
    try:
        with turn(connection), transaction.atomic():
            yield recording
            _append(recording)
    finally:
        _current.reset(token)


@contextmanager
def joining(verb: str, actor: str, target: str = "", **details: Any) -> Iterator[Recording]:
    """Do something as a part of the action in progress, or as an action of its own when there is none."""
    current = _current.get()
    if current is not None:
        yield current
        return
    with action(verb, actor, target, **details) as recording:
        yield recording


def _append(recording: Recording) -> None:
    """Write the event as the last thing of the transaction: the head is locked as shortly as can be."""
    with connection.cursor() as cursor:
        seq, before = _locked_head(cursor)
        event = _event(seq + 1, recording)
        event.hash = hash_of(event, before)
        cursor.execute(_INSERT, [getattr(event, field) for field in _FIELDS])
        cursor.execute(f"UPDATE {_HEAD} SET seq = %s, hash = %s WHERE id = 1", [event.seq, event.hash])
    recording.seq = event.seq
    _follow(recording)
    # Robust: what was written stays acknowledged when the anchor cannot be moved on; the next event does it.
    transaction.on_commit(lambda: anchor(event.seq, event.hash), robust=True)


def _locked_head(cursor: CursorWrapper) -> tuple[int, str]:
    # In SQL: Django's own way to say these three takes longer than the database takes to do them.
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    cursor.execute(f"SELECT seq, hash FROM {_HEAD} WHERE id = 1{lock}")
    found = cursor.fetchone()
    if found is None:
        Head.objects.create(pk=1, seq=0, hash=GENESIS)
        return 0, GENESIS
    return int(found[0]), str(found[1])


def _event(seq: int, recording: Recording) -> Event:
    return Event(
        seq=seq,
        at=dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
        actor=recording.actor,
        verb=recording.verb,
        target=recording.target,
        details=canonical(recording.details),
    )


def _follow(recording: Recording) -> None:
    by_model: dict[type[models.Model], list[Any]] = {}
    for record in recording._touched:
        by_model.setdefault(type(record), []).append(record.pk)
        record.changed = recording.seq  # type: ignore[attr-defined]
    most = connection.features.max_query_params or 10_000
    for model, keys in by_model.items():
        for start in range(0, len(keys), most - 10):
            model._default_manager.filter(pk__in=keys[start : start + most - 10]).update(
                changed=recording.seq
            )
