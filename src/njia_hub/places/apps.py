"""The room's configuration."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """What the network has taught the gazetteer."""

    name = "njia_hub.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
