"""The gazetteer of this process, with the spellings that the network has accepted so far."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from threading import Lock

from njia.gazetteer import Gazetteer
from njia.gazetteer.store import Store

_MOST_KEPT = 4  # gazetteers: one for each set of aliases that is in use
_kept: dict[tuple[tuple[str, str], ...], Gazetteer] = {}
_turn = Lock()


def gazetteer(aliases: Mapping[str, str] | None = None) -> Gazetteer:
    """Give the gazetteer with the aliases of `Collection.network()`; without any, the bare one.

    The file is opened once. The first call on a machine builds it, which takes half a minute.
    """
    wanted = tuple(sorted((aliases or {}).items()))
    with _turn:
        found = _kept.pop(wanted, None) or Gazetteer(_store(), dict(wanted))
        _kept[wanted] = found
        while len(_kept) > _MOST_KEPT:
            _kept.pop(next(iter(_kept)))
    return found


@cache
def _store() -> Store:
    return Store()
