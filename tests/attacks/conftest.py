"""What attackers have: the tables of a release. What only the tests have: the truth behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pytest

from njia.cli import inputs
from njia.dataset import Dataset
from njia.demo import kenya_2020
from njia.disclosure import GUARDED, Figure, Policy, ProtectedTables, protect_tables
from njia.measures import scope_for
from njia.measures.declaration import Scope
from njia.network import Network
from njia.synth import synth

UNKNOWN, OTHER = "?", "*"


@dataclass(frozen=True)
class Truth:
    """Who is behind each pair of countries, counted by plain loops over the reports."""

    data: Dataset

    @cached_property
    def reports(self) -> list[tuple[str, str, int, str]]:
        """Origin, destination, people and organisation of each report."""
        columns = ("origin_country", "destination_country", "cases_best", "organisation")
        rows = zip(*(self.data.routes[name].to_pylist() for name in columns), strict=True)
        return [(o or UNKNOWN, d or UNKNOWN, people or 1, who) for o, d, people, who in rows]

    def people(self, *ends: int) -> Counter[tuple[str, ...]]:
        """Add up the people by origin (0), by destination (1) or by both."""
        found: Counter[tuple[str, ...]] = Counter()
        for report in self.reports:
            found[tuple(str(report[end]) for end in ends)] += report[2]
        return found

    def is_safe(self, reports: list[tuple[str, str, int, str]], policy: Policy) -> bool:
        """Say whether these are enough people of enough organisations."""
        by: Counter[str] = Counter()
        for _, _, people, who in reports:
            by[who] += people
        total = sum(by.values())
        nearly = len(by) == policy.organisations - 1
        spread = bool(by) and max(by.values()) * 100 <= total * policy.most_percent
        return total >= policy.people and (len(by) >= policy.organisations or (nearly and spread))


@dataclass(frozen=True)
class Attacked:
    """A release, and the truth behind it."""

    truth: Truth
    scope: Scope
    policy: Policy
    shown: ProtectedTables
    figures: tuple[Figure, ...]


def released(data: Dataset, network: Network, policy: Policy = GUARDED) -> Attacked:
    scope = scope_for(network, data)
    return Attacked(Truth(data), scope, policy, *protect_tables(data, scope, policy))


def kenya() -> tuple[Dataset, Network]:
    files = kenya_2020()
    network = inputs.network(files.network)
    return inputs.dataset(files.files, network)[0], network


def few_each(data: Dataset) -> Dataset:
    """Have every report be of one or two people, so that most that is counted is small."""
    ids = range(data.routes.num_rows)
    cases = pa.array([1 + number % 2 for number in ids], pa.int64())
    routes = data.routes
    for name in ("cases_low", "cases_best", "cases_high"):
        routes = routes.set_column(routes.schema.get_field_index(name), name, cases)
    return Dataset(**(data.tables() | {"routes": routes}))


COLLECTIONS = {
    "kenya 2020": kenya,
    "400 routes": lambda: (synth(400), Network()),
    "400 others": lambda: (synth(400, seed=7), Network()),
    "150 of few people": lambda: (few_each(synth(150, seed=3)), Network()),
    "2,000 of few people": lambda: (few_each(synth(2000, seed=5)), Network()),
}


@pytest.fixture(scope="session", params=COLLECTIONS)
def attacked(request: pytest.FixtureRequest) -> Attacked:
    return released(*COLLECTIONS[request.param]())
