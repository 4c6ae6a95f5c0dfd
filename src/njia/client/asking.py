"""Ask over HTTP: only the hub that was named, only over TLS, again when that does no harm."""

from __future__ import annotations

import http.client
import json
import secrets
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from njia.client.refused import HubError, Unreachable, refusal

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LARGEST_ANSWER = 200_000_000  # bytes
TRIES = 5
WORTH_ANOTHER_TRY = frozenset({429, 502, 503, 504})
HARMLESS_AGAIN = frozenset({"GET", "PUT", "DELETE"})
LONGEST_WAIT_SECONDS = 30.0
Query = Mapping[str, Any]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: a hub answers at its own address, and the token is for nobody else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Take a redirect for an answer."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    content: bytes
    media_type: str
    file_name: str = ""

    def json(self) -> Any:
        """Read the content; Unreachable when it is not what a hub answers."""
        if self.status == 204:
            return None
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise Unreachable("The answer is not one of a hub.", self.status) from error


class Asking:
    """Asks one hub with one token. Everything that `Hub` does goes through `ask`."""

    def __init__(
        self,
        address: str,
        token: str,
        *,
        timeout_seconds: float = 60.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Name the hub and the token; ValueError for an address that is not safe to send it to."""
        parts = urlsplit(address.rstrip("/"))
        is_local = parts.hostname in LOOPBACK
        if not parts.hostname or parts.scheme not in ("https", "http"):
            raise ValueError("the address must be such as https://njia.example.org")
        if parts.scheme == "http" and not is_local:
            raise ValueError(
                "without TLS the token could be read on its way: the address must begin with https"
            )
        if parts.username or parts.query or parts.fragment:
            raise ValueError("the address has no user, query or fragment")
        if not token.startswith("njia_") or not token.isascii() or not token.isprintable():
            raise ValueError("this is not a token of a hub")
        self.address = f"{parts.scheme}://{parts.netloc}{parts.path}"
        self._token, self._timeout_seconds, self._pause = token, timeout_seconds, pause
        handlers: list[urllib.request.BaseHandler] = [
            _NoRedirect(),
            urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        ]
        if is_local:
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def __repr__(self) -> str:
        """Name the hub, and not the token."""
        return f"{type(self).__name__}({self.address!r})"

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        body: Any = None,
        file: tuple[str, bytes] | None = None,
        again: bool | None = None,
    ) -> Answer:
        """Ask for an operation by its path under /api/, such as `routes`.

        What does no harm when it is done twice is tried again after a pause when the hub cannot be reached
        or is busy; `again` says so of other operations. Raises HubError.
        """
        request = self._request(method, path, query, body, file)
        tries = TRIES if (method in HARMLESS_AGAIN if again is None else again) else 1
        for left in range(tries - 1, -1, -1):
            try:
                return self._answer(request)
            except HubError as error:
                is_worth_it = error.status in WORTH_ANOTHER_TRY or (
                    isinstance(error, Unreachable) and not error.status
                )
                if not left or not is_worth_it:
                    raise
                self._pause(_wait_seconds(error, TRIES - left - 1))
        raise Unreachable("The hub was not asked.")

    def pages(self, path: str, **query: Any) -> Iterator[Any]:
        """Give the items of a list one by one; the next page is asked for when it is needed."""
        after: str | None = None
        while True:
            page = self.ask("GET", path, query=query | {"after": after}).json()
            yield from page["items"]
            after = page["next"]
            if after is None:
                return

    def _request(
        self, method: str, path: str, query: Query | None, body: Any, file: tuple[str, bytes] | None
    ) -> urllib.request.Request:
        url = f"{self.address}/api/{path}"
        if keys := pairs(query or {}):
            url = f"{url}?{urlencode(keys)}"
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        content: bytes | None = None
        if file is not None:
            content, headers["Content-Type"] = _form(body or {}, *file)
        elif body is not None or method in ("POST", "PUT", "PATCH"):
            content, headers["Content-Type"] = json.dumps(body or {}).encode(), "application/json"
        return urllib.request.Request(url, content, headers, method=method)  # noqa: S310 - checked above

    def _answer(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=self._timeout_seconds) as response:
                return _read(response, response.status)
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(error) from None
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"The hub cannot be reached ({type(error).__name__}).") from None


def path(*parts: object) -> str:
    """Write the path of an operation; ids in it cannot lead elsewhere."""
    return "/".join(quote(str(part), safe="") for part in parts)


def _read(response: Any, status: int) -> Answer:
    content = response.read(LARGEST_ANSWER + 1)
    if len(content) > LARGEST_ANSWER:
        raise Unreachable("The answer is larger than one of a hub.", status)
    headers = response.headers
    return Answer(status, content, headers.get_content_type(), headers.get_filename() or "")


def _refused(error: urllib.error.HTTPError) -> HubError:
    answer = _read(error, error.code)
    try:
        body = answer.json()
    except Unreachable:
        body = {}
    refused = refusal(error.code, body)
    refused.body.setdefault("retry_after_seconds", error.headers.get("Retry-After", ""))
    return refused


def _wait_seconds(error: HubError, tried: int) -> float:
    asked = str(error.body.get("retry_after_seconds", ""))
    if asked.isdigit():
        return min(float(asked), LONGEST_WAIT_SECONDS)
    jitter = 1 + secrets.randbelow(1000) / 1000
    return min(0.25 * float(2**tried) * jitter, LONGEST_WAIT_SECONDS)


def pairs(query: Query) -> list[tuple[str, str]]:
    """Write an address's keys: lists as several values, what is None or False not at all."""
    found: list[tuple[str, str]] = []
    for key, value in query.items():
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        found += [
            (key.rstrip("_"), "true" if one is True else str(one))
            for one in values
            if one is not None and one is not False and one != ""
        ]
    return found


def _form(fields: Mapping[str, Any], name: str, content: bytes) -> tuple[bytes, str]:
    """Write a form with a file in it; give it with its media type."""
    boundary = secrets.token_hex(16)
    shown = Path(name).name.replace('"', "'").replace("\r", " ").replace("\n", " ")
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{shown}"\r\n'
    head += "Content-Type: application/octet-stream\r\n\r\n"
    end = f"\r\n--{boundary}--\r\n"
    return b"".join(
        [*parts, head.encode(), content, end.encode()]
    ), f"multipart/form-data; boundary={boundary}"
