"""The map and the figures of the accepted routes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from njia.client.asking import pairs, path
from njia.client.files import Filing
from njia.client.records import Figures, HubRoute


class Figuring(Filing):
    """What analysts do. Filters are those of its pages: `destination="iso:LB"`, `from_="2020-01-01"`.

    A list stands for any of its values.
    """

    def map(self, level: str = "place", **chosen: Any) -> dict[str, Any]:
        """Add up the accepted routes that are chosen: counts, legs and places."""
        found: dict[str, Any] = self.ask("GET", "map", query=chosen | {"level": level}).json()
        return found

    def behind(self, **chosen: Any) -> Iterator[HubRoute]:
        """Give the accepted routes that are chosen, page by page: those behind the map and the figures."""
        for one in self.pages("map/routes", **chosen):
            yield HubRoute.model_validate(one)

    def measures(self) -> list[dict[str, str]]:
        """List the figures that can be asked for."""
        found: list[dict[str, str]] = self.ask("GET", "measures").json()
        return found

    def measure(self, name: str, language: str = "en", level: str = "place", **chosen: Any) -> Figures:
        """Compute one figure of the accepted routes that are chosen, its places at the `level` given."""
        answer = self.ask(
            "GET", path("measures", name), query=chosen | {"level": level, "language": language}
        )
        return Figures.model_validate(answer.json())

    def exports(self) -> Iterator[dict[str, Any]]:
        """Give the files that were made for one in the background."""
        yield from self.pages("exports")

    def export(self, what: str, format: str, language: str = "en", **chosen: Any) -> bytes:
        """Make a file of a picture ("picture"), the legs ("legs") or a measure, and wait for it."""
        body = {"what": what, "format": format, "language": language, "query": urlencode(pairs(chosen))}
        answer = self.ask("POST", "exports", body=body)
        if answer.status != 202:
            return answer.content
        made = answer.json()
        self.wait(made["job"])
        return self.ask("GET", path("exports", made["id"], "file")).content
