"""How many people a route stands for: every way that people write a number, and what it means.

"About 30", "10-15", "over 20", "several", "unknown" and an empty cell are different things and stay
different. What cannot be read for sure is not counted, and a problem says so.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from njia.schema import Cases, CasesKind

from .cells.book import Cell, Day, Fault
from .text import excerpt, plain_digits, tidy, written
from .wordlists import number_words

LARGEST = 1_000_000  # people on one route; nothing above is counted
LARGE = 10_000  # counted, but a person should look
LONGEST_TEXT = 120

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE_TEXT = re.compile(
    rf"^(?:\d{{1,2}}[-/ ](?P<after>{'|'.join(_MONTHS)})[a-z]*(?:[-/ ]\d{{2,4}})?"
    rf"|(?P<before>{'|'.join(_MONTHS)})[a-z]*[-/ ]\d{{1,4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[ t].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$"
)
_DAY_MONTH = re.compile(r"^(\d{1,2})[-/ ]([a-z]{3})|^([a-z]{3})[a-z]*[-/ ](\d{1,2})$")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[,' ’]\d{3})+)(?![\d.,]?\d)")
_DECIMAL_ZERO = re.compile(r"(?<![\d.,])(\d+)[.,]0{1,2}(?!\d)")
_DASHES = re.compile(r"[‐‑‒–—―−~～]")
_BRACKETS = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_ABOUT_SIGNS = re.compile(r"^[~≈∼±]+|[?~]+$|^\+/-")
_AT_LEAST_SIGNS = re.compile(r"^(?:>=|=>|>|≥|⩾)|(?:\+|>)$")
_AT_MOST_SIGNS = re.compile(r"^(?:<=|=<|<|≤|⩽)")
_KINDS = {"about": CasesKind.ABOUT, "at_least": CasesKind.AT_LEAST, "at_most": CasesKind.AT_MOST}


_ARABIC = str.maketrans("ةأإآى", "هاااي")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell of cases says, and the code and details of the problem with it, if there is one."""

    cases: Cases
    problem: str = ""
    details: tuple[tuple[str, str], ...] = ()


def read_cases(cell: Cell) -> Reading:
    """Read one cell; what is not understood is of kind unknown, with a problem."""
    text = written(cell)
    if isinstance(cell, Day):
        return _problem(text, "cases_date", text=cell.written[:10], range=_range_of(cell.day))
    if isinstance(cell, Fault):
        return Reading(Cases(written=text))
    if isinstance(cell, bool):
        return _problem(text, "cases_unclear", text=text, proposal="")
    if isinstance(cell, int | float):
        return _of_number(text, float(cell))
    return _of_text(text)


def _problem(cell_text: str, code: str, /, **details: str) -> Reading:
    return Reading(Cases(written=cell_text), code, tuple(details.items()))


def _of_number(text: str, value: float) -> Reading:
    if value < 0:
        return _problem(text, "cases_negative", text=excerpt(text))
    if value > LARGEST or value != value:
        return _problem(text, "cases_absurd", text=excerpt(text))
    if not value.is_integer():
        return _problem(text, "cases_unclear", text=excerpt(text), proposal="")
    return _counted(text, CasesKind.EXACT, int(value), int(value), int(value))


def _counted(text: str, kind: CasesKind, low: int, best: int, high: int | None) -> Reading:
    if max(low, best, high or 0) > LARGEST:
        return _problem(text, "cases_absurd", text=excerpt(text))
    cases = Cases(written=text, kind=kind, low=low, best=best, high=high)
    if best == 0 and kind is CasesKind.EXACT:
        return Reading(cases, "cases_zero")
    if best > LARGE:
        return Reading(cases, "cases_large", (("text", excerpt(text)),))
    return Reading(cases)


def _of_text(text: str) -> Reading:
    shown = tidy(text)
    if len(shown) > LONGEST_TEXT:
        return _problem(text, "cases_unclear", text=excerpt(text), proposal="")
    plain = _plain(shown)
    if not any(c.isalnum() for c in plain):
        return Reading(Cases(written=text))  # empty, "-", "?": nothing was stated
    if _DATE_TEXT.match(plain):
        return _problem(text, "cases_date", text=excerpt(text), range=_range_in(plain))
    if "%" in plain:
        return _problem(text, "cases_unclear", text=excerpt(text), proposal="")
    if re.match(r"^- ?\d", plain):
        return _problem(text, "cases_negative", text=excerpt(text))
    kind, rest = _qualified(plain)
    return _of_words(text, kind, rest)


def _plain(text: str) -> str:
    """Write text for comparison: lower case, no accents or vowel points, plain digits and dashes."""
    split = unicodedata.normalize("NFKD", plain_digits(text).casefold())
    bare = "".join(c for c in split if not unicodedata.combining(c))
    bare = bare.translate(_ARABIC)
    if bare.startswith(("~", "≈")):
        return bare[0] + " ".join(_DASHES.sub("-", bare[1:]).split())
    return " ".join(_DASHES.sub("-", bare).split())


def _qualified(plain: str) -> tuple[CasesKind, str]:
    """Take off what is said about the number by signs; brackets say nothing that is counted."""
    rest = _BRACKETS.sub(" ", plain).strip(" .;:*") or plain
    for kind, signs in (
        (CasesKind.ABOUT, _ABOUT_SIGNS),
        (CasesKind.AT_LEAST, _AT_LEAST_SIGNS),
        (CasesKind.AT_MOST, _AT_MOST_SIGNS),
    ):
        bare = signs.sub("", rest).strip()
        if bare != rest:
            return kind, bare
    return CasesKind.EXACT, rest


def _of_words(text: str, kind: CasesKind, rest: str) -> Reading:
    if re.search(r"(?<![\d.,])\d{1,3}\.\d{3}(?!\d)", rest):
        plain = re.sub(r"(?<=[0-9])[.](?=[0-9])|,0+$", "", rest)
        proposal = f", here perhaps {plain}"
        return _problem(text, "cases_unclear", text=excerpt(text), proposal=excerpt(proposal))
    rest = _GROUPED.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), _DECIMAL_ZERO.sub(r"\1", rest))
    if rest in number_words()["unknown"] or re.sub(r"[^\w]+", " ", rest).strip() in number_words()["unknown"]:
        return Reading(Cases(written=text))
    found = _said(rest)
    if found is None:
        return _problem(text, "cases_unclear", text=excerpt(text), proposal="")
    said, numbers = found
    if said == "vague" and kind is CasesKind.EXACT:
        return Reading(Cases(written=text, kind=CasesKind.VAGUE))
    return _combined(text, _KINDS.get(said, kind), said, numbers)


def _combined(text: str, kind: CasesKind, said: str, numbers: tuple[int, ...]) -> Reading:
    if len(numbers) == 2:
        low, high = numbers
        if low > high:
            return _problem(
                text, "cases_unclear", text=excerpt(text), proposal=f", here perhaps {high}-{low}"
            )
        return _counted(text, CasesKind.RANGE, low, (low + high) // 2, high)
    if len(numbers) != 1 or said == "vague":
        return _problem(text, "cases_unclear", text=excerpt(text), proposal="")
    number = numbers[0]
    if kind is CasesKind.AT_LEAST:
        return _counted(text, kind, number, number, None)
    if kind is CasesKind.AT_MOST:
        # A route that is reported was taken by somebody: at least one.
        return _counted(text, kind, min(1, number), number, number)
    return _counted(text, kind, number, number, number)


def _said(rest: str) -> tuple[str, tuple[int, ...]] | None:
    """Say what words and numbers mean together: "", about, at_least, at_most or vague, and the numbers."""
    words = re.sub(r"[^\w\-]+", " ", rest.replace("-", " - ")).split()
    if not words or len(words) > 14:
        return None
    if _phrase(words, "vague"):
        return "vague", ()
    said = ""
    for kind in ("at_least", "at_most", "about"):
        shorter = _without_phrase(words, number_words()[kind])
        if shorter is not None and _numbers(_bare(shorter)):
            words, said = shorter, said or kind
    numbers = _numbers(_bare(words))
    if numbers:
        return said, numbers
    return ("vague", ()) if _phrase(_bare(words), "vague") else None


def _bare(words: list[str]) -> list[str]:
    people = number_words()["people"]
    kept = [word for word in words if word not in people]
    joining = number_words()["joining"]
    while kept and kept[-1] in joining:  # what is left of "girls and women"
        kept.pop()
    for phrase in (p for p in people if " " in p):
        kept = f" {' '.join(kept)} ".replace(f" {phrase} ", " ").split()
    return kept


def _phrase(words: list[str], name: str) -> bool:
    return bool(" ".join(words) in number_words()[name])


def _without_phrase(words: list[str], phrases: frozenset[str]) -> list[str] | None:
    """Take the longest known phrase off the start or the end; None when there is none."""
    for length in range(min(4, len(words) - 1), 0, -1):
        if " ".join(words[:length]) in phrases:
            return words[length:]
        if " ".join(words[-length:]) in phrases:
            return words[:-length]
    return None


def _numbers(words: list[str]) -> tuple[int, ...]:
    """Read one number or a range of two; nothing else."""
    if words and words[0] in number_words()["between"] and len(words) > 3:
        words = words[1:]
        joining = number_words()["joining"]
        words = ["-" if word in joining and 0 < i < len(words) - 1 else word for i, word in enumerate(words)]
    whole = _number(words)
    if whole is not None:
        return (whole,)
    for at, word in enumerate(words):
        if word == "-" or word in number_words()["to"]:
            low, high = _number(words[:at]), _number(words[at + 1 :])
            return (low, high) if low is not None and high is not None else ()
    return ()


def _number(words: list[str]) -> int | None:
    words = [word for word in words if word != "-"] if len(words) == 3 and not words[0].isdigit() else words
    text = " ".join(words)
    if text.isdigit():
        return int(text) if len(text) <= 15 else LARGEST + 1
    values: dict[str, dict[str, int]] = number_words()
    for name in ("units", "tens", "hundreds"):
        if text in values[name]:
            return values[name][text]
    joined = [word for word in words if word not in number_words()["joining"]]
    if len(joined) == 2:
        tens, unit = values["tens"].get(joined[0]), values["units"].get(joined[1])
        if tens and unit and unit < 10:
            return tens + unit
    return None


def _range_in(plain: str) -> str:
    found = _DAY_MONTH.match(plain)
    if not found:
        return "10-15"
    day, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{_MONTHS.index(month) + 1}-{int(day)}"


def _range_of(day: dt.date) -> str:
    """Write the range that Excel most likely took for a date: 10-15 becomes 15 October, or October 2015."""
    if day.day > 1:
        return f"{min(day.month, day.day)}-{max(day.month, day.day)}"
    return f"{day.month}-{day.year % 100}" if day.year % 100 > day.month else f"1-{day.month}"
