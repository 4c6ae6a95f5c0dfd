"""What a policy's method decided to show, before it is let out."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from njia.measures.declaration import Measure


class ToldByEarlier(ValueError):
    """Nothing can be shown beside what earlier releases have shown; the message says what to do."""


class TooFewGone(ToldByEarlier):
    """Reports that were counted earlier are gone, and so few that what can be shown would tell of them."""


@dataclass(frozen=True)
class Figure:
    """A figure that is shown, and the routes behind it: what later releases must not be subtracted from.

    `part` is "rows", "known" or "of"; `keys` are those of a row. `columns` are what is told of these routes:
    those of the row's counts that are shown, "submissions" alone for a total.
    """

    table: str
    part: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    routes: tuple[str, ...]  # ids, sorted


@dataclass(frozen=True)
class Shown:
    """One table as it may be shown: rows with the measure's columns, null where a figure is withheld.

    Keys may stand for several (see `njia.measures.widened`). `known` and `of` are None where withheld.
    """

    measure: Measure
    rows: pa.Table
    known: int | None
    of: int | None
    figures: tuple[Figure, ...] = ()
