"""What a release is printed and shown from: protected tables, and what is said beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from njia.disclosure import Policy, ProtectedTables
from njia.draw.flow import Flow
from njia.draw.released import released_flow
from njia.network import Network


@dataclass(frozen=True)
class Material:
    """One release in one language; `in_language` gives the same in another.

    `network` has its settings, its texts and its languages; `supersedes` is the number of the release that
    this one takes the place of.
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
    first: Material | None = None  # the same release in the language that it was made in

    @property
    def policy(self) -> Policy:
        """The policy under which all of it leaves the network."""
        return self.tables.policy

    @cached_property
    def flow(self) -> Flow:
        """What the map draws: the same in all languages, so that it is laid out once."""
        if self.first and self.first.tables is self.tables:
            return self.first.flow
        return released_flow(self.tables, self.network, self.focus)

    def in_language(self, language: str) -> Material:
        """Give the same release in another language, with the texts that the network has in it."""
        first = self.first or self
        said = first.network.translations.get(language)
        return replace(
            first,
            language=language,
            network=first.network.in_language(language),
            title=(said.title if said else "") or first.title,
            first=first,
        )


AUDIENCES = ("network", "government", "bank", "airline", "donor", "public")
