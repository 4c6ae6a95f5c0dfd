"""Match what a file leaves to ask, once: what is answered is remembered, and the file is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from njia.gazetteer import countries
from njia.intake.taught import COUNTRY
from njia.vocabulary import LISTS, code_list, headers
from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.teaching import LONGEST, joined
from njia_hub.routes.submitting import NotAllowed, check_open
from njia_hub.uploads.models import ProposedSpelling, Upload, UploadedRow
from njia_hub.uploads.reading import read_again
from njia_hub.uploads.storable import storable
from njia_hub.uploads.teaching import teach
from njia_hub.uploads.waiting import ready


@dataclass(frozen=True)
class Answers:
    """What a person has answered: headers by column, codes by list and text, places by spelling."""

    headers: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)  # text, country: place id

    @property
    def count(self) -> int:
        """Count the answers."""
        return len(self.headers) + len(self.wordings) + len(self.places)


def match(person: Person, upload: Upload, answers: Answers) -> None:
    """Remember the answers for the organisation's files, propose its spellings of places to the network,
    and read the file again.

    Raises NotAllowed for an answer that there is not, or when the file is being read or sent.
    """
    check_open(person, upload.collection)
    _check(answers)
    details = {
        "headers": len(answers.headers),
        "wordings": len(answers.wordings),
        "places": len(answers.places),
    }
    with action("upload.match", person.actor, f"upload:{upload.pk}", **details):
        locked = ready(upload)
        teach(upload.organisation, storable(dict(answers.headers)), _storable(answers.wordings))
        for (text, country), place_id in _storable(answers.places).items():
            _propose(person, joined(text, country), place_id)
        read_again(locked, person)


def set_apart(person: Person, upload: Upload) -> None:
    """Take back that a file is a corrected version of another: its rows are other journeys.

    Raises NotAllowed once rows of it were sent.
    """
    check_open(person, upload.collection)
    with action("upload.set_apart", person.actor, f"upload:{upload.pk}"):
        locked = ready(upload)
        if locked.submitted:
            raise NotAllowed(gettext("Rows of this file were sent already."))
        locked.corrects, locked.is_apart = None, True
        locked.save(update_fields=["corrects", "is_apart"])
        locked.rows.update(earlier=None, route=None, sent="", fate=UploadedRow.Fate.NEW)
        read_again(locked, person)


def _propose(person: Person, text: str, place_id: str) -> None:
    if len(text) > LONGEST:
        raise NotAllowed(gettext("The text is too long."))
    ProposedSpelling.objects.update_or_create(
        organisation=person.organisation,
        spelling=text,
        defaults={"place_id": place_id, "person": person, "state": ProposedSpelling.State.PROPOSED},
    )


def _check(answers: Answers) -> None:
    for name in answers.headers.values():
        try:
            _ = name and headers.named(name)
        except KeyError as error:
            raise NotAllowed(gettext("There is no such column.")) from error
    for (kind, _text), code in answers.wordings.items():
        known = countries.table() if kind == COUNTRY else code_list(kind).codes if kind in LISTS else ()
        if code not in known:
            raise NotAllowed(gettext("There is no such answer."))
    for place_id in answers.places.values():
        if gazetteer().place(place_id) is None:
            raise NotAllowed(gettext("There is no such place."))


def _storable(answers: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {(storable(first), storable(second)): code for (first, second), code in answers.items()}
