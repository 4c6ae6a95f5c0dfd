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


def read(given: argparse.Namespace, *, is_printed: bool = False) -> Given:
    """Read the files and what stands beside them; raises what says why something cannot be used.

    `is_printed`: refuse a language that there is no report in before the files are read.
    """
    from njia.disclosure import load
    from njia.levels import counties
    from njia.measures import scope_for
    from njia.release import by_content, read_figures
    from njia.report.words import Words

    policy = load(given.policy or ("open" if given.audience == "network" else "guarded"))
    if not policy.is_publishable:
        raise Failure(f"the policy '{policy.name}' is not for publication.")
    _warn(policy, given.audience)
    if given.earlier and not is_protecting(policy):
        raise Failure(f"--earlier: the policy '{policy.name}' shows all counts, whatever was shown before.")
    settings, secret = inputs.network(given.network), _secret(given.secret_file, policy)
    for language in settings.languages if is_printed else ():
        Words(language)
    data, _ = inputs.dataset(given.files, settings, collection=given.collection)
    if not given.files[0].is_dir():  # a folder's routes have ids of their own
        data = by_content(data)
    earlier = read_figures(given.earlier)
    if earlier:
        _say_known_again(data, earlier)
    found = counties(data.places, inputs.gazetteer(settings)) if is_protecting(policy) else {}
    return Given(data, settings, scope_for(settings, data), policy, found, earlier, secret)


def check_release(given: argparse.Namespace) -> None:
    """Look at what is said of a release before anything is read: reading and protecting take their time."""
    from pydantic import TypeAdapter, ValidationError

    from njia.release.freezing import LONGEST_LINE, MOST_NUMBER, Line

    lines = [("--title", given.title), *(("--tag", tag) for tag in given.tag)]
    for option, text in (*lines, *(("--related", one) for one in given.related)):
        try:
            TypeAdapter(Line).validate_python(text)
        except ValidationError as error:
            most = f"one line of 1 to {LONGEST_LINE} characters"
            raise Failure(f"{option}: {most}, without signs that cannot be seen.") from error
    if not 0 < given.number <= MOST_NUMBER:
        raise Failure(f"--number: from 1 to {MOST_NUMBER}.")
    if given.supersedes is not None and not 0 < given.supersedes < given.number:
        raise Failure(f"--supersedes: release {given.number} can take the place of an earlier one only.")
    if given.ledger and given.ledger.exists():
        raise Failure(
            f"--ledger: {given.ledger} is there already. It may be the list of another release, without "
            "which that one is not protected: give another name."
        )


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
