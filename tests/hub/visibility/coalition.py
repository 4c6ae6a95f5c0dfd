"""A coalition to which anything may happen, driven by the hub's own functions."""

from __future__ import annotations

import uuid
from typing import Any

from django.core import mail
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from tests.hub.conftest import PASSWORD, journey, person
from tests.hub.visibility.model import Org, Sent, Someone, whole
from tests.hub.visibility.watching import Watching
from tests.hub.walking import over_tls

ROLES = ("reporter", "data_officer", "coordinator", "analyst", "partner")


class Coalition(Watching, RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        mail.outbox.clear()
        self.orgs, self.people, self.routes = {}, {}, {}
        self.ended, self.open = [], {}

    def teardown(self) -> None:
        try:
            self.look()
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    @initialize()
    def found(self) -> None:
        import datetime as dt

        from njia_hub.audit.acting import SYSTEM, action
        from njia_hub.collections.models import Collection
        from njia_hub.organisations.models import Organisation

        with action("test.found", SYSTEM):
            self.collection = Collection.objects.create(
                name="2024", slug="2024", state="open",
                period_start=dt.date(2024, 1, 1), period_end=dt.date(2024, 12, 31),
            )  # fmt: skip
            a, b = (Organisation.objects.create(name=f"CANARYORG{letter}") for letter in "AB")
            self.orgs = {a.pk: Org(a.name), b.pk: Org(b.name)}
            self.carol = person("carol", "coordinator").pk
            made = {self.carol: Someone("coordinator", None)}
            for name, role, org in (
                ("alice", "reporter", a), ("amy", "reporter", a), ("dan", "data_officer", a),
                ("bob", "reporter", b), ("erin", "data_officer", b),
                ("anna", "analyst", None), ("pat", "partner", None),
            ):  # fmt: skip
                made[person(name, role, org).pk] = Someone(role, self.orgs[org.pk] if org else None)
        self.people = made
        for pk in made:
            self.let_in(pk)

    def of(self, pk: uuid.UUID) -> Any:
        from njia_hub.people.models import Person

        return Person.objects.select_related("organisation").get(pk=pk)

    def org_of(self, org: Org | None) -> Any:
        from njia_hub.organisations.models import Organisation

        return Organisation.objects.get(name=org.name) if org else None

    def route(self, pk: uuid.UUID) -> Any:
        from njia_hub.routes.models import Route

        return Route.objects.get(pk=pk)

    def let_in(self, pk: uuid.UUID) -> None:
        """Sign somebody in, and give them a token and an export."""
        from njia_hub.audit.acting import SYSTEM, action
        from njia_hub.explore.models import Export
        from njia_hub.people import tokens

        someone = self.of(pk)
        browser = over_tls()
        with action("test.sign_in", SYSTEM):
            browser.force_login(someone)
            export = Export.objects.create(
                person=someone,
                role=someone.role,
                file_name="x.csv",
                media_type="text/csv",
                content=b"CANARYX",
            )
        _, secret = tokens.make(someone, "notebook", ["read", "report", "review", "manage"])
        self.open[pk] = [("session", browser), ("token", secret), ("export", export.pk)]

    def shut_out(self, *pks: uuid.UUID) -> None:
        """Note that every way in must have ended, and let in again who still may."""
        for pk in pks:
            self.ended += [(kind, key) for kind, key in self.open.pop(pk, ())]
            if self.people[pk].works:
                self.let_in(pk)

    # --- what can happen --------------------------------------------------------------------------------
    @rule(data=st.data(), role=st.sampled_from(ROLES))
    @precondition(lambda self: len(self.people) < 10)
    def invite(self, data: Any, role: str) -> None:
        from njia_hub.people import inviting

        at_work = [org for org in self.orgs.values() if org.is_active]
        needs = role in ("reporter", "data_officer")
        if needs and not at_work:
            return
        org = data.draw(st.sampled_from(at_work)) if needs else None
        email = f"new{len(self.people)}@example.org"
        _, secret = inviting.invite(
            self.of(self.carol), inviting.Wanted(email, "New", role, self.org_of(org))
        )
        joined = inviting.accept(secret, "New", PASSWORD)
        self.people[joined.pk] = Someone(role, org)
        self.let_in(joined.pk)

    @rule(data=st.data())
    def submit(self, data: Any) -> None:
        from njia_hub.routes.document import Document
        from njia_hub.routes.submitting import Submission, submit

        may = [
            pk for pk, who in self.people.items() if who.works and who.role in ("reporter", "data_officer")
        ]
        if not may or len(self.routes) > 6:
            return
        pk = data.draw(st.sampled_from(may))
        who, id_ = self.people[pk], uuid.uuid4()
        word = f"CANARYNOTE{id_.hex}"
        made = journey(str(id_), notes=word, organisation=who.org.name if who.org else "")
        submit(self.of(pk), Submission(id_, self.collection, Document(route=made, written={"Notes": word})))
        self.routes[id_] = Sent(who.org or Org(""), who)

    @rule(data=st.data(), word=st.sampled_from(["accept", "return", "double", "not_double", "withdraw"]))
    @precondition(lambda self: self.routes)
    def decide(self, data: Any, word: str) -> None:
        from njia_hub.review import deciding
        from njia_hub.routes.submitting import NotAllowed

        pk = data.draw(st.sampled_from(sorted(self.routes)))
        carol, route = self.of(self.carol), self.route(pk)
        other = next(
            (self.route(o) for o, s in self.routes.items() if o != pk and s.state == "accepted"), None
        )
        try:
            if word == "accept":
                deciding.accept(carol, route, route.revision)
            elif word == "return":
                deciding.return_(carol, route, route.revision, "CANARYCOMMENT")
                self.is_told_by_mail(route)
            elif word == "double" and other:
                deciding.mark_double(carol, route, route.revision, other)
            elif word == "not_double":
                deciding.undo_double(carol, route)
            elif word == "withdraw":
                deciding.withdraw(carol, route, route.revision, "CANARYREASON")
        except NotAllowed:
            return
        self.routes[pk].state = self.route(pk).state

    def is_told_by_mail(self, route: Any) -> None:
        """Have the worker send what a return asks for: to its reporter alone, and only to who can sign in."""
        from njia_hub.work.jobs import run_pending

        before = len(mail.outbox)
        run_pending()
        wanted = [[route.author.email]] if self.people[route.author_id].works else []
        assert [sent.to for sent in mail.outbox[before:]] == wanted

    @rule(data=st.data())
    @precondition(lambda self: self.routes)
    def take_back(self, data: Any) -> None:
        from njia_hub.routes import submitting

        pk = data.draw(st.sampled_from(sorted(self.routes)))
        author = next(pk_ for pk_, who in self.people.items() if who is self.routes[pk].author)
        if not whole(self.people[author], self.routes[pk]) or self.routes[pk].state == "withdrawn":
            return
        try:
            submitting.withdraw(self.of(author), self.route(pk))
        except submitting.NotAllowed:
            return
        self.routes[pk].state = "withdrawn"

    @rule(data=st.data(), is_named=st.booleans())
    def share(self, data: Any, is_named: bool) -> None:
        from njia_hub.organisations import membership

        pk = data.draw(st.sampled_from(sorted(self.orgs)))
        membership.show_name(self.of(self.carol), self.org_of(self.orgs[pk]), is_named=is_named)
        self.orgs[pk].is_named = is_named

    @rule(data=st.data())
    def leave_or_come_back(self, data: Any) -> None:
        from njia_hub.organisations import membership

        org = self.orgs[data.draw(st.sampled_from(sorted(self.orgs)))]
        act = membership.leave if org.is_active else membership.come_back
        theirs = [pk for pk, who in self.people.items() if who.org is org]
        act(self.of(self.carol), self.org_of(org))
        org.is_active = not org.is_active
        self.shut_out(*theirs)

    @rule(data=st.data())
    def close_or_open(self, data: Any) -> None:
        from njia_hub.people import changing

        pk = data.draw(st.sampled_from([pk for pk in self.people if pk != self.carol]))
        who = self.people[pk]
        act = changing.deactivate if who.is_active else changing.reactivate
        act(self.of(self.carol), self.of(pk))
        who.is_active = not who.is_active
        self.shut_out(pk)

    @rule(data=st.data(), role=st.sampled_from(ROLES))
    def change(self, data: Any, role: str) -> None:
        from njia_hub.people import changing
        from njia_hub.people.rights import NotAllowed

        pk = data.draw(st.sampled_from([pk for pk in self.people if pk != self.carol]))
        org = data.draw(st.sampled_from([None, *self.orgs.values()]))
        before = (self.people[pk].role, self.people[pk].org)
        try:
            changing.change(self.of(self.carol), self.of(pk), role, self.org_of(org))
        except NotAllowed:
            return
        self.people[pk].role, self.people[pk].org = role, org
        if before != (role, org):
            self.shut_out(pk)

    def check_invariants(self, *args: Any, **kwargs: Any) -> None:
        """Look after every step; called by the machine."""
        super().check_invariants(*args, **kwargs)
        if self.people:
            self.look(one_in=3)


class Chosen:
    """Draws what a story says, where the machine draws at random."""

    def __init__(self, *values: Any) -> None:
        self.values = list(values)

    def draw(self, _strategy: Any) -> Any:
        return self.values.pop(0)
