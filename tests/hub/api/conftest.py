"""A program that asks the API for a person."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request
from urllib.response import addinfourl

import pytest
from django.test import Client

from njia_hub.roles import Scope


class Program:
    """Asks the API with a token."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(
            SERVER_NAME="hub.test", headers={"host": "hub.test"}, raise_request_exception=False
        )
        self.client.defaults["wsgi.url_scheme"] = "https"
        if secret:
            self.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/{path}", query)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        text = body if isinstance(body, str | bytes) else json.dumps(body if body is not None else {})
        return self.client.generic(method, f"/api/{path}", text, "application/json")

    def post(self, path: str, body: Any = None) -> Any:
        return self.send("POST", path, body)

    def put(self, path: str, body: Any = None) -> Any:
        return self.send("PUT", path, body)

    def all(self, path: str, **query: Any) -> list[Any]:
        """Give every item of a list, page by page."""
        found: list[Any] = []
        while True:
            answer = self.get(path, **query)
            assert answer.status_code == 200, answer.content
            page = answer.json()
            found += page["items"]
            if page["next"] is None:
                return found
            query["after"] = page["next"]


Programs = Callable[..., Program]


@pytest.fixture
def program() -> Programs:
    """Give a function that makes a program for a person, with all scopes or those given."""
    from njia_hub.people.tokens import make

    def of(person: Any, scopes: Iterable[str] = tuple(Scope)) -> Program:
        return Program(make(person, "a program CANARY-TOKEN", scopes)[1])

    return of


class Through:
    """Opens what the Python client asks for in this process, in the place of a server."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME="hub.test", raise_request_exception=False)
        self.client.defaults["wsgi.url_scheme"] = "https"
        self.asked: list[str] = []

    def open(self, request: Request, timeout: float) -> Any:
        parts = urlsplit(request.full_url)
        assert (parts.scheme, parts.netloc) == ("https", "hub.test")
        self.asked.append(f"{request.get_method()} {parts.path}")
        answer = self.client.generic(
            request.get_method(),
            f"{parts.path}?{parts.query}",
            request.data or b"",
            request.headers.get("Content-type", ""),
            headers={"authorization": request.headers["Authorization"], "host": "hub.test"},
        )
        headers = Message()
        for name, value in answer.headers.items():
            headers[name] = value
        content = io.BytesIO(answer.content)
        if answer.status_code >= 300:
            raise HTTPError(request.full_url, answer.status_code, "", headers, content)
        return addinfourl(content, headers, request.full_url, answer.status_code)


Clients = Callable[..., Any]


@pytest.fixture
def client_of() -> Clients:
    """Give a function that makes the Python client for a person, with all scopes or those given."""
    from njia.client import Hub as Asked
    from njia_hub.people.tokens import make

    def of(person: Any, scopes: Iterable[str] = tuple(Scope)) -> Any:
        asked = Asked("https://hub.test", make(person, "a notebook", scopes)[1], pause=lambda _: None)
        asked._opener = Through()  # type: ignore[assignment]
        return asked

    return of
