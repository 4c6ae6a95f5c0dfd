"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.collections import views

app_name = "collections"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("new", views.new, name="new"),
    path("network", views.network, name="network"),
    path("<slug:slug>", views.collection, name="collection"),
    path("<slug:slug>/change", views.change, name="change"),
    path("<slug:slug>/open", views.open_, name="open"),
    path("<slug:slug>/close", views.close, name="close"),
    path("<slug:slug>/reopen", views.reopen, name="reopen"),
]
