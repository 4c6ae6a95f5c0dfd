"""What a text that is not understood may mean, for a person to choose from."""

from __future__ import annotations

from dataclasses import replace

from njia.gazetteer import countries
from njia.vocabulary.text import normalise

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
        # "Kenya" and "KE" beside a place ask the same, and so do "Busia" and "BUSIA".
        question = (kind, normalise(text), country)
        known = found.setdefault(question, UnknownSpelling(kind, text, country, 0, likely))
        found[question] = replace(known, rows=known.rows + rows)
    return tuple(sorted(found.values(), key=lambda one: (-one.rows, one.kind, one.text, one.country)))
