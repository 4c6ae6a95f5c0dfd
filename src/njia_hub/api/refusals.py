"""How the API says no: a sentence and a code, and never a word of what was sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Status
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, ConfigDict, Field

from njia.filters import FilterError
from njia_hub.collections.opening import NotPossible
from njia_hub.people import rights
from njia_hub.places.teaching import NotTeachable
from njia_hub.routes.submitting import NotAllowed, OtherContent
from njia_hub.work.jobs import Refused

# What a name of a field, also a misspelt one, or a place in a list looks like; no other text is repeated.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}|\d{1,5}")

MOST_FAULTS = 50  # that are told
SHORTEST_BLANKED = 4  # characters; what is shorter tells nothing and is in any sentence


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    field: str = Field(description="Where: such as body.answers.stops.0.country, or query.limit.")
    reason: str = Field(description="What is wrong there.")


class Refusal(BaseModel):
    """Why something was not done."""

    model_config = ConfigDict(extra="forbid")

    detail: str = Field(description="A sentence for people.")
    code: str = Field(description="A word for programs; it does not change.")
    fields: list[Fault] = Field(default_factory=list, description="What is wrong with which field.")
    current: dict[str, Any] | None = Field(
        None, description="What there is now, when somebody else has changed it in between."
    )


class Refuse(Exception):
    """Something is not done; `more` are further fields of the answer."""

    def __init__(self, status: int, code: str, detail: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.more = status, code, detail, dict(more or {})


STATUSES = frozenset({400, 401, 403, 404, 409, 413, 422})


def answers(model: Any, status: int = 200, **more: Any) -> dict[Any, Any]:
    """Declare what an operation answers: `model` when it is done, else a refusal.

    `more` are further statuses, such as s201=Model.
    """
    return {status: model} | {int(key[1:]): value for key, value in more.items()} | {STATUSES: Refusal}


def done() -> Status[None]:
    """Answer that it is done, with nothing more to say."""
    return Status(204, None)


def not_found() -> Http404:
    """Give the answer for what is not there, and for what this person may not know of."""
    return Http404("there is nothing here")


def register(api: NinjaAPI) -> None:
    """Tell the API how each kind of exception is answered; of any other Django says that the hub failed."""

    def on(kind: type[Exception], answer: Callable[[Any], Refuse]) -> None:
        def handle(request: HttpRequest, error: Any) -> HttpResponse:
            said = answer(error)
            body = Refusal(detail=said.detail, code=said.code, **said.more)
            return api.create_response(
                request, body.model_dump(mode="json", exclude_none=True), status=said.status
            )

        api.add_exception_handler(kind, handle)

    on(Refuse, lambda error: error)
    on(Http404, lambda _: Refuse(404, "not_found", "There is nothing here."))
    on(HttpError, lambda _: Refuse(400, "not_understood", "The body is not JSON that can be read."))
    on(RequestDataTooBig, lambda _: Refuse(413, "too_large", "The body is too large."))
    on(SuspiciousOperation, lambda _: Refuse(400, "not_understood", "This cannot be understood."))
    on(ValidationError, _invalid)
    on(FilterError, _no_such_filter)
    on(NotAllowed, lambda error: Refuse(409, "not_possible", str(error)))
    on(rights.NotAllowed, lambda error: Refuse(409, "not_possible", str(error)))
    on(NotPossible, lambda error: Refuse(409, "not_possible", str(error)))
    on(NotTeachable, lambda error: Refuse(409, "not_possible", str(error)))
    on(Refused, lambda error: Refuse(409, "not_possible", str(error)))
    on(OtherContent, lambda _: Refuse(409, "other_content", "This id was used before, for something else."))


def blanked(message: str, sent: Any) -> str:
    """Take what was sent out of a sentence: it may be anything."""
    for text in sorted(set(_texts(sent)), key=len, reverse=True):
        message = message.replace(text, "…")
    return message


def _texts(sent: Any) -> Iterator[str]:
    if isinstance(sent, str) and len(sent) >= SHORTEST_BLANKED:
        yield sent
    elif isinstance(sent, Mapping):
        for key, value in sent.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(sent, list | tuple):
        for value in sent:
            yield from _texts(value)


def _invalid(error: ValidationError) -> Refuse:
    faults = [_fault(said) for said in error.errors[:MOST_FAULTS]]
    return Refuse(422, "invalid", "Some of what was sent cannot be used.", {"fields": faults})


def unknown_keys(keys: Iterable[str]) -> Refuse:
    """Give the answer to an address with keys that there are not: they are named, and no value is."""
    detail = "The address has a key that there is not; the description names those there are."
    faults = [{"field": _path(["query", key]), "reason": "There is no such key."} for key in sorted(keys)]
    return Refuse(422, "invalid", detail, {"fields": faults[:MOST_FAULTS]})


def _no_such_filter(error: FilterError) -> Refuse:
    fault = {"field": f"query.{error.key}".rstrip("."), "reason": str(error)}
    return Refuse(422, "invalid", "There is no such filter.", {"fields": [fault]})


def _fault(said: Mapping[str, Any]) -> dict[str, str]:
    where, kind = list(said["loc"]), str(said["type"])
    if where[:2] == ["body", "body"]:  # the argument's name
        where = where[1:]
    if kind == "extra_forbidden":
        return {"field": _path(where), "reason": "There is no such field."}
    reason = str(said["msg"]).removeprefix("Value error, ")
    if kind.endswith("_parsing"):  # what follows quotes what was sent
        reason = reason.split(",", 1)[0]
    return {"field": _path(where), "reason": reason}


def _path(parts: list[Any]) -> str:
    return ".".join(str(part) if _NAME.fullmatch(str(part)) else "?" for part in parts)
