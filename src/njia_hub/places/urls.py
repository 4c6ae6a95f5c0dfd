"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.places import alias_views, views

app_name = "places"
urlpatterns: list[URLPattern] = [
    path("suggest", views.suggest, name="suggest"),
    path("spellings", alias_views.aliases, name="aliases"),
    path("spellings/<int:pk>/forget", alias_views.forget, name="forget"),
]
