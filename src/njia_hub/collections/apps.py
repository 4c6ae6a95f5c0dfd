"""The room's configuration."""

from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    """Rounds of data collection, and the network's own settings."""

    name = "njia_hub.collections"
    label = "collections"
    default_auto_field = "django.db.models.BigAutoField"
