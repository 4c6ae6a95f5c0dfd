"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.places import views

app_name = "places"
urlpatterns: list[URLPattern] = [path("suggest", views.suggest, name="suggest")]
