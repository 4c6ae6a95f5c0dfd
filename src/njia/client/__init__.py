"""Ask a hub from Python, as the person whose token it is.

from njia.client import Hub

hub = Hub("https://njia.example.org", token)
for route in hub.routes(collection="2024"):
    print(route.origin.place_name, "→", route.destination.place_name)
"""

from njia.client.hub import Hub
from njia.client.refused import (
    Conflict,
    Failed,
    Forbidden,
    HubError,
    Invalid,
    NotSignedIn,
    NotThere,
    Unreachable,
)

__all__ = [
    "Conflict",
    "Failed",
    "Forbidden",
    "Hub",
    "HubError",
    "Invalid",
    "NotSignedIn",
    "NotThere",
    "Unreachable",
]
