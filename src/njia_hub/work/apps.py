"""The room's configuration."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Long work, done in the background."""

    name = "njia_hub.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
