"""Fill the demonstration's hub, through the same doors as people do."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from njia import demo as core
from njia.network import Network, load
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.demo import ACCOUNTS, PASSWORD, Account
from njia_hub.demo.story import tell_story
from njia_hub.organisations import membership
from njia_hub.organisations.models import Organisation
from njia_hub.people import inviting
from njia_hub.people.models import Person
from njia_hub.places.models import Alias
from njia_hub.review.deciding import accept
from njia_hub.roles import Role
from njia_hub.routes.models import Route
from njia_hub.uploads import receiving, submitting
from njia_hub.uploads.models import Upload
from njia_hub.work import jobs

Tell = Callable[[int, int | None], None]
_OF_ONE_COLLECTION = ("collection", "title", "period", "published", "texts")


def seed(tell: Tell) -> None:
    """Make the network, its people and its collections; `tell` says how far it is."""
    files = core.kenya_2020()
    network = load(files.network)
    coordinator = _join(ACCOUNTS[0], None)
    senders = _organisations(coordinator, files.files[0])
    for account in ACCOUNTS[1:]:
        sender = senders.get(account.organisation)
        person = _join(account, sender.organisation if sender else None)
        if account.role == Role.DATA_OFFICER:
            senders[account.organisation] = person
    _settle(coordinator, network)
    rows = {2019: _by_organisation(files.earlier), 2020: _by_organisation(files.files[0])}
    total = sum(map(len, rows.values()))
    done = 0
    for year, sent in rows.items():
        collection = _collection(str(year), year - 1, network if year == 2020 else None)
        for organisation, content in sent.items():
            _send(senders[organisation], collection, f"routes-{year}.csv", content)
            done += 1
            tell(done, total)
        _accept_all(coordinator, collection)
        _close(collection)
    tell_story(coordinator, _collection("2021", 2020, None), senders)


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
    document = network.model_dump(mode="json", exclude={*_OF_ONE_COLLECTION, "aliases"})
    with action("network.change", coordinator.actor, "network:1") as recording:
        settings = NetworkSettings.objects.create(pk=1, document=document)
        recording.touch(settings)
    with action("alias.accept", coordinator.actor, count=len(network.aliases)):
        for spelling, place_id in network.aliases.items():
            Alias.objects.create(spelling=spelling, place_id=place_id, accepted_by=coordinator)


def _collection(name: str, year_of_cases: int, network: Network | None) -> Collection:
    settings: dict[str, Any] = {}
    if network:
        settings = network.model_dump(mode="json", include={*_OF_ONE_COLLECTION[1:]})
    collection = Collection(
        name=name,
        slug=name,
        state=Collection.State.OPEN,
        period_start=dt.date(year_of_cases, 1, 1),
        period_end=dt.date(year_of_cases, 12, 31),
        sharing_agreement="Demonstration. Nothing here is real case data.",
        settings=settings,
    )
    with action("collection.open", SYSTEM) as recording:
        collection.save(force_insert=True)
        recording.target = f"collection:{collection.pk}"
        recording.touch(collection)
    return collection


def _close(collection: Collection) -> None:
    with action("collection.close", SYSTEM, f"collection:{collection.pk}") as recording:
        collection.state = Collection.State.CLOSED
        collection.save(update_fields=["state"])
        recording.touch(collection)


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
