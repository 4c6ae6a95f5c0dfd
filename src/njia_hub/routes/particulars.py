"""What fills the gaps of the core's problems, in the reader's language.

The core tells its problems in English, and what fills their gaps too: "only the country (Kenya)". There are
few such pieces. Each is known by its form; what is none of them, such as a name, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

from njia.gazetteer import countries
from njia_hub.places.naming import country_in_words

# Gap of a problem's sentence: what the core puts there.
PIECES = {
    "where": (gettext_noop(" in %(country)s"),),
    "or_country": (gettext_noop(" and its country"),),
    "used": (gettext_noop("only the country (%(country)s)"), gettext_noop("an unknown place")),
    "country": (gettext_noop("the country given"),),
    "candidates": (gettext_noop(": there is %(names)s"),),
    "proposal": (gettext_noop(", such as %(names)s"), gettext_noop(", here perhaps %(names)s")),
    "which": (gettext_noop(" (row %(rows)s)"), gettext_noop(" (rows %(rows)s)")),
}


def in_words(details: Mapping[str, Any]) -> dict[str, Any]:
    """Say what fills the gaps of a problem; what somebody wrote is never touched."""
    return {gap: _said(value, PIECES[gap]) if gap in PIECES else value for gap, value in details.items()}


def _said(value: Any, pieces: tuple[str, ...]) -> str:
    for piece in pieces:
        found = _form(piece).fullmatch(str(value))
        if found:
            return gettext(piece) % {gap: _country(text) for gap, text in found.groupdict().items()}
    return _country(str(value))


def _form(piece: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(piece)))


def _country(text: str) -> str:
    code = countries.match_name(text)
    return country_in_words(code) if code else text
