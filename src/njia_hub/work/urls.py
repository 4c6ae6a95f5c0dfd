"""The room's addresses."""

from __future__ import annotations

from django.urls import path

from njia_hub.work import views

app_name = "work"
urlpatterns = [path("<uuid:pk>", views.progress, name="progress")]
