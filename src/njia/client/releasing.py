"""Read releases and their files; prepare, approve and publish them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from njia.client.asking import path
from njia.client.files import Filing
from njia.client.managing import Managing
from njia.client.routes import Id


class Releasing(Filing, Managing):
    """What everybody may read of releases, and what coordinators do with them."""

    def releases(self) -> Iterator[dict[str, Any]]:
        """Give the releases that one may read."""
        yield from self.pages("releases")

    def release(self, number: int) -> dict[str, Any]:
        """Read about a release."""
        return self._told("GET", path("releases", number))

    def release_file(self, number: int, name: str) -> bytes:
        """Fetch a file of a release, such as "tables/overview.csv"."""
        return self.ask("GET", path("releases", number, "files", *name.split("/"))).content

    def verify_release(self, number: int) -> None:
        """Have the files of a release verified, and wait for it; its page says what was found."""
        self.wait(self._told("POST", path("releases", number, "verify"))["job"])

    def withdraw_release(self, number: int, reason: str) -> dict[str, Any]:
        """Withdraw a release, for a reason that its readers read."""
        return self._told("POST", path("releases", number, "withdraw"), {"reason": reason})

    def release_readers(self, number: int) -> list[dict[str, Any]]:
        """List who from outside of the network may read a release."""
        found: list[dict[str, Any]] = self.ask("GET", path("releases", number, "readers")).json()
        return found

    def let_read(
        self, number: int, person: Id | None = None, *, email: str = "", name: str = ""
    ) -> dict[str, Any]:
        """Let a partner read a release; for somebody new, `link` is what to hand over."""
        body = {"person": str(person) if person else None, "email": email, "name": name}
        return self._told("POST", path("releases", number, "readers"), body)

    def end_reading(self, number: int, reader: int) -> None:
        """End a partner's right to read a release."""
        self.ask("DELETE", path("releases", number, "readers", reader), again=False)

    def preparations(self) -> Iterator[dict[str, Any]]:
        """Give the releases that are being prepared."""
        yield from self.pages("preparations")

    def prepare(self, **plan: Any) -> dict[str, Any]:
        """Begin a release: `title`, `collections`, `audience`, and what else the API's page lists."""
        return self._told("POST", "preparations", plan)

    def preparation(self, preparation_id: Id) -> dict[str, Any]:
        """Read about a release that is being prepared."""
        return self._told("GET", path("preparations", preparation_id))

    def change_preparation(
        self, preparation_id: Id, based_on: int, plan: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Change a release that is being prepared; Conflict when somebody else has in between."""
        body = {"based_on": based_on, "plan": dict(plan)}
        return self._told("PUT", path("preparations", preparation_id), body)

    def discard_preparation(self, preparation_id: Id) -> None:
        """Put a release aside that was never published."""
        self.ask("DELETE", path("preparations", preparation_id), again=False)

    def preview(self, preparation_id: Id) -> dict[str, Any]:
        """Compute what a release would show, wait for it, and give it."""
        self.wait(self._told("POST", path("preparations", preparation_id, "preview"))["job"])
        return self.preparation(preparation_id)

    def approve(self, preparation_id: Id, content: str) -> dict[str, Any]:
        """Approve exactly what was looked at: `content` of the preparation as it was read."""
        return self._told("POST", path("preparations", preparation_id, "approve"), {"content": content})

    def publish(self, preparation_id: Id) -> None:
        """Publish what was approved, and wait for it."""
        self.wait(self._told("POST", path("preparations", preparation_id, "publish"))["job"])
