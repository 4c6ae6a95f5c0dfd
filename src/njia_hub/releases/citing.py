"""How a release is cited: as a line, for BibTeX, and how it is put on another site."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from njia_hub.collections.models import NetworkSettings
from njia_hub.releases.models import Release

_IN_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
EMBED_WIDTH, EMBED_HEIGHT = 720, 640  # pixels


def address(release: Release, page: str = "release") -> str:
    """Give the address of a release's page, as it stands in print."""
    return f"{settings.INSTALLATION.address.rstrip('/')}{reverse(f'releases:{page}', args=(release.number,))}"


def network_name() -> str:
    """Name who publishes."""
    return NetworkSettings.network().name or "Njia"


def as_text(release: Release) -> str:
    """Give the citation as a line."""
    day = release.made_on.isoformat() if release.made_on else ""
    parts = (network_name(), release.title, f"Release {release.number}, {day}", address(release))
    return f"{'. '.join(part.rstrip('.') for part in parts)}. SHA-256 {release.hash}.{_withdrawn(release)}"


def _withdrawn(release: Release) -> str:
    day = timezone.localdate(release.withdrawn).isoformat() if release.withdrawn else ""
    return f" Withdrawn on {day}." if day else ""


def as_bibtex(release: Release) -> str:
    """Give the citation as an entry of BibTeX."""
    fields = {
        "author": f"{{{_plain(network_name())}}}",
        "title": f"{{{_plain(release.title)}}}",
        "year": str(release.made_on.year) if release.made_on else "",
        "version": str(release.number),
        "url": address(release),
        "note": f"Release {release.number}. SHA-256 {release.hash}.{_withdrawn(release)}",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(release)},\n{lines}\n}}"


def _plain(text: str) -> str:
    return "".join(_IN_BIBTEX.get(sign, sign) for sign in text)


def _key(release: Release) -> str:
    word = re.sub(r"[^a-z0-9]+", "", network_name().lower())[:20]
    return f"{word or 'njia'}-release-{release.number}"


def embed_code(release: Release) -> str:
    """Give what is pasted into another site's page to show the map there."""
    return (
        f'<iframe src="{escape(address(release, "embed"))}" title="{escape(release.title)}" '
        f'width="{EMBED_WIDTH}" height="{EMBED_HEIGHT}" style="max-width:100%;border:0" '
        'loading="lazy"></iframe>'
    )
