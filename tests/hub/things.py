"""What stands in an address: for each parameter, things of several people, and who may reach each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.hub.addresses import Address
from tests.hub.canaries import ALICES, BOBS, EVERYBODY, NETWORK, RELEASES, World


@dataclass(frozen=True)
class Thing:
    """One value of a parameter. `owner` and `organisation` ("A", "B", "") say whose it is.

    `who` may reach it at all; the row of the table says how far each of them reaches.
    """

    value: Any
    who: frozenset[str]
    owner: str = ""
    organisation: str = ""


def routes(world: World) -> list[Thing]:
    """Give a route of Alice and one of Bob in every state; the network sees the accepted ones."""
    found = []
    for name, route in world.routes.items():
        owner, state = name.split(" ")
        whole, letter = (ALICES, "A") if owner == "alice" else (BOBS, "B")
        found.append(Thing(route.pk, NETWORK if state == "accepted" else whole, owner, letter))
    return found


def _made(kind: str, letters: dict[str, str], *more: str) -> Callable[[World], list[Thing]]:
    """Give what each of some people made; it is theirs, and of whoever else is named."""

    def things(world: World) -> list[Thing]:
        return [
            Thing(world.made[f"{kind} {name}"].pk, frozenset({name, *more}), name, letter)
            for name, letter in letters.items()
        ]

    return things


def _people(world: World) -> list[Thing]:
    letters = {"alice": "A", "amy": "A", "dan": "A", "bob": "B", "erin": "B"}
    beside = {"A": frozenset({"dan", "carol"}), "B": frozenset({"erin", "carol"}), "": frozenset({"carol"})}
    return [
        Thing(someone.pk, beside[letters.get(name, "")] | {name}, name, letters.get(name, ""))
        for name, someone in world.people.items()
    ]


def _organisations(world: World) -> list[Thing]:
    return [
        Thing(world.hub.alices.pk, frozenset({"alice", "amy", "dan", "carol"}), "", "A"),
        Thing(world.hub.bobs.pk, frozenset({"bob", "erin", "carol"}), "", "B"),
    ]


def _shared(value: Callable[[World], Any]) -> Callable[[World], list[Thing]]:
    return lambda world: [Thing(value(world), EVERYBODY)]


def _releases(*names: str, but: str = "") -> Callable[[World], list[Thing]]:
    """Give releases, each for those who may read it; one that is named in `but` is for nobody here."""

    def things(world: World) -> list[Thing]:
        chosen = {name: RELEASES[name][2] for name in names or RELEASES}
        chosen |= {but: frozenset()} if but else {}
        return [Thing(world.made[f"release {name}"].number, who) for name, who in chosen.items()]

    return things


EVERY_OWNER = {"alice": "A", "bob": "B", "carol": "", "anna": "", "pat": ""}
REPORTERS = {"alice": "A", "bob": "B"}
OFFICERS = {"dan": "A", "erin": "B"}

# (start of the address's name, parameter): what to put there. The longest start that fits counts.
THINGS: dict[tuple[str, str], Callable[[World], list[Thing]]] = {
    ("mfa_", "pk"): _made("passkey", EVERY_OWNER),
    ("work:", "pk"): _made("job", EVERY_OWNER),
    ("routes:", "pk"): routes,
    ("routes:draft", "pk"): _made("draft", REPORTERS),
    ("people:", "pk"): _people,
    ("people:withdraw", "pk"): _made("invitation", OFFICERS, "carol"),
    ("people:end_token", "pk"): _made("token", EVERY_OWNER),
    ("organisations:", "pk"): _organisations,
    ("explore:measure", "name"): _shared(lambda _: "overview"),
    ("explore:export", "pk"): _made("export", EVERY_OWNER),
    ("uploads:", "pk"): _made("upload", OFFICERS),
    ("uploads:", "row"): _made("row", OFFICERS),
    ("uploads:spelling", "pk"): _made("spelling", OFFICERS, "carol"),
    ("places:forget", "pk"): lambda world: [Thing(world.made["alias"].pk, frozenset({"carol"}))],
    ("review:", "pk"): routes,
    ("review:", "other"): _shared(lambda world: world.made["another route"].pk),
    ("review:overview", "slug"): _shared(lambda world: world.hub.collection.slug),
    ("collections:", "slug"): _shared(lambda world: world.hub.collection.slug),
    ("releases:", "number"): _releases(),
    ("releases:embed", "number"): _releases("public", "withdrawn", but="network"),
    ("releases:file", "number"): _releases("public", "network", "partners", "others"),
    ("releases:file", "name"): _shared(lambda _: "tables/overview.csv"),
    ("releases:", "pk"): lambda world: [Thing(world.made["release prepared"].pk, frozenset({"carol"}))],
    ("releases:end_access", "pk"): _shared(lambda world: world.made["access"].pk),
    ("releases:end_access", "number"): _releases("partners"),
    ("api:", "route_id"): routes,
    ("api:", "draft_id"): _made("draft", REPORTERS),
    ("api:", "organisation_id"): _organisations,
    ("api:", "person_id"): _people,
    ("api:", "invitation_id"): _made("invitation", OFFICERS, "carol"),
    ("api:", "job_id"): _made("job", EVERY_OWNER),
    ("api:", "file_id"): _made("upload", OFFICERS),
    ("api:", "export_id"): _made("export", EVERY_OWNER),
    ("api:", "spelling_id"): _made("spelling", OFFICERS, "carol"),
    ("api:", "alias_id"): lambda world: [Thing(world.made["alias"].pk, frozenset({"carol"}))],
    ("api:measure", "name"): _shared(lambda _: "overview"),
    ("api:", "row_id"): _made("row", OFFICERS),
    ("api:", "number"): _releases(),
    ("api:release_file", "number"): _releases("public", "network", "partners", "others"),
    ("api:release_file", "name"): _shared(lambda _: "tables/overview.csv"),
    ("api:release_reader", "number"): _releases("partners"),
    ("api:release_reader", "access_id"): _shared(lambda world: world.made["access"].pk),
    ("api:", "preparation_id"): lambda world: [
        Thing(world.made["release prepared"].pk, frozenset({"carol"}))
    ],
    ("api:", "slug"): _shared(lambda world: world.hub.collection.slug),
}


def things_at(address: Address, world: World) -> list[tuple[dict[str, Any], Thing | None]]:
    """Give what to ask an address for: values by parameter, and the thing that decides who reaches it."""
    if not address.parameters:
        return [({}, None)]
    first, *others = (_things(address.name, parameter)(world) for parameter in address.parameters)
    rest = {
        parameter: things[0].value for parameter, things in zip(address.parameters[1:], others, strict=True)
    }
    asked = []
    for thing in first:
        mine = {
            parameter: next((t.value for t in things if t.owner == thing.owner), rest[parameter])
            for parameter, things in zip(address.parameters[1:], others, strict=True)
        }
        asked.append(({address.parameters[0]: thing.value} | mine, thing))
    return asked


def nothing_at(values: dict[str, Any]) -> dict[str, Any]:
    """Give values that name nothing at all, of the same kinds."""
    import uuid

    kinds = {uuid.UUID: uuid.UUID(int=4711), int: 987654, str: "nothing-here"}
    return {name: kinds[type(value)] for name, value in values.items()}


def _things(name: str, parameter: str) -> Callable[[World], list[Thing]]:
    fitting = [start for start, of in THINGS if of == parameter and name.startswith(start)]
    if not fitting:
        raise LookupError(
            f"{name} takes {parameter!r}: say in tests/hub/things.py what to put there, and whose it is"
        )
    return THINGS[max(fitting, key=len), parameter]
