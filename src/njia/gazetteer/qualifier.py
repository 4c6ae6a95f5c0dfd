"""Take a text apart into a name and what says where it is: "Busia, Kenya", "Eastleigh (Nairobi)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from njia.gazetteer import countries

_BRACKETED = re.compile(r"^(?P<name>[^()\[\]]+)[(\[](?P<qualifier>[^()\[\]]+)[)\]]\s*$")
_SEPARATED = re.compile(
    r"\s*[,;،、/|>&+]\s*|\s+[-–—]+\s+|\s+(?:in|and|or|to|na|au|et|ou|و|أو|እና|ወይም)\s+", re.IGNORECASE
)
_HYPHENS = re.compile(r"\s*[-–—]+\s*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name and its qualifier; `countries` are those that the qualifier names, if it names any."""

    name: str
    qualifier: str
    countries: tuple[str, ...] = ()


def parts_of(text: str) -> Parts | None:
    """Take the last qualifier off a text; None when it has none.

    A country may also stand first ("Kenya, Busia") or without any sign ("Busia Kenya", "Busia KE").
    """
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return _read(bracketed["name"].strip(" ,-"), bracketed["qualifier"].strip())
    pieces = [piece for piece in _SEPARATED.split(text.strip(" ,;")) if piece]
    if len(pieces) > 1:
        first = _country(pieces[0])
        if first and not _country(pieces[-1]):
            return Parts(", ".join(pieces[1:]), pieces[0], first)
        return _read(", ".join(pieces[:-1]), pieces[-1])
    hyphened = [piece for piece in _HYPHENS.split(text) if piece]
    if len(hyphened) == 2 and (_country(hyphened[0]) or _country(hyphened[1])):
        return _read(*hyphened)
    return _unmarked(text)


def _read(name: str, qualifier: str) -> Parts | None:
    if not name or not qualifier:
        return None
    if _country(name) and not _country(qualifier):
        return Parts(qualifier, name, _country(name))
    several = [_country(piece) for piece in re.split(r"\s*(?:/|&|,|\band\b|\bor\b)\s*", qualifier)]
    if all(several):
        return Parts(name, qualifier, tuple(code for codes in several for code in codes))
    return Parts(name, qualifier, _country(qualifier))


def _country(text: str) -> tuple[str, ...]:
    code = countries.written_in(text)
    return (code,) if code else countries.sharing(text)


def _unmarked(text: str) -> Parts | None:
    tokens = text.split()
    for size in range(min(6, len(tokens) - 1), 0, -1):
        for name, qualifier in ((tokens[:-size], tokens[-size:]), (tokens[size:], tokens[:size])):
            found = _country(" ".join(qualifier))
            if found:
                return Parts(" ".join(name), " ".join(qualifier), found)
    return None
