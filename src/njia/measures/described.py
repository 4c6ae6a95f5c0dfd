"""What a column of a measure means, and what it is called in HXL, HTCDS and CTDC; said in `columns.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from njia.own_data import read_yaml

TAG = r"^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$"


class Described(BaseModel):
    """A column's meaning, its HXL hashtag with attributes, and its nearest counterparts in two standards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    meaning: str = Field(min_length=10)
    hxl: str = Field(pattern=TAG)
    htcds: tuple[str, ...] = ()
    ctdc: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """Give the hashtag of the column of names that stands beside a column of codes."""
        return self.hxl.removesuffix("+code") + "+name"


def described(measure: str, column: str) -> Described:
    """Describe a column; KeyError for one that no measure has."""
    columns = _columns()
    return columns.get(f"{measure}.{column}") or columns[column]


@cache
def _columns() -> Mapping[str, Described]:
    raw = read_yaml("njia.measures", "columns.yaml")["columns"]
    return {name: Described.model_validate(entry) for name, entry in raw.items()}
