"""What an organisation has taught about its own files: headers, wordings, and spellings of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from njia.network import Network
from njia.vocabulary.headers import comparable
from njia_hub.audit.acting import action
from njia_hub.collections.models import Collection
from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person
from njia_hub.places.teaching import parted
from njia_hub.uploads.models import Mapping as Kept
from njia_hub.uploads.models import ProposedSpelling

_BAR = " | "  # between the list of a wording and its text
KINDS = ("header", "wording", "spelling")  # of lessons


@dataclass(frozen=True)
class Taught:
    """As `njia.intake.read` takes it: headers by comparable text, wordings by list and text."""

    headers: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)

    def network(self, collection: Collection) -> Network:
        """Give the network's settings with the organisation's own spellings of places; the network's win."""
        network = collection.network()
        return network.model_copy(update={"aliases": {**self.spellings, **network.aliases}})


def taught(organisation: Organisation) -> Taught:
    """Give all that an organisation has taught so far."""
    kept = Kept.objects.filter(organisation=organisation).first()
    spellings = ProposedSpelling.objects.filter(organisation=organisation)
    return Taught(
        headers=dict(kept.headers) if kept else {},
        wordings={_pair(key): code for key, code in kept.wordings.items()} if kept else {},
        spellings=dict(spellings.values_list("spelling", "place_id")),
    )


def teach(
    organisation: Organisation, headers: Mapping[str, str], wordings: Mapping[tuple[str, str], str]
) -> None:
    """Remember headers and wordings, inside an action; what was said before of the same is replaced."""
    kept, _ = Kept.objects.get_or_create(organisation=organisation)
    kept.headers |= {comparable(text): name for text, name in headers.items()}
    kept.wordings |= {_BAR.join(pair): code for pair, code in wordings.items()}
    kept.save()


@dataclass(frozen=True)
class Lesson:
    """One thing that an organisation has taught: its kind, its key, the text, and the answer's name."""

    kind: str  # header, wording, spelling
    key: str
    text: str
    about: str  # the list, or the country that a place is written with
    answer: str


def lessons(organisation: Organisation) -> list[Lesson]:
    """Give all that an organisation has taught, to look over and to take back."""
    kept = Kept.objects.filter(organisation=organisation).first()
    found = [Lesson("header", key, key, "", name) for key, name in (kept.headers if kept else {}).items()]
    for key, code in (kept.wordings if kept else {}).items():
        name, text = _pair(key)
        found.append(Lesson("wording", key, text, name, code))
    for one in ProposedSpelling.objects.filter(organisation=organisation):
        text, country = parted(one.spelling)
        found.append(Lesson("spelling", one.spelling, text, country, one.place_id))
    return found


def forget(person: Person, organisation: Organisation, kind: str, key: str) -> bool:
    """Take one lesson back; False when there is none. Files are read without it from the next reading on."""
    if kind not in KINDS:
        return False
    with action("upload.forget", person.actor, f"organisation:{organisation.pk}", what=kind) as recording:
        if kind == "spelling":
            count, _ = ProposedSpelling.objects.filter(organisation=organisation, spelling=key).delete()
            recording.details["count"] = count
            return count > 0
        kept = Kept.objects.select_for_update().filter(organisation=organisation).first()
        told = {"header": kept.headers, "wording": kept.wordings}.get(kind, {}) if kept else {}
        if kept is None or told.pop(key, None) is None:
            recording.details["count"] = 0
            return False
        kept.save()
        recording.details["count"] = 1
        return True


def _pair(key: str) -> tuple[str, str]:
    name, _, text = key.partition(_BAR)
    return name, text
