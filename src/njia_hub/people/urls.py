"""People of the network, their invitations, and one's own account."""

from __future__ import annotations

from django.urls import path

from njia_hub.people import joining, own, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("invite", views.invite, name="invite"),
    path("invitations/<uuid:pk>/withdraw", views.withdraw, name="withdraw"),
    path("join", joining.join, name="join"),
    path("join/accept", joining.accept, name="accept"),
    path("me", own.account, name="account"),
    path("me/tokens", own.own_tokens, name="tokens"),
    path("me/tokens/<uuid:pk>/end", own.end_token, name="end_token"),
    path("<uuid:pk>", views.person, name="person"),
    path("<uuid:pk>/close", views.deactivate, name="deactivate"),
    path("<uuid:pk>/open", views.reactivate, name="reactivate"),
    path("<uuid:pk>/reset", views.reset, name="reset"),
]
