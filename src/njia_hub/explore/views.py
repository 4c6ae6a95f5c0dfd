"""The map, the figures and their files."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from njia.draw.profile import DESK, HALF, PHONE, Profile
from njia.filters import FilterError
from njia.levels import Level
from njia_hub.explore import choices, comparing, exporting, listing, measuring, settling, showing
from njia_hub.explore.asking import BY, Asked, asked
from njia_hub.explore.models import Export
from njia_hub.explore.pool import Pool, pool
from njia_hub.guard import HubRequest
from njia_hub.languages import language
from njia_hub.places.naming import country_in_words

SIZES = {"phone": PHONE, "desk": DESK}
MEASURE_ROWS = 100
ROUTES_A_PAGE = 50
_View = Callable[..., HttpResponse]


def _understood(view: _View) -> _View:
    """Send on to the address that is shared; one that asks for what there is not is told what is wrong."""

    @wraps(view)
    def answer(request: HubRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        settled = settling.settled(request.GET, language())
        if isinstance(settled, settling.Which):
            page = {"which": settled, "label": choices.written_words(settled.key)}
            return render(request, "explore/which_place.html", page)
        if settled is not None:
            return HttpResponseRedirect(f"{request.path}{settled}")
        try:
            return view(request, *args, **kwargs)
        except FilterError as wrong:
            return render(request, "explore/not_understood.html", {"wrong": str(wrong)}, status=400)

    return answer


@require_GET
@gzip_page
@_understood
def show_map(request: HubRequest) -> HttpResponse:
    """Show the map of what the address chooses."""
    wanted, live, size = asked(request.GET, also=("size",)), pool(), _size(request)
    shown = showing.shown(
        live, wanted, size, language(), link=lambda place: wanted.with_filter(through=(place,))
    )
    page = {"shown": shown, "size": size.name, "views": live.map(wanted.level).views, **_page(live, wanted)}
    template = "explore/_map.html" if "size" in request.GET else "explore/map.html"
    return render(request, template, page)


@require_GET
@gzip_page
@_understood
def compare(request: HubRequest) -> HttpResponse:
    """Show two collections side by side, on one scale."""
    wanted, live = asked(request.GET, also=("left", "right", "size")), pool()
    size = PHONE if _size(request) is PHONE else HALF
    pair = comparing.pair(live, request.GET.get("left", ""), request.GET.get("right", ""))
    sides = comparing.sides(live, wanted, pair, size, language()) if pair else ()
    page = {"pair": pair, "sides": sides, "compared": _compared(wanted), **_page(live, wanted)}
    return render(request, "explore/compare.html", page)


@require_GET
@gzip_page
@_understood
def routes(request: HubRequest) -> HttpResponse:
    """List the routes that the address chooses, as far as this person may see them."""
    wanted, live = asked(request.GET, also=("page",)), pool()
    found = Paginator(listing.chosen(live, wanted.chosen), ROUTES_A_PAGE).get_page(request.GET.get("page"))
    rows = listing.rows(live, list(found), request.user, language())
    return render(request, "explore/routes.html", {"rows": rows, "found": found, **_page(live, wanted)})


@require_GET
@gzip_page
@_understood
def measures(request: HubRequest) -> HttpResponse:
    """List the measures."""
    wanted, live = asked(request.GET), pool()
    focus = _focus(live)
    listed = [
        {"name": name, "title": measuring.titled(one, focus), "denominator": one.denominator}
        for name, one in measuring.SHOWN.items()
    ]
    return render(request, "explore/measures.html", {"measures": listed, **_page(live, wanted)})


@require_GET
@gzip_page
@_understood
def measure(request: HubRequest, name: str) -> HttpResponse:
    """Show one measure of what the address chooses."""
    if name not in measuring.SHOWN:
        raise Http404
    wanted, live = asked(request.GET), pool()
    level = measuring.level_of(name, wanted.level)
    result = measuring.measured(live, name, wanted.chosen, level)
    title = measuring.titled(measuring.SHOWN[name], _focus(live))
    table = measuring.table(result, live.told(level).places, title, language(), MEASURE_ROWS)
    levels = [(one, wanted.address(level=one)) for one in measuring.LEVELS.get(name, ())]
    page = _page(live, wanted) | {"name": name, "table": table, "levels": levels, "level": level}
    return render(request, "explore/measure.html", page)


@require_POST
def export(request: HubRequest) -> HttpResponse:
    """Give a file, or begin to make a long one."""
    try:
        query = QueryDict(request.POST.get("query", "").removeprefix("?"))
        what, form = request.POST.get("what", ""), request.POST.get("format", "")
        made = exporting.export(request.user, exporting.Wanted(what, form, asked(query), language()))
    except (FilterError, LookupError) as error:
        raise BadRequest from error
    if isinstance(made, Export):
        return HttpResponseRedirect(reverse("explore:exports"))
    return attached(made)


@require_GET
def exports(request: HubRequest) -> HttpResponse:
    """List the files that were made for this person in the background."""
    listed = exporting.listed(request.user)
    return render(request, "explore/exports.html", {"exports": listed, "days": exporting.KEPT_DAYS})


@require_GET
def export_file(request: HubRequest, pk: str) -> HttpResponse:
    """Give a file that was made in the background."""
    row = get_object_or_404(exporting.mine(request.user), pk=pk)
    try:
        return attached(exporting.fetch(request.user, row))
    except LookupError as error:
        raise Http404 from error


def _compared(wanted: Asked) -> list[tuple[str, str]]:
    """Give what the form of two collections keeps: everything but the collection."""
    return [*((k, v) for k, v in wanted.chosen.to_query() if k != "collection"), *wanted.kept()]


def attached(file: exporting.File) -> HttpResponse:
    """Give a file to be kept under its name."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.media_type, headers=headers)


def _page(live: Pool, wanted: Asked) -> dict[str, Any]:
    """Give what every page of the room shows: the form, what is chosen, and the citation."""
    spoken = language()
    lists = choices.form(live, wanted, spoken)
    return {
        "asked": wanted,
        "query": wanted.address(),
        "choices": lists,
        "proposed": choices.proposed(live, spoken) if any(one.written for one in lists) else "",
        "chips": choices.chips(live, wanted, spoken),
        "levels": [(level, wanted.address(level=level)) for level in Level],
        "level": wanted.level,
        "bys": [(by, wanted.address(by=by)) for by in BY],
        "seen": [(view, wanted.address(view=view)) for view in live.map(wanted.level).views],
        "citation": exporting.citation(live),
        "submissions": live.loaded.routes,
        "picture_formats": exporting.FORMATS[exporting.PICTURE],
        "table_formats": exporting.FORMATS[exporting.LEGS],
    }


def _size(request: HubRequest) -> Profile:
    """Choose the size of the map: the one asked for, else what the browser says of its device."""
    size = request.GET.get("size", "")
    if size:
        if size not in SIZES:
            raise FilterError("size", "'size' is one of phone, desk.")
        return SIZES[size]
    hint = request.headers.get("Sec-CH-UA-Mobile")
    is_phone = hint == "?1" if hint else "Mobi" in request.headers.get("User-Agent", "")
    return PHONE if is_phone else DESK


def _focus(live: Pool) -> str:
    return country_in_words(live.scope.focus_country)
