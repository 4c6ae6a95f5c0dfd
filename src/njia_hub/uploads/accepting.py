"""Accept an organisation's spelling of a place for the whole network, or leave it to the organisation."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.places import teaching
from njia_hub.routes.submitting import NotAllowed
from njia_hub.uploads.models import ProposedSpelling


def proposed() -> QuerySet[ProposedSpelling]:
    """Give the spellings that wait for a coordinator."""
    return ProposedSpelling.objects.filter(state=ProposedSpelling.State.PROPOSED).select_related(
        "organisation"
    )


def accept(person: Person, found: ProposedSpelling) -> None:
    """Make a spelling an alias of the network.

    Raises NotAllowed when it is one already, for another place; places.teaching.NotTeachable.
    """
    target = f"spelling:{found.pk}"
    with action("alias.accept", person.actor, target, place=found.place_id) as recording:
        if teaching.means_other(found.spelling, found.place_id):
            raise NotAllowed(gettext("The network knows this spelling as another place already."))
        teaching.write(person, *teaching.parted(found.spelling), found.place_id, recording)
        _decide(found, ProposedSpelling.State.ACCEPTED)


def decline(person: Person, found: ProposedSpelling) -> None:
    """Leave a spelling to the organisation: in its own files it stays as it is."""
    with action("alias.decline", person.actor, f"spelling:{found.pk}", place=found.place_id):
        _decide(found, ProposedSpelling.State.DECLINED)


def _decide(found: ProposedSpelling, state: ProposedSpelling.State) -> None:
    found.state = state
    found.save(update_fields=["state"])
