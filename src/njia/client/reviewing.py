"""Review routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from njia.client.asking import Asking, path
from njia.client.records import HubRoute
from njia.client.routes import Id


class Reviewing(Asking):
    """What coordinators do with routes. Whoever decides names the revision that was looked at."""

    def queue(self, show: str = "waiting", **wanted: Any) -> Iterator[HubRoute]:
        """Give the routes that wait for a word.

        `collection`, `organisation`, `problems` and `doubles` choose some of them.
        """
        for one in self.pages("review", show=show, **wanted):
            yield HubRoute.model_validate(one)

    def review(self, route_id: Id) -> dict[str, Any]:
        """Read a route with its open places, likely doubles, and what was said on it."""
        found: dict[str, Any] = self.ask("GET", path("review", route_id)).json()
        return found

    def accept(self, route_id: Id, revision: int, *, state: str = "") -> str:
        """Accept a revision; give the outcome: decided, waits or disagreed.

        `state` is the one that was looked at: another reviewer's verdict in between is a Conflict then.
        """
        return self._decide(route_id, "accept", revision=revision, state=state)

    def return_route(self, route_id: Id, revision: int, comment: str, *, state: str = "") -> str:
        """Return a route to its reporter; give the outcome. `state` is as in `accept`."""
        return self._decide(route_id, "return", revision=revision, comment=comment, state=state)

    def mark_double(
        self, route_id: Id, revision: int, double_of: Id, comment: str = "", *, state: str = ""
    ) -> str:
        """Mark a route as the same journey as another one; give the outcome. `state` is as in `accept`."""
        said = {"revision": revision, "double_of": str(double_of), "comment": comment, "state": state}
        return self._decide(route_id, "double", **said)

    def undo_double(self, route_id: Id, comment: str = "") -> None:
        """Take back that a route is a double."""
        self.ask("POST", path("review", route_id, "undo-double"), body={"comment": comment})

    def tell_apart(self, route_id: Id, other_id: Id) -> None:
        """Say that two routes are two journeys: they are likely doubles of each other no more."""
        self.ask("POST", path("review", route_id, "tell-apart"), body={"other": str(other_id)})

    def undo_apart(self, route_id: Id, other_id: Id) -> None:
        """Take back that two routes are two journeys."""
        self.ask("POST", path("review", route_id, "undo-apart"), body={"other": str(other_id)})

    def take_out(self, route_id: Id, revision: int, reason: str) -> None:
        """Withdraw a route for its organisation."""
        body = {"revision": revision, "comment": reason}
        self.ask("POST", path("review", route_id, "withdraw"), body=body)

    def place_stop(
        self, route_id: Id, revision: int, stop: str, place_id: str, *, always: bool = False
    ) -> HubRoute:
        """Say which place a stop ("stops.0", "intended") is; `always` teaches the network the spelling."""
        body = {"revision": revision, "path": stop, "place_id": place_id, "always": always}
        return HubRoute.model_validate(self.ask("POST", path("review", route_id, "place"), body=body).json())

    def correct(self, route_id: Id, revision: int, reason: str, **corrections: Any) -> HubRoute:
        """Correct what is known of a route, such as `cases="10-15"`; what was written stays."""
        body = corrections | {"revision": revision, "reason": reason}
        answer = self.ask("POST", path("review", route_id, "correct"), body=body)
        return HubRoute.model_validate(answer.json())

    def decide_many(self, word: str, routes: Mapping[Any, int], comment: str = "") -> list[dict[str, str]]:
        """Accept or return many routes, given by id with the revision looked at; say what became of each."""
        seen = [{"id": str(route_id), "revision": revision} for route_id, revision in routes.items()]
        body = {"word": word, "routes": seen, "comment": comment}
        found: list[dict[str, str]] = self.ask("POST", "review/decide-many", body=body).json()
        return found

    def _decide(self, route_id: Id, verb: str, **body: Any) -> str:
        return str(self.ask("POST", path("review", route_id, verb), body=body).json()["outcome"])
