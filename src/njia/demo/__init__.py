"""The Kenya 2020 collection: the demonstration and the acceptance test.

`kenya_2020/README.md` says, column by column, what is printed and what is reconstructed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The files of a demonstration, as `njia report` takes them."""

    files: tuple[Path, ...]  # FILE…
    earlier: Path  # --compare
    network: Path  # --network


def kenya_2020() -> Demonstration:
    """Give the files of the Kenya 2020 collection, which come with Njia."""
    folder = Path(__file__).parent / "kenya_2020"
    return Demonstration((folder / "routes.csv",), folder / "earlier_2019.csv", folder / "network.yaml")
