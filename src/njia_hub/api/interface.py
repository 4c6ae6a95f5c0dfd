"""The API itself: what every operation has in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError, ValidationErrorContext
from ninja.parser import Parser

from njia_hub.api import refusals
from njia_hub.api.refusals import Refuse
from njia_hub.guard import HubRequest

DESCRIPTION = (
    "Everything that a person may see or do in the hub, for programs. A program signs in with a token of a "
    "person (`Authorization: Bearer njia_…`), which that person makes on the page of their account; it never "
    "reaches further than the person, and only as far as its scopes say. Times are UTC. What is not there "
    "and what the person may not know of are answered alike, with 404."
)
DEEPEST = 40  # levels of a body's lists and objects


class Careful(Parser):
    """Reads bodies and addresses, and takes no text that a database cannot keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Read a body of JSON."""
        body = json.loads(request.body, parse_constant=_refuse)
        _check(body, DEEPEST)
        return body

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Read an address's keys."""
        _check(dict(data.lists()), 2)
        return super().parse_querydict(data, list_fields, request)


def _refuse(constant: str) -> Any:
    raise ValueError("not a number of JSON")


def _check(value: Any, depth: int) -> None:
    """Raise ValueError for text with NUL or half a character, and for what is nested too deeply."""
    if isinstance(value, str):
        if "\x00" in value or (not value.isascii() and not _is_whole(value)):
            raise Refuse(400, "not_understood", "The text holds characters that cannot be kept.")
    elif isinstance(value, list | dict):
        if depth == 0:
            raise Refuse(400, "not_understood", "The body is nested too deeply.")
        for part in value.items() if isinstance(value, dict) else value:
            for inner in part if isinstance(part, tuple) else (part,):
                _check(inner, depth - 1)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Api(NinjaAPI):
    """django-ninja's API, described and refused in the hub's own way."""

    def __init__(self) -> None:
        super().__init__(
            title="Njia hub",
            version="1",
            description=DESCRIPTION,
            docs_url=None,
            openapi_url=None,
            parser=Careful(),
        )
        refusals.register(self)
        self.add_decorator(self._checked, mode="view")

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """Keep what was sent out of the sentences that say what is wrong with it."""
        error = super().validation_error_from_error_contexts(error_contexts)
        sent = [
            one["input"]
            for context in error_contexts
            for one in context.pydantic_validation_error.errors(include_url=False)
        ]
        for said, given in zip(error.errors, sent, strict=True):
            said["msg"] = refusals.blanked(said["msg"], given)
        return error

    def _checked(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """Refuse a key of an address that an operation does not have: a misspelt filter would show more."""

        operation = run.__self__  # type: ignore[attr-defined] # ninja hands a method of it over
        keys = frozenset(
            name
            for model in operation.models
            if model.__ninja_param_source__ == "query"
            for name in model.__ninja_flatten_map__
        )

        def checked(request: HubRequest, *args: Any, **values: Any) -> Any:
            if unknown := set(request.GET) - keys:
                return self.on_exception(request, refusals.unknown_keys(unknown))
            return run(request, *args, **values)

        return checked


router = Router()  # one for all rooms: the methods of one address are answered by one view


class Room:
    """One room's operations."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.get = partial(router.get, tags=[name])
        self.post = partial(router.post, tags=[name])
        self.put = partial(router.put, tags=[name])
        self.patch = partial(router.patch, tags=[name])
        self.delete = partial(router.delete, tags=[name])


def python(line: str) -> dict[str, Any]:
    """Say how the Python client asks for an operation, for the description."""
    return {"x-python": line}
