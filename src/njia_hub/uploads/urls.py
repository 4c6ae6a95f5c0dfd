"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.uploads import asking, downloads, views

app_name = "uploads"
urlpatterns: list[URLPattern] = [
    path("", views.files, name="list"),
    path("taught", asking.taught, name="taught"),
    path("forget", asking.forget, name="forget"),
    path("template", downloads.template, name="template"),
    path("spellings", asking.spellings, name="spellings"),
    path("spellings/<int:pk>", asking.spelling, name="spelling"),
    path("<uuid:pk>", views.upload, name="upload"),
    path("<uuid:pk>/progress", views.progress, name="progress"),
    path("<uuid:pk>/questions", asking.questions, name="questions"),
    path("<uuid:pk>/rows/<int:row>", views.row, name="row"),
    path("<uuid:pk>/submit", views.submit, name="submit"),
    path("<uuid:pk>/set-apart", views.set_apart, name="set_apart"),
    path("<uuid:pk>/remove", views.remove, name="remove"),
    path("<uuid:pk>/withdraw", views.withdraw, name="withdraw"),
    path("<uuid:pk>/read-again", views.read_again, name="read_again"),
    path("<uuid:pk>/original", downloads.original, name="original"),
    path("<uuid:pk>/to-mend", downloads.to_mend, name="to_mend"),
]
