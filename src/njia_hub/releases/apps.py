"""The room's configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Releases: prepared, approved, published, withdrawn."""

    name = "njia_hub.releases"
    label = "releases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's long work."""
        from njia_hub.releases import previewing, publishing, verifying  # noqa: F401
