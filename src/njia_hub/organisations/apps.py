"""The room's configuration."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The members of the network."""

    name = "njia_hub.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
