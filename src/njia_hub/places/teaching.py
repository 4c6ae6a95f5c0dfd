"""Teach the network a spelling: from then on, uploads and forms take it for the place that a person said."""

from __future__ import annotations

from django.utils.translation import gettext

from njia.gazetteer import countries
from njia.gazetteer.spelling import key
from njia.intake.text import tidy
from njia_hub.audit.acting import Recording, action
from njia_hub.people.models import Person
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias

LONGEST = 200  # characters
_BAR = "|"  # stands between the spelling and its country


class NotTeachable(Exception):
    """A spelling cannot stand for a place; the message says why, for the person."""


def teach(person: Person, text: str, country: str, place_id: str) -> Alias:
    """Have a spelling, within a country where one is given, mean a place from now on.

    `country` is a code, or a name as somebody wrote it. Raises NotTeachable.
    """
    with action("place.teach", person.actor, place=place_id) as recording:
        return write(person, text, country, place_id, recording)


def write(person: Person, text: str, country: str, place_id: str, recording: Recording) -> Alias:
    """Do the same inside an action; a spelling that was taught before means the new place."""
    spelling = _spelling(text, country, place_id)
    former = _alike(spelling)
    Alias.objects.filter(pk__in=[alias.pk for alias in former]).delete()
    alias = Alias.objects.create(spelling=spelling, place_id=place_id, accepted_by=person)
    recording.details |= {"alias": alias.pk, "instead_of": [old.place_id for old in former]}
    return alias


def forget(person: Person, alias: Alias) -> None:
    """Take a spelling back; routes that were read by it stay as they are."""
    with action("place.forget", person.actor, f"alias:{alias.pk}", place=alias.place_id):
        alias.delete()


def can_teach(text: str, country: str, place_id: str) -> bool:
    """Say whether a spelling can stand for a place."""
    try:
        _spelling(text, country, place_id)
    except NotTeachable:
        return False
    return True


def joined(text: str, country: str) -> str:
    """Write a spelling as `Network.aliases` has it; a bar in the text would part it at the wrong place."""
    bare = " ".join(text.replace(_BAR, " ").split())
    return f"{bare} {_BAR} {country}" if country else bare


def parted(spelling: str) -> tuple[str, str]:
    """Give the text of a spelling that `joined` wrote, and its country, "" without one."""
    text, _, country = spelling.partition(_BAR)
    return text.strip(), country.strip()


def means_other(spelling: str, place_id: str) -> bool:
    """Say whether the network knows a spelling, as it is kept, as another place than this."""
    return any(alias.place_id != place_id for alias in _alike(spelling))


def _alike(spelling: str) -> list[Alias]:
    return [alias for alias in Alias.objects.all() if _key(alias.spelling) == _key(spelling)]


def _spelling(text: str, country: str, place_id: str) -> str:
    """Write the spelling as the network's settings do, when the gazetteer would go by it."""
    shown = tidy(text)
    if not key(shown) or _BAR in shown or "\n" in shown or len(shown) > LONGEST:
        raise NotTeachable(gettext("This text cannot be kept as the spelling of a place."))
    code = countries.match(tidy(country))
    if tidy(country) and code is None:
        raise NotTeachable(gettext("The country beside it is not known: correct it first."))
    spelling = joined(shown, code or "")
    if gazetteer().place(place_id) is None:
        raise NotTeachable(gettext("There is no such place."))
    found = gazetteer({spelling: place_id}).resolve(shown, code).place
    if found is None or found.place_id != place_id:
        raise NotTeachable(gettext("This spelling is the name of another place, and stays so."))
    return spelling


def _key(spelling: str) -> tuple[str, str]:
    text, country = parted(spelling)
    return key(text), country
