"""What a revision holds: the route as the core has it, and everything it was made of."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from njia.problems import Problem
from njia.schema import Route


class Source(BaseModel):
    """Where a route came from: the form, a program, or a row of an uploaded file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    way: str = "form"  # form, upload, api, correction
    upload: str = ""  # id of the upload
    sheet: str = ""
    row: int | None = None


class Found(BaseModel):
    """A problem as it was found: code of the catalogue, where, and its sentences."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: str
    where: str = ""  # column of the spreadsheet, or field of the form
    message: str
    remedy: str
    details: dict[str, str] = Field(default_factory=dict)  # what fills the sentences in another language
    in_form: bool = False  # found in the answers to a form: the remedy is one for a form

    @classmethod
    def of(cls, problem: Problem) -> Found:
        """Keep a problem of the core."""
        return cls(
            code=problem.code,
            severity=problem.severity.value,
            where=problem.column or "",
            message=problem.message,
            remedy=problem.remedy,
            details=dict(problem.details),
            in_form=problem.in_form,
        )


class Document(BaseModel):
    """One revision."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    route: Route
    written: dict[str, str] = Field(default_factory=dict)  # cells by header, exactly as they stood
    corrected: dict[str, str] = Field(default_factory=dict)  # texts read in the place of cells, by header
    answers: dict[str, Any] = Field(default_factory=dict)  # of the form, as they were sent
    problems: tuple[Found, ...] = ()
    source: Source = Source()

    @property
    def warnings(self) -> int:
        """Count the problems that want a person."""
        return sum(problem.severity in ("warning", "error") for problem in self.problems)


def digest(document: Document) -> str:
    """Hash what was sent, to tell the same submission sent again from another one with its id.

    Of a form's answers nothing else counts: what is made of them changes when the network learns a spelling
    or an organisation gets another name.
    """
    if document.answers:
        said: dict[str, Any] = {"answers": document.answers}
    else:
        said = document.model_dump(mode="json", include={"route", "written"})
        said["route"].pop("id")
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
