"""Report routes, and read those that one may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from njia.client.asking import Asking, path
from njia.client.records import Draft, HubRoute, Personal, Place, Receipt, Revision
from njia.dataset import Dataset, dataset
from njia.intake.form import Answers
from njia.schema import Route

Id = uuid.UUID | str
Given = Answers | Mapping[str, Any]


class Reporting(Asking):
    """What reporters do, and everybody who reads routes."""

    def collections(self) -> Iterator[dict[str, Any]]:
        """Give the collections of the network."""
        yield from self.pages("collections")

    def collection(self, slug: str) -> dict[str, Any]:
        """Say what a collection asks, and whether it is open."""
        found: dict[str, Any] = self.ask("GET", path("collections", slug)).json()
        return found

    def listed(self, **wanted: Any) -> Iterator[HubRoute]:
        """Give the routes that one may see, without free text, page by page.

        `collection` (a slug), `state`, `organisation` (an id) and `mine=True` choose some of them.
        """
        for one in self.pages("routes", **wanted):
            yield HubRoute.model_validate(one)

    def routes(self, **wanted: Any) -> Iterator[Route]:
        """Give the same as the core's own routes."""
        for one in self.listed(**wanted):
            yield one.journey

    def dataset(self, collection: str | None = None) -> Dataset:
        """Give the network's accepted routes as the tables that measures read."""
        return dataset(self.routes(collection=collection, state="accepted"))

    def route(self, route_id: Id) -> HubRoute:
        """Read one route, as far as one may see it."""
        return HubRoute.model_validate(self.ask("GET", path("routes", route_id)).json())

    def history(self, route_id: Id) -> list[Revision]:
        """Read all that a route has been, from the first revision on."""
        found = self.ask("GET", path("routes", route_id, "revisions")).json()
        return [Revision.model_validate(one) for one in found]

    def submit(self, collection: str, answers: Given, route_id: Id | None = None) -> Receipt:
        """Send a route; when the answer is lost on its way it is sent again, and is one route.

        Keep `route_id`, made by yourself, to send the same again after your program was stopped.
        """
        body = {"collection": collection, "answers": _plain(answers)}
        answer = self.ask("PUT", path("routes", route_id or uuid.uuid4()), body=body)
        return Receipt.model_validate(answer.json())

    def edit(self, route_id: Id, based_on: int, answers: Given, reason: str = "") -> Receipt:
        """Change a route, from the revision that one has seen; Conflict when it was changed in between."""
        body = {"based_on": based_on, "answers": _plain(answers), "reason": reason}
        answer = self.ask("POST", path("routes", route_id, "revisions"), body=body, again=True)
        return Receipt.model_validate(answer.json())

    def withdraw(self, route_id: Id, reason: str = "") -> None:
        """Take a route back: it is in no count any more."""
        self.ask("POST", path("routes", route_id, "withdraw"), body={"reason": reason})

    def drafts(self) -> Iterator[Draft]:
        """Give one's own drafts."""
        for one in self.pages("drafts"):
            yield Draft.model_validate(one)

    def save_draft(
        self, collection: str, answers: Given, draft_id: Id | None = None, based_on: int = 0
    ) -> Draft:
        """Save a draft, based on the save before; its id will be that of the route."""
        body = {"collection": collection, "answers": _plain(answers), "based_on": based_on}
        answer = self.ask("PUT", path("drafts", draft_id or uuid.uuid4()), body=body)
        return Draft.model_validate(answer.json())

    def discard_draft(self, draft_id: Id) -> None:
        """Delete one of one's own drafts."""
        self.ask("DELETE", path("drafts", draft_id), again=False)

    def personal_data(self, text: str) -> list[Personal]:
        """Say where a text seems to hold personal data; the hub does not keep it."""
        found = self.ask("POST", "personal-data", body={"text": text}, again=True).json()
        return [Personal.model_validate(one) for one in found]

    def places(self, text: str, country: str = "", limit: int = 8, language: str = "en") -> list[Place]:
        """Suggest places for the beginning of a name, likeliest first."""
        query = {"text": text, "country": country, "limit": limit, "language": language}
        return [Place.model_validate(one) for one in self.ask("GET", "places", query=query).json()]

    def vocabulary(self, language: str = "en") -> dict[str, dict[str, str]]:
        """Give every list of codes by its name: labels by code."""
        lists = self.ask("GET", "vocabulary", query={"language": language}).json()
        return {one["name"]: {code["id"]: code["label"] for code in one["codes"]} for one in lists}


def _plain(answers: Given) -> Mapping[str, Any]:
    if isinstance(answers, Answers):
        return answers.model_dump(mode="json", exclude_defaults=True)
    return answers
