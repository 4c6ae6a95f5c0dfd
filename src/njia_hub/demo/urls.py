"""The hub's addresses, and the links that sign in; no real installation has those."""

from __future__ import annotations

from django.urls import path

from njia_hub import roles, urls
from njia_hub.demo.entering import enter
from njia_hub.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("demo/<str:key>", enter, name="demo"), *urls.urlpatterns]
roles.TABLE["GET demo"] = roles.TABLE["GET alive"]
