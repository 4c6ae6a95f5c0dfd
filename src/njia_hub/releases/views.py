"""What others see: the releases that one may read, each one's page and files, and its map on other sites."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from njia_hub.guard import needs_second_factor
from njia_hub.people.models import Person
from njia_hub.releases import allowing, citing, reading
from njia_hub.releases.forms import GiveForm, InviteForm
from njia_hub.releases.headlines import headlines
from njia_hub.releases.inviting_readers import partners
from njia_hub.releases.models import PUBLIC, Release
from njia_hub.roles import Role

MAP, PHONE_MAP = "map.svg", "map.phone.svg"
PAGE, REPORT, CFF = "index.html", "report.pdf", "CITATION.cff"
NOT_FOUND_BY_SEARCH = "noindex, nofollow"
EMBEDDED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors *"
)


def reader(request: HttpRequest) -> Person | None:
    """Give who is reading; None for everybody in the world, and for who is not yet wholly signed in."""
    person = request.user
    if not isinstance(person, Person) or not person.may_work or needs_second_factor(person):
        return None
    return person


def list_(request: HttpRequest) -> HttpResponse:
    """List the releases that one may read; coordinators also see what is being prepared."""
    person = reader(request)
    every = list(reading.visible(person))
    tag = request.GET.get("tag", "")
    context: dict[str, Any] = {
        "releases": [one for one in every if not tag or tag in one.tags],
        "tags": sorted({word for one in every for word in one.tags}, key=str.casefold),
        "tag": tag,
        "replaced": {one.supersedes_id for one in every},
        "manages": manages(person),
    }
    if person is not None:
        context["preparing"] = reading.prepared(person)
    return render(request, "releases/list.html", context)


def manages(person: Person | None) -> bool:
    """Say whether somebody prepares releases."""
    return person is not None and person.role == Role.COORDINATOR


def release(request: HttpRequest, number: int) -> HttpResponse:
    """Show a release: what it holds, how it is cited, and what has become of it."""
    person = reader(request)
    found = get_object_or_404(reading.visible(person), number=number)
    return for_robots(render(request, "releases/release.html", page(found, person)), found)


def for_robots(response: HttpResponse, found: Release) -> HttpResponse:
    """Ask search engines to keep out of what is not, or no longer, for everybody."""
    if found.audience != PUBLIC or found.is_withdrawn:
        response.headers["X-Robots-Tag"] = NOT_FOUND_BY_SEARCH
    return response


def page(found: Release, person: Person | None) -> dict[str, Any]:
    """Give what stands on the page of a release for one reader."""
    is_there = not found.is_withdrawn
    context: dict[str, Any] = {
        "release": found,
        "manages": manages(person),
        "successor": reading.latest(found, person),
        "replaced": reading.replaced(found, person),
        "map": MAP if is_there and MAP in found.files else "",
        "phone_map": PHONE_MAP if is_there and PHONE_MAP in found.files else "",
        "page": PAGE if is_there and PAGE in found.files else "",
        "reports": [name for name in found.files if is_there and name.endswith(".pdf")],
        "pages": [name for name in found.files if is_there and _is_page(name) and "phone" not in name],
        "files": [_told(name, one) for name, one in found.files.items() if is_there and not _is_page(name)],
        "figures": headlines(found) if is_there else [],
        "citation": citing.as_text(found),
        "bibtex": citing.as_bibtex(found),
        "cff": CFF if is_there and CFF in found.files else "",
        "embed": citing.embed_code(found) if is_there and found.audience == PUBLIC else "",
        "collections": ", ".join(found.collection_names),
    }
    if manages(person) and found.is_for_partners and is_there:
        context |= {
            "readers": reading.readers(found),
            "give": GiveForm(partners(found)),
            "invite": InviteForm(),
        }
    return context


def _is_page(name: str) -> bool:
    return name.endswith((".html", ".svg"))


def _told(name: str, one: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "size": one["size"], "kind": PurePosixPath(name).suffix.removeprefix(".").upper()}


def embed(request: HttpRequest, number: int) -> HttpResponse:
    """Show a public release's map with a link to it, in another site's frame, as to anybody in the world."""
    found = get_object_or_404(
        Release, number=number, audience=PUBLIC, state__in=(Release.State.PUBLISHED, Release.State.WITHDRAWN)
    )
    shown = {
        "release": found,
        "map": MAP if not found.is_withdrawn and MAP in found.files else "",
        "phone_map": PHONE_MAP if not found.is_withdrawn and PHONE_MAP in found.files else "",
        "successor": reading.latest(found, None),
        "network_name": citing.network_name(),
    }
    # Without the request: nothing of who is signed in here, and no cookie.
    response = HttpResponse(render_to_string("releases/embed.html", shown))
    response.headers["Content-Security-Policy"] = EMBEDDED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = NOT_FOUND_BY_SEARCH  # its page is what is to be found
    response.is_framed = True  # type: ignore[attr-defined] # see njia_hub.guard.headers
    return response


def file(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Give a file of a release, as it was published."""
    person = reader(request)
    found = get_object_or_404(reading.visible(person), number=number)
    try:
        one = reading.taken(person, found, name)
    except LookupError:
        raise Http404 from None
    return answer(request, found, one, is_for_all=person is None)


def answer(request: HttpRequest, found: Release, one: reading.File, *, is_for_all: bool) -> HttpResponse:
    """Answer with a file: pages and pictures are shown, everything else is saved."""
    tag = f'"{one.sha256}"'
    response: HttpResponse = HttpResponse(one.content, content_type=one.media_type)
    if is_for_all and request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    if is_for_all:
        # A cache asks each time: what is withdrawn is gone at once.
        response.headers["Cache-Control"], response.headers["ETag"] = "no-cache", tag
        patch_vary_headers(response, ["Cookie"])
    response.headers["Content-Security-Policy"] = allowing.policy(one)
    if not one.is_shown:
        saved = f"njia-release-{found.number}-{PurePosixPath(one.name).name}"
        response.headers["Content-Disposition"] = f'attachment; filename="{saved}"'
    return for_robots(response, found)
