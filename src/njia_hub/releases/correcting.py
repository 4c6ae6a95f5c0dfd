"""Keep corrections from being told: between two releases they are the difference of every figure they touch.

A route that an earlier release counted goes on being counted as it was then, until so many were corrected
that nothing is told of few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from njia.dataset import dataset
from njia.disclosure import ToldByEarlier
from njia.measures import scope_for
from njia_hub.explore.merging import merged
from njia_hub.explore.pool import journey, with_own_names
from njia_hub.releases.gathering import Gathered, figures_of, revision_id
from njia_hub.routes.models import Revision

T = TypeVar("T")


def beside_earlier(gathered: Gathered, decide: Callable[[Gathered], T]) -> tuple[T, int]:
    """Decide with the routes as they are, or else as they were published; also how many corrections wait.

    ToldByEarlier when neither can be shown.
    """
    try:
        return decide(gathered), 0
    except ToldByEarlier:
        before, corrected = as_published(gathered)
        if not corrected:
            raise
    return decide(before), corrected


def as_published(gathered: Gathered) -> tuple[Gathered, int]:
    """Give what is gathered with the routes as the latest release that counted them did; how many differ."""
    published: dict[str, int] = {}
    for figures in figures_of(gathered.earlier):
        for id_ in {id_ for figure in figures for id_ in figure.routes}:
            route, _, number = id_.rpartition(".")
            published[route] = int(number)
    now = dict(id_.rsplit(".", 1) for id_ in gathered.data.routes["route_id"].to_pylist())
    other = {id_: number for id_, number in published.items() if now.get(id_, str(number)) != str(number)}
    if not other:
        return gathered, 0
    rows = Revision.objects.filter(route_id__in=[*other]).values_list(
        "route_id", "number", "route__collection__name", "route__organisation_id", "document"
    )
    journeys = [
        journey(revision_id(str(pk), number), collection, organisation, document)
        for pk, number, collection, organisation, document in rows.order_by("route_id")
        if other[str(pk)] == number
    ]
    gone = {revision_id(id_, int(now[id_])) for id_ in other}
    data = merged(gathered.data, gone, with_own_names(dataset(journeys)))
    return replace(gathered, data=data, scope=scope_for(gathered.network, data)), len(other)
