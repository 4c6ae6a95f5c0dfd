"""The room's configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who signs in, with what, and how they are invited."""

    name = "njia_hub.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know a new second factor as proved."""
        from allauth.mfa.signals import authenticator_added

        from njia_hub.people.second_factor import proved

        authenticator_added.connect(proved, dispatch_uid="people.proved")
