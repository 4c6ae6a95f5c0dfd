"""The catalogue of every problem that a file or a row can have: what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from njia.own_data import read_yaml


class Severity(StrEnum):
    """What a problem means for its row."""

    ERROR = "error"  # the row cannot be used until it is mended
    WARNING = "warning"  # the row is used, but something in it is not: a person should look
    NOTE = "note"  # the row is used in full; said so that nothing happens in silence


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of the catalogue; `message`, `remedy` and `in_form` are templates for str.format.

    `in_form` is what to do for somebody who has filled in a form and has no file; "" where that is the same.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    in_form: str = ""

    def what_to_do(self, *, in_form: bool) -> str:
        """Give the remedy for those who have filled in a form, or a file."""
        return self.in_form if in_form and self.in_form else self.remedy


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
    details: tuple[tuple[str, str], ...] = ()  # what filled the sentences, to say them in another language
    in_form: bool = False  # found in the answers to a form: the remedy is one for a form

    def as_dict(self) -> dict[str, Any]:
        """Give the problem as plain data, for JSON: its sentences are filled already."""
        said = asdict(self) | {"severity": self.severity.value}
        del said["details"], said["in_form"]
        return said


class UnreadableFile(Exception):
    """A whole file cannot be read. Carries one problem; its text never holds the file's content."""

    def __init__(self, problem: Problem) -> None:
        named = f"{problem.file}: " if problem.file else ""
        super().__init__(f"{named}{problem.message} {problem.remedy}")
        self.problem = problem


def problem(
    code: str,
    *,
    row: int | None = None,
    column: str | None = None,
    file: str = "",
    sheet: str = "",
    in_form: bool = False,
    **details: object,
) -> Problem:
    """Make a problem of a kind in the catalogue; `details` fill its sentences.

    `in_form` when it is found in the answers to a form: whoever reads the remedy has no file.

    Raises KeyError for a code that the catalogue lacks, or a detail that its sentences need.
    """
    kind = CATALOGUE[code]
    filled = tuple(sorted((key, str(value)) for key, value in details.items()))
    message, remedy = _sentences(code, filled, in_form)
    return Problem(row, column, code, kind.severity, message, remedy, file, sheet, filled, in_form)


@lru_cache(maxsize=4096)
def _sentences(code: str, details: tuple[tuple[str, str], ...], in_form: bool) -> tuple[str, str]:
    """Fill both sentences; rows with the same problem share them."""
    kind, filled = CATALOGUE[code], dict(details)
    return kind.message.format_map(filled), kind.what_to_do(in_form=in_form).format_map(filled)


def _load() -> dict[str, ProblemKind]:
    raw = read_yaml("njia", "problems.yaml")
    return {
        code: ProblemKind(code, Severity(severity), **{name: said.strip() for name, said in entry.items()})
        for severity, entries in raw.items()
        for code, entry in entries.items()
    }


CATALOGUE: dict[str, ProblemKind] = _load()
