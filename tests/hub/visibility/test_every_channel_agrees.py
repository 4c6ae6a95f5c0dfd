"""Whatever happens, in whatever order: every channel shows what a small model of the rights says."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.hub.visibility.coalition import Chosen, Coalition


@pytest.mark.usefixtures("db")
def test_a_story_in_which_everything_happens_once(settings_of_the_hub: None) -> None:
    hub = Coalition()
    hub.found()
    try:
        tell(hub)
    finally:
        transaction.set_rollback(True)
        hub.around.__exit__(None, None, None)


def tell(hub: Coalition) -> None:
    """Let two organisations report, share, lose people, leave and come back; look after every step."""
    alice, amy, dan, bob, _erin, anna, pat = list(hub.people)[1:]
    a, b = hub.orgs
    steps: list[Any] = [
        lambda: hub.submit(Chosen(alice)),
        lambda: hub.submit(Chosen(bob)),
        lambda: hub.submit(Chosen(dan)),
        lambda: hub.decide(Chosen(next(iter(hub.routes))), "accept"),
        lambda: hub.decide(Chosen(list(hub.routes)[1]), "return"),
        lambda: hub.share(Chosen(a), True),
        lambda: hub.invite(Chosen(hub.orgs[b]), "reporter"),
        lambda: hub.change(Chosen(anna, hub.orgs[b]), "reporter"),
        lambda: hub.change(Chosen(amy, hub.orgs[b]), "data_officer"),
        lambda: hub.change(Chosen(pat, None), "analyst"),
        lambda: hub.close_or_open(Chosen(dan)),
        lambda: hub.leave_or_come_back(Chosen(a)),
        lambda: hub.decide(Chosen(list(hub.routes)[2]), "accept"),
        lambda: hub.leave_or_come_back(Chosen(a)),
        lambda: hub.close_or_open(Chosen(dan)),
        lambda: hub.change(Chosen(alice, None), "partner"),
        lambda: hub.decide(Chosen(list(hub.routes)[2]), "double"),
        lambda: hub.decide(Chosen(list(hub.routes)[2]), "not_double"),
        lambda: hub.take_back(Chosen(list(hub.routes)[2])),
        lambda: hub.share(Chosen(a), False),
    ]
    for step in steps:
        step()
        hub.look()
    states = [sent.state for sent in hub.routes.values()]
    assert states == ["accepted", "returned", "withdrawn"]


@pytest.mark.usefixtures("db")
def test_every_channel_agrees_with_the_model(settings_of_the_hub: None) -> None:
    run_state_machine_as_test(
        Coalition,
        settings=settings(
            max_examples=5,
            stateful_step_count=12,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


@pytest.fixture
def settings_of_the_hub(settings: Any) -> None:
    """Let coordinators in without a second factor, and have e-mails sent, so that they can be looked at."""
    mailing = settings.INSTALLATION.mail.model_copy(update={"host": "mail.test"})
    settings.INSTALLATION = settings.INSTALLATION.model_copy(
        update={"second_factor_required": (), "mail": mailing}
    )
