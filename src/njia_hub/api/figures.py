"""The map and the figures of the accepted routes, and files made of them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import HttpResponse, QueryDict
from ninja import Query, Status
from pydantic import BaseModel, Field

from njia.disclosure import ProtectedMap
from njia.measures import as_json
from njia.measures.direction import DIRECTIONS
from njia_hub.api.bodies import Language, Read, Sent, Spoken
from njia_hub.api.choosing import Chosen
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page, page
from njia_hub.api.refusals import answers, not_found
from njia_hub.explore import exporting, measuring
from njia_hub.explore.asking import Asked, asked
from njia_hub.explore.models import Export
from njia_hub.explore.pool import pool
from njia_hub.explore.views import attached
from njia_hub.guard import HubRequest

room = Room("figures")


class Level(BaseModel):
    """How exactly places are told."""

    level: Literal["country", "county", "place"] | None = Field(None, description="How exactly; place.")


class LegRead(Read):
    """How many went from one place to another, in one direction as seen from the focus country."""

    start: str | None = Field(description="Id of a place; null: not known.")
    end: str | None = Field(description="Id of a place; null: not known.")
    unknown_between: bool = Field(description="Whether a stop between them is not known.")
    direction: str
    submissions: int
    cases: int = Field(description="People, of those submissions that state a number.")
    stating: int = Field(description="Submissions that state a number.")
    organisations: int = Field(description="How many report the leg, in either direction.")
    modes: list[str]


class MapPlace(Read):
    """A place on the map."""

    place_id: str
    name: str
    country: str | None
    lat: float
    lon: float


class MapRead(Read):
    """What the map shows: three counts, which are never mixed, and the legs."""

    submissions: int
    distinct_routes: int
    cases: int = Field(description="People, of those submissions that state a number.")
    stating: int = Field(description="Submissions that state a number.")
    stays: int = Field(description="Submissions that stay in one place at this level.")
    nowhere: int = Field(description="Submissions that name no known place.")
    legs: list[LegRead]
    places: list[MapPlace]
    data_version: str
    citation: str


class MeasureListed(Read):
    """A figure that can be asked for."""

    name: str
    title: str
    unit: str
    denominator: str
    levels: list[str] = Field(
        description="How exactly its places can be told; none: it is not told by level."
    )


class MeasureRead(MeasureListed):
    """A figure: its rows, and of how many submissions it knows."""

    level: str | None = Field(description="How exactly its places are told; null: it is not told by level.")
    columns: list[dict[str, str]]
    rows: list[dict[str, Any]]
    known: int
    of: int
    data_version: str
    citation: str


class NewExport(Sent):
    """A file to be made."""

    what: str = Field(
        max_length=60, description="picture, legs, or the name of a measure.", examples=["legs"]
    )
    format: Literal["svg", "png", "csv", "xlsx"] = Field(description="Pictures: svg, png; tables: csv, xlsx.")
    query: str = Field("", max_length=5_000, description="The filters, as an address has them.")
    language: Language = Field("en", description="Of names and titles.")


class ExportRead(Read):
    """A file that is being made, or was."""

    id: uuid.UUID
    file_name: str
    is_done: bool
    job: uuid.UUID | None
    created: dt.datetime


@room.get(
    "/map",
    response=answers(MapRead),
    url_name="map",
    openapi_extra=python("hub.map(destination='iso:LB', level='country')"),
)
def show_map(request: HubRequest, chosen: Query[Chosen], level: Query[Level]) -> MapRead:
    """Add up the accepted routes that are chosen, as the map shows them."""
    live, wanted = pool(), asked(request.GET)
    told = live.counted(wanted.chosen, wanted.level)
    counts = told.counts
    return MapRead(
        submissions=counts.submissions,
        distinct_routes=counts.distinct,
        cases=int(counts.totals[:, 1].sum()),
        stating=int(counts.totals[:, 2].sum()),
        stays=counts.stays,
        nowhere=counts.nowhere,
        **_drawn(told),
        data_version=live.fingerprint,
        citation=exporting.citation(live),
    )


def _drawn(told: ProtectedMap) -> dict[str, Any]:
    counts = told.counts
    places = counts.places.select(["place_id", "name", "country", "lat", "lon"]).to_pylist()
    ends = list(zip(counts.keys.start.tolist(), counts.keys.end.tolist(), strict=True))
    legs = [
        LegRead(
            start=places[start]["place_id"] if start >= 0 else None,
            end=places[end]["place_id"] if end >= 0 else None,
            unknown_between=bool(counts.keys.unknown_between[at]),
            direction=direction,
            submissions=int(tally[0]),
            cases=int(tally[1]),
            stating=int(tally[2]),
            organisations=int(counts.organisations[at]),
            modes=list(counts.modes(at)),
        )
        for at, (start, end) in enumerate(ends)
        for direction, tally in zip(DIRECTIONS, counts.legs[at], strict=True)
        if tally[0]
    ]
    used = sorted({number for pair in ends for number in pair if number >= 0})
    return {"legs": legs, "places": [MapPlace(**places[number]) for number in used]}


@room.get(
    "/measures",
    response=answers(list[MeasureListed]),
    url_name="measures",
    openapi_extra=python("hub.measures()"),
)
def measures(request: HubRequest) -> list[MeasureListed]:
    """List the figures that can be asked for."""
    return [
        MeasureListed(
            name=name,
            title=one.title,
            unit=one.unit.value,
            denominator=one.denominator,
            levels=_levels(name),
        )
        for name, one in measuring.SHOWN.items()
    ]


@room.get(
    "/measures/{slug:name}",
    response=answers(MeasureRead),
    url_name="measure",
    openapi_extra=python("hub.measure('transport_modes', collection='2024').table"),
)
def measure(
    request: HubRequest, name: str, chosen: Query[Chosen], level: Query[Level], spoken: Query[Spoken]
) -> MeasureRead:
    """Compute one figure of the accepted routes that are chosen, with names beside codes.

    A level that the figure does not have gives the nearest that it has.
    """
    if name not in measuring.SHOWN:
        raise not_found()
    wanted, live = asked(request.GET, also=("language",)), pool()
    told = measuring.level_of(name, wanted.level)
    result = measuring.measured(live, name, wanted.chosen, told)
    return MeasureRead(
        name=name,
        denominator=result.measure.denominator,
        levels=_levels(name),
        level=told.value if _levels(name) else None,
        **as_json(result, live.told(told).places, spoken.language),
        data_version=live.fingerprint,
        citation=exporting.citation(live),
    )


@room.get(
    "/exports",
    response=answers(Page[ExportRead]),
    url_name="exports",
    openapi_extra=python("list(hub.exports())"),
)
def exports(request: HubRequest, paging: Query[ByUuid]) -> Page[ExportRead]:
    """List the files that were made for one in the background, in the role that one has."""
    return page(exporting.listed(request.user), paging, lambda found: [_export(one) for one in found])


@room.post(
    "/exports",
    url_name="exports",
    response=answers(bytes, s202=ExportRead),
    openapi_extra=python("hub.export('legs', 'csv', collection='2024')"),
)
def export(request: HubRequest, body: NewExport) -> HttpResponse | Status[ExportRead]:
    """Make a file of a picture or a table; one that takes long is made in the background: 202."""
    wanted = exporting.Wanted(body.what, body.format, _asked(body.query), body.language)
    try:
        made = exporting.export(request.user, wanted)
    except LookupError:
        raise not_found() from None
    if isinstance(made, Export):
        row = exporting.listed(request.user).get(pk=made.pk)
        return Status(202, _export(row))
    return attached(made)


@room.get(
    "/exports/{uuid:export_id}/file",
    url_name="export_file",
    response=answers(bytes),
    openapi_extra=python("hub.export('legs', 'csv')"),
)
def export_file(request: HubRequest, export_id: uuid.UUID) -> HttpResponse:
    """Give a file that was made in the background."""
    row = exporting.mine(request.user).filter(pk=export_id).first()
    if row is None or row.content is None:
        raise not_found()
    return attached(exporting.fetch(request.user, row))


def _levels(name: str) -> list[str]:
    return [level.value for level in measuring.LEVELS.get(name, ())]


def _asked(query: str) -> Asked:
    return asked(QueryDict(query.removeprefix("?")))


def _export(row: Any) -> ExportRead:
    return ExportRead(
        id=row.pk, file_name=row.file_name, is_done=row.is_done, job=row.job_id, created=row.created
    )
