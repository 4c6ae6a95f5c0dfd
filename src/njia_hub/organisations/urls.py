"""The room's addresses."""

from __future__ import annotations

from django.urls import path

from njia_hub.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisations, name="list"),
    path("new", views.make, name="make"),
    path("<int:pk>", views.organisation, name="organisation"),
    path("<int:pk>/name", views.rename, name="rename"),
    path("<int:pk>/show-name", views.show_name, name="show_name"),
    path("<int:pk>/leave", views.leave, name="leave"),
    path("<int:pk>/come-back", views.come_back, name="come_back"),
]
