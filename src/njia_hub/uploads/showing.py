"""Say in words what the pages show of a file and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from njia.intake.form import ExtraQuestion
from njia.schema import Route as Journey
from njia.vocabulary import headers
from njia_hub.languages import language
from njia_hub.routes.models import Route
from njia_hub.routes.wording import cases_in_words, in_order, place_in_words
from njia_hub.uploads.judging import Fate, Verdict
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.own_questions import OwnQuestions

SHOWN_STOPS = 8
SHOWN_NAMES = 6  # of columns or words that are left out


@dataclass(frozen=True)
class Tag:
    """A word in a coloured frame; `tone` is a class of the style sheet."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class Shown:
    """A row as a page shows it."""

    record: UploadedRow
    verdict: Tag
    fate: Tag | None
    way: str
    problems: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a row: its name in the form, the column, what it means, its texts, and its problems."""

    name: str
    column: str
    meaning: str
    written: str
    text: str
    problems: tuple[dict[str, Any], ...]

    @property
    def is_long(self) -> bool:
        """Say whether the text wants more than one line."""
        return len(self.text) > 60 or "\n" in self.text

    @property
    def is_corrected(self) -> bool:
        """Say whether another text is read than was written."""
        return self.text != self.written


@dataclass(frozen=True)
class Named:
    """The first few of some texts of a file, and how many more there are."""

    shown: tuple[str, ...]
    more: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Named | None:
        """Name each text once; None where there is none."""
        every = tuple(dict.fromkeys(texts))
        return cls(every[:SHOWN_NAMES], max(0, len(every) - SHOWN_NAMES)) if every else None


@dataclass(frozen=True)
class LeftOut:
    """What is not sent with a file as it is now: rows, and what nobody has said the meaning of."""

    rows: int
    columns: Named | None
    words: Named | None


def left_out(upload: Upload, counts: Mapping[str, Any]) -> LeftOut | None:
    """Say what sending a file now would leave out; None when that is nothing."""
    columns = Named.of(column["column"] for column in upload.unknown_columns)
    words = Named.of(spelling["text"] for spelling in upload.unknown_spellings)
    is_any = counts["unusable"] or columns or words
    return LeftOut(counts["unusable"], columns, words) if is_any else None


def shown(row: UploadedRow) -> Shown:
    """Give a row with its verdict, what becomes of it, and what was made of it, in words."""
    tones = {Verdict.USABLE: "good", Verdict.DOUBTFUL: "warn", Verdict.UNUSABLE: "bad"}
    verdict = Verdict(row.verdict)
    worth_saying = tuple(problem for problem in row.problems if problem["severity"] != "note")
    return Shown(
        record=row,
        verdict=Tag(verdict_in_words(verdict), tones[verdict]),
        fate=fate_in_words(row),
        way=way_in_words(row.document),
        problems=worth_saying,
    )


def verdict_in_words(verdict: str) -> str:
    """Say whether a row can be used."""
    return {
        Verdict.USABLE: gettext("Can be used"),
        Verdict.DOUBTFUL: gettext("Please look"),
        Verdict.UNUSABLE: gettext("Cannot be used"),
    }[Verdict(verdict)]


def fate_in_words(row: UploadedRow) -> Tag | None:
    """Say what has become of a row, where there is something to say."""
    state = row.route.state if row.route else ""
    if row.fate == Fate.SENT:
        is_back = state == Route.State.RETURNED
        return Tag(gettext("Returned to you"), "warn") if is_back else Tag(gettext("Sent"), "good")
    if row.fate == Fate.SETTLED:
        is_taken_back = state == Route.State.WITHDRAWN
        return Tag(gettext("Taken back") if is_taken_back else gettext("Not overwritten"), "warn")
    return Tag(gettext("Changed"), "wait") if row.fate == Fate.CHANGED else None


def way_in_words(document: dict[str, Any] | None) -> str:
    """Say a journey in one line: its places in order, and how many people, as it was stated."""
    if not document:
        return ""
    route = Journey.model_validate(document["route"])
    names = [place_in_words(stop, whole=False) for stop in route.stops]
    if len(names) > SHOWN_STOPS:
        names = [*names[: SHOWN_STOPS - 1], "…", names[-1]]
    if route.cases.best is None:
        return in_order(names)
    stated = {"count": cases_in_words(route.cases)}
    people = ngettext("%(count)s person", "%(count)s people", route.cases.best) % stated
    return f"{in_order(names)} · {people}"


def column_in_words(name: str) -> str:
    """Say what a column is, by the name that `headers.named` reads; "" for one of the organisation's own."""
    if not name:
        return ""
    header = headers.named(name)
    return headers.columns()[header.key].label(language(), header.n)


def _meaning(name: str, question: ExtraQuestion | None) -> str:
    return question.label(language()) if question and not name else column_in_words(name)


def cells(row: UploadedRow) -> list[Cell]:
    """Give the cells of a row in the order of the file, those with problems and those that are read first."""
    columns, meanings = row.upload.headings[row.heading]
    asks = OwnQuestions(row.upload.collection).of_column
    found = [
        Cell(
            name=f"cell-{at}",
            column=column,
            meaning=_meaning(meaning, asks(column)),
            written=row.written.get(column, ""),
            text=row.corrections.get(column, row.written.get(column, "")),
            problems=tuple(problem for problem in row.problems if problem.get("where") == column),
        )
        for at, (column, meaning) in enumerate(zip(columns, meanings, strict=True))
    ]
    return sorted(found, key=lambda cell: (not cell.problems, not cell.meaning))


def of_file(upload: Upload) -> list[dict[str, Any]]:
    """Give what there is to say of the whole file; what is asked on another page is not said twice."""
    asked = {(column["sheet"], column["column"]) for column in upload.unknown_columns}

    def is_asked(one: dict[str, Any]) -> bool:
        found = one["problem"]
        return found["code"] == "column_not_used" and (one["sheet"], found.get("where")) in asked

    return [one for one in upload.problems if not is_asked(one)]


def tabs(counts: dict[str, Any], show: str) -> list[dict[str, Any]]:
    """Give the filters that hold any rows, with how many."""
    words = {
        "": gettext("All"),
        "unusable": gettext("Cannot be used"),
        "doubtful": gettext("Please look"),
        "usable": gettext("Can be used"),
        "changed": gettext("Changed"),
        "sent": gettext("Sent"),
        "settled": gettext("Not overwritten"),
    }
    return [
        {"name": name, "words": said, "count": counts[name or "all"], "is_here": name == show}
        for name, said in words.items()
        if counts[name or "all"] or name in ("", show)
    ]
