"""Every address of the hub. Each has a row in `roles.py`."""

from __future__ import annotations

from django.urls import include, path

from njia_hub import entrance

urlpatterns = [
    path("", entrance.home, name="home"),
    path("alive", entrance.alive, name="alive"),
    path("language", entrance.language, name="language"),
    path("account/", include("njia_hub.people.account_urls")),
    path("people/", include("njia_hub.people.urls")),
    path("organisations/", include("njia_hub.organisations.urls")),
    path("collections/", include("njia_hub.collections.urls")),
    path("places/", include("njia_hub.places.urls")),
    path("routes/", include("njia_hub.routes.urls")),
    path("files/", include("njia_hub.uploads.urls")),
    path("review/", include("njia_hub.review.urls")),
    path("work/", include("njia_hub.work.urls")),
    path("map/", include("njia_hub.explore.urls")),
    path("releases/", include("njia_hub.releases.urls")),
    path("api/", include("njia_hub.api.urls")),
]

handler400 = "njia_hub.entrance.bad_request"
handler403 = "njia_hub.entrance.forbidden"
handler404 = "njia_hub.entrance.not_found"
handler500 = "njia_hub.entrance.failed"
