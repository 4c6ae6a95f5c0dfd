"""The transit points of a row, in order: out of one cell or of several columns."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from njia.gazetteer import Reason, countries, is_unknown
from njia.schema import Precision, Resolution
from njia.vocabulary import code_list
from njia.vocabulary.headers import comparable

from .stops import Stops, Written
from .text import tidy
from .wordlists import row_words

LONGEST_LIST = 5_000  # characters; a longer text is a story
_ORDERED = re.compile(
    r"\s*(?:;|؛|፤|\||\n|=+>|-+>|>+|»|→|⇒|➔|➜|➝|➞|⟶|⟹|↦|►|▶|\bthen(?: to)?\b|\bvia\b|\bthereafter\b"
    r"|\bpuis\b|\bkisha\b|ثم|(?<=[\u0600-\u06ff])\s*(?:←|⇐|<-+)\s*(?=[\u0600-\u06ff]))\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s*(?=[^\W\d])")
_LETTERED = re.compile(r"(?:^|\s)\(?[a-j]\)\s*(?=[^\W\d])")
_LEADING = re.compile(
    r"^(?:(?:via|through|by way of|thru|kupitia|par|عبر|to|then|and|&|first(?:ly)?|finally|lastly|ensuite"
    r"|enfin|(?:a )?(?:direct )?flight to|directly to|transit(?:ed|ing)? (?:in|at|through|via)|passed through"
    r"|stop(?:ped|over)? (?:in|at)|crossed (?:in)?to|onwards? to|on to|arrived? (?:in|at))\s+)+",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[,،、፣]\s*")
_LOOSE = re.compile(r"\s+(?:-|–|—|to|and|&|\+|na|et|hadi|mpaka|vers|و|إلى|እና|ወደ)\s+|\s*&\s*", re.IGNORECASE)
# Signs that part names only where a name is known on either side: Port-au-Prince, St. Louis.
_TIGHT = (re.compile(r"\.\s+"), re.compile(r"[-–—]"), re.compile(r"\s*[/\\]\s*"))
_SLASH = _TIGHT[-1]
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_BY = re.compile(
    r"\s+(?:by|on|en|par|kwa|في|በ)\s+(?:an?\s+|le\s+|la\s+)?([^\W\d][^,()]{0,30})$", re.IGNORECASE
)
_BEFORE_MODE = re.compile(r"^(?:by|on|in|en|par|kwa)\s+(?:an?\s+)?", re.IGNORECASE)
_DURATION = re.compile(
    r"^(?:for |about |approx\.? )?(?:\d{1,3}|an?|one|two|three|few|some|several)"
    r" (?:hour|day|night|week|month|year)s?$",
    re.IGNORECASE,
)
SLASHED = "transit_slashed"
ASIDE_DROPPED = "transit_aside"


@lru_cache(maxsize=65536)
def is_none(text: str) -> bool:
    """Say whether a transit cell says that there was no transit: "none", "direct", "-"; "?" is unknown."""
    return comparable(text[:80]) in row_words("no_transit") or (
        not any(c.isalnum() for c in text) and "?" not in text
    )


def split_places(text: str, stops: Stops, country: str = "") -> list[Written]:
    """Take a cell apart into its transit points, in order; each keeps its own country.

    "Nairobi, Mombasa" is two, "Busia, Kenya" is one, "Busia, Uganda; Nairobi" is two. A text that the
    gazetteer knows as a whole is never taken apart.
    """
    shown = tidy(text)
    if is_none(shown):
        return []
    if len(shown) > LONGEST_LIST:
        return [Written(text, country)]
    within = country or None
    found: list[Written] = []
    numbered = _NUMBERED.sub("\n", shown)
    if _LETTERED.match(numbered):
        numbered = _LETTERED.sub("\n", numbered)
    for part in _ORDERED.split(numbered):
        part = _LEADING.sub("", part.strip(" ,.")).strip(" ,.")
        if not part or (is_none(part) and len(part) < len(shown)):
            continue
        found += _listed(part, stops, within)
    # A single point keeps its text as it stands in the cell.
    if len(found) == 1 and not found[0].country and is_unknown(shown):
        return [Written(text, country)]
    return [Written(point.place, point.country or country, point.note) for point in found]


def _listed(part: str, stops: Stops, country: str | None) -> list[Written]:
    pieces = [piece for piece in _COMMA.split(part) if piece]
    if len(pieces) > 1 and any(map(is_unknown, pieces)):
        return _beside(pieces, stops, country)  # "Nairobi, unknown" is two stops
    whole = stops.answer(part, country)
    if whole.accepted or is_unknown(part):
        return [Written(part)]
    alone = _without_travel(part)
    if alone != part and len(pieces) == 1:
        return [replace(point, note=ASIDE_DROPPED) for point in _listed(alone, stops, country)]
    if len(pieces) > 1:
        return _beside(pieces, stops, country)
    looser = [piece.strip() for piece in _LOOSE.split(part) if piece.strip()]
    if len(looser) > 1:
        return [point for piece in looser for point in _listed(_LEADING.sub("", piece), stops, country)]
    for sign in _TIGHT:
        names = [name.strip() for name in sign.split(part)]
        if len(names) > 1 and all(_is_name(name, stops, country) for name in names):
            return [Written(name, note=SLASHED if sign is _SLASH else "") for name in names]
    return [Written(part)]


def _is_name(text: str, stops: Stops, country: str | None) -> bool:
    """Say whether the gazetteer knows a name, of one place or of several ("Busia")."""
    answer = stops.answer(text, country)
    several = answer.status is Resolution.AMBIGUOUS and answer.reason is Reason.SEVERAL_COUNTRIES
    return len(text) > 2 and (answer.accepted or several)


def _without_travel(part: str) -> str:
    """Leave out how people travelled, or how long they stayed: "Nairobi (by bus)", "Dubai (2 weeks)"."""
    for pattern in (_ASIDE, _BY):
        found = pattern.search(part)
        if found and found.start() and _is_about_travel(found[1].strip()):
            return part[: found.start()].strip()
    return part


def _is_about_travel(text: str) -> bool:
    modes = code_list("transport_mode")
    return bool(modes.match(_BEFORE_MODE.sub("", text)) or modes.match(text) or _DURATION.match(text))


def _beside(pieces: list[str], stops: Stops, country: str | None) -> list[Written]:
    """Read pieces between commas: a country behind a place that lies in it, or may, belongs to it."""
    found: list[Written] = []
    at = 0
    while at < len(pieces):
        piece, following = _LEADING.sub("", pieces[at]), pieces[at + 1] if at + 1 < len(pieces) else ""
        together = f"{piece}, {following}"
        if (
            following
            and not is_unknown(following)
            and (
                _is_its_country(piece, following, stops)
                or _is_within(together, following, pieces, stops, country)
            )
        ):
            found.append(Written(together))
            at += 2
        else:
            found += _listed(piece, stops, country)
            at += 1
    return found


def _is_within(together: str, following: str, pieces: list[str], stops: Stops, country: str | None) -> bool:
    """Say whether a piece names the county or town that the one before it lies in: "Kitale, Trans Nzoia".

    Among three or more, a town beside a town is the next stop: "Moyale, Marsabit, Isiolo" are three,
    though Moyale lies in the county of Marsabit too.
    """
    answer = stops.answer(together, country)
    if not answer.accepted or answer.place is None or len(pieces) == 2:
        return answer.accepted
    beside = stops.answer(following, country).place
    is_town = beside is not None and beside.precision is Precision.TOWN
    return not (is_town and answer.place.precision is Precision.TOWN)


def _is_its_country(piece: str, following: str, stops: Stops) -> bool:
    if countries.match_name(following) is None or countries.match_name(piece) is not None:
        return False
    answer = stops.answer(piece, following)
    return not is_unknown(piece) and answer.reason is not Reason.CONTRADICTION
