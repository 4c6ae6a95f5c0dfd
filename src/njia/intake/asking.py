"""What a file leaves to ask of people: headers and spellings that are not known, each asked once.

A doubt that one answer can mend, wherever it stands, carries its question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from njia.problems import Problem, UnreadableFile

PLACE = "place"  # the list that a place's spelling is asked for; other lists are those of the vocabulary
SHOWN_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column whose header is not known: some of its cells, and the column that it may be.

    `proposal` is a name as `headers.named` reads it, "" when none is near. A column that promises
    personal data shows no samples.
    """

    file: str
    sheet: str
    column: str
    samples: tuple[str, ...] = ()
    proposal: str = ""
    is_personal: bool = False


@dataclass(frozen=True, slots=True)
class UnknownSpelling:
    """A text that is not understood, in how many rows, and what it may mean.

    `kind` is "place", "country" or the name of a code list; `country` the ISO code that a place is
    written with, "" without one; `candidates` are ids of places or codes, the likeliest first.
    """

    kind: str
    text: str
    country: str
    rows: int
    candidates: tuple[str, ...] = ()


class NoTable(UnreadableFile):
    """No sheet has a table of routes that Njia knows; `columns` are what people may say of its headers."""

    def __init__(self, problem: Problem, columns: tuple[UnknownColumn, ...]) -> None:
        super().__init__(problem)
        self.columns = columns


class Question(NamedTuple):
    """What a text means: of which list it is, as above, and the country that is written with a place."""

    kind: str
    text: str
    within: str = ""


class Questions:
    """Counts in how many rows each question comes up."""

    def __init__(self) -> None:
        self.rows: dict[Question, int] = {}

    def of_row(self, asked: Iterable[Question | None]) -> None:
        """Take in the questions of one row's doubts."""
        for question in {one for one in asked if one}:
            self.rows[question] = self.rows.get(question, 0) + 1
