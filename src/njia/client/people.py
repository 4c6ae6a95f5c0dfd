"""See to people and organisations, and follow what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from njia.client.asking import Asking, path
from njia.client.records import Link
from njia.client.routes import Id


class Seeing(Asking):
    """What coordinators do with people; data officers with those of their own organisation."""

    def organisations(self) -> Iterator[dict[str, Any]]:
        """Give the organisations that one sees to."""
        yield from self.pages("organisations")

    def make_organisation(self, name: str) -> dict[str, Any]:
        """Take an organisation into the network."""
        return self._told("POST", "organisations", {"name": name})

    def change_organisation(
        self, organisation: int, *, name: str | None = None, is_named: bool | None = None
    ) -> dict[str, Any]:
        """Rename an organisation, or let others see which routes are from it."""
        return self._told("PATCH", path("organisations", organisation), {"name": name, "is_named": is_named})

    def let_leave(self, organisation: int) -> None:
        """Let an organisation go: its people's access ends at once."""
        self.ask("POST", path("organisations", organisation, "leave"))

    def let_come_back(self, organisation: int) -> None:
        """Take an organisation in again."""
        self.ask("POST", path("organisations", organisation, "come-back"))

    def people(self) -> Iterator[dict[str, Any]]:
        """Give the people that one sees to."""
        yield from self.pages("people")

    def person(self, person_id: Id) -> dict[str, Any]:
        """Read about one of them."""
        return self._told("GET", path("people", person_id))

    def place_person(self, person_id: Id, role: str, organisation: int | None = None) -> dict[str, Any]:
        """Give somebody another role or organisation; every way in that they had ends."""
        body = {"role": role, "organisation": organisation}
        return self._told("PUT", path("people", person_id, "place"), body)

    def deactivate(self, person_id: Id) -> None:
        """Close an account."""
        self.ask("POST", path("people", person_id, "deactivate"))

    def reactivate(self, person_id: Id) -> None:
        """Open a closed account again."""
        self.ask("POST", path("people", person_id, "reactivate"))

    def reset(self, person_id: Id, *, ends_second_factor: bool = False) -> Link:
        """Close an account until its owner opens it again by a link."""
        body = {"ends_second_factor": ends_second_factor}
        return Link.model_validate(self._told("POST", path("people", person_id, "reset"), body))

    def invitations(self) -> Iterator[dict[str, Any]]:
        """Give the invitations that still work."""
        yield from self.pages("invitations")

    def invite(self, email: str, name: str, role: str, organisation: int | None = None) -> Link:
        """Invite somebody; the link is told here and nowhere else."""
        body = {"email": email, "name": name, "role": role, "organisation": organisation}
        return Link.model_validate(self._told("POST", "invitations", body))

    def withdraw_invitation(self, invitation_id: Id) -> None:
        """End an invitation at once."""
        self.ask("POST", path("invitations", invitation_id, "withdraw"))

    def events(self) -> Iterator[dict[str, Any]]:
        """Give everything that was done in the network, from the first event on."""
        yield from self.pages("events")

    def _told(self, method: str, operation: str, body: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = self.ask(method, operation, body=body).json()
        return found
