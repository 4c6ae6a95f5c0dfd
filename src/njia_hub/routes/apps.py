"""The room's configuration."""

from django.apps import AppConfig


class RoutesConfig(AppConfig):
    """Reported journeys: chains of immutable revisions."""

    name = "njia_hub.routes"
    label = "routes"
    default_auto_field = "django.db.models.BigAutoField"
