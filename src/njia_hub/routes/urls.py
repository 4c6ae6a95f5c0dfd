"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.routes import form_views, views

app_name = "routes"
urlpatterns: list[URLPattern] = [
    path("", views.mine, name="mine"),
    path("new", form_views.new, name="new"),
    path("draft/<uuid:pk>", form_views.draft, name="draft"),
    path("<uuid:pk>", views.route, name="route"),
    path("<uuid:pk>/edit", form_views.edit, name="edit"),
    path("<uuid:pk>/withdraw", views.withdraw, name="withdraw"),
]
