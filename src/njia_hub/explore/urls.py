"""The room's addresses."""

from __future__ import annotations

from django.urls import path

from njia_hub.explore import views

app_name = "explore"
urlpatterns = [
    path("", views.show_map, name="map"),
    path("compare/", views.compare, name="compare"),
    path("routes/", views.routes, name="routes"),
    path("figures/", views.measures, name="measures"),
    path("figures/<slug:name>/", views.measure, name="measure"),
    path("export/", views.export, name="export"),
    path("files/", views.exports, name="exports"),
    path("files/<uuid:pk>/", views.export_file, name="export_file"),
]
