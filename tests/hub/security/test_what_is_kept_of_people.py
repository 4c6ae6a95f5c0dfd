"""Logs and the audit hold what was done, and never what was written or about whom."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from tests.hub.canaries import World
from tests.hub.conftest import PASSWORD
from tests.hub.security.forms import forms_of
from tests.hub.walking import over_tls, staying, visits

WORD = "CANARYTYPED"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give what the hub's own log would hold: its filters and format, at the loudest."""
    from logging.config import DictConfigurator  # type: ignore[attr-defined]

    configured = DictConfigurator(dict(django_settings.LOGGING))
    handler = logging.StreamHandler(said := io.StringIO())
    for name, wanted in django_settings.LOGGING["filters"].items():
        assert name == "bare"
        handler.addFilter(configured.configure_filter(dict(wanted)))
    handler.setFormatter(logging.Formatter("{asctime} {levelname} {name} {message}", style="{"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield said
    root.setLevel(level)
    root.removeHandler(handler)


def test_every_handler_of_the_log_has_the_filter() -> None:
    for handler in django_settings.LOGGING["handlers"].values():
        assert handler["filters"] == ["bare"]


def test_failures_say_where_and_not_with_what(
    log: io.StringIO, world: World, clients: dict[str, Any], monkeypatch: Any
) -> None:
    from njia_hub.routes import visibility

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"{WORD} {world.people['alice'].email}")

    monkeypatch.setattr(visibility, "own", fail)
    route = world.routes["alice submitted"]
    assert clients["alice"].get(f"/routes/?q={WORD}").status_code == 500
    assert clients["alice"].get(f"/routes/{route.pk}?q={WORD}").status_code == 500
    assert clients["alice"].get(f"/{WORD}/{WORD}@example.org").status_code == 404
    assert over_tls().get("/", headers={"host": f"{WORD}.example"}, SERVER_NAME="x").status_code == 400
    over_tls().post("/account/sign-in", {"login": f"{WORD}@example.org", "password": WORD})
    over_tls(enforce_csrf_checks=True).post("/language", {"language": WORD})
    text = log.getvalue()
    assert "RuntimeError at" in text
    _holds_nobody(text, world)


def test_work_that_fails_says_nothing_of_its_content(log: io.StringIO, world: World) -> None:
    from njia_hub.work import jobs

    @jobs.job("test.fails")
    def work(_job: Any) -> None:
        raise RuntimeError(f"{WORD} {world.people['alice'].email}")

    job = jobs.ask("test.fails", world.people["alice"], text=WORD)
    jobs.run_pending()
    job.refresh_from_db()
    assert WORD not in job.failure
    assert "test.fails" in log.getvalue()
    _holds_nobody(log.getvalue(), world)


def _holds_nobody(text: str, world: World) -> None:
    text = text.lower()
    assert WORD.lower() not in text
    assert [word for word in world.canaries if word.lower() in text] == []
    assert "example.org" not in text


def test_the_audit_holds_no_text_of_anybody(world: World, clients: dict[str, Any]) -> None:
    """Every page is opened and every form is sent, with a text in each field; then all events are read."""
    from django.db import transaction

    from njia_hub.audit.models import Event

    some = {name: clients[name] for name in ("carol", "dan", "alice")}
    pages = [
        visit for visit in visits(world, some, "GET ", most=1) if visit.is_page and visit.name != "nobody"
    ]
    details: set[str] = set()
    for visit in pages:
        for form in forms_of(visit.text, visit.answer.wsgi_request.path):
            if form.method == "post":
                with transaction.atomic(), staying(some[visit.name]):
                    before = Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
                    some[visit.name].post(form.action, form.filled(f"{WORD} a@example.org"))
                    details |= {
                        f"{event.actor} {event.verb} {event.target} {event.details}"
                        for event in Event.objects.filter(seq__gt=before)
                    }
                    transaction.set_rollback(True)
    over_tls().post("/account/sign-in", {"login": world.people["alice"].email, "password": PASSWORD})
    over_tls().post("/account/sign-in", {"login": f"{WORD}@example.org", "password": "wrong"})
    details |= {f"{e.actor} {e.verb} {e.target} {e.details}" for e in Event.objects.all()}
    assert len({line.split(" ")[1] for line in details}) > 8
    for line in details:
        _holds_nobody(line, world)
