"""Between the server and Django: a request is taken in whole before a thread is spent on it.

Whoever sends slowly, or stops sending, holds a connection and a little memory, and none of the threads.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from njia_hub.processes import end_with_parent

THREADS = 16  # that answer at the same time
PATIENCE_SECONDS = 30.0  # for the next piece of a request
MOST_HELD_BYTES = 256_000_000  # of all requests that are being taken in
_PART_BYTES = 64_000  # of an answer, at a time
_FORM_BYTES = 200_000  # around an uploaded file
_PLAIN = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]


class Refused(Exception):
    """A request that is not taken in."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Application:
    """The hub, as the server calls it (RSGI)."""

    def __init__(self, threads: int = THREADS) -> None:
        self._threads = threads
        self._held = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Make Django ready, in the process that answers."""
        from django.conf import settings
        from django.urls import get_resolver

        from njia_hub.wsgi import application

        end_with_parent(os.getppid())
        get_resolver().url_patterns  # noqa: B018 - a fault in them stops the start, not the first request
        self._pool = ThreadPoolExecutor(self._threads, "hub")
        self._pool.submit(_get_ready)
        self._most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE + _FORM_BYTES
        self._django: Any = application

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        if scope.proto != "http":
            protocol.close(403)
            return
        held = [0]
        try:
            body = await self._take(scope, protocol, held)
        except Refused as refused:
            protocol.response_str(refused.status, [*_PLAIN, ("connection", "close")], f"{refused}\n")
            return
        finally:
            self._held -= held[0]
        await self._answer(environment(scope, body), protocol)

    async def _take(self, scope: Any, protocol: Any, held: list[int]) -> bytes:
        length = self._length(scope.headers)
        if not length:
            return b""
        parts: list[bytes] = []
        pieces = aiter(protocol)
        while held[0] < length:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    part = await anext(pieces)
            except (StopAsyncIteration, TimeoutError):
                # Half of what was sent is never taken for the whole.
                raise Refused(408, "The rest did not come.") from None
            held[0] += len(part)
            self._held += len(part)
            if self._held > MOST_HELD_BYTES:
                raise Refused(503, "Too much is being sent at once. Try again in a minute.")
            parts.append(part)
        return b"".join(parts)

    def _length(self, headers: Any) -> int:
        said = headers.get("content-length")
        if said is None:
            if "transfer-encoding" in headers:
                raise Refused(411, "Say how long it is (Content-Length).")
            return 0
        if not (said.isascii() and said.isdigit()):
            raise Refused(400, "This is no length.")
        if int(said) > self._most:
            raise Refused(413, "This is too large.")
        return int(said)

    async def _answer(self, environ: dict[str, Any], protocol: Any) -> None:
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._pool, Answer, self._django, environ)
        if not answer.is_long:
            protocol.response_bytes(answer.status, answer.headers, answer.first)
            return
        try:
            transport = protocol.response_stream(answer.status, answer.headers)
            part = answer.first
            while part:
                await transport.send_bytes(part)
                part = await loop.run_in_executor(self._pool, answer.next_part)
        finally:
            await loop.run_in_executor(self._pool, answer.close)


def _get_ready() -> None:
    from njia_hub.explore.pool import get_ready
    from njia_hub.review import alike

    get_ready()
    alike.get_ready()


class Answer:
    """What Django answers; made in a thread. A long answer is made part by part."""

    def __init__(self, django: Any, environ: dict[str, Any]) -> None:
        self.status, self.headers = 500, list[tuple[str, str]]()
        self._response = django(environ, self._start)
        self._parts: Iterator[bytes] = iter(self._response)
        self.is_long = False
        if not getattr(self._response, "streaming", False):
            self.first = b"".join(self._parts)
            self.close()
            return
        self.first = self.next_part()
        self.is_long = len(self.first) >= _PART_BYTES
        if not self.is_long:
            self.close()

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        self.status = int(status.partition(" ")[0])
        self.headers = [(name.lower(), value) for name, value in headers]
        self.headers.append(("server", "njia"))

    def next_part(self) -> bytes:
        """Give the next part; nothing at the end."""
        made = bytearray()
        for piece in self._parts:
            made += piece
            if len(made) >= _PART_BYTES:
                break
        return bytes(made)

    def close(self) -> None:
        """Let go of what the answer was made from."""
        self._response.close()


def environment(scope: Any, body: bytes) -> dict[str, Any]:
    """Say the request as WSGI does."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" not in name:  # x_forwarded_for would look like x-forwarded-for
            _add_header(environ, name.upper().replace("-", "_"), value)
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    if name == "CONTENT_LENGTH":  # what came in counts
        return
    key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
    separator = "; " if name == "COOKIE" else ","
    environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value


application = Application()
