"""Going through the hub: asking for every address as everybody."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.hub.addresses import addresses
from tests.hub.canaries import World, undone
from tests.hub.things import things_at


def just_confirmed(browser: Any, someone: Any) -> Any:
    """Have a person just given the password once more, as some pages want it."""
    from allauth.account.internal.flows.login import record_authentication
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = browser.session
    record_authentication(request, someone, method="password", reauthenticated=True)
    request.session.save()
    return browser


class OverTls(Client):
    """A browser that always comes over TLS."""

    def request(self, **request: Any) -> Any:
        """Send a request as a proxy's, or the server's, encrypted line hands it on."""
        return super().request(**request | {"wsgi.url_scheme": "https", "SERVER_PORT": "443"})


def over_tls(**options: Any) -> Client:
    """Give a browser of nobody that is signed in."""
    return OverTls(SERVER_NAME="hub.test", headers={"host": "hub.test"}, **options)


def ask(browser: Any, row: str, values: dict[str, Any]) -> Any:
    """Ask with nothing but what stands in the address."""
    method, name = row.split(" ")
    path = reverse(name, kwargs=values or None) + QUERIES.get(row, "")
    kind = "application/json" if addresses()[name].is_api else "application/x-www-form-urlencoded"
    with staying(browser):
        return browser.generic(method, path, b"", content_type=kind)


@contextmanager
def staying(browser: Any) -> Iterator[None]:
    """Keep a browser signed in, also when it is signed out: what it asks for is undone."""
    kept = copy.deepcopy(browser.cookies)
    yield
    browser.cookies = kept


# What an address does not do without.
QUERIES = {
    "GET uploads:template": "?collection=2024",
    "GET review:search": "?stop=stops.0&q=Mombasa",
}


def written() -> tuple[Any, ...]:
    """Say how far the hub's own tables are: a write without an event is refused, but for jobs."""
    from njia_hub.audit.models import Head
    from njia_hub.work.models import Job

    return (Head.objects.values_list("seq", "hash").get(), Job.objects.count())


@dataclass(frozen=True)
class Visit:
    """One answer, and who asked for it where."""

    row: str
    name: str
    answer: Any

    @property
    def is_page(self) -> bool:
        """Say whether it is for a browser to show."""
        return str(self.answer.headers.get("Content-Type", "")).startswith("text/html")

    @property
    def text(self) -> str:
        """Give its body."""
        return self.answer.content.decode("utf-8", "replace") if not self.answer.streaming else ""

    def __str__(self) -> str:
        """Say who asked for what."""
        return f"{self.row} as {self.name} ({self.answer.status_code})"


def visits(world: World, clients: dict[str, Any], start: str = "GET ", most: int = 4) -> Iterator[Visit]:
    """Ask for every address as everybody and as nobody, with the first few things that stand in it."""
    from njia_hub.roles import TABLE

    known = addresses()
    strangers = clients | {"nobody": over_tls()}
    for row in TABLE:
        if not row.startswith(start) or row.split(" ")[1] not in known:
            continue
        for values, _ in things_at(known[row.split(" ")[1]], world)[:most]:
            for name, browser in strangers.items():
                with undone():
                    answer = ask(browser, row, values)
                yield Visit(row, name, answer)
