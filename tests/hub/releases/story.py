"""A closed collection with enough accepted routes to be released, and two coordinators."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hub.conftest import Hub, accept, person, submit

from njia.release import Prepared
from njia.release.freezing import frozen
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections import opening
from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person
from njia_hub.releases import approving, preparing, previewing, publishing
from njia_hub.releases.gathering import gather
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import Plan
from njia_hub.work import jobs

ROUTES = 8  # of each organisation


@dataclass
class Releasing:
    """A hub with data to release: Carol prepares, Cleo approves."""

    hub: Hub
    carol: Person
    cleo: Person

    def plan(self, **more: Any) -> Plan:
        fields: dict[str, Any] = {"title": "Routes of 2024", "collections": ("2024",), "audience": "public"}
        return Plan(**(fields | more))

    def prepared(self, **more: Any) -> Release:
        return preparing.prepare(self.carol, self.plan(**more))

    def previewed(self, **more: Any) -> Release:
        release = self.prepared(**more)
        previewing.ask(self.carol, release)
        jobs.run_pending()
        release.refresh_from_db()
        return release

    def approved(self, **more: Any) -> Release:
        release = self.previewed(**more)
        return approving.approve(self.cleo, release, gather(release).hash)

    def published(self, **more: Any) -> Release:
        release = self.approved(**more)
        publishing.publish(self.carol, release)
        jobs.run_pending()
        release.refresh_from_db()
        assert release.state == "published", release.job and release.job.failure
        return release

    def reopen(self) -> None:
        opening.reopen(self.carol, self.hub.collection)
        self.hub.collection.refresh_from_db()

    def close(self) -> None:
        opening.close(self.carol, self.hub.collection)
        self.hub.collection.refresh_from_db()

    def report(self, count: int = ROUTES, **more: Any) -> list[Any]:
        """Have three organisations report routes that are accepted."""
        return [
            accept(submit(one, self.hub.collection, notes="CANARY-NOTE of a route", **more))
            for one in (self.hub.alice, self.hub.bob, self.faith)
            for _ in range(count)
        ]

    @property
    def faith(self) -> Person:
        return Person.objects.get(email="faith@example.org")


def make_releasing(hub: Hub) -> Releasing:
    """Close a collection with accepted routes of three organisations in it."""
    with action("test.prepare", SYSTEM):
        third = Organisation.objects.create(name="Lamu House CANARY-ORG-C")
        person("faith", "reporter", third)
        cleo = person("cleo", "coordinator")
    made = Releasing(hub, hub.carol, cleo)
    made.report()
    made.report(1, destination=("iso:SA", "Saudi Arabia", "SA"), people=1)
    hub.collection.refresh_from_db()
    opening.close(hub.carol, hub.collection)
    return made


def write_quickly(prepared: Prepared, folder: Path) -> None:
    """Write what every release has: its content, a page, a picture, a table and the list of them."""
    folder.mkdir()
    (folder / "tables").mkdir()
    texts = {
        "release.json": frozen(prepared.material).text(),
        "index.html": "<!doctype html><title>A page</title><style>p{color:red}</style><p>A page</p>",
        "map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "tables/overview.csv": "figure,value\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    outputs = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    manifest = {"outputs": outputs, "hash": hashlib.sha256(repr(outputs).encode()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
