"""The room's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from njia_hub.releases import preparing_views, reader_views, views

app_name = "releases"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("prepare", preparing_views.new, name="new"),
    path("prepare/<uuid:pk>", preparing_views.preparation, name="preparation"),
    path("prepare/<uuid:pk>/change", preparing_views.change, name="change"),
    path("prepare/<uuid:pk>/preview", preparing_views.preview, name="preview"),
    path("prepare/<uuid:pk>/approve", preparing_views.approve, name="approve"),
    path("prepare/<uuid:pk>/publish", preparing_views.publish, name="publish"),
    path("prepare/<uuid:pk>/discard", preparing_views.discard, name="discard"),
    path("<int:number>/", views.release, name="release"),
    path("<int:number>/embed", views.embed, name="embed"),
    path("<int:number>/files/<path:name>", views.file, name="file"),
    path("<int:number>/verify", preparing_views.verify, name="verify"),
    path("<int:number>/withdraw", preparing_views.withdraw, name="withdraw"),
    path("<int:number>/readers/give", reader_views.give, name="give"),
    path("<int:number>/readers/invite", reader_views.invite, name="invite"),
    path("<int:number>/readers/<int:pk>/end", reader_views.end, name="end_access"),
]
