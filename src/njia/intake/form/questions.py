"""A collection's own questions, beside those that every route answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from njia.gazetteer import is_unknown
from njia.intake.text import excerpt, plain_digits, tidy
from njia.schema import Sensitivity
from njia.vocabulary import LANGUAGES

LONGEST_LABEL = 300  # characters
MOST_CHOICES = 50
UNKNOWN_VALUE = "unknown"  # "don't know", a full answer to every question
_ID = r"^[a-z][a-z0-9_]{0,39}$"


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"  # one of the choices
    CHOICES = "choices"  # any of them
    YES_NO = "yes_no"


class _Labelled(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=_ID, description="Stays the same when the wording changes.")
    labels: Mapping[str, str] = Field(description="Language: wording; one language is enough.")

    @field_validator("labels")
    @classmethod
    def _worded(cls, labels: Mapping[str, str]) -> Mapping[str, str]:
        if not labels or set(labels) - set(LANGUAGES):
            raise ValueError(f"needs a wording in one or more of {', '.join(LANGUAGES)}")
        if any(not text.strip() or len(text) > LONGEST_LABEL for text in labels.values()):
            raise ValueError(f"a wording has 1 to {LONGEST_LABEL} characters")
        return labels

    def label(self, language: str = "en") -> str:
        """Give the wording in a language, or in English, or in the first language that there is."""
        return self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()))


class Choice(_Labelled):
    """One of the answers to choose from."""


class ExtraQuestion(_Labelled):
    """One question of a collection's own. Its answers never leave the network.

    Free text may hold personal data, and so only its organisation and the coordinators see it.
    """

    kind: QuestionKind
    choices: tuple[Choice, ...] = Field((), max_length=MOST_CHOICES)
    required: bool = False
    sensitivity: Sensitivity = Sensitivity.NETWORK

    @model_validator(mode="before")
    @classmethod
    def _free_text_is_personal(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("kind") == QuestionKind.TEXT:
            return {"sensitivity": Sensitivity.PERSONAL, **given}
        return given

    @model_validator(mode="after")
    def _sound(self) -> ExtraQuestion:
        chosen = self.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)
        ids = [choice.id for choice in self.choices]
        if chosen != bool(ids) or len(set(ids)) != len(ids) or UNKNOWN_VALUE in ids:
            raise ValueError(
                "choices: each its own id, none 'unknown'; and only for a question to choose from"
            )
        if self.sensitivity is Sensitivity.PUBLIC:
            raise ValueError("sensitivity: answers to own questions are not published")
        if self.kind is QuestionKind.TEXT and self.sensitivity is not Sensitivity.PERSONAL:
            raise ValueError("sensitivity: free text may hold personal data")
        return self

    def doubt(self, values: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
        """Give the code and details of what is wrong with an answer; None for one that fits."""
        given = [value for value in values if value != UNKNOWN_VALUE and tidy(value)]
        if len(given) > 1 and self.kind is not QuestionKind.CHOICES:
            return "answers_several", {}
        wrong = next((value for value in given if not self._fits(value)), None)
        if wrong is None:
            return None
        if self.kind is QuestionKind.NUMBER:
            return "number_unclear", {"text": excerpt(wrong)}
        return "code_unknown", {"text": excerpt(wrong), "proposal": ""}

    def _fits(self, value: str) -> bool:
        if self.kind is QuestionKind.NUMBER:
            return _is_number(value)
        if self.kind is QuestionKind.YES_NO:
            return value in ("yes", "no")
        return self.kind is QuestionKind.TEXT or value in {choice.id for choice in self.choices}


def _is_number(text: str) -> bool:
    plain = plain_digits(tidy(text))
    if is_unknown(plain) and not any(char.isdigit() for char in plain):
        return True
    try:
        return math.isfinite(float(plain))
    except ValueError:
        return False
