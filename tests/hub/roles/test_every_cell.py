"""Every address × every role × own and others' things: who gets what, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from tests.hub.addresses import ROOMS, rows_of
from tests.hub.canaries import World, undone
from tests.hub.things import Thing, nothing_at, things_at
from tests.hub.walking import ask, written

from njia_hub.roles import TABLE, Reach

ORGANISATION_OF = {"alice": "A", "amy": "A", "dan": "A", "bob": "B", "erin": "B"}


def reaches(name: str, reach: Reach, thing: Thing | None) -> bool:
    """Say whether a person's reach goes as far as a thing."""
    if reach is Reach.NONE:
        return False
    if thing is None:
        return True
    if reach is Reach.OPEN:
        return name in thing.who
    if reach is Reach.SELF:
        return name == thing.owner and name in thing.who
    if reach is Reach.ORGANISATION and thing.organisation:
        return name in thing.who and ORGANISATION_OF.get(name) == thing.organisation
    return name in thing.who


@pytest.mark.parametrize("room", ROOMS)
def test_everybody_gets_what_the_table_says_and_no_more(
    room: str, world: World, clients: dict[str, Any]
) -> None:
    assert list(faults_in(room, world, clients)) == []


def faults_in(room: str, world: World, clients: dict[str, Any]) -> Iterator[str]:
    """Try every cell of a room's rows; say what is not as it should be."""
    for row, address in rows_of(room):
        for values, thing in things_at(address, world):
            for name, browser in clients.items():
                cell = Cell(row, values, thing, name, browser, world)
                if fault := cell.fault():
                    yield f"{row} {values} of {thing.owner if thing else '-'} as {name}: {fault}"


class Cell:
    """One person at one address with one thing."""

    def __init__(self, row: str, values: Any, thing: Any, name: str, browser: Any, world: World) -> None:
        self.row, self.values, self.name, self.browser, self.world = row, values, name, browser, world
        self.reach = TABLE[row].reach(world.people[name].role)
        self.is_reached = reaches(name, self.reach, thing)

    def fault(self) -> str:
        """Ask, and say what is wrong with the answer; nothing when all is well."""
        before = written()
        with undone():
            answer = ask(self.browser, self.row, self.values)
            has_written = written() != before
        if leaked := self.world.leaked(answer, self.name):
            return f"shows {leaked}"
        if answer.status_code >= 500:
            return "fails"
        if not self.is_reached:
            return "writes" if has_written else self._denied(answer)
        return self._given(answer) if self.row.startswith("GET ") else ""

    def _denied(self, answer: Any) -> str:
        if self.reach is Reach.NONE:
            return "" if answer.status_code == 403 else f"{answer.status_code}, not 403"
        nothing = self._nothing()
        if answer.status_code != nothing.status_code or answer.status_code not in (404, 422):
            return f"{answer.status_code}, but {nothing.status_code} for what is not there"
        is_same = answer.headers["Content-Type"].startswith("text/html") or answer.content == nothing.content
        return "" if is_same else "says more than for what is not there"

    def _nothing(self) -> Any:
        with undone():
            return ask(self.browser, self.row, nothing_at(self.values))

    def _given(self, answer: Any) -> str:
        if answer.status_code in (401, 403, 404):
            return f"{answer.status_code}, though it may"
        sent_away = answer.headers.get("Location", "").startswith(reverse("account_login"))
        return "has to sign in" if sent_away else ""


def test_a_thing_can_be_told_from_nothing_by_its_owner(world: World, clients: dict[str, Any]) -> None:
    """The test above would be empty if nobody reached anything."""
    seen = {"own": 0, "other": 0, "none": 0}
    for row in TABLE:
        for room in ROOMS:
            for found, address in rows_of(room):
                if found != row:
                    continue
                for _, thing in things_at(address, world):
                    for name in clients:
                        reach = TABLE[row].reach(world.people[name].role)
                        is_reached = reaches(name, reach, thing)
                        kind = "none" if reach is Reach.NONE else "own" if is_reached else "other"
                        seen[kind] += 1
    assert min(seen.values()) > 100, seen
