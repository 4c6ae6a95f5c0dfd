"""How events are chained: each one's hash is keyed, and covers the one before it.

The key is derived from the installation's secret, so that whoever can write to the database but cannot
read the installation's folder cannot forge a chain. That the end was not cut off is told by an anchor: a
small file in the folder that says how far the chain had got.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from njia_hub.audit.models import Event, Head

GENESIS = "0" * 64
_ANCHOR_LENGTH = 20 + 1 + 64 + 1  # seq, space, hash, newline


def canonical(details: dict[str, Any]) -> str:
    """Write details so that the same ones are always the same text."""
    return json.dumps(details, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def hash_of(event: Event, before: str) -> str:
    """Hash an event and the hash before it."""
    said = (before, str(event.seq), event.at, event.actor, event.verb, event.target, event.details)
    text = "".join(f"{len(part)}:{part}" for part in said)
    return hmac.new(_key(settings.SECRET_KEY), text.encode(), hashlib.sha256).hexdigest()


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"njia audit chain\x00" + secret.encode()).digest()


@dataclass(frozen=True)
class Fault:
    """The first event at which the chain does not hold, and what is wrong with it."""

    seq: int
    what: str


def verify() -> Fault | None:
    """Go through the whole chain; None when it holds."""
    before, expected = GENESIS, 1
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        if event.seq != expected:
            return Fault(expected, "is missing: it was removed, or the events were put in another order")
        if not hmac.compare_digest(hash_of(event, before), event.hash):
            return Fault(event.seq, "was changed, or put in another place")
        before, expected = event.hash, expected + 1
    return _ends_well(expected - 1, before)


def _ends_well(last: int, hash_: str) -> Fault | None:
    head = Head.objects.filter(pk=1).first()
    if (head.seq if head else 0) > last:
        return Fault(last + 1, "is missing: the end of the chain was cut off")
    if last and (head is None or head.seq != last or head.hash != hash_):
        return Fault(last, "is not the one at which the chain should end")
    seq, anchored = read_anchor()
    if seq > last:
        return Fault(last + 1, "is missing: the end of the chain was cut off")
    if seq and Event.objects.get(pk=seq).hash != anchored:
        return Fault(seq, "is not the one that the anchor names: the chain was written anew")
    return None


def read_anchor() -> tuple[int, str]:
    """Read how far the chain had got; nothing when there is no anchor yet."""
    try:
        seq, hash_ = Path(settings.AUDIT_ANCHOR).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return 0, ""
    return int(seq), hash_


def anchor(seq: int, hash_: str) -> None:
    """Say in the installation's folder how far the chain has got; never backwards."""
    with _locked(Path(settings.AUDIT_ANCHOR)) as file:
        said = os.pread(file, _ANCHOR_LENGTH, 0)
        if not said or int(said[:20]) < seq:
            os.pwrite(file, f"{seq:020d} {hash_}\n".encode("ascii"), 0)


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)
