"""The catalogue of every problem that a file or a row can have: what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """What a problem means for its row."""

    ERROR = "error"  # the row cannot be used until it is mended
    WARNING = "warning"  # the row is used, but something in it is not: a person should look
    NOTE = "note"  # the row is used in full; said so that nothing happens in silence


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of the catalogue; `message` and `remedy` are templates for str.format."""

    code: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem found: where it is, what is wrong and what to do.

    `row` and `column` are as the spreadsheet shows them (row 1 is the first line); None means the
    whole file. `file` and `sheet` say which, when there are several.
    """

    row: int | None
    column: str | None
    code: str
    severity: Severity
    message: str
    remedy: str
    file: str = ""
    sheet: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the problem as plain data, for JSON."""
        return asdict(self) | {"severity": self.severity.value}


class UnreadableFile(Exception):
    """A whole file cannot be read. Carries one problem; its text never holds the file's content."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message} {problem.remedy}")
        self.problem = problem


CATALOGUE: dict[str, ProblemKind] = {}
