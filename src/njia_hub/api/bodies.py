"""What bodies have in common: what a program sends, and what it reads."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Sent(BaseModel):
    """What a program sends: no field but those that there are."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Read(BaseModel):
    """What a program reads."""

    model_config = ConfigDict(extra="forbid")
