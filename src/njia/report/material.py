"""What a release is printed and shown from: protected tables, and what is said beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from njia.disclosure import Policy, ProtectedTables
from njia.network import Network


@dataclass(frozen=True)
class Material:
    """One release in one language; `in_language` gives the same in another.

    `network` has its settings, its texts and its languages; `supersedes` is the number of the release that this
    one takes the place of.
    """

    network: Network
    language: str
    tables: ProtectedTables
    focus: str  # the focus country's code; "" for none
    number: int
    title: str
    audience: str  # one of AUDIENCES
    collections: tuple[str, ...]
    made_on: dt.date
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()  # addresses or citations of related publications
    supersedes: int | None = None

    @property
    def policy(self) -> Policy:
        """The policy under which all of it leaves the network."""
        return self.tables.policy

    def in_language(self, language: str) -> Material:
        """Give the same release in another language."""
        return replace(self, language=language)


AUDIENCES = ("network", "government", "bank", "airline", "donor", "public")
