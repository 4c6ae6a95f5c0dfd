"""A hub in which every text that somebody must not see is a word of its own, and who may see it."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from tests.hub.conftest import Hub, journey, person, with_second_factor
from tests.hub.passkeys import passkey

NOBODY: frozenset[str] = frozenset()
OF_A, OF_B = frozenset({"alice", "amy", "dan"}), frozenset({"bob", "erin"})
NETWORK = OF_A | OF_B | {"carol", "anna"}
EVERYBODY = NETWORK | {"pat"}
ALICES = frozenset({"alice", "dan", "carol"})  # who sees the whole of what Alice reported
BOBS = frozenset({"bob", "erin", "carol"})


@dataclass
class World:
    """The people by name, and every canary: its word, and who may read it."""

    hub: Hub
    people: dict[str, Any]
    canaries: dict[str, frozenset[str]] = field(default_factory=dict)
    routes: dict[str, Any] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def word(self, word: str, who: frozenset[str] | set[str]) -> str:
        """Plant a word that only some may read."""
        if not re.fullmatch(r"CANARY[A-Z0-9]+", word) or any(
            word in known or known in word for known in self.canaries
        ):
            raise ValueError(word)
        self.canaries[word] = frozenset(who)
        return word

    def leaked(self, response: Any, name: str) -> list[str]:
        """Name the canaries in an answer that this person may not read."""
        text = words_of(response)
        return [word for word, who in self.canaries.items() if name not in who and word.lower() in text]


def make_world(hub: Hub) -> World:
    """Fill a hub with what could leak."""
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        amy = person("amy", "reporter", hub.alices)
    people = {name: getattr(hub, name) for name in ("alice", "dan", "bob", "erin", "carol", "anna", "pat")}
    world = World(hub, people | {"amy": amy})
    with action("test.prepare", SYSTEM):
        _name_people(world)
        _name_organisations(world)
    _report(world)
    with action("test.prepare", SYSTEM):
        _fill_rooms(world)
    return world


def _name_people(world: World) -> None:
    for name, someone in world.people.items():
        beside = OF_A if name in OF_A else OF_B if name in OF_B else frozenset({name})
        word = world.word(f"CANARYPERSON{name.upper()}", beside | {"carol"})
        officers = {"dan"} if name in OF_A else {"erin"} if name in OF_B else set()
        address = world.word(f"CANARYMAIL{name.upper()}", {name, "carol"} | officers)
        someone.name, someone.email = f"{name.title()} {word}", f"{address}@example.org".lower()
        someone.save()


def _name_organisations(world: World) -> None:
    for organisation, people in ((world.hub.alices, OF_A), (world.hub.bobs, OF_B)):
        letter = "A" if people is OF_A else "B"
        organisation.name = f"Haven {world.word(f'CANARYORG{letter}', people | {'carol'})}"
        organisation.save()


def _report(world: World) -> None:
    """Have Alice and Bob report one route in every state, with a canary in every field."""
    from njia_hub.routes.models import Route

    for name, whole in (("alice", ALICES), ("bob", BOBS)):
        for state in Route.State.values:
            tag = f"{name}{state}".upper()
            world.routes[f"{name} {state}"] = _one(world, name, state, tag, whole)
    world.made["another route"] = _one(world, "bob", Route.State.SUBMITTED, "BOBANOTHER", BOBS)


def _one(world: World, name: str, state: str, tag: str, whole: frozenset[str]) -> Any:
    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.routes.document import Document, Found
    from njia_hub.routes.models import Route
    from njia_hub.routes.submitting import Submission, submit

    shared = NETWORK if state == Route.State.ACCEPTED else whole
    plain = Route(collection=world.hub.collection)
    written = world.word(f"CANARYPLACE{tag}", shared)
    made = journey(
        str(plain.pk),
        organisation=world.people[name].organisation.name,
        notes=world.word(f"CANARYNOTE{tag}", whole),
        origin=("gn:186301", written, "KE"),
    )
    found = Found(
        code="place_unknown",
        severity="warning",
        where="origin",
        message=f"Not in the list: {world.word(f'CANARYPROBLEM{tag}', whole)}.",
        remedy="Choose a place.",
    )
    document = Document(
        route=made, written={"Remarks": world.word(f"CANARYCELL{tag}", whole)}, problems=(found,)
    )
    route = submit(world.people[name], Submission(plain.pk, world.hub.collection, document)).route
    with action("test.decide", SYSTEM) as recording:
        route.state = state
        if state in (Route.State.RETURNED, Route.State.WITHDRAWN):
            route.comment = world.word(f"CANARYCOMMENT{tag}", whole)
        if state == Route.State.DOUBLE:
            route.double_of = world.routes[f"{name} accepted"]
        route.save()
        recording.touch(route)
    return route


def _fill_rooms(world: World) -> None:
    from njia_hub.people import tokens
    from njia_hub.people.models import Invitation
    from njia_hub.places.models import Alias
    from njia_hub.review.models import Verdict
    from njia_hub.routes.models import Draft

    people, made = world.people, world.made
    for name, whole in (("alice", ALICES), ("bob", BOBS)):
        mine = name.upper()
        made[f"draft {name}"] = Draft.objects.create(
            person=people[name],
            collection=world.hub.collection,
            answers={"notes": world.word(f"CANARYDRAFT{mine}", {name})},
        )
        made[f"verdict {name}"] = Verdict.objects.create(
            route=world.routes[f"{name} accepted"],
            revision=1,
            reviewer=people["carol"],
            word="accept",
            comment=world.word(f"CANARYVERDICT{mine}", whole),
        )
    made["alias"] = Alias.objects.create(
        spelling="Kisumu ndogo | KE", place_id="gn:191245", accepted_by=people["carol"]
    )
    _release(world)
    for officer, letter in (("dan", "A"), ("erin", "B")):
        made[f"upload {officer}"] = _upload(world, officer, letter)
        made[f"invitation {officer}"] = Invitation.objects.create(
            secret_hash=tokens.hashed(f"invited by {officer}"),
            email=f"{world.word(f'CANARYINVITED{letter}', {officer, 'carol'})}@example.org".lower(),
            name="Somebody new",
            role="reporter",
            organisation=people[officer].organisation,
            invited_by=people[officer],
            expires=_later(),
        )
    for name in people:
        _own(world, name)
        _secure(world, name)


# Whom a release is for, whether it is withdrawn, and who may read it.
RELEASES: dict[str, tuple[str, bool, frozenset[str]]] = {
    "public": ("public", False, EVERYBODY | {"nobody"}),
    "network": ("network", False, NETWORK),
    "partners": ("bank", False, frozenset({"carol", "pat"})),
    "others": ("airline", False, frozenset({"carol"})),
    "withdrawn": ("public", True, EVERYBODY | {"nobody"}),
}


def _release(world: World) -> None:
    """Have a release for everybody whom there can be one for, and one that is being prepared."""
    from njia_hub.releases.models import Access, Release

    for number, (name, (audience, is_withdrawn, who)) in enumerate(RELEASES.items(), 1):
        made = _one_release(world, name.upper(), audience, who)
        made.number, made.state = number, Release.State.PUBLISHED
        if is_withdrawn:
            made.state, made.withdrawn = Release.State.WITHDRAWN, _now()
            made.reason = world.word("CANARYREASON", who)
        write_files(made, world.word(f"CANARYRELEASED{name.upper()}", NOBODY if is_withdrawn else who))
        made.save()
        world.made[f"release {name}"] = made
    world.made["access"] = Access.objects.create(
        release=world.made["release partners"], person=world.people["pat"], given_by=world.people["carol"]
    )
    prepared = _one_release(world, "PREPARED", "public", frozenset({"carol"}))
    prepared.preview = [
        {"name": "overview", "title": "Overview", "exact": 0, "less_exact": 0, "withheld": 100,
         "rows": [{"name": world.word("CANARYPREVIEWED", {"carol"}), "counted": 3, "shown_as": "",
                   "shown": None, "exact": False, "reasons": [["people", ""]]}]}
    ]  # fmt: skip
    prepared.save()
    world.made["release prepared"] = prepared


def _one_release(world: World, tag: str, audience: str, who: frozenset[str]) -> Any:
    from njia_hub.releases.models import Release

    made = Release.objects.create(
        title=f"Report {world.word(f'CANARYTITLE{tag}', who)}",
        audience=audience,
        policy="guarded",
        texts={"en": {"foreword": world.word(f"CANARYFOREWORD{tag}", {"carol"})}},
        tags=[world.word(f"CANARYTAG{tag}", who)],
        related=[world.word(f"CANARYRELATED{tag}", who)],
        prepared_by=world.people["carol"],
        approved_by=None,
        made_on=_now().date(),
        hash="0" * 64,
        headlines=[["submissions", 40], ["cases_best", None]],
    )
    made.collections.add(world.hub.collection)
    return made


def write_files(release: Any, word: str) -> None:
    """Write a few files as a release has them; the real ones take longer to make."""
    from njia_hub.releases import publishing, reading

    folder = reading.folder(release)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    outside = "http://www.w3.org/2000/svg"
    texts = {
        "index.html": f"<!doctype html><html lang='en'><title>{word}</title><p>{word}</p></html>",
        "map.svg": f"<svg xmlns='{outside}'><title>{word}</title></svg>",
        "map.phone.svg": f"<svg xmlns='{outside}'><title>{word}</title></svg>",
        "tables/overview.csv": f"figure,value\n{word},40\n",
        "manifest.json": json.dumps({"word": word}),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    release.files = publishing.listed(folder, texts)


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _upload(world: World, officer: str, letter: str) -> Any:
    from njia_hub.uploads.models import Mapping, ProposedSpelling, Upload, UploadedRow

    who = {officer, "carol"}
    organisation = world.people[officer].organisation
    cell = world.word(f"CANARYROW{letter}", who)
    content = f"Place of origin,Notes\nBusia,{cell}\n".encode()
    upload = Upload.objects.create(
        organisation=organisation,
        person=world.people[officer],
        collection=world.hub.collection,
        file_name=f"{world.word(f'CANARYFILE{letter}', who)}.csv",
        content=content,
        size=len(content),
        sha256="0" * 64,
        headings=[[["Place of origin", "Notes"], ["origin_place", "notes"]]],
        state=Upload.State.READ,
    )
    world.made[f"row {officer}"] = UploadedRow.objects.create(
        upload=upload, row=2, written={"Place of origin": "Busia", "Notes": cell}, verdict="unusable",
        identity=letter * 64, digest=letter * 64,
    )  # fmt: skip
    Mapping.objects.create(
        organisation=organisation, headers={world.word(f"CANARYHEADER{letter}", who).lower(): "notes"}
    )
    world.made[f"spelling {officer}"] = ProposedSpelling.objects.create(
        organisation=organisation,
        spelling=f"{world.word(f'CANARYSPELLING{letter}', who)} | KE",
        place_id="gn:191245",
        person=world.people[officer],
    )
    return upload


def _own(world: World, name: str) -> None:
    from njia_hub.explore.models import Export
    from njia_hub.people import tokens
    from njia_hub.people.models import Token
    from njia_hub.work.models import Job

    someone, mine = world.people[name], name.upper()
    world.made[f"token {name}"] = Token.objects.create(
        person=someone,
        name=world.word(f"CANARYTOKEN{mine}", {name}),
        secret_hash=tokens.hashed(f"njia_{name}"),
        scopes=["read", "report", "review", "manage"],
        expires=_later(),
    )
    job = Job.objects.create(
        kind="explore.export", person=someone, state="failed", failure=world.word(f"CANARYJOB{mine}", {name})
    )
    world.made[f"job {name}"] = job
    world.made[f"export {name}"] = Export.objects.create(
        person=someone,
        role=someone.role,
        file_name=f"{world.word(f'CANARYEXPORTNAME{mine}', {name})}.csv",
        media_type="text/csv",
        content=world.word(f"CANARYEXPORTED{mine}", {name}).encode(),
        job=job,
    )


def _secure(world: World, name: str) -> None:
    """Give everybody every second factor."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    someone = with_second_factor(world.people[name])
    RecoveryCodes.activate(someone)
    world.made[f"passkey {name}"] = passkey(someone, world.word(f"CANARYPASSKEY{name.upper()}", {name}))


def _later() -> Any:
    import datetime as dt

    from django.utils import timezone

    return timezone.now() + dt.timedelta(days=7)


def words_of(response: Any) -> str:
    """Give everything that can be read in an answer: its headers and body, unpacked and decoded."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    return "\n".join((heads, cookies, *_spelled(body))).lower()


def _spelled(body: bytes) -> Iterator[str]:
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield from _spelled(packed.read(name))
        return
    text = body.decode("utf-8", "replace")
    yield from (text, html.unescape(text), unquote_plus(text))
    try:
        yield json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return


@contextmanager
def undone() -> Iterator[None]:
    """Do something, and leave the database as it was."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)
