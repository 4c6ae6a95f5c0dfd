"""The room's configuration."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """The map, the measures and their downloads, for everyone in the network."""

    name = "njia_hub.explore"
    label = "explore"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's long work."""
        from njia_hub.explore import exporting, snapshot  # noqa: F401
