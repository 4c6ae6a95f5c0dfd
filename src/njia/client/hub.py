"""A hub, and all that one may ask of it."""

from __future__ import annotations

from njia.client.figures import Figuring
from njia.client.records import Me
from njia.client.releasing import Releasing
from njia.client.reviewing import Reviewing
from njia.client.routes import Reporting


class Hub(Reporting, Figuring, Reviewing, Releasing):
    """Asks a hub as the person whose token it is: `Hub("https://njia.example.org", token)`.

    Every method raises `HubError` when the hub says no or cannot be reached. Ids can be texts or UUIDs.
    """

    def me(self) -> Me:
        """Say whose token it is, and what it may ask for."""
        return Me.model_validate(self.ask("GET", "me").json())
