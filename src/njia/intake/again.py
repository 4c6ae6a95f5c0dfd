"""Recognise rows that were sent before: the same again, the same corrected, or new.

People send a file twice, mend some rows and send it again, sort it, or add rows in the middle. In this
order: the organisation's own reference; the same content; the same position between rows that are
recognised; and last, cells that are mostly the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from .result import Row

LEAST_SHARE = 0.5  # of the cells of two rows that are equal; fewer, and they are two rows
MOST_PAIRS = 1_000_000  # of rows left over that are compared cell by cell
_SHORTEST_NUMBER = 5  # digits; a shorter bare number counts lines, and another file counts them again


@dataclass(frozen=True, slots=True)
class Sent:
    """What there is to know a row by."""

    content: str
    reference: str = ""
    written: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Row) -> Sent:
        """Give what a row is known by."""
        return cls(row.content, row.reference, row.written)

    @property
    def identity(self) -> str:
        """Give the reference if it names the row: "K-2020/13" does, a running number does not."""
        bare = self.reference.casefold()
        return "" if bare.isdecimal() and len(bare) < _SHORTEST_NUMBER else bare


def recognise(earlier: Sequence[Sent], later: Sequence[Sent]) -> list[int | None]:
    """Say of each later row which earlier one it is, by its place in the list; None for a new row.

    No earlier row is taken twice.
    """
    found = _Recognising(earlier, later)
    found.by_key(lambda sent: sent.identity)
    found.by_key(lambda sent: sent.content)
    found.by_neighbours()
    found.by_likeness()
    return found.match


class _Recognising:
    """Rows being recognised: for each later row the earlier one, and the other way round."""

    def __init__(self, earlier: Sequence[Sent], later: Sequence[Sent]) -> None:
        self._earlier, self._later = earlier, later
        self.match: list[int | None] = [None] * len(later)
        self._taken: list[int | None] = [None] * len(earlier)

    def _pair(self, before: int, now: int) -> None:
        self.match[now], self._taken[before] = before, now

    def _left(self) -> tuple[list[int], list[int]]:
        """Give the earlier and the later rows that have no partner yet."""
        return _without(self._taken), _without(self.match)

    def by_key(self, key: Callable[[Sent], str]) -> None:
        """Pair rows of one key; the second of several with the second."""
        left, asking = self._left()
        before: dict[str, list[int]] = {}
        for at in reversed(left):
            before.setdefault(key(self._earlier[at]), []).append(at)
        for at in asking:
            name = key(self._later[at])
            if name and before.get(name):
                self._pair(before[name].pop(), at)

    def by_neighbours(self) -> None:
        """Pair rows that stand in as many between the same two recognised rows."""
        gaps = dict(_gaps(self._taken, range(len(self._earlier))))
        for between, rows in list(_gaps(self.match, self.match)):
            before = gaps.get(between, [])
            if len(before) == len(rows):
                for one, other in zip(before, rows, strict=True):
                    if not self._contradict(one, other):
                        self._pair(one, other)

    def by_likeness(self) -> None:
        """Pair what is left, most alike first."""
        left, asking = self._left()
        if len(left) * len(asking) > MOST_PAIRS:
            return
        shares = (
            (-_share(self._earlier[one].written, self._later[other].written), one, other)
            for one, other in product(left, asking)
            if not self._contradict(one, other)
        )
        for share, one, other in sorted(shares):
            if -share < LEAST_SHARE:
                return
            if self._taken[one] is None and self.match[other] is None:
                self._pair(one, other)

    def _contradict(self, before: int, now: int) -> bool:
        """Say whether both rows have a reference of their own, and not the same."""
        names = self._earlier[before].identity, self._later[now].identity
        return all(names) and names[0] != names[1]


def _without(partners: Sequence[int | None]) -> list[int]:
    return [at for at, partner in enumerate(partners) if partner is None]


Between = tuple[int | None, int | None]


def _gaps(partners: Sequence[int | None], named: Sequence[int | None]) -> Iterator[tuple[Between, list[int]]]:
    """Give each run of rows without a partner, by the earlier rows that stand before and behind it."""
    run: list[int] = []
    before: int | None = None
    for at, partner in enumerate(partners):
        if partner is None:
            run.append(at)
            continue
        if run:
            yield (before, named[at]), run
        run, before = [], named[at]
    if run:
        yield (before, None), run


def _share(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Give the share of equal cells among all cells of two rows."""
    first, second = one.items(), other.items()
    every = len(first | second)
    return len(first & second) / every if every else 0.0
