"""The room's configuration."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Accept, return, mark as double: what becomes of a submission."""

    name = "njia_hub.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's long work."""
        from njia_hub.review import notifying  # noqa: F401
