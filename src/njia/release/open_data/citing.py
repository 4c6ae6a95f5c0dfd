"""CITATION.cff and LICENCE.txt: how a release is cited, and what may be done with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import yaml

CFF_VERSION = "1.2.0"
PUBLIC = "public"
LICENCE, LICENCE_TITLE = "CC-BY-4.0", "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
GEONAMES, GEONAMES_ADDRESS = "GeoNames", "https://www.geonames.org/"


@dataclass(frozen=True)
class Citation:
    """What a release is cited by; `number` and `made_on` are None where they are not known."""

    network: str
    title: str
    audience: str
    about: str  # what is in it, in a sentence or two
    number: int | None = None
    made_on: dt.date | None = None
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def author(self) -> str:
        """Name the network, which has all rights and all praise."""
        return self.network.strip() or "The network that made this release"

    @property
    def is_public(self) -> bool:
        """Say whether it is for everybody; a release for some is theirs alone."""
        return self.audience == PUBLIC


def citation_cff(one: Citation) -> str:
    """Write the citation by the Citation File Format 1.2.0."""
    said = {
        "cff-version": CFF_VERSION,
        "message": "If you use this release, please cite it as below.",
        "type": "dataset",
        "title": one.title,
        "authors": [{"name": one.author}],
        "abstract": one.about,
        "version": "" if one.number is None else str(one.number),
        "date-released": one.made_on.isoformat() if one.made_on else "",
        "license": LICENCE if one.is_public else "",
        "keywords": list(dict.fromkeys(tag for tag in one.tags if tag)),
    }
    given = {name: value for name, value in said.items() if value}
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=100)


def licence_txt(one: Citation) -> str:
    """Say what may be done with the files."""
    by = f"{one.author}: {one.title}" + ("" if one.number is None else f", release {one.number}")
    rights = (
        f"These files are under the licence {LICENCE_TITLE} ({LICENCE}):\n"
        "you may copy, change and pass them on for any purpose, as long as you name who made them, give the\n"
        "address of the licence and say what you changed.\n\n"
        f"{LICENCE_ADDRESS}\n\n"
        "Name them as in CITATION.cff."
        if one.is_public
        else f"These files were made for one audience ({one.audience}). Whoever has them may use them and\n"
        "may not pass them on: ask the network first. The network keeps all rights."
    )
    return (
        f"{by}\n\n{rights}\n\n"
        f"Names and positions of places are from {GEONAMES} ({GEONAMES_ADDRESS}), under the licence\n"
        f"{LICENCE_TITLE} ({LICENCE_ADDRESS});\n"
        "changed: a selection, with additions and corrections.\n\n"
        "Whatever you do with them, do not try to find out who the people behind the counts are.\n"
    )
