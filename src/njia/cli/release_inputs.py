"""Read what `njia release build` and `check` are given: routes, policy, earlier figures, secret."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from njia.cli import inputs
from njia.cli.failure import Failure

if TYPE_CHECKING:
    from njia.dataset import Dataset
    from njia.disclosure import Figure, Policy
    from njia.gazetteer import Place
    from njia.measures import Scope
    from njia.network import Network

FEWEST_SECRET_BYTES = 16


@dataclass(frozen=True)
class Given:
    """What build and check read."""

    data: Dataset
    network: Network
    scope: Scope
    policy: Policy
    counties: dict[str, Place]
    earlier: tuple[tuple[Figure, ...], ...]
    secret: bytes

    @property
    def collections(self) -> list[str]:
        """Name the collections in the data."""
        return sorted({*self.data.routes["collection"].to_pylist()} - {""})


def read(given: argparse.Namespace) -> Given:
    """Read the files and what stands beside them; raises what says why something cannot be used."""
    from njia.disclosure import load
    from njia.levels import counties
    from njia.measures import scope_for
    from njia.release import by_content, read_figures

    policy = load(given.policy or ("open" if given.audience == "network" else "guarded"))
    _warn(policy, given.audience)
    if given.earlier and not is_protecting(policy):
        raise Failure(f"--earlier: the policy '{policy.name}' shows all counts, whatever was shown before.")
    settings, secret = inputs.network(given.network), _secret(given.secret_file, policy)
    data, _ = inputs.dataset(given.files, settings, collection=given.collection)
    if not given.files[0].is_dir():  # a folder's routes have ids of their own
        data = by_content(data)
    earlier = read_figures(given.earlier)
    if earlier:
        _say_known_again(data, earlier)
    found = counties(data.places, inputs.gazetteer(settings)) if is_protecting(policy) else {}
    return Given(data, settings, scope_for(settings, data), policy, found, earlier, secret)


def is_protecting(policy: Policy) -> bool:
    """Say whether a policy protects figures, rather than showing all counts."""
    from njia.disclosure import Method

    return policy.method is not Method.AS_COUNTED


def _warn(policy: Policy, audience: str) -> None:
    if not is_protecting(policy) and audience != "network":
        print(
            f"njia: the policy '{policy.name}' shows every count, down to one person, to: {audience}. "
            "Who was trafficked, and who trafficked them, may know them again. guarded does not.",
            file=sys.stderr,
        )


def _secret(file: Path | None, policy: Policy) -> bytes:
    from njia.disclosure import Method

    if policy.method is not Method.STRICT:
        if file:
            raise Failure(f"--secret-file: the policy '{policy.name}' draws no noise.")
        return b""
    if file is None:
        raise Failure(f"the policy '{policy.name}' draws its noise from a secret: give --secret-file.")
    secret = file.read_bytes().strip()
    if len(secret) < FEWEST_SECRET_BYTES:
        raise Failure(f"{file}: a secret has at least {FEWEST_SECRET_BYTES} characters.")
    return secret


def _say_known_again(data: Dataset, earlier: tuple[tuple[Figure, ...], ...]) -> None:
    """Say how many of the routes of earlier releases are here: of none, list or files are the wrong ones."""
    before = {route for release in earlier for figure in release for route in figure.routes}
    again = len(before & {*data.routes["route_id"].to_pylist()})
    print(
        f"njia: {again} of the {len(before)} routes of earlier releases are in these files.", file=sys.stderr
    )
