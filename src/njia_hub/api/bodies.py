"""What bodies have in common: what a program sends, and what it reads."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "sw", "fr", "ar", "am"]  # of the core's words


class Sent(BaseModel):
    """What a program sends: no field but those that there are."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Read(BaseModel):
    """What a program reads."""

    model_config = ConfigDict(extra="forbid")


class Spoken(BaseModel):
    """In which language names, titles and labels are."""

    language: Language = Field("en", description="Of names, titles and labels.")
