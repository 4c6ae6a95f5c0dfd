"""Serve a report's folder to a browser on this machine, and to nobody else."""

from __future__ import annotations

import errno
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any

LOOPBACK = "127.0.0.1"
NAMES = frozenset({LOOPBACK, "localhost"})
HEADERS = {
    # The page brings its style, script, fonts and pictures with it and asks nobody for more.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "font-src data:; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        # HTTPServer looks its own name up, which may ask a name server; this one knows its name.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]


class _Handler(SimpleHTTPRequestHandler):
    timeout = 30  # seconds that a silent connection is kept
    # Said here, because what the system knows about file types differs from machine to machine.
    extensions_map = {  # noqa: RUF012 - the base class declares it without ClassVar
        ".csv": "text/csv; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".json": "application/json",
        ".md": "text/markdown; charset=utf-8",
        ".parquet": "application/vnd.apache.parquet",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".yaml": "text/plain; charset=utf-8",
    }

    def guess_type(self, path: Any) -> str:
        return self.extensions_map.get(Path(path).suffix.lower(), "application/octet-stream")

    def version_string(self) -> str:
        return "njia"

    def send_head(self) -> Any:
        # A page on the web can make its own name point at this machine; it cannot forge this header.
        if self.headers.get("Host", "").partition(":")[0] not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        asked, served = Path(self.translate_path(self.path)).resolve(), Path(self.directory).resolve()
        if not asked.is_relative_to(served):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: the terminal shows the address, and nobody keeps a list of what was read."""


def bind(folder: Path, port: int = 8000) -> ThreadingHTTPServer:
    """Open a server for the folder on the loopback interface; on a free port when `port` cannot be had.

    Raises FileNotFoundError when the folder holds no report, and OSError when there is no port at all.
    """
    if not (folder / "index.html").is_file():
        raise FileNotFoundError(errno.ENOENT, "there is no report in this folder", str(folder))
    handler = partial(_Handler, directory=str(folder))
    try:
        return _Server((LOOPBACK, port), handler)
    except (OSError, OverflowError):  # taken, kept for the system's own services, or no port number
        return _Server((LOOPBACK, 0), handler)


def serve(folder: Path, port: int = 8000) -> None:
    """Serve the folder until Ctrl-C, and say where; raises what `bind` raises."""
    with bind(folder, port) as server:
        if port not in (0, server.server_port):
            print(f"Port {port} is taken or cannot be used, so a free one is.")
        print(f"The report is at http://localhost:{server.server_port} (Ctrl-C stops).", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nStopped.")
