"""What a reviewer looks at and says."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from njia.schema import CODED_FIELDS, Leg, Route
from njia.vocabulary import code_list
from njia_hub.api.bodies import Read, Sent
from njia_hub.api.routes import RouteRead
from njia_hub.review import correcting, deciding, queueing

# Lists that the codes of a route's fields are of.
_LIST_OF: dict[str, str] = {
    name: str(extra["code_list"])
    for record in (Route, Leg)
    for name, _, extra in record.declared()
    if "code_list" in extra
}


def _check_code(field: str, code: str) -> None:
    if code not in code_list(_LIST_OF[field]).codes:
        raise ValueError(f"not a code of the list {_LIST_OF[field]}")


_REVISION = Field(ge=1, le=10**6, description="Number of the revision that was looked at.")
_COMMENT = "In words; the reporter reads it."
Outcome = Literal["decided", "waits", "disagreed"]


class Candidate(Read):
    """A place that a stop may be."""

    place_id: str
    name: str
    county: str
    country_code: str
    score: float


class OpenStop(Read):
    """A stop that is not settled, and the places that it may be."""

    path: str = Field(description="stops.0 is the origin; or intended.")
    written: str
    country_written: str
    candidates: list[Candidate]


class Likely(Read):
    """A route that may be the same journey, and the signs of it."""

    id: uuid.UUID
    score: float
    signs: list[str]


class Word(Read):
    """What a reviewer has said on the current revision."""

    word: str
    comment: str
    reviewer: uuid.UUID
    made: dt.datetime


class Reviewed(Read):
    """What a reviewer looks at."""

    route: RouteRead
    open_stops: list[OpenStop]
    likely_doubles: list[Likely]
    are_doubles_known: bool = Field(description="False: they are still being looked for; ask again.")
    told_apart: list[uuid.UUID] = Field(description="Routes that are said to be other journeys.")
    words: list[Word] = Field(description="Empty as long as they are said blindly.")


class Decided(Read):
    """What has become of a word."""

    outcome: Outcome = Field(description="waits: for a second reviewer; disagreed: the next word decides.")


class Based(Sent):
    """What is said of a revision."""

    revision: int = _REVISION


class Accepted(Based):
    """That a revision is accepted."""

    state: Literal["", "submitted", "returned", "accepted", "double", "withdrawn"] = Field(
        "", description="The state that was looked at: 409 when another reviewer has changed it in between."
    )


class Returned(Accepted):
    """That a revision goes back to its reporter."""

    comment: str = Field(min_length=1, max_length=deciding.LONGEST_COMMENT, description=_COMMENT)


class Doubled(Accepted):
    """That a route is the same journey as another one, which stays."""

    double_of: uuid.UUID = Field(description="The other route.")
    comment: str = Field("", max_length=deciding.LONGEST_COMMENT, description=_COMMENT)


class TakenBack(Sent):
    """Why a route is no double after all."""

    comment: str = Field("", max_length=deciding.LONGEST_COMMENT, description=_COMMENT)


class Paired(Sent):
    """Another route that is meant beside the one of the address."""

    other: uuid.UUID = Field(description="The other route.")


class Placed(Based):
    """Which place a stop is."""

    path: str = Field(max_length=20, description="Of the stop: stops.0 is the origin; or intended.")
    place_id: str = Field(max_length=60, description="The place.")
    always: bool = Field(False, description="Teach the network the spelling, too.")


class Corrected(Based):
    """What a reviewer says instead; what is left out stays."""

    reason: str = Field(min_length=1, max_length=correcting.LONGEST_REASON, description=_COMMENT)
    cases: str | None = Field(None, max_length=200, description="As a person writes a number: 10-15.")
    source_kind: str | None = Field(None, max_length=40, description="A code; empty takes it away.")
    prior_trafficking: str | None = Field(None, max_length=40, description="A code; empty takes it away.")
    period_start: dt.date | None = Field(None, description="First day; needs period_end, too.")
    period_end: dt.date | None = Field(None, description="Last day.")
    codes: dict[str, list[str]] = Field(
        default_factory=dict, max_length=30, description="Field of a route: its codes."
    )
    leg_modes: list[str] | None = Field(
        None, max_length=300, description="One for each leg; empty: not known."
    )
    notes: str | None = Field(None, max_length=100_000, description="The free text.")
    settled: list[int] = Field(
        default_factory=list, max_length=500, description="Positions of problems that are dealt with."
    )

    @field_validator("source_kind", "prior_trafficking")
    @classmethod
    def _is_code(cls, code: str | None, info: ValidationInfo) -> str | None:
        if code:
            _check_code(str(info.field_name), code)
        return code

    @field_validator("codes")
    @classmethod
    def _are_codes(cls, codes: dict[str, list[str]]) -> dict[str, list[str]]:
        if not set(codes) <= set(CODED_FIELDS):
            raise ValueError(f"fields with several codes are {', '.join(CODED_FIELDS)}")
        for field, values in codes.items():
            for code in values:
                _check_code(field, code)
        return codes

    @field_validator("leg_modes")
    @classmethod
    def _are_modes(cls, modes: list[str] | None) -> list[str] | None:
        for mode in filter(None, modes or ()):
            _check_code("mode", mode)
        return modes

    @property
    def corrections(self) -> correcting.Corrections:
        """Give it as the room takes it."""
        has_period = {"period_start", "period_end"} & self.model_fields_set
        return correcting.Corrections(
            cases=self.cases,
            source_kind=self.source_kind,
            prior_trafficking=self.prior_trafficking,
            period=(self.period_start, self.period_end) if has_period else None,
            codes={name: tuple(codes) for name, codes in self.codes.items()},
            leg_modes=tuple(self.leg_modes) if self.leg_modes is not None else None,
            notes=self.notes,
            settled=frozenset(self.settled),
        )


class Seen(Sent):
    """A route as it was looked at."""

    id: uuid.UUID = Field(description="The route.")
    revision: int = _REVISION


class Many(Sent):
    """One word on many routes."""

    word: Literal["accept", "return"] = Field(description="What is said.")
    routes: list[Seen] = Field(min_length=1, max_length=500, description="As they were looked at.")
    state: Literal["", "submitted", "returned", "accepted"] = Field(
        "", description="The state in which all of them were looked at."
    )
    comment: str = Field("", max_length=deciding.LONGEST_COMMENT, description=_COMMENT)


class OneOfMany(Read):
    """What has become of one of many."""

    id: uuid.UUID
    code: str = Field(description="decided, waits, disagreed, stale, unresolved, refused, missing")
    said: str = Field(description="A sentence when nothing was done.")


class WantedQueue(BaseModel):
    """What a reviewer chooses to see."""

    model_config = ConfigDict(extra="forbid")

    show: queueing.Show = Field(queueing.Show.WAITING, description="Which routes.")
    collection: str = Field("", max_length=40, description="Slug of a collection.")
    organisation: int | None = Field(None, ge=1, le=2**31 - 1, description="Id of an organisation.")
    problems: bool | None = Field(None, description="Only with, or only without problems.")
    doubles: bool = Field(False, description="Only with likely doubles.")
