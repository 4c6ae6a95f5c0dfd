"""A hub that is really served: `njia serve` in processes of its own, on the loopback interface.

Run as a program it fills a new installation's database, and says what is in it as JSON.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 60
ANSWERS: dict[str, Any] = {
    "stops": [
        {"text": "Busia", "country": "KE"},
        {"text": "Nairobi", "country": "KE"},
        {"text": "Riyadh", "country": "SA"},
    ],
    "legs": [{"mode": "bus"}, {"mode": "plane", "carrier": "Kenya Airways"}],
    "cases": {"kind": "exact", "best": 3},
    "source_kind": "own_casework",
    "period_start": "2024-05",
    "industries": ["domestic_work"],
    "recruitment_methods": ["job_promise"],
}
PEOPLE = 10


class Served:
    """An installation in a folder, and the processes that serve it."""

    def __init__(self, home: Path, database: str = "", limits: Any = None) -> None:
        self.home, self.port = home, free_port()
        self.environment = os.environ | {"NJIA_HOME": str(home)}
        self.environment["DJANGO_SETTINGS_MODULE"] = "njia_hub.settings"
        self.environment.pop("DATABASE_URL", None)
        if database:
            self.environment["DATABASE_URL"] = database
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self.log = Path(tempfile.mkstemp(prefix="njia-served-", suffix=".log")[1])

    def make(self) -> dict[str, Any]:
        """Make the installation, with people and an open collection; give their tokens and ids."""
        address = f"http://localhost:{self.port}"
        self.run("init", "--address", address, "--coordinator", "first@example.org")
        filled = self.python("-m", "tests.hub.served")
        told: dict[str, Any] = json.loads(filled)
        return told

    def run(self, *command: str) -> str:
        """Run a command of `njia` for the installation."""
        return self.python("-m", "njia_hub", *command, "--home", str(self.home))

    def python(self, *command: str) -> str:
        """Run Python for the installation; give what it says."""
        done = subprocess.run(
            [sys.executable, *command], env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def select(self, sql: str) -> Any:
        """Ask the database past Django, which takes a moment to start: the first row's first value."""
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as server:
                return server.execute(sql).fetchone()[0]  # type: ignore[index]
        with contextlib.closing(sqlite3.connect(self.home / "hub.sqlite3")) as file:
            return file.execute(sql).fetchone()[0]

    def start(self) -> None:
        """Serve, and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "njia_hub",
                    "serve",
                    "--home",
                    str(self.home),
                    "--port",
                    str(self.port),
                ],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=self._limits,
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/alive")[0] == 200:
                    return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"the hub does not answer: {self.log.read_text()}")

    def ask(
        self, method: str, path: str, token: str = "", body: Any = None, timeout: float = 30
    ) -> tuple[int, bytes]:
        """Ask once, on a connection of its own."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=timeout)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        sent = None
        if body is not None:
            sent, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        try:
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def send(self, token: str, route_id: uuid.UUID | None = None, **more: Any) -> int:
        """Send a route; give the status of the answer."""
        body = {"collection": "2024", "answers": ANSWERS | more}
        return self.ask("PUT", f"/api/routes/{route_id or uuid.uuid4()}", token, body)[0]

    @property
    def processes(self) -> list[int]:
        """Give the ids of all processes that serve: the watching one first."""
        if self._process is None:
            return []
        import psutil

        watching = psutil.Process(self._process.pid)
        return [watching.pid, *(child.pid for child in watching.children(recursive=True))]

    def kill(self) -> None:
        """Kill every process at once, as a power cut would."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if self._process:
            self._process.wait()
            self._process = None

    def stop(self) -> int:
        """Stop in order; give the exit code."""
        if self._process is None:
            return 0
        self._process.terminate()
        try:
            code = self._process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._process = None
        return code


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])


def fill() -> dict[str, Any]:
    """Make two organisations with people, tokens and an open collection; runs in the installation."""
    import django

    django.setup()
    import datetime as dt

    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.collections.models import Collection
    from njia_hub.organisations.models import Organisation
    from njia_hub.people import tokens
    from njia_hub.people.models import Person

    people = []
    with action("test.prepare", SYSTEM):
        organisation = Organisation.objects.create(name="Haven Mombasa")
        Collection.objects.create(
            name="2024",
            slug="2024",
            state=Collection.State.OPEN,
            period_start=dt.date(2024, 1, 1),
            period_end=dt.date(2024, 12, 31),
        )
        roles = [*["reporter"] * PEOPLE, "data_officer", "coordinator"]
        for number, role in enumerate(roles):
            person = Person(
                email=f"person-{number}@example.org",
                name=f"Person {number}",
                role=role,
                organisation=None if role == "coordinator" else organisation,
            )
            person.set_unusable_password()
            person.save(force_insert=True)
            people.append(person)
    made = [tokens.make(person, "test", ["read", "report", "review"])[1] for person in people]
    return {"reporters": made[:PEOPLE], "officer": made[PEOPLE], "coordinator": made[PEOPLE + 1]}


if __name__ == "__main__":
    print(json.dumps(fill()))
