"""Standards of others that the codes are mapped to: whose they are, which version, what values they have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from njia.own_data import read_yaml
from njia.vocabulary.lists import STANDARDS, CodeList


class Standard(BaseModel):
    """One standard; `fields` are its own lists, each from a value to the title it has there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    version: str
    publisher: str
    source: str
    licence: str
    fields: Mapping[str, Mapping[str, str]]

    def values(self, *, with_field: bool) -> frozenset[str]:
        """Give every value; with its field in front, as "TypeOfExploitation:ForcedLabour", where asked."""
        return frozenset(
            f"{field}:{value}" if with_field else value
            for field, values in self.fields.items()
            for value in values
        )


@cache
def standard(name: str) -> Standard:
    """Load one of STANDARDS; raises KeyError for any other name."""
    if name not in STANDARDS:
        raise KeyError(f"no standard '{name}'")
    return Standard.model_validate(read_yaml("njia.vocabulary", f"standards/{name}.yaml"))


def unknown_counterparts(codes: CodeList) -> list[str]:
    """Say which codes are mapped to a value that its standard does not have, as "code → standard value"."""
    wrong = []
    for code in codes.codes.values():
        for name, counterpart in code.maps.items():
            known = standard(name).values(with_field=name == "htcds")
            values = (counterpart,) if isinstance(counterpart, str) else counterpart
            wrong += [f"{code.id} → {name} {value}" for value in values if value not in known]
    return wrong
