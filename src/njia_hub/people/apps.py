"""The room's configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who signs in, with what, and how they are invited."""

    name = "njia_hub.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
