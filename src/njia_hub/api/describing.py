"""The description of the API: as OpenAPI, and as a page for people."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from njia_hub.api.explaining import Operation, Record, explained, records
from njia_hub.guard import HubRequest
from njia_hub.roles import TABLE, Reach, Role

PREFIX = "/api"


def openapi(request: HubRequest) -> HttpResponse:
    """Give the description for programs."""
    return JsonResponse(description())


def docs(request: HubRequest) -> HttpResponse:
    """Show the description to people."""
    rooms: dict[str, list[Operation]] = {}
    for operation in operations():
        rooms.setdefault(operation.room, []).append(operation)
    shown = {"rooms": rooms, "records": _records(), "address": settings.INSTALLATION.address}
    return render(request, "api/docs.html", shown)


@cache
def description() -> dict[str, Any]:
    """Make the OpenAPI document; each operation says which scope a token needs, and how far roles reach."""
    from njia_hub.api.urls import api

    said: dict[str, Any] = api.get_openapi_schema(path_prefix=f"{PREFIX}/")
    said["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    said["security"] = [{"token": []}]
    names = _names()
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            name = names[path]
            _say_media_types(operation)
            row = TABLE[f"{method.upper()} api:{name}"]
            operation["operationId"] = f"{method}_{name}"
            operation["x-name"] = name
            operation["x-scope"] = row.scope.value if row.scope else None
            operation["x-reach"] = {
                role.value: reach.value for role in Role if (reach := row.reach(role)) is not Reach.NONE
            }
    return said


def _say_media_types(operation: dict[str, Any]) -> None:
    """Say of a file that is given that it is no JSON."""
    for answer in operation["responses"].values():
        content = answer.get("content", {})
        if content.get("application/json", {}).get("schema", {}).get("format") == "binary":
            answer["content"] = {"application/octet-stream": content["application/json"]}


@cache
def operations() -> tuple[Operation, ...]:
    """Give every operation, explained for people, room by room."""
    from njia_hub.api.urls import ROOMS

    rooms = [module.room.name for module in ROOMS]
    found = [
        explained(method, path, operation, description())
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]
    return tuple(sorted(found, key=lambda one: rooms.index(one.room)))


@cache
def _records() -> tuple[Record, ...]:
    return records(description())


def _names() -> dict[str, str]:
    """Give the name of each path's URL."""
    from njia_hub.api.urls import urlpatterns

    return {_as_openapi(str(one.pattern)): str(one.name) for one in urlpatterns}


def _as_openapi(pattern: str) -> str:
    return f"{PREFIX}/" + re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", pattern)
