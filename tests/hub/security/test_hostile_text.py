"""Whatever people write, wherever they write it: no page runs it, and no spreadsheet computes it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from tests.hub.canaries import World, undone
from tests.hub.conftest import accept, journey
from tests.hub.security.test_pages_hold_nothing_foreign import Looking
from tests.hub.walking import Visit, visits

SHORT = "=1+1\"'><xss onx=1>"
LONG = f"{SHORT}</script></style></textarea></title></svg>--><xss>{{{{7*7}}}}{{%debug%}}"


class Planted(Looking):
    """Notices when what somebody wrote has become a part of the page."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "xss" or any(name == "onx" for name, _ in attrs):
            self.faults.append("a text became a part of the page")


@pytest.fixture
def poisoned(world: World) -> World:
    """Write the text wherever somebody can."""
    from njia.network import Network
    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.collections.models import NetworkSettings

    hub = world.hub
    with action("test.poison", SYSTEM) as recording:
        for organisation in (hub.alices, hub.bobs):
            organisation.name, organisation.is_named = f"{SHORT}{organisation.pk}", True
            organisation.save()
        for someone in world.people.values():
            someone.name = f"{SHORT}{someone.name}"
            someone.save()
        hub.collection.name, hub.collection.sharing_agreement = SHORT, LONG
        hub.collection.save()
        recording.touch(hub.collection)
        for route in world.routes.values():
            route.comment = LONG
            route.save()
            recording.touch(route)
        document = Network().model_dump(mode="json") | {"name": LONG}
        NetworkSettings.objects.update_or_create(pk=1, defaults={"document": document})
        _poison_things(world)
    _poison_routes(world)
    return world


def _poison_things(world: World) -> None:
    made = world.made
    for name, thing in made.items():
        kind = name.split(" ")[0]
        if kind == "token":
            thing.name = SHORT
        elif kind == "upload":
            thing.file_name = f"{SHORT}\r\nX-Stolen: 1.csv"
        elif kind == "export":
            thing.file_name = f"{SHORT}.csv"
        elif kind == "row":
            thing.written = {"Place of origin": SHORT, "Notes": LONG, LONG: LONG}
            thing.problems = [
                {"code": "place_unknown", "severity": "error", "where": LONG, "message": LONG, "remedy": LONG}
            ]
        elif kind == "job":
            thing.failure = LONG
        elif kind == "draft":
            thing.answers = {"notes": LONG}
        elif kind == "spelling":
            thing.spelling = f"{SHORT}{thing.pk} | KE"
        elif kind == "release":
            thing.title, thing.tags, thing.related, thing.reason = SHORT, [SHORT], [LONG], LONG
            thing.texts, thing.faults = {"en": {"foreword": LONG, "title": SHORT}}, [LONG]
        elif kind == "invitation":
            thing.name = SHORT
        else:
            continue
        thing.save()
    made["alias"].spelling = LONG[:200]
    made["alias"].save()


def _poison_routes(world: World) -> None:
    from njia.schema import Leg
    from njia_hub.routes.document import Document, Found
    from njia_hub.routes.models import Route
    from njia_hub.routes.submitting import Submission, submit

    found = Found(code="place_unknown", severity="warning", where=LONG, message=LONG, remedy=LONG)
    for author in ("alice", "bob"):
        for is_accepted in (True, False):
            plain = Route(collection=world.hub.collection)
            made = journey(
                str(plain.pk), notes=LONG,
                origin=("gn:186301", LONG, "KE"), destination=("iso:LB", LONG, "LB"),
                legs=(Leg(mode="plane", carriers=("Other carrier",), carriers_written=LONG),),
                organisation=LONG, collection=SHORT,
            )  # fmt: skip
            document = Document(route=made, written={LONG: LONG}, problems=(found,))
            route = submit(world.people[author], Submission(plain.pk, world.hub.collection, document)).route
            world.routes[f"{author} {'accepted' if is_accepted else 'submitted'}"] = route
            if is_accepted:
                accept(route)


def faults_of(text: str) -> list[str]:
    looking = Planted()
    looking.feed(text)
    return looking.faults


def test_a_text_that_became_a_part_of_the_page_is_found() -> None:
    assert faults_of(f"<p>{SHORT}</p>")
    assert faults_of(f"<script type='application/json'>\"{LONG}\"</script>")
    assert not faults_of("<p>&lt;xss onx=1&gt;</p>")


def test_nothing_that_people_write_becomes_a_part_of_a_page(poisoned: World, clients: dict[str, Any]) -> None:
    seen = 0
    some = {name: clients[name] for name in ("alice", "dan", "carol", "anna")}
    for visit in visits(poisoned, some, "GET ", most=3):
        check_body(visit)
        seen += "xss" in visit.text.lower()
        assert "X-Stolen" not in visit.answer.headers, visit
    assert seen > 20  # it was there to be seen


def check_body(visit: Visit) -> None:
    kind = visit.answer.headers.get("Content-Type", "")
    assert visit.answer.status_code < 500, visit
    if kind.startswith("text/html"):
        assert faults_of(visit.text) == [], visit
        assert not re.search(r"\b49\b(?=[^<]*\{%debug%\})", visit.text), visit
    elif "svg" in kind:
        assert faults_of(visit.text) == [], visit
    elif visit.answer.status_code == 200 and "attachment" not in visit.answer.headers.get(
        "Content-Disposition", ""
    ):
        assert kind.startswith(("application/json", "text/plain")), visit


@pytest.mark.parametrize("what", ["legs", "overview", "origin_destination", "routes", "picture"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "svg"])
def test_a_file_computes_nothing(what: str, form: str, poisoned: World, clients: dict[str, Any]) -> None:
    with undone():
        answer = clients["anna"].post("/map/export/", {"what": what, "format": form, "query": ""})
    if answer.status_code == 400:
        assert (form == "svg") != (what == "picture") or what == "routes"  # there is no such file
        return
    assert "attachment" in answer.headers["Content-Disposition"]
    check_file(answer.content, form)


def test_what_is_to_mend_computes_nothing(poisoned: World, clients: dict[str, Any]) -> None:
    answer = clients["dan"].get(f"/files/{poisoned.made['upload dan'].pk}/to-mend")
    assert answer.status_code == 200
    check_file(answer.content, "xlsx")


def check_file(content: bytes, form: str) -> None:
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if name.startswith("xl/worksheets/"):
                    assert b"<f>" not in packed.read(name)
                    assert b"<f " not in packed.read(name)
    elif form == "csv":
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell), cell
    else:  # a picture that stands alone has its styles in it
        assert "a text became a part of the page" not in faults_of(content.decode())
