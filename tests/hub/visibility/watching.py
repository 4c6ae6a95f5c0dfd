"""Looking through every channel of the hub as one person, and comparing with the model."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.core import mail
from tests.hub.visibility.model import Org, Sent, Someone, knows_organisation, shared, whole
from tests.hub.walking import over_tls

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Watching:
    """What is known of the hub, and how it must look."""

    orgs: dict[int, Org]
    people: dict[uuid.UUID, Someone]
    routes: dict[uuid.UUID, Sent]
    open: dict[uuid.UUID, list[tuple[str, Any]]]  # ways in that work
    ended: list[tuple[str, Any]]  # ways in that have ended
    turn = 0

    def look(self, one_in: int = 1) -> None:
        """Look through every channel: as everybody, or as every second or third of them in turn."""
        people = list(self.people)
        for pk in people[self.turn % one_in :: one_in]:
            self.check(pk, is_close=pk == people[self.turn % len(people)])
        self.turn += 1
        self.nothing_old_works()
        assert not any("CANARY" in f"{sent.subject} {sent.body}" for sent in mail.outbox)

    def nothing_old_works(self) -> None:
        while self.ended:
            kind, key = self.ended.pop()
            if kind == "session":
                answer = key.get("/people/me")
                assert (answer.status_code, answer.headers["Location"][:16]) == (302, "/account/sign-in")
            elif kind == "token":
                assert ask(key, "/api/me").status_code == 401
            else:
                from njia_hub.explore.models import Export

                assert not Export.objects.filter(pk=key).exists()

    def check(self, pk: uuid.UUID, *, is_close: bool) -> None:
        """Compare what one person sees with the model; a close look takes longer."""
        who = self.people[pk]
        if not who.works:
            assert pk not in self.open
            return
        ways = dict(self.open[pk])
        self.pages(who, ways["session"])
        if is_close:
            self.figures(who, ways["session"])
        self.programs(who, ways["token"])

    def pages(self, who: Someone, browser: Any) -> None:
        mine = {pk for pk, sent in self.routes.items() if whole(who, sent)}
        if who.role in ("reporter", "data_officer"):
            assert self.named_in(browser.get("/routes/")) == mine
        if who.role == "coordinator":
            waiting = {pk for pk, sent in self.routes.items() if sent.state == "submitted"}
            assert self.named_in(browser.get("/review/?state=submitted")) == waiting
        for pk, sent in self.routes.items():
            self.one(browser.get(f"/routes/{pk}"), who, sent, pk)

    def figures(self, who: Someone, browser: Any) -> None:
        """Look at the lists, filters, figures and files that the pool is behind."""
        pooled = {pk for pk, sent in self.routes.items() if shared(who, sent)}
        is_in = who.role != "partner"
        for path in ("/map/routes/", "/map/routes/?origin=gn:186301", "/map/routes/?industry=domestic_work"):
            assert self.named_in(browser.get(path), is_in) == pooled
        assert self.named_in(browser.get("/map/routes/?origin=gn:184745"), is_in) == set()
        table = browser.post("/map/export/", {"what": "overview", "format": "csv", "query": ""})
        if not is_in:
            assert table.status_code == 403
            return
        counted = re.search(rb"submissions,[^\n]*", table.content)
        assert counted, table.content[:200]
        assert re.search(rb"\b%d\b" % len(pooled), counted[0]), (counted[0], len(pooled))
        assert b"CANARY" not in browser.get("/places/suggest?q=CANARY").content

    def programs(self, who: Someone, secret: str) -> None:
        may = {pk for pk, sent in self.routes.items() if whole(who, sent) or shared(who, sent)}
        mine = {pk for pk in may if whole(who, self.routes[pk])}
        is_in = who.role != "partner"
        for path, wanted in [
            ("/api/routes", may),
            ("/api/routes?mine=true", mine),
            ("/api/routes?state=submitted", {pk for pk in may if self.routes[pk].state == "submitted"}),
            *(
                (f"/api/routes?organisation={number}", {
                    pk for pk in may
                    if self.routes[pk].org is org and knows_organisation(who, self.routes[pk])
                })
                for number, org in self.orgs.items()
            ),
        ]:  # fmt: skip
            answer = ask(secret, path)
            assert self.named_in(answer, is_in) == wanted, path
            if is_in:
                assert answer.json()["total"] == len(wanted)
        answer = ask(secret, "/api/map")
        if is_in:
            assert answer.json()["submissions"] == sum(s.state == "accepted" for s in self.routes.values())
            assert b"CANARY" not in answer.content
        else:
            assert answer.status_code == 403
        for pk, sent in self.routes.items():
            self.one(ask(secret, f"/api/routes/{pk}"), who, sent, pk)

    def named_in(self, answer: Any, is_in: bool = True) -> set[uuid.UUID]:
        """Give the routes that an answer names; nothing at all for who is not in the network."""
        assert answer.status_code == (200 if is_in else 403)
        text = answer.content.decode()
        assert "CANARYNOTE" not in text  # free text stands in no list
        return {uuid.UUID(found) for found in ID.findall(text)} & set(self.routes)

    def one(self, answer: Any, who: Someone, sent: Sent, pk: uuid.UUID) -> None:
        """Compare the page of one route with the model."""
        text = answer.content.decode()
        if who.role == "partner":
            assert answer.status_code == 403
            assert "CANARY" not in text
            return
        sees = whole(who, sent) or shared(who, sent)
        assert answer.status_code == (200 if sees else 404)
        assert (f"CANARYNOTE{pk.hex}" in text) == whole(who, sent)
        named = {org.name for org in self.orgs.values() if org.name in text}
        assert named <= ({sent.org.name} if knows_organisation(who, sent) else set())
        if not whole(who, sent):
            assert "CANARYCOMMENT" not in text
            assert "CANARYREASON" not in text


def ask(secret: str, path: str) -> Any:
    return over_tls().get(path, headers={"authorization": f"Bearer {secret}"})
