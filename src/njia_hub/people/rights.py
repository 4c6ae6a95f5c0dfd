"""Who may manage whom: coordinators everybody, data officers the people of their own organisation."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Invitation, Person
from njia_hub.roles import Role

OF_AN_ORGANISATION = (Role.REPORTER, Role.DATA_OFFICER)


class NotAllowed(Exception):
    """The action is not possible; the message says why, for the person."""


def people_of(by: Person) -> QuerySet[Person]:
    """Give the people that a person may see in the list."""
    return _within(by, Person.objects.select_related("organisation"))


def invitations_of(by: Person) -> QuerySet[Invitation]:
    """Give the invitations that a person may see."""
    return _within(by, Invitation.objects.select_related("organisation"))


def organisations_of(by: Person) -> QuerySet[Organisation]:
    """Give the organisations that a person may see to."""
    if not by.may_work:
        return Organisation.objects.none()
    if by.role == Role.COORDINATOR:
        return Organisation.objects.all()
    if by.role == Role.DATA_OFFICER:
        return Organisation.objects.filter(pk__in=Person.objects.filter(pk=by.pk).values("organisation"))
    return Organisation.objects.none()


def _within(by: Person, records: QuerySet) -> QuerySet:  # type: ignore[type-arg] # of people or of invitations
    if not by.may_work:
        return records.none()
    if by.role == Role.COORDINATOR:
        return records
    if by.role == Role.DATA_OFFICER and by.organisation_id is not None:
        return records.filter(organisation=by.organisation_id)
    return records.none()


def roles_given_by(by: Person) -> tuple[Role, ...]:
    """Give the roles that a person may give to others."""
    if not by.may_work:
        return ()
    if by.role == Role.COORDINATOR:
        return tuple(Role)
    return OF_AN_ORGANISATION if by.role == Role.DATA_OFFICER else ()


def manages(by: Person, person: Person) -> bool:
    """Say whether one person may change what another is."""
    if by.pk == person.pk or person.role not in roles_given_by(by):
        return False
    return people_of(by).filter(pk=person.pk).exists()


def check_manages(by: Person, person: Person) -> None:
    """Raise NotAllowed when one person may not change what another is."""
    if by.pk == person.pk:
        raise NotAllowed(_("You cannot do this to your own account. Ask another coordinator."))
    if not manages(by, person):
        raise NotAllowed(_("Only a coordinator can do this."))


def check_place(by: Person, role: str, organisation: Organisation | None) -> None:
    """Raise NotAllowed when a person may not make somebody this, there; or when there is no such thing."""
    if role not in roles_given_by(by):
        raise NotAllowed(_("Only a coordinator can give this role."))
    if organisation is not None and not organisations_of(by).filter(pk=organisation.pk).exists():
        raise NotAllowed(_("You can only invite people to your own organisation."))
    check_fits(role, organisation)


def check_fits(role: str, organisation: Organisation | None) -> None:
    """Raise NotAllowed when a role and an organisation do not go together."""
    if organisation is None and role in OF_AN_ORGANISATION:
        raise NotAllowed(_("Reporters and data officers belong to an organisation. Choose one."))
    if organisation is not None and role == Role.PARTNER:
        raise NotAllowed(_("Partners are outside of the network: they have no organisation here."))
    if organisation is not None and not organisation.is_active:
        raise NotAllowed(_("This organisation has left the network."))


def check_coordinator_remains(without: QuerySet[Person]) -> None:
    """Raise NotAllowed when nobody could coordinate the network any more; inside an action.

    The coordinators are locked, so that two cannot remove one another at the same time.
    """
    coordinators = Person.objects.filter(role=Role.COORDINATOR, is_active=True)
    working = coordinators.exclude(organisation__is_active=False).order_by("pk")
    removed = set(without.values_list("pk", flat=True))
    if not {person.pk for person in working.select_for_update(of=("self",))} - removed:
        raise NotAllowed(_("This is the last coordinator. Make somebody else a coordinator first."))
