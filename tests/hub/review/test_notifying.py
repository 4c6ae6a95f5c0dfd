"""A reporter whose route is returned is told by e-mail that something waits, and nothing else."""

from typing import Any

import pytest
from django.core import mail
from tests.hub.conftest import Hub, journey, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.people.changing import deactivate
from njia_hub.review import deciding
from njia_hub.review.models import Verdict
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.work.jobs import run_pending
from njia_hub.work.models import Job

COMMENT = "CANARY-COMMENT: which Busia?"


@pytest.fixture
def _sends_mail(settings: Any) -> None:
    mailing = settings.INSTALLATION.mail.model_copy(update={"host": "smtp.hub.test"})
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"mail": mailing})


def returned(hub: Hub, person: Any) -> Any:
    route = submit(person, hub.collection, notes="CANARY-NOTE")
    deciding.return_(hub.carol, route, 1, COMMENT)
    return route


@pytest.mark.usefixtures("_sends_mail")
def test_the_reporter_alone_is_told_and_only_that_something_waits(hub: Hub) -> None:
    route = returned(hub, hub.alice)
    assert not mail.outbox  # the reviewer does not wait for it
    assert run_pending() == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["alice@example.org"], [], [])
    assert sent.subject == "Something waits for you"
    assert sent.body == (
        "Something waits for you at hub.test. Sign in to see it:\n\nhttps://hub.test/account/sign-in\n"
    )
    said = f"{sent.subject} {sent.body}"
    for hidden in ("CANARY", "Mombasa", "Lebanon", "2024", "Carol", str(route.pk)):
        assert hidden not in said


@pytest.mark.usefixtures("_sends_mail")
@pytest.mark.parametrize(
    ("language", "subject"), [("sw", "Kuna jambo linakusubiri"), ("ar", "شيء ما بانتظاركم")]
)
def test_it_is_said_in_the_reporters_language(hub: Hub, language: str, subject: str) -> None:
    with action("test.prepare", SYSTEM):
        hub.alice.language = language
        hub.alice.save()
    returned(hub, hub.alice)
    run_pending()
    assert mail.outbox[0].subject == subject
    assert "Something" not in mail.outbox[0].body


def test_without_a_mail_server_nothing_happens(hub: Hub) -> None:
    returned(hub, hub.alice)
    assert not Job.objects.exists()
    assert (run_pending(), mail.outbox) == (0, [])


@pytest.mark.usefixtures("_sends_mail")
def test_many_routes_that_are_returned_at_once_make_one_e_mail_for_each_reporter(hub: Hub) -> None:
    routes = [submit(who, hub.collection) for who in (hub.alice, hub.bob, hub.alice, hub.dan, hub.alice)]
    deciding.decide_many(hub.carol, [(route.pk, 1) for route in routes], Verdict.Word.RETURN, COMMENT)
    run_pending()
    assert sorted(sent.to[0] for sent in mail.outbox) == [
        "alice@example.org",
        "bob@example.org",
        "dan@example.org",
    ]
    returned(hub, hub.alice)
    run_pending()
    assert len(mail.outbox) == 4


@pytest.mark.usefixtures("_sends_mail")
def test_only_a_return_is_told_of(hub: Hub) -> None:
    one, other = submit(hub.alice, hub.collection), submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, one, 1)
    deciding.mark_double(hub.carol, other, 1, one, COMMENT)
    deciding.withdraw(hub.carol, one, 1, COMMENT)
    assert not Job.objects.exists()


@pytest.mark.usefixtures("_sends_mail")
def test_where_two_review_nobody_is_told_before_both_have_said_it(hub: Hub) -> None:
    from tests.hub.conftest import person

    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = True
        hub.collection.save()
        cleo = person("cleo", "coordinator")
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, COMMENT)
    assert not Job.objects.exists()
    deciding.return_(cleo, route, 1, COMMENT)
    assert Job.objects.count() == 1


@pytest.mark.usefixtures("_sends_mail")
@pytest.mark.parametrize("what", ["sent again", "account closed"])
def test_nobody_is_told_of_what_does_not_wait_any_more(hub: Hub, what: str) -> None:
    route = returned(hub, hub.alice)
    if what == "sent again":
        submitting.edit(hub.alice, route, 1, Document(route=journey(str(route.pk), people=9)))
    else:
        deactivate(hub.carol, hub.alice)
    assert run_pending() == 1
    assert mail.outbox == []


@pytest.mark.usefixtures("_sends_mail")
def test_an_e_mail_that_cannot_be_sent_undoes_nothing_and_holds_nobody_up(hub: Hub, monkeypatch: Any) -> None:
    tries: list[int] = []

    def fail(*_: Any, **__: Any) -> None:
        tries.append(1)
        raise ConnectionRefusedError("canary: secret of the server")

    monkeypatch.setattr("njia_hub.people.mailing.send_mail", fail)
    route = returned(hub, hub.alice)
    run_pending()
    route.refresh_from_db()
    assert (route.state, len(tries)) == ("returned", 1)
    job = Job.objects.get()
    assert (job.state, job.failure) == ("failed", "The e-mail could not be sent.")


@pytest.mark.usefixtures("_sends_mail")
def test_that_somebody_was_told_is_an_event_without_an_address(hub: Hub) -> None:
    returned(hub, hub.alice)
    run_pending()
    event = Event.objects.get(verb="person.notify")
    assert (event.actor, event.target, event.details) == (
        "system",
        f"person:{hub.alice.pk}",
        '{"was_sent":true}',
    )
