"""What a text that is not understood may mean, for a person to choose from."""

from __future__ import annotations

from njia.gazetteer import countries

from .asking import PLACE, Questions, UnknownSpelling
from .codes import Codes
from .stops import Stops
from .taught import COUNTRY


def candidates_of(questions: Questions, stops: Stops) -> tuple[UnknownSpelling, ...]:
    """Give each question with its candidates, those that come up in most rows first."""
    codes: dict[str, Codes] = {}
    found: dict[tuple[str, str, str], UnknownSpelling] = {}
    for (kind, text, within), rows in questions.rows.items():
        country = (countries.match(within) or "") if within else ""
        if kind == PLACE:
            likely = tuple(c.place.place_id for c in stops.answer(text, within or None).candidates)
        elif kind == COUNTRY:
            likely = stops.countries_like(text)
        else:
            near = codes.setdefault(kind, Codes(kind)).nearest(text)
            likely = (near,) if near else ()
        # "Kenya" and "KE" beside a place ask the same.
        known = found.get((kind, text, country))
        found[kind, text, country] = UnknownSpelling(
            kind, text, country, rows + (known.rows if known else 0), likely
        )
    return tuple(sorted(found.values(), key=lambda one: (-one.rows, one.kind, one.text, one.country)))
