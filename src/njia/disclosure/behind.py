"""Who stands behind a figure: people, and the organisations that reported them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.disclosure.policy import Policy
from njia.measures.numbered import Flags, Ints, as_numpy, coded

_SPARSE = 16  # numbers that could be, for each that is, beyond which sorting is quicker than a place for each


@dataclass(frozen=True)
class Behind:
    """The people of each route, and the number of the organisation that reported it.

    A route of which nobody knows the people is of one person. Routes of which nobody knows the organisation
    may all be one organisation's, and count as that.
    """

    people: Ints
    organisation: Ints

    @property
    def organisations(self) -> int:
        """How many organisations there are, numbered from 0."""
        return int(self.organisation.max(initial=0)) + 1

    def sizes(self, group: Ints, route: Ints, groups: int) -> Sizes:
        """Measure groups of routes; `group` and `route` go together, a pair counts once."""
        routes = max(self.people.size, 1)
        pairs = np.sort(group * np.int64(routes) + self._place[route])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        group = pairs // routes
        route = self._by_organisation[pairs - group * routes]
        share = group * np.int64(self.organisations) + self.organisation[route]
        begins = np.flatnonzero(np.diff(share, prepend=-1) > 0)
        of_share = np.add.reduceat(self.people[route], begins) if begins.size else begins
        organisation_of = share[begins] // self.organisations
        largest = np.zeros(groups, np.int64)
        np.maximum.at(largest, organisation_of, of_share)
        return Sizes(
            np.bincount(organisation_of, of_share, groups).astype(np.int64),
            np.bincount(group, minlength=groups),
            np.bincount(organisation_of, minlength=groups),
            largest,
        )

    @cached_property
    def _by_organisation(self) -> Ints:
        """The routes, those of one organisation after those of another."""
        return np.argsort(self.organisation, kind="stable")

    @cached_property
    def _place(self) -> Ints:
        """Where each route stands among them."""
        place = np.zeros_like(self._by_organisation)
        place[self._by_organisation] = np.arange(place.size)
        return place


@dataclass(frozen=True)
class Sizes:
    """How large groups of routes are, each an array with a number for every group."""

    people: Ints
    submissions: Ints
    organisations: Ints
    largest: Ints  # people of the organisation that reported most of them

    def safe(self, policy: Policy) -> Flags:
        """Say which groups are large enough to be shown."""
        enough = self.organisations >= policy.organisations
        nearly = self.organisations == policy.organisations - 1
        spread = self.largest * 100 <= self.people * policy.most_percent
        shown: Flags = (self.people >= policy.people) & (enough | (nearly & spread))
        return shown

    def hiding(self, policy: Policy) -> Flags:
        """Say which groups are large enough to have smaller ones hidden in them, whatever is counted."""
        large: Flags = self.safe(policy) & (self.submissions >= policy.values)
        return large


def behind(data: Dataset) -> Behind:
    """Read who stands behind the routes of a dataset."""
    people = as_numpy(pc.fill_null(data.routes["cases_best"], 1)).astype(np.int64)
    names, _ = coded(data.routes["organisation"])  # "" is the organisation that nobody knows
    return Behind(np.maximum(people, 1), names)


def grouped(*numbers: Ints) -> tuple[Ints, int]:
    """Number the different combinations of numbers that go together, in order; also how many there are."""
    pairs = np.zeros(numbers[0].size, np.int64)
    for number in numbers:
        pairs = _numbered(pairs * (int(number.max(initial=0)) + 1) + number)
    return pairs, int(pairs.max(initial=-1)) + 1


def routes_of(group: Ints, route: Ints, groups: int) -> list[Ints]:
    """Give the routes of each group, each once and in order; `group` and `route` go together."""
    routes = int(route.max(initial=0)) + 1
    pairs = np.sort(group * np.int64(routes) + route)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    group = pairs // routes
    route = pairs - group * routes
    starts = np.searchsorted(group, np.arange(groups + 1)).tolist()
    return [route[start:end] for start, end in pairwise(starts)]


def _numbered(numbers: Ints) -> Ints:
    """Number different numbers from 0, in order."""
    most = int(numbers.max(initial=-1)) + 1
    if most > _SPARSE * numbers.size:
        return np.unique(numbers, return_inverse=True)[1].astype(np.int64)
    found = np.zeros(most, np.bool_)
    found[numbers] = True
    at: Ints = np.cumsum(found) - 1
    return at[numbers]


def are_ranges(data: Dataset) -> Flags:
    """Say which reports state no single number of people."""
    low, best, high = (data.routes[name] for name in ("cases_low", "cases_best", "cases_high"))
    exact = as_numpy(pc.fill_null(pc.and_(pc.equal(low, best), pc.equal(high, best)), False))
    ranges: Flags = as_numpy(pc.is_valid(best)) & ~exact
    return ranges
