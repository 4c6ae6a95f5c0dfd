"""The questions that a file leaves, with the answers to choose from; and what was answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from njia.gazetteer import countries
from njia.intake.asking import PLACE
from njia.intake.taught import COUNTRY
from njia.vocabulary import code_list, headers
from njia_hub.languages import language
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.naming import country_in_words, place_in_full, within
from njia_hub.uploads.matching import Answers
from njia_hub.uploads.models import Upload
from njia_hub.uploads.showing import column_in_words
from njia_hub.uploads.teaching import Lesson

SPELLINGS_AT_ONCE = 40  # on one page; the rest comes when these are answered
MOST_TRANSIT = 6  # numbered columns that can be chosen
LEAVE_OUT = "-"  # the answer that a column is left aside
_NOT_OFFERED = frozenset({"provenance"})

Option = tuple[str, str]  # value, words


@dataclass(frozen=True)
class Question:
    """One question: its name in the form, what is asked, and the answers; the likely ones first."""

    name: str
    text: str
    about: str  # what kind of text it is, in words
    rows: int | None
    samples: tuple[str, ...]
    likely: tuple[Option, ...]
    others: tuple[Option, ...]
    country: str = ""  # ISO code that a place is written with
    country_name: str = ""
    is_place: bool = False
    is_personal: bool = False
    wrong: str = ""
    given: str = ""  # what was written into the free field


@dataclass(frozen=True)
class Questions:
    """All questions of one page; `state` tells when they are not those of the file any more."""

    columns: tuple[Question, ...]
    spellings: tuple[Question, ...]
    more: int
    state: str


def questions_of(upload: Upload, wrong: Mapping[str, tuple[str, str]] | None = None) -> Questions:
    """Give what to ask about an upload.

    `wrong` says of a question what was written, and why it is no answer.
    """
    asked = upload.unknown_spellings
    shown = [(f"text-{at}", one) for at, one in enumerate(asked[:SPELLINGS_AT_ONCE])]
    said = json.dumps([upload.unknown_columns, asked], sort_keys=True).encode()
    return Questions(
        columns=tuple(_of_column(f"column-{at}", one) for at, one in enumerate(upload.unknown_columns)),
        spellings=tuple(_of_spelling(name, one, (wrong or {}).get(name)) for name, one in shown),
        more=max(0, len(asked) - SPELLINGS_AT_ONCE),
        state=hashlib.sha256(said).hexdigest()[:16],
    )


def answers_in(upload: Upload, given: Mapping[str, str]) -> tuple[Answers, dict[str, tuple[str, str]]]:
    """Read the answers of a form; and say of each written place that is no answer why it is none."""
    columns: dict[str, str] = {}
    for at, column in enumerate(upload.unknown_columns):
        chosen = given.get(f"column-{at}", "")
        if chosen:
            columns[column["column"]] = "" if chosen == LEAVE_OUT else chosen
    wordings: dict[tuple[str, str], str] = {}
    places: dict[tuple[str, str], str] = {}
    wrong: dict[str, tuple[str, str]] = {}
    for at, one in enumerate(upload.unknown_spellings[:SPELLINGS_AT_ONCE]):
        chosen, other = given.get(f"text-{at}", ""), given.get(f"other-{at}", "").strip()
        if one["kind"] != PLACE:
            if chosen:
                wordings[one["kind"], one["text"]] = chosen
        elif other:
            place_id = _place_meant(other, one["country"])
            if place_id:
                places[one["text"], one["country"]] = place_id
            else:
                said = gettext("There is no such place in the list, or more than one.")
                wrong[f"text-{at}"] = other[:200], said
        elif chosen:
            places[one["text"], one["country"]] = chosen
    return Answers(columns, wordings, places), wrong


def _place_meant(text: str, country: str) -> str:
    """Give the id of the place that a text names for certain, as suggestions write it or by itself."""
    places = gazetteer()
    for place in places.suggest(text.partition(",")[0], country, language=language()):
        where = within(place.name, place.county, place.country if place.kind != "country" else "")
        if text == ", ".join(filter(None, (place.name, where))):
            return place.place_id
    answer = places.resolve(text, country or None)
    return answer.place.place_id if answer.place and answer.accepted else ""


def _of_column(name: str, column: Mapping[str, Any]) -> Question:
    proposal = column["proposal"]
    return Question(
        name=name,
        text=column["column"],
        about="",
        rows=None,
        samples=tuple(column["samples"]),
        likely=((proposal, column_in_words(proposal)),) if proposal else (),
        others=tuple(_columns()),
        is_personal=column["is_personal"],
    )


def _columns() -> Iterator[Option]:
    for key in headers.columns():
        if key in _NOT_OFFERED:
            continue
        numbers: tuple[int | None, ...] = tuple(range(1, MOST_TRANSIT + 1)) if "_n_" in key else (None,)
        for number in numbers:
            name = headers.Header(key, number).name
            yield name, column_in_words(name)


def _of_spelling(name: str, one: Mapping[str, Any], wrong: tuple[str, str] | None) -> Question:
    about, likely, others = _choices(one["kind"], one["candidates"])
    return Question(
        name=name,
        text=one["text"],
        about=about,
        rows=one["rows"],
        samples=(),
        likely=tuple(likely),
        others=tuple(others),
        country=one["country"],
        country_name=country_in_words(one["country"]),
        is_place=one["kind"] == PLACE,
        given=wrong[0] if wrong else "",
        wrong=wrong[1] if wrong else "",
    )


def _choices(kind: str, candidates: list[str]) -> tuple[str, list[Option], list[Option]]:
    """Say what kind of text is asked about, what it may mean, and all that it can mean."""
    if kind == PLACE:
        found = (gazetteer().place(place_id) for place_id in candidates)
        return gettext("place"), [(place.place_id, place_in_full(place)) for place in found if place], []
    if kind == COUNTRY:
        likely = [(code, country_in_words(code)) for code in candidates]
        return gettext("country"), likely, list(_countries())
    codes = code_list(kind)
    every = {code: codes.label(code, language()) for code in codes.codes}
    return codes.titles[language()], [(code, every[code]) for code in candidates], list(every.items())


def _countries() -> Iterator[Option]:
    named = ((country_in_words(code), code) for code in countries.table())
    yield from ((code, name) for name, code in sorted(named))


def answer_in_words(lesson: Lesson) -> tuple[str, str]:
    """Say what a text was taught to be, and what kind of text it is."""
    if lesson.kind == "header":
        return gettext("column"), column_in_words(lesson.answer) or gettext("not read")
    if lesson.kind == "spelling":
        place = gazetteer().place(lesson.answer)
        country = country_in_words(lesson.about)
        about = ", ".join(filter(None, (gettext("place"), country)))
        return about, place_in_full(place) if place else lesson.answer
    about, _, others = _choices(lesson.about, [])
    return about, dict(others).get(lesson.answer, lesson.answer)
