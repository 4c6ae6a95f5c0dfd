"""What a page is asked to show, as its address says it: a filter, a level, what is counted, a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from njia.draw.projection import View
from njia.filters import Filter, FilterError, from_query
from njia.levels import Level

BY = ("cases", "submissions")
_SHOWN = {"level": tuple(Level), "by": BY, "view": tuple(View)}


@dataclass(frozen=True)
class Asked:
    """What is asked for; `by` is "" for what fits the data."""

    chosen: Filter = field(default_factory=Filter)
    level: Level = Level.PLACE
    by: str = ""
    view: View = View.WHOLE

    def kept(self) -> list[tuple[str, str]]:
        """Give what a form of filters keeps: the level, what is counted, the view."""
        return [
            *([("level", str(self.level))] if self.level is not Level.PLACE else []),
            *([("by", self.by)] if self.by else []),
            *([("view", str(self.view))] if self.view is not View.WHOLE else []),
        ]

    def address(self, **changes: Any) -> str:
        """Write it as an address's query, with some of it changed; "?" alone for nothing at all."""
        other = replace(self, **changes)
        return "?" + urlencode([*other.chosen.to_query(), *other.kept()])

    def with_filter(self, **changes: Any) -> str:
        """Write it as an address's query, with some of the filter changed."""
        return self.address(chosen=replace(self.chosen, **changes))

    def without(self, key: str, value: str) -> str:
        """Write it as an address's query, with one value of the filter taken out."""
        left = [(k, v) for k, v in self.chosen.to_query() if (k, v) != (key, value)]
        return self.address(chosen=from_query(_lists(left)))


def asked(query: QueryDict, also: Sequence[str] = ()) -> Asked:
    """Read an address; keys in `also` are somebody else's. FilterError for what there is not."""
    given = {key: query.getlist(key) for key in query if key not in also}
    shown = {key: _one(key, given.pop(key, []), words) for key, words in _SHOWN.items()}
    return Asked(
        chosen=from_query(given),
        level=Level(shown["level"] or Level.PLACE),
        by=shown["by"],
        view=View(shown["view"] or View.WHOLE),
    )


def _one(key: str, values: list[str], words: Sequence[str]) -> str:
    chosen = [value for value in values if value]
    if not chosen:
        return ""
    if len(chosen) > 1 or chosen[0] not in words:
        raise FilterError(key, f"'{key}' is one of {', '.join(words)}.")
    return chosen[0]


def _lists(query: Sequence[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in query:
        found.setdefault(key, []).append(value)
    return found
