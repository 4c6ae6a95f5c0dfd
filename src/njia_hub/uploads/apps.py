"""The room's configuration."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Spreadsheets of the organisations."""

    name = "njia_hub.uploads"
    label = "uploads"
    default_auto_field = "django.db.models.BigAutoField"
