"""The carriers that a cell names: known ones by name; what is not known is never repeated to anybody outside.

People write drivers' names and telephone numbers where a company is asked for. Only a name of the list, or
one that the network has accepted, becomes a carrier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from njia.gazetteer import is_unknown
from njia.vocabulary.carriers import OTHER, is_other, match
from njia.vocabulary.text import normalise, singular

from .personal import kinds_of_personal_data
from .text import excerpt, tidy

LONGEST_TEXT = 2_000
_SEPARATORS = re.compile(
    r"\s*(?:;|؛|\n|/|,|،|\||\+|-*>|→|⇒|&)\s*|\s*\b(?:or|and|then|au|na|kisha|ou|et|puis|أو)\s+", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """The carriers of one cell, OTHER for those not known, and what of it is not known, fit to be shown."""

    carriers: tuple[str, ...]
    not_known: tuple[str, ...] = ()


class Carriers:
    """Reads cells of carriers, each text once; `accepted` are further names, those of the network."""

    def __init__(self, accepted: Iterable[str] = ()) -> None:
        self._accepted = {_words(name): " ".join(tidy(name).split()) for name in accepted if _words(name)}
        self._read: dict[str, Named] = {}

    def read(self, text: str) -> Named:
        """Take a cell apart; several carriers are alternatives."""
        if text not in self._read:
            shown = tidy(text)
            is_one = self._known(shown) or is_unknown(shown)  # "N/A" is not an N and an A
            parts = [shown] if is_one else _SEPARATORS.split(shown[:LONGEST_TEXT])
            self._read[text] = self._named(text, [part.strip(" .") for part in parts])
        return self._read[text]

    def _named(self, text: str, parts: list[str]) -> Named:
        found, missed = [], []
        for part in parts:
            name = self._known(part)
            if name is None and is_unknown(part):
                continue
            found.append(name or OTHER)
            if name is None:
                missed.append(f"'{excerpt(part)}'")
        # A number is one number also where it was taken apart: "0722/123456".
        if missed and (kinds := kinds_of_personal_data(text) or kinds_of_personal_data(" ".join(parts))):
            missed = [f"A text that seems to hold {kinds[0]}"]
        return Named(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(missed)))

    def _known(self, part: str) -> str | None:
        """Give the printed name of a carrier; words in brackets behind it say something else."""
        for text in (part, _ASIDE.sub(" ", part).strip()):
            carrier = match(text)
            name = carrier.name if carrier else self._accepted.get(_words(text))
            if name or is_other(text):
                return name or OTHER
        return None


def _words(text: str) -> str:
    return singular(normalise(text[:LONGEST_TEXT]))
