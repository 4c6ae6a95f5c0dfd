"""The room's configuration."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Spreadsheets of the organisations."""

    name = "njia_hub.uploads"
    label = "uploads"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the worker know what this room can be asked for."""
        from njia_hub.uploads import reading, submitting  # noqa: F401
