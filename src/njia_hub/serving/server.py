"""Serve until told to stop: processes that answer, and a worker, both started again when they die."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from njia_hub import installation
from njia_hub.work.worker import PARENT

STOP_SECONDS = 10  # for what is being answered, and for the worker's present step
_AGAIN_SECONDS = 1.0
_HEADER_MILLISECONDS = 15_000
_BACKLOG = 2048  # connections at the same time


@dataclass(frozen=True)
class Listening:
    """Where to listen, and with what."""

    host: str
    port: int
    processes: int = 1
    certificate: Path | None = None
    key: Path | None = None


class Worker:
    """The worker's process, and a thread that starts it again when it dies."""

    def __init__(self, home: Path) -> None:
        self._environment = os.environ | {installation.HOME: str(home), PARENT: str(os.getpid())}
        self._stopping = threading.Event()
        self._process = self._begin()
        self._watch = threading.Thread(target=self._start_again, name="worker", daemon=True)
        self._watch.start()

    def _begin(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "njia_hub.work.worker"]
        # A group of its own: Ctrl-C in the terminal is for the server, which stops the worker in order.
        return subprocess.Popen(command, env=self._environment, start_new_session=True)  # noqa: S603

    def _start_again(self) -> None:
        while not self._stopping.is_set():
            self._process.wait()
            if not self._stopping.wait(_AGAIN_SECONDS):
                self._process = self._begin()

    def stop(self) -> None:
        """Stop the worker: what it was doing is taken up again when the hub is served next."""
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve(home: Path, listening: Listening) -> None:
    """Serve until SIGTERM or SIGINT; what is being answered then is answered."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    worker = Worker(home)
    try:
        Server(
            "njia_hub.serving.application:application",
            address=listening.host,
            port=listening.port,
            interface=Interfaces.RSGI,
            workers=listening.processes,
            http=HTTPModes.http1 if not listening.certificate else HTTPModes.auto,
            http1_settings=HTTP1Settings(header_read_timeout=_HEADER_MILLISECONDS),
            websockets=False,
            backlog=_BACKLOG,
            backpressure=_BACKLOG,
            ssl_cert=listening.certificate,
            ssl_key=listening.key,
            log_level=LogLevels.warning,
            log_access=False,  # addresses of pages are nobody's business
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_SECONDS,
        ).serve()
    finally:
        worker.stop()
