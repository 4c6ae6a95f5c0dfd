"""Change what somebody is in the network, close an account and open it again; change one's own."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from njia_hub.audit.acting import action
from njia_hub.organisations.models import Organisation
from njia_hub.people.ending import end_access
from njia_hub.people.models import Person
from njia_hub.people.rights import NotAllowed, check_coordinator_remains, check_manages, check_place
from njia_hub.roles import Role


def change(by: Person, person: Person, role: str, organisation: Organisation | None) -> None:
    """Give somebody another role or organisation; every way in that they had ends. Raises NotAllowed.

    What they had begun to write for one organisation does not come along to another.
    """
    check_manages(by, person)
    if (role, organisation) == (person.role, person.organisation):
        return
    check_place(by, role, organisation)
    details = {"role": role, "organisation": organisation.pk if organisation else None}
    with action("person.change", by.actor, f"person:{person.pk}", **details) as recording:
        if role != Role.COORDINATOR:
            check_coordinator_remains(Person.objects.filter(pk=person.pk))
        if organisation != person.organisation:
            recording.details["drafts"] = person.drafts.count()
            person.drafts.all().delete()
        person.role, person.organisation = role, organisation
        person.save(update_fields=["role", "organisation"])
        end_access(person)


def deactivate(by: Person, person: Person) -> None:
    """Close an account: every way in ends at once, and what it did stays. Raises NotAllowed."""
    check_manages(by, person)
    with action("person.deactivate", by.actor, f"person:{person.pk}"):
        check_coordinator_remains(Person.objects.filter(pk=person.pk))
        person.is_active = False
        person.save(update_fields=["is_active"])
        end_access(person)


def reactivate(by: Person, person: Person) -> None:
    """Open a closed account again, with its password; nothing else that had ended comes back."""
    check_manages(by, person)
    with action("person.reactivate", by.actor, f"person:{person.pk}"):
        person.is_active = True
        person.save(update_fields=["is_active"])


def rename(person: Person, name: str) -> None:
    """Change one's own name. Raises NotAllowed for an empty one."""
    if not name.strip():
        raise NotAllowed(_("Please give a name."))
    with action("account.rename", person.actor, f"person:{person.pk}"):
        person.name = name.strip()
        person.save(update_fields=["name"])


def choose_language(person: Person, language: str) -> None:
    """Speak a language to a person on every device; "" is whatever the device wishes."""
    if language and language not in dict(settings.LANGUAGES):
        raise NotAllowed(_("This language is not there."))
    if language == person.language:
        return
    with action("account.language", person.actor, f"person:{person.pk}", language=language):
        person.language = language
        person.save(update_fields=["language"])
