"""What a reporter answered: the form as data, before anything is made of it.

Answers may be incomplete: a draft is kept as it stands. "Not known" is an answer of its own and never the
same as none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from njia.gazetteer import is_unknown
from njia.intake.stops import says_nothing
from njia.schema import CasesKind
from njia.vocabulary import code_list

MOST_STOPS = 200
LONGEST_TEXT = 32_767  # characters; what a cell of a spreadsheet can hold
LONGEST_NOTES = 100_000
LARGEST_NUMBER = 10**9  # people; what is read as far too many is far below
UNKNOWN_TEXT = "unknown"  # what "not known" is written as where a reporter wrote nothing else
MOST_QUESTIONS, MOST_VALUES = 100, 50

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Count = Annotated[int, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]


Codes = Annotated[tuple[str, ...], Field(max_length=MOST_VALUES)]
Values = Annotated[tuple[Text, ...], Field(max_length=MOST_VALUES)]


def _one_of(list_name: str) -> AfterValidator:
    def check(code: str | None) -> str | None:
        if code is not None and code not in code_list(list_name).codes:
            raise ValueError(f"not a code of the list {list_name}")
        return code

    return AfterValidator(check)


def _each_of(list_name: str) -> AfterValidator:
    def check(codes: tuple[str, ...]) -> tuple[str, ...]:
        if any(code not in code_list(list_name).codes for code in codes):
            raise ValueError(f"not all are codes of the list {list_name}")
        return tuple(dict.fromkeys(codes))

    return AfterValidator(check)


class _Answered(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StopAnswer(_Answered):
    """Where: a place chosen from the list, a written text, a country alone, "not known", or no answer yet.

    `text` and `country` are what was written or shown; with `place_id` they only say how it was found.
    """

    place_id: str = Field("", max_length=60, description="A place of the gazetteer, chosen by a person.")
    text: Text = ""
    country: Text = Field("", description="A code or a name.")
    unknown: bool = Field(False, description="The reporter says that it is not known.")

    @model_validator(mode="after")
    def _one_answer(self) -> StopAnswer:
        if self.unknown and (self.place_id or self.is_written):
            raise ValueError("a stop is not known, or it is written; not both")
        return self

    @property
    def is_written(self) -> bool:
        """Say whether a place or a country is written: "unknown" and "-" are none."""
        return not (is_unknown(self.text) and says_nothing(self.country))

    @property
    def is_answered(self) -> bool:
        """Say whether there is an answer, "not known" included."""
        return bool(self.place_id) or self.unknown or self.is_written


class LegAnswer(_Answered):
    """How the way from one stop to the next was travelled."""

    mode: Annotated[str | None, _one_of("transport_mode")] = None
    carrier: Text = ""
    irregular: bool | None = None


class CasesAnswer(_Answered):
    """How many people. `kind` None is no answer yet; UNKNOWN is "don't know".

    Of `low`, `best` and `high` the form fills what the kind asks for: `best` for exact, about and at most,
    `low` for at least, `low` and `high` for a range. `written` is the text that a spreadsheet had.
    """

    kind: CasesKind | None = None
    low: Count | None = None
    best: Count | None = None
    high: Count | None = None
    written: Text = ""


class Answers(_Answered):
    """All answers to the form, with the stops in order from origin to destination."""

    stops: tuple[StopAnswer, ...] = Field((StopAnswer(), StopAnswer()), min_length=2, max_length=MOST_STOPS)
    legs: tuple[LegAnswer, ...] = Field((), description="One between each stop and the next, or none at all.")
    intended: StopAnswer | None = None
    cases: CasesAnswer = CasesAnswer()
    source_kind: Annotated[str | None, _one_of("source_kind")] = None
    period_start: Text = Field("", description="A day, a month or a year; alone, it is the whole period.")
    period_end: Text = ""
    transport_modes: Annotated[Codes, _each_of("transport_mode")] = Field(
        (), description="Modes of the route of which the leg is not known."
    )
    industries: Annotated[Codes, _each_of("industry")] = ()
    exploitation_types: Annotated[Codes, _each_of("exploitation_type")] = ()
    recruitment_methods: Annotated[Codes, _each_of("recruitment_method")] = ()
    recruiter_relations: Annotated[Codes, _each_of("recruiter_relation")] = ()
    means_of_control: Annotated[Codes, _each_of("means_of_control")] = ()
    sexes: Annotated[Codes, _each_of("sex")] = ()
    age_groups: Annotated[Codes, _each_of("age_group")] = ()
    facilitators: Annotated[Codes, _each_of("facilitator")] = ()
    prior_trafficking: Annotated[str | None, _one_of("yes_no")] = None
    outcomes: Annotated[Codes, _each_of("outcome")] = ()
    documents: Annotated[Codes, _each_of("document")] = ()
    notes: str = Field("", max_length=LONGEST_NOTES)
    extra: Mapping[Annotated[str, Field(max_length=40)], Values] = Field(
        default_factory=dict, max_length=MOST_QUESTIONS, description="Question's id: what was answered."
    )

    @model_validator(mode="after")
    def _chained(self) -> Answers:
        if self.legs and len(self.legs) != len(self.stops) - 1:
            raise ValueError("one leg between each stop and the next, or none at all")
        return self

    @property
    def every_leg(self) -> tuple[LegAnswer, ...]:
        """Give the leg between each stop and the next, also where none was answered."""
        return self.legs or (LegAnswer(),) * (len(self.stops) - 1)
