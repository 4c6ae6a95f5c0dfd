"""What can go wrong between a program and a hub; no message holds the token or what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class HubError(Exception):
    """The hub did not do what it was asked. `code` is its word for programs, `status` that of HTTP."""

    def __init__(
        self, detail: str, status: int = 0, code: str = "", body: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.body = status, code, dict(body or {})


class Unreachable(HubError):
    """No answer came, or none that a hub gives."""


class NotSignedIn(HubError):
    """The token is not valid, or not any more."""


class Forbidden(HubError):
    """The person, or the token with its scopes, does not reach so far."""


class NotThere(HubError):
    """There is no such thing, or the person may not know of it."""


class Conflict(HubError):
    """It is not possible as things are now; `current` is what somebody else has made of it in between."""

    @property
    def current(self) -> Mapping[str, Any] | None:
        """Give what there is now, when the hub told it."""
        found: Mapping[str, Any] | None = self.body.get("current")
        return found


class Invalid(HubError):
    """Some of what was sent cannot be used; `fields` say where and why."""

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Give pairs of a field's path and what is wrong there."""
        return tuple((fault["field"], fault["reason"]) for fault in self.body.get("fields", ()))

    def __str__(self) -> str:
        """Give the sentence, and what is wrong with which field."""
        said = super().__str__()
        return "\n".join([said, *(f"{field}: {reason}" for field, reason in self.fields)])


class Failed(HubError):
    """The hub itself has failed; nothing was done."""


_BY_STATUS: dict[int, type[HubError]] = {
    400: Invalid,
    401: NotSignedIn,
    403: Forbidden,
    404: NotThere,
    409: Conflict,
    413: Invalid,
    422: Invalid,
}


def refusal(status: int, body: Any) -> HubError:
    """Make the exception for an answer that says no."""
    said = body if isinstance(body, Mapping) else {}
    kind = _BY_STATUS.get(status, Failed if status >= 500 else Unreachable)
    return kind(
        str(said.get("detail") or f"The hub answered with {status}."), status, str(said.get("code", "")), said
    )
