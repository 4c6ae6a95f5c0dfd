"""How a key is told less exactly, step by step: place, county, country, region, anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from njia.gazetteer import Place
from njia.measures.declaration import Column, Scope, Unit
from njia.measures.widened import OTHER, group, region
from njia.vocabulary import code_list

Up = Callable[[str], str]


@dataclass(frozen=True)
class Widening:
    """What each key widens to; `counties` gives the county of a place, `countries` the country of a place."""

    scope: Scope
    counties: Mapping[str, Place]
    countries: Mapping[str, str]

    def up(self, column: Column) -> Up:
        """Give the step for the keys of a column; OTHER is the end of every way."""
        if column.unit is Unit.PLACE:
            return self._place
        if column.unit is Unit.COUNTRY:
            return self._country
        if column.unit is Unit.CODE and column.code_list:
            return self._codes(column.code_list)
        return lambda key: OTHER

    def _place(self, key: str) -> str:
        if key.startswith("iso:"):
            return self._country(key.removeprefix("iso:"))
        county = self.counties.get(key)
        if county and county.place_id != key:
            return county.place_id
        country = self._homes.get(key, "")
        return f"iso:{country}" if country else OTHER

    def _country(self, key: str) -> str:
        found = self.scope.regions.get(key)
        return region(found) if found else OTHER

    def _codes(self, list_: str) -> Up:
        codes = code_list(list_).codes

        def up(key: str) -> str:
            found = codes.get(key)
            return group(found.group) if found and found.group else OTHER

        return up

    @cached_property
    def _homes(self) -> dict[str, str]:
        counties = {county.place_id: county.country_code or "" for county in self.counties.values()}
        return {**self.countries, **counties}
