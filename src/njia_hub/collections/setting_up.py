"""Set the network up: its name, languages, focus country, regions, names of corridors and texts."""

from __future__ import annotations

from django.utils.translation import gettext

from njia.gazetteer import countries
from njia.network import LANGUAGES, Network
from njia_hub.audit.acting import action
from njia_hub.collections.models import NetworkSettings
from njia_hub.collections.opening import NotPossible, Stale
from njia_hub.collections.regions import check_corridors, check_regions
from njia_hub.people.models import Person


def set_up(person: Person, based_on: int, network: Network) -> NetworkSettings:
    """Take a network's settings. Raises Stale, or NotPossible with what is wrong.

    `based_on` is `changed` of the settings as the person saw them, 0 where there were none.
    """
    if found := faults(network):
        raise NotPossible(" ".join(found))
    with action("network.change", person.actor, "network:1") as recording:
        settings = NetworkSettings.objects.select_for_update().filter(pk=1).first()
        if (settings.changed if settings else 0) != based_on:
            raise Stale
        before = Network.model_validate(settings.document if settings else {})
        recording.details["fields"] = [
            name for name in Network.model_fields if getattr(before, name) != getattr(network, name)
        ]
        settings = settings or NetworkSettings(pk=1)
        settings.document = network.model_dump(mode="json", exclude_defaults=True)
        settings.save()
        recording.touch(settings)
    return settings


def faults(network: Network) -> list[str]:
    """Say what is wrong with settings that have the right form."""
    unknown = [language for language in network.languages if language not in LANGUAGES]
    found = [gettext("%s is none of the languages.") % language for language in unknown]
    if network.focus_country and network.focus_country not in countries.table():
        found.append(gettext("%s is no code of a country.") % network.focus_country)
    return [
        *found,
        *check_regions(network.regions),
        *check_corridors(network.corridor_names, network.regions),
    ]
