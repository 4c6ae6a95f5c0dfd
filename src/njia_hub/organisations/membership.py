"""An organisation joins the network, is named or not, leaves, and comes back."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from njia_hub.audit.acting import action
from njia_hub.organisations.models import Organisation
from njia_hub.people.ending import end_access
from njia_hub.people.models import Person
from njia_hub.people.rights import NotAllowed, check_coordinator_remains, organisations_of
from njia_hub.roles import Role


def make(by: Person, name: str) -> Organisation:
    """Take an organisation into the network. Raises NotAllowed when there is one of this name."""
    _check_coordinator(by)
    with action("organisation.make", by.actor) as recording:
        organisation = Organisation(name=_free(name))
        organisation.save(force_insert=True)
        recording.target = f"organisation:{organisation.pk}"
    return organisation


def rename(by: Person, organisation: Organisation, name: str) -> None:
    """Give an organisation another name. Raises NotAllowed when another one has it."""
    _check_coordinator(by)
    with action("organisation.rename", by.actor, f"organisation:{organisation.pk}"):
        organisation.name = _free(name, organisation)
        organisation.save(update_fields=["name"])


def show_name(by: Person, organisation: Organisation, *, is_named: bool) -> None:
    """Say whether others in the network may see which routes are from an organisation."""
    if not organisations_of(by).filter(pk=organisation.pk).exists():
        raise NotAllowed(_("Only its own data officer or a coordinator can do this."))
    with action("organisation.show_name", by.actor, f"organisation:{organisation.pk}", is_named=is_named):
        organisation.is_named = is_named
        organisation.save(update_fields=["is_named"])


def leave(by: Person, organisation: Organisation) -> None:
    """Let an organisation go: its people's access ends at once, and its shared routes stay, unnamed."""
    _check_coordinator(by)
    target = f"organisation:{organisation.pk}"
    with action("organisation.leave", by.actor, target) as recording:
        people = Person.objects.filter(organisation=organisation)
        check_coordinator_remains(people)
        organisation.is_active = False
        organisation.save(update_fields=["is_active"])
        organisation.invitation_set.filter(used=None, withdrawn=None).update(withdrawn=timezone.now())
        for person in people:
            end_access(person)
        recording.details["people"] = len(people)


def come_back(by: Person, organisation: Organisation) -> None:
    """Take an organisation in again: its people can sign in, and no old link or token works."""
    _check_coordinator(by)
    with action("organisation.come_back", by.actor, f"organisation:{organisation.pk}"):
        organisation.is_active = True
        organisation.save(update_fields=["is_active"])


def _check_coordinator(by: Person) -> None:
    if not by.may_work or by.role != Role.COORDINATOR:
        raise NotAllowed(_("Only a coordinator can do this."))


def _free(name: str, but: Organisation | None = None) -> str:
    name = name.strip()
    if not name:
        raise NotAllowed(_("Please give a name."))
    others = Organisation.objects.filter(name__iexact=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise NotAllowed(_("There is an organisation with this name already."))
    return name
