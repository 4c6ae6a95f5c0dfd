"""The room's configuration."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Everything that a person may see or do, for programs."""

    name = "njia_hub.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
