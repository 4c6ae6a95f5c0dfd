"""A hub in which there is data that could leak: two organisations, and people of every role."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from njia.problems import problem
from njia.schema import Cases, CasesKind, Leg, Precision, Resolution, Stop, StopRole
from njia.schema import Route as Journey

PASSWORD = "a long enough pass phrase"


@dataclass
class Hub:
    """What the tests start from. Alice, Dan and their routes are of one organisation, Bob of another."""

    collection: Any
    alices: Any  # organisation
    bobs: Any  # organisation
    alice: Any  # reporter of `alices`
    dan: Any  # data officer of `alices`
    bob: Any  # reporter of `bobs`
    erin: Any  # data officer of `bobs`
    carol: Any  # coordinator
    anna: Any  # analyst
    pat: Any  # partner


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Every test of the hub may use the database."""


@pytest.fixture(autouse=True)
def _anchor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of the hub has an anchor for its own chain."""
    from django.conf import settings

    monkeypatch.setattr(settings, "AUDIT_ANCHOR", tmp_path / "audit.anchor")


@pytest.fixture
def hub(db: None) -> Hub:
    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.collections.models import Collection
    from njia_hub.organisations.models import Organisation

    with action("test.prepare", SYSTEM):
        alices = Organisation.objects.create(name="Haven Mombasa CANARY-ORG-A")
        bobs = Organisation.objects.create(name="Shelter Busia CANARY-ORG-B")
        collection = Collection.objects.create(
            name="2024",
            slug="2024",
            state=Collection.State.OPEN,
            period_start=dt.date(2024, 1, 1),
            period_end=dt.date(2024, 12, 31),
        )
        return Hub(
            collection=collection,
            alices=alices,
            bobs=bobs,
            alice=person("alice", "reporter", alices),
            dan=person("dan", "data_officer", alices),
            bob=person("bob", "reporter", bobs),
            erin=person("erin", "data_officer", bobs),
            carol=person("carol", "coordinator"),
            anna=person("anna", "analyst"),
            pat=person("pat", "partner"),
        )


def person(name: str, role: str, organisation: Any = None) -> Any:
    """Make a person, inside an action."""
    from njia_hub.people.models import Person

    made = Person(email=f"{name}@example.org", name=name.title(), role=role, organisation=organisation)
    made.set_password(PASSWORD)
    made.save(force_insert=True)
    return made


def with_second_factor(person: Any) -> Any:
    """Give a person an authenticator app, as roles that need a second factor must have one."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.fixture
def no_second_factor(settings: Any) -> None:
    """Let coordinators work without a second factor, where a test is about something else."""
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"second_factor_required": ()})


def journey(
    route_id: str = "",
    *,
    origin: tuple[str, str, str] = ("gn:186301", "Mombasa", "KE"),
    destination: tuple[str, str, str] = ("iso:LB", "Lebanon", "LB"),
    people: int | None = 3,
    notes: str = "",
    **more: Any,
) -> Journey:
    """Make a route of the core: from one place to another, by plane."""
    cases = (
        Cases(written=str(people), kind=CasesKind.EXACT, low=people, best=people, high=people)
        if people is not None
        else Cases()
    )
    fields: dict[str, Any] = {
        "id": route_id or uuid.uuid4().hex,
        "collection": "2024",
        "stops": (_stop(StopRole.ORIGIN, origin), _stop(StopRole.DESTINATION, destination)),
        "legs": (Leg(mode="plane"),),
        "cases": cases,
        "notes": notes,
        "industries": ("domestic_work",),
    }
    return Journey(**(fields | more))


_POINTS = {"gn:186301": (-4.05, 39.66), "gn:184745": (-1.28, 36.82), "iso:LB": (33.9, 35.5)}


def _stop(role: StopRole, place: tuple[str, str, str]) -> Stop:
    place_id, name, country = place
    lat, lon = _POINTS.get(place_id, (0.0, 30.0))
    return Stop(
        role=role,
        written=name,
        place_id=place_id,
        place_name=name,
        country_code=country,
        lat=lat,
        lon=lon,
        precision=Precision.COUNTRY if place_id.startswith("iso:") else Precision.TOWN,
        resolution=Resolution.EXACT,
        kind="country" if place_id.startswith("iso:") else "town",
    )


def submit(person: Any, collection: Any, route_id: uuid.UUID | None = None, **fields: Any) -> Any:
    """Submit a route as a person; give it. `warn` adds a problem that wants a reviewer."""
    from njia_hub.routes.document import Document, Found
    from njia_hub.routes.submitting import Submission, submit

    warn = fields.pop("warn", False)
    id_ = route_id or uuid.uuid4()
    found = (Found.of(problem("personal_data", column="notes", what="a telephone number")),) if warn else ()
    made = journey(str(id_), organisation=person.organisation.name, **fields)
    return submit(person, Submission(id_, collection, Document(route=made, problems=found))).route


def accept(route: Any) -> Any:
    """Put a route into the pool, as a review would."""
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.accept", SYSTEM, f"route:{route.pk}") as recording:
        route.state = "accepted"
        route.save()
        recording.touch(route)
    return route


@pytest.fixture
def signed_in(client: Any) -> Iterator[Any]:
    """Give a function that signs a person in, and gives a client over TLS."""
    from tests.hub.walking import over_tls

    from njia_hub.audit.acting import SYSTEM, action

    def sign_in(person: Any) -> Any:
        browser = over_tls()
        with action("test.sign_in", SYSTEM):  # it notes when
            browser.force_login(person)
        return browser

    return sign_in


@pytest.fixture
def world(hub: Hub) -> Any:
    """Give a hub in which every text that somebody must not see is a word of its own."""
    from tests.hub.canaries import make_world

    return make_world(hub)


@pytest.fixture
def clients(world: Any, signed_in: Any) -> dict[str, Any]:
    """Give everybody's browser, which also carries everybody's own token for the API."""
    from tests.hub.walking import just_confirmed

    found = {}
    for name, someone in world.people.items():
        browser = just_confirmed(signed_in(someone), someone)
        browser.raise_request_exception = False  # as in life: an error is an answer
        browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer njia_{name}"
        found[name] = browser
    return found
