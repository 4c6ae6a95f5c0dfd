"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.review import correction_views, decision_views, views

app_name = "review"
urlpatterns: list[URLPattern] = [
    path("", views.queue, name="queue"),
    path("overview/<slug:slug>", views.who_has_reported, name="overview"),
    path("many", decision_views.many, name="many"),
    path("<uuid:pk>", views.route, name="route"),
    path("<uuid:pk>/beside/<uuid:other>", views.compare, name="compare"),
    path("<uuid:pk>/accept", decision_views.accept, name="accept"),
    path("<uuid:pk>/return", decision_views.return_, name="return"),
    path("<uuid:pk>/double", decision_views.double, name="double"),
    path("<uuid:pk>/not-double", decision_views.not_double, name="not_double"),
    path("<uuid:pk>/apart", decision_views.apart, name="apart"),
    path("<uuid:pk>/not-apart", decision_views.not_apart, name="not_apart"),
    path("<uuid:pk>/withdraw", decision_views.withdraw, name="withdraw"),
    path("<uuid:pk>/place", decision_views.place, name="place"),
    path("<uuid:pk>/search", correction_views.search, name="search"),
    path("<uuid:pk>/correct", correction_views.correct, name="correct"),
]
