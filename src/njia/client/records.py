"""What a hub tells, as typed records; fields that a newer hub adds are left out."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from njia.schema import Route


class Record(BaseModel):
    """Something that a hub tells."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Me(Record):
    """Whose token it is."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    organisation: str | None
    scopes: tuple[str, ...]
    expires: dt.datetime
    reach: dict[str, str]


class Problem(Record):
    """Something doubtful: code of the catalogue, where, and its sentences."""

    code: str
    severity: str
    where: str = ""
    message: str
    remedy: str


class Progress(Record):
    """How far a route is."""

    state: str
    revision: int
    warnings: int
    is_complete: bool
    submitted: dt.datetime
    author: uuid.UUID


class HubRoute(Record):
    """A route of a hub, as far as one may see it; `progress` is None for other organisations' routes."""

    id: uuid.UUID
    collection: str
    organisation: str | None
    journey: Route
    progress: Progress | None = None
    view: str = "shared"
    written: dict[str, str] = {}
    answers: dict[str, Any] = {}
    problems: tuple[Problem, ...] = ()
    comment: str = ""
    double_of: uuid.UUID | None = None


class Revision(Record):
    """One state that a route has been in."""

    number: int
    made: dt.datetime
    verb: str
    reason: str
    author: str
    journey: Route


class Receipt(Record):
    """What has become of a route that was sent."""

    id: uuid.UUID
    state: str
    revision: int
    was_known: bool
    problems: tuple[Problem, ...]


class Draft(Record):
    """A form that is being filled in."""

    id: uuid.UUID
    collection: str
    answers: dict[str, Any]
    number: int
    saved: dt.datetime


class Personal(Record):
    """Where in a text personal data seems to stand."""

    kind: str
    start: int
    end: int


class Place(Record):
    """A place of the gazetteer."""

    place_id: str
    name: str
    county: str
    country: str
    country_code: str
    kind: str


class Link(Record):
    """A link that works once."""

    id: uuid.UUID
    link: str
    expires: dt.datetime
    was_sent: bool | None


class Job(Record):
    """Long work."""

    id: uuid.UUID
    state: str
    done: int
    total: int | None
    is_over: bool
    failure: str


class Upload(Record):
    """A spreadsheet that was sent, and how far it is."""

    id: uuid.UUID
    collection: str
    file_name: str
    state: str
    is_busy: bool
    counts: dict[str, int]


class Figures(Record):
    """A measure's result: rows with a name beside every code, and of how many submissions it knows."""

    name: str
    title: str
    unit: str
    denominator: str
    columns: tuple[dict[str, str], ...]
    rows: tuple[dict[str, Any], ...]
    known: int
    of: int
    level: str | None  # how exactly places are told; None where none are
    data_version: str

    @property
    def table(self) -> pa.Table:
        """Give the rows as an Arrow table."""
        return pa.Table.from_pylist([dict(row) for row in self.rows])
