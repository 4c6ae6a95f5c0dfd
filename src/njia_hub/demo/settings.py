"""The settings with the demonstration's links that sign in; for an installation on this machine only."""

from django.core.exceptions import ImproperlyConfigured

from njia_hub.settings import *  # noqa: F403
from njia_hub.settings import INSTALLATION

if not INSTALLATION.is_local:
    raise ImproperlyConfigured("the demonstration is for this machine only")
ROOT_URLCONF = "njia_hub.demo.urls"
