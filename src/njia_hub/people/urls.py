"""People of the network, their invitations, and one's own account."""

from __future__ import annotations

from django.urls import path

from njia_hub.people import views

app_name = "people"
urlpatterns = [
    path("me", views.account, name="account"),
]
