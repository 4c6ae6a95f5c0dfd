"""Fill the demonstration's hub, through the same doors as people do."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

from njia import demo as core
from njia.network import Network, load
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections import opening, setting_up
from njia_hub.collections.models import Collection
from njia_hub.demo import ACCOUNTS, PASSWORD, Account
from njia_hub.demo.releasing import release
from njia_hub.demo.story import tell_story
from njia_hub.organisations import membership
from njia_hub.organisations.models import Organisation
from njia_hub.people import inviting
from njia_hub.people.models import Person
from njia_hub.places import teaching
from njia_hub.review.deciding import accept
from njia_hub.roles import Role
from njia_hub.routes.models import Route
from njia_hub.uploads import receiving, submitting
from njia_hub.uploads.models import Upload
from njia_hub.work import jobs

Tell = Callable[[int, int | None], None]


def seed(tell: Tell) -> None:
    """Make the network, its people and its collections; `tell` says how far it is."""
    files = core.kenya_2020()
    network = load(files.network)
    coordinator = _join(ACCOUNTS[0], None)
    senders = _organisations(coordinator, files.files[0])
    people = {}
    for account in ACCOUNTS[1:]:
        sender = senders.get(account.organisation)
        people[account.role] = _join(account, sender.organisation if sender else None)
        if account.role == Role.DATA_OFFICER:
            senders[account.organisation] = people[account.role]
    _settle(coordinator, network)
    rows = {2019: _by_organisation(files.earlier), 2020: _by_organisation(files.files[0])}
    total = sum(map(len, rows.values()))
    done = 0
    for year, sent in rows.items():
        collection = _collection(coordinator, str(year), year - 1)
        for organisation, content in sent.items():
            _send(senders[organisation], collection, f"routes-{year}.csv", content)
            done += 1
            tell(done, total)
        _accept_all(coordinator, collection)
        opening.close(coordinator, collection)
    tell_story(coordinator, _collection(coordinator, "2021", 2020), senders)
    release(coordinator, people[Role.COORDINATOR], collection, network.title)


def _join(account: Account, organisation: Organisation | None) -> Person:
    wanted = inviting.Wanted(account.email, account.name, account.role, organisation)
    _, secret = inviting.invite(None, wanted)
    return inviting.accept(secret, account.name, PASSWORD)


def _organisations(coordinator: Person, file: Path) -> dict[str, Person]:
    """Take every organisation of the rows into the network, with somebody who sends its file."""
    senders = {}
    for name in sorted(_by_organisation(file), key=lambda name: int(name.rpartition(" ")[2])):
        organisation = membership.make(coordinator, name)
        email = f"{name.replace(' ', '-').lower()}@example.org"
        person = Person(
            email=email, name=f"Sender of {name}", role=Role.DATA_OFFICER, organisation=organisation
        )
        person.set_unusable_password()  # nobody signs in as them
        with action("demo.person", SYSTEM, f"person:{person.pk}"):
            person.save(force_insert=True)
        senders[name] = person
    return senders


def _settle(coordinator: Person, network: Network) -> None:
    # What is of one collection is said with the collection, and aliases are people's.
    of_others = dict.fromkeys(("collection", "title", "period", "published"), "")
    setting_up.set_up(coordinator, 0, network.model_copy(update={**of_others, "aliases": {}}))
    for spelling, place_id in network.aliases.items():
        teaching.teach(coordinator, *teaching.parted(spelling), place_id)


def _collection(coordinator: Person, name: str, year_of_cases: int) -> Collection:
    plan = opening.Plan(
        name=name,
        period_start=dt.date(year_of_cases, 1, 1),
        period_end=dt.date(year_of_cases, 12, 31),
        sharing_agreement="Demonstration. Nothing here is real case data.",
    )
    return opening.open_(coordinator, opening.make(coordinator, plan))


def _by_organisation(file: Path) -> dict[str, bytes]:
    """Cut a collection's file into one for each organisation, as they would have sent them."""
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        rows = list(reader)
        names = reader.fieldnames or []
    texts: dict[str, io.StringIO] = {}
    for row in rows:
        text = texts.get(row["Organisation"])
        if text is None:
            text = texts[row["Organisation"]] = io.StringIO(newline="")
            csv.writer(text).writerow(names)
        csv.DictWriter(text, names).writerow(row)
    return {name: text.getvalue().encode() for name, text in texts.items()}


def _send(person: Person, collection: Collection, name: str, content: bytes) -> None:
    upload = receiving.receive(person, collection, name, content).upload
    jobs.run_pending()
    submitting.submit(person, Upload.objects.get(pk=upload.pk))
    jobs.run_pending()


def _accept_all(coordinator: Person, collection: Collection) -> None:
    for route in Route.objects.filter(collection=collection, state=Route.State.SUBMITTED):
        accept(coordinator, route, route.revision)
