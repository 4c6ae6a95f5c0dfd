"""Policies: what may be shown to an audience, as data. The presets lie in `policies/`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

PRESETS = ("open", "inside", "guarded", "strict")
_ENDS = ("countries_of_origin", "countries_of_destination")
# Tables that add up to others, which have to be declared too.
DECIDED_WITH = dict.fromkeys(
    ("origin_destination", "corridors", "focus_as_origin", "focus_as_destination"), _ENDS
)
MOST_ATTRIBUTES = 3  # of a table: each further one makes cells that few people are in


class Method(StrEnum):
    """How figures are protected."""

    AS_COUNTED = "as_counted"  # nothing but organisations, reporters and texts is left out
    GUARDED = "guarded"  # told less exactly, then withheld
    STRICT = "strict"  # noise and rounding


class PolicyRefused(ValueError):
    """A policy cannot be used; the message says which part of it and why."""


class Noise(BaseModel):
    """The noise of `strict`: whole numbers from -most to most, of mean 0 and of this variance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int = Field(ge=1, le=50)
    variance: float = Field(gt=0)

    @model_validator(mode="after")
    def _has_room(self) -> Noise:
        if self.variance > self.most**2 / 2:
            raise ValueError(
                "variance: more than half of the square of 'most' leaves no room between the ends"
            )
        return self


class Policy(BaseModel):
    """Rules for one audience: what is told less exactly, withheld or blurred before it leaves the network.

    `tables` is all that a release under `guarded` or `strict` holds: a measure, and those of its columns that
    its rows are told apart by, in the order in which they are kept exact.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    version: int = Field(ge=1)
    method: Method
    meaning: str = Field(min_length=1, max_length=600)
    is_publishable: bool = True  # False: for people of the network alone
    people: int = Field(10, ge=2)  # fewest behind a figure
    organisations: int = Field(
        3, ge=1
    )  # fewest behind a figure; one less will do when none of them has too much
    most_percent: int = Field(80, ge=1, le=100)  # of the people, from one of so few organisations
    values: int = Field(10, ge=2)  # fewest numbers that a withheld figure can be, for all that is shown
    noise: Noise = Noise(most=10, variance=16.0)
    round_to: int = Field(5, ge=1)
    most_noise_percent: int = Field(100, ge=0, le=100)  # of the largest contribution to a sum of people
    tables: dict[str, tuple[str, ...]] = {}

    @model_validator(mode="after")
    def _declares(self) -> Policy:
        from njia.measures import MEASURES

        if self.method is Method.AS_COUNTED:
            return self
        if self.values > self.people:
            raise ValueError("values: a figure of as few as 'people' can be so many numbers and no more")
        if not self.tables:
            raise ValueError("tables: a release is a declared set of tables, and none is declared")
        for name, columns in self.tables.items():
            if name not in MEASURES:
                raise ValueError(f"tables: there is no measure '{name}'")
            unknown = sorted({*columns} - {*MEASURES[name].grain})
            if unknown:
                raise ValueError(f"tables: {name} is not told apart by '{unknown[0]}'")
            if lacking := sorted({*DECIDED_WITH.get(name, ())} - {*self.tables}):
                raise ValueError(
                    f"tables: {name} is decided over together with {lacking[0]}, which is missing"
                )
            if len(columns) > MOST_ATTRIBUTES:
                raise ValueError(f"tables: {name} is told apart by more than {MOST_ATTRIBUTES} columns")
        return self


@cache
def preset(name: str) -> Policy:
    """Give one of PRESETS; PolicyRefused for another name."""
    if name not in PRESETS:
        raise PolicyRefused(f"no policy '{name}'; there is: {', '.join(PRESETS)}")
    return read(yaml.safe_load((files("njia.disclosure") / "policies" / f"{name}.yaml").read_text("utf-8")))


def load(name_or_file: str) -> Policy:
    """Give a preset by its name, or read a policy from a YAML file; PolicyRefused when it is neither."""
    if name_or_file in PRESETS:
        return preset(name_or_file)
    file = Path(name_or_file)
    if not file.is_file():
        there = ", ".join(name for name in PRESETS if preset(name).is_publishable)
        raise PolicyRefused(f"no policy and no file '{name_or_file}'; there is: {there}")
    try:
        found = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyRefused(f"{file.name} cannot be read as YAML") from error
    try:
        return read(found)
    except PolicyRefused as error:
        raise PolicyRefused(f"{file.name}: {error}") from error


def read(found: Any) -> Policy:
    """Read a policy from plain data; PolicyRefused names the first part that is wrong."""
    if not isinstance(found, dict):
        raise PolicyRefused("a policy is a list of names with values")
    try:
        return Policy.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        where, said = ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
        raise PolicyRefused(f"{where}: {said}" if where else said) from error


OPEN, INSIDE, GUARDED, STRICT = (preset(name) for name in PRESETS)
