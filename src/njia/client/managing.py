"""Plan collections, set the network up, and teach it spellings of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from njia.client.asking import path
from njia.client.people import Seeing


class Managing(Seeing):
    """What coordinators do with the network as a whole."""

    def plan(self, **plan: Any) -> dict[str, Any]:
        """Plan a collection: `name`, `period_start`, `period_end`, and what else the API's page lists."""
        return self._told("POST", "collections", plan)

    def replan(self, slug: str, based_on: int, plan: Mapping[str, Any]) -> dict[str, Any]:
        """Change a collection's plan; Conflict when somebody else has in between."""
        return self._told("PUT", path("collections", slug), {"based_on": based_on, "plan": dict(plan)})

    def open_collection(self, slug: str) -> dict[str, Any]:
        """Let organisations send routes to a planned collection."""
        return self._told("POST", path("collections", slug, "open"))

    def close_collection(self, slug: str) -> dict[str, Any]:
        """Let nobody send or change routes of a collection any more."""
        return self._told("POST", path("collections", slug, "close"))

    def reopen_collection(self, slug: str) -> dict[str, Any]:
        """Open a closed collection again."""
        return self._told("POST", path("collections", slug, "reopen"))

    def overview(self, slug: str) -> dict[str, Any]:
        """Say which organisation has reported what and when, and what is unfinished."""
        return self._told("GET", path("collections", slug, "overview"))

    def network(self) -> dict[str, Any]:
        """Read the network's settings."""
        return self._told("GET", "network")

    def set_up(self, based_on: int, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Change the network's settings; Conflict when somebody else has in between."""
        return self._told("PUT", "network", {"based_on": based_on, "settings": dict(settings)})

    def aliases(self) -> Iterator[dict[str, Any]]:
        """Give the spellings that the network has accepted."""
        yield from self.pages("aliases")

    def teach(self, text: str, country: str, place_id: str) -> dict[str, Any]:
        """Have a spelling mean a place from now on."""
        body = {"text": text, "country": country, "place_id": place_id}
        return self._told("POST", "aliases", body)

    def forget(self, alias_id: int) -> None:
        """Take a spelling back."""
        self.ask("DELETE", path("aliases", alias_id), again=False)

    def proposed_spellings(self) -> Iterator[dict[str, Any]]:
        """Give the spellings that organisations propose to the network."""
        yield from self.pages("spellings")

    def accept_spelling(self, spelling_id: int) -> None:
        """Make a spelling an alias of the whole network."""
        self.ask("POST", path("spellings", spelling_id, "accept"))

    def decline_spelling(self, spelling_id: int) -> None:
        """Leave a spelling to its organisation."""
        self.ask("POST", path("spellings", spelling_id, "decline"))
