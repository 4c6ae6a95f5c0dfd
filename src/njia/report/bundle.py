"""Everything that a report is made from, in one frozen value: the settings and what may leave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from njia import __version__
from njia.dataset import Dataset
from njia.disclosure import OPEN, Policy, Protected, ProtectedDataset, protect, protect_dataset
from njia.draw.flow import Flow, flow
from njia.measures.declaration import Scope
from njia.network import Network


@dataclass(frozen=True, slots=True)
class Source:
    """A file that went in: what it is called in the report, its SHA-256, and what it was read as."""

    name: str  # not the file's own, which may be an organisation's
    sha256: str
    role: str  # "routes", "compared" or "network"


@dataclass(frozen=True, slots=True)
class Compared:
    """The earlier collection that changes are measured against: its name and how much it holds."""

    collection: str
    submissions: int
    organisations: int


@dataclass(frozen=True)
class Bundle:
    """One report's material in one language; `in_language` gives the same in another.

    `measures` holds a Protected for every name in `njia.measures.MEASURES`. `routes` holds the earlier
    collection too when there is one; its rows are told apart by `collection`.
    """

    network: Network
    scope: Scope
    language: str
    measures: dict[str, Protected]
    routes: ProtectedDataset
    fingerprint: str  # of the dataset that the measures were computed from
    sources: tuple[Source, ...]
    version: str = __version__
    compared: Compared | None = None

    @property
    def policy(self) -> Policy:
        """The policy under which all of it leaves the network."""
        return self.routes.policy

    @cached_property
    def flow(self) -> Flow:
        """What the maps draw, added up once: layouts are kept for this very object."""
        return flow(self.measures, self.routes, self.network, self.scope.focus_country)

    def in_language(self, language: str) -> Bundle:
        """Give the same material for a report in another language, with the network's own texts in it."""
        other = replace(self, language=language, network=self.network.in_language(language))
        other.__dict__["flow"] = self.flow
        return other


def source(path: Path, role: str) -> Source:
    """Describe an input file; OSError when it cannot be read."""
    return Source(f"{role}{path.suffix.lower()}", hashlib.sha256(path.read_bytes()).hexdigest(), role)


def assemble(
    network: Network,
    data: Dataset,
    sources: Iterable[Source] = (),
    *,
    earlier: str | None = None,
    engine: str = "duckdb",
    policy: Policy = OPEN,
) -> Bundle:
    """Compute every measure of `data` and let it out under `policy`.

    `data` holds the rows of the collection `earlier` too when changes are to be measured against it.
    """
    from njia.measures import measure_all, scope_for

    scope = scope_for(network, data, earlier)
    measured = measure_all(data, scope, engine)
    return Bundle(
        network=network,
        scope=scope,
        language=network.languages[0],
        measures={name: protect(result, policy) for name, result in measured.items()},
        routes=protect_dataset(data, policy),
        fingerprint=data.fingerprint(),
        sources=tuple(sources),
        compared=_compared(data, earlier),
    )


def _compared(data: Dataset, earlier: str | None) -> Compared | None:
    if earlier is None:
        return None
    rows = data.routes.select(["collection", "organisation"]).to_pylist()
    theirs = [row["organisation"] for row in rows if row["collection"] == earlier]
    return Compared(earlier, len(theirs), len({name for name in theirs if name}))
