"""The room's addresses."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import URLPattern, path

from njia_hub.api import (
    collections,
    describing,
    drafts,
    figures,
    files,
    me,
    network,
    organisations,
    people,
    places,
    preparations,
    releases,
    review,
    routes,
    submissions,
    work,
)
from njia_hub.api.interface import Api, router
from njia_hub.guard import HubRequest
from njia_hub.routes.submitting import StaleRevision

app_name = "api"
api = Api()


@api.exception_handler(StaleRevision)
def _stale(request: HubRequest, stale: StaleRevision) -> HttpResponse:
    return api.on_exception(request, routes.conflict(request.user, stale.route))


api.add_router("", router)
# In the order in which they are described.
ROOMS = (
    *(me, collections, routes, submissions, drafts, files, figures, releases, preparations, review),
    *(places, organisations, people, network, work),
)


def _operations() -> list[URLPattern]:
    """Give one address for each path: all of its methods are answered by one view."""
    found = {
        str(one.pattern): one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"
    }
    return list(found.values())


urlpatterns: list[URLPattern] = [
    path("docs", describing.docs, name="docs"),
    path("openapi.json", describing.openapi, name="openapi"),
    *_operations(),
]
