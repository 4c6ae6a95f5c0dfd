"""What programs send and read of files."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from njia_hub.api.bodies import Language, Read, Sent

Show = Literal["unusable", "doubtful", "usable", "new", "changed", "sent", "settled"]


class UploadRead(Read):
    """A file that was sent, and how far it is."""

    id: uuid.UUID
    collection: str
    file_name: str
    size_bytes: int
    sha256: str
    state: Literal["reading", "read", "submitting", "submitted", "unreadable"]
    is_busy: bool = Field(description="Whether it is being read or sent just now.")
    job: uuid.UUID | None = Field(description="The work that it waits for or waited for last.")
    corrects: uuid.UUID | None = Field(description="The file that it is a corrected version of.")
    created: dt.datetime
    counts: dict[str, int] = Field(description="Rows: all, by verdict, by what becomes of them.")
    problems: list[dict[str, Any]] = Field(description="Of the whole file.")
    unknown_columns: list[dict[str, Any]] = Field(description="Headers that are not known.")
    unknown_spellings: list[dict[str, Any]] = Field(description="Texts that are not understood.")


class RowRead(Read):
    """A row of a file: what was written, and what was made of it."""

    id: int
    sheet: str
    row: int = Field(description="As the spreadsheet shows it.")
    written: dict[str, str]
    corrections: dict[str, str]
    verdict: Literal["usable", "doubtful", "unusable"]
    fate: Literal["new", "changed", "sent", "settled"]
    problems: list[dict[str, Any]]
    route: uuid.UUID | None


class RoutesTakenBack(Read):
    """What has been taken back."""

    routes: int = Field(description="How many routes.")


class WantedRows(BaseModel):
    """Which rows to list."""

    model_config = ConfigDict(extra="forbid")

    show: Show | None = Field(None, description="Only rows of this verdict, or that this becomes of.")


class Cells(Sent):
    """Texts to be read in the place of cells."""

    cells: dict[str, str] = Field(
        max_length=500,
        description="Column: text; the text as it was written takes a correction back.",
        examples=[{"Origin": "Busia"}],
    )


class Wording(Sent):
    """What a text means in an organisation's files."""

    list: str = Field(max_length=40, description="Name of a code list, or country.")
    text: str = Field(max_length=5_000, description="As it is written.")
    code: str = Field(max_length=60, description="What it means.")


class Spelling(Sent):
    """Which place a spelling means; it is proposed to the network, too."""

    text: str = Field(max_length=5_000, description="As it is written.")
    country: str = Field("", max_length=2, description="The ISO code of the country that is written with it.")
    place_id: str = Field(max_length=60, description="What it means.")


class Matched(Sent):
    """Answers to what a file leaves to ask; all are remembered for the organisation's files."""

    headers: dict[str, str] = Field(
        default_factory=dict,
        max_length=500,
        description="Header: the column that it means; empty to leave it out.",
        examples=[{"Where from": "origin_place"}],
    )
    wordings: list[Wording] = Field(default_factory=list, max_length=500, description="Texts of codes.")
    spellings: list[Spelling] = Field(default_factory=list, max_length=500, description="Of places.")


class WantedTemplate(BaseModel):
    """Which spreadsheet to fill in."""

    model_config = ConfigDict(extra="forbid")

    collection: str = Field(max_length=40, description="Slug of a collection.", examples=["2024"])
    language: Language = Field("en", description="Of its headers.")
