"""Mark what seems to be personal data in a text, where it stands; the page's script does the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from njia.intake.personal import PATTERNS, WORDS, personal_data_in


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `kind` in words where it seems to be personal data."""

    text: str
    kind: str = ""


def pieces_of(text: str) -> list[Piece]:
    """Take a text apart into plain pieces and pieces that seem personal; none where nothing does."""
    pieces: list[Piece] = []
    at = 0
    for place in personal_data_in(text):
        if place.start < at:
            continue
        pieces += [Piece(text[at : place.start])] if place.start > at else []
        pieces.append(Piece(text[place.start : place.end], gettext(WORDS[place.kind])))
        at = place.end
    if not pieces:
        return []
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def for_script() -> dict[str, Any]:
    """Give the page's script the very same patterns, and the kinds in words."""
    patterns = [
        {"kind": kind, "source": pattern.pattern, "flags": "gi" if pattern.flags & re.IGNORECASE else "g"}
        for kind, pattern in PATTERNS.items()
    ]
    return {"patterns": patterns, "kinds": {kind: gettext(words) for kind, words in WORDS.items()}}
