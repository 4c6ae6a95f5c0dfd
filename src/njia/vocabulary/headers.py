"""Column headers: what each column of a spreadsheet is called, in any of the languages and wordings.

The wordings are in `headers.yaml`. A numbered column has `n`, counted from 1: transit point n, and leg n,
which ends at transit point n. The last leg, to the place of exploitation, has keys of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from njia.own_data import read_yaml
from njia.vocabulary.text import normalise, singular

LONGEST = 300  # characters; a longer cell is no header
LEAST_LIKENESS = 0.78  # Damerau-Levenshtein, of 1; below it a proposal helps nobody

_SLOT = re.compile(r"\{([a-zé]+|n-1|n\+1)\}")
_SHIFTS = {"n": 0, "n-1": -1, "n+1": 1}
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first premier premiere kwanza one",
            "second deuxieme pili two",
            "third troisieme tatu three",
            "fourth quatrieme nne four",
            "fifth cinquieme tano five",
            "sixth sixieme sita six",
        ),
        start=1,
    )
    for word in words.split()
}
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|ere|re|eme|e)\b")
_NUMBER = re.compile(r"\d+")
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # forms name columns so: destinationCountry
_BLANK = "\N{BULLET}"  # stands for a number in a wording; normalised text never holds it
_OPENING = re.compile(
    r"^(?:(?:the|victim|survivor|client|please|enter|list|give|state|what|which|is|was|are|were|all|main|primary"
    r"|person) )+"
)
_CLOSING = re.compile(r" (?:code|name)$")
_ASIDE = re.compile(r"[(\[（][^)\]）]*[)\]）]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the spreadsheet: its header in each language, and the other wordings."""

    key: str
    labels: Mapping[str, str]
    also: tuple[str, ...]
    first: tuple[str, ...]

    def label(self, language: str, n: int | None = None) -> str:
        """Give the header in a language; `n` is the number of the transit point or leg, else "{n}" stays."""
        return self.labels[language] if n is None else self.labels[language].replace("{n}", str(n))


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: a column's key, and the transit point's or leg's number if it has one."""

    key: str
    n: int | None = None

    @property
    def name(self) -> str:
        """Name the column in one word, with its number: "transit_2_place"; `named` reads it again."""
        return self.key if self.n is None else self.key.replace("_n_", f"_{self.n}_")


def named(name: str) -> Header:
    """Give the header of a name such as "origin_place" or "transit_2_place".

    Raises KeyError for a name that no column has.
    """
    number = re.search(r"_([1-9]\d?)_", name)
    header = Header(name.replace(number[0], "_n_"), int(number[1])) if number else Header(name)
    if header.key not in columns() or ("_n_" in header.key) != (header.n is not None):
        raise KeyError(f"no column '{name}'")
    return header


class _Index:
    """Every wording of every column, ready to be looked up."""

    def __init__(self, columns: Mapping[str, Column], words: Mapping[str, list[str]]) -> None:
        self.fixed: dict[str, Header] = {}
        self.numbered: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        self._has_number = {key for key, column in columns.items() if "{n}" in column.labels["en"]}
        compared = {slot: tuple(dict.fromkeys(map(comparable, said))) for slot, said in words.items()}
        for column in columns.values():
            for wording in (*column.labels.values(), *column.also):
                self._add(wording, compared, Header(column.key))
            for wording in column.first:
                self._add(wording, compared, Header(column.key, 1))

    def _add(self, wording: str, words: Mapping[str, tuple[str, ...]], header: Header) -> None:
        shifts = tuple(_SHIFTS[slot] for slot in _SLOT.findall(wording) if slot in _SHIFTS)
        for text in _expanded(wording, words):
            if shifts:
                entries = self.numbered.setdefault(text, [])
                if (header.key, shifts) not in entries:
                    entries.append((header.key, shifts))
                continue
            other = self.fixed.setdefault(text, header)
            if other != header:
                raise ValueError(f"headers.yaml: '{text}' is said of both {other.key} and {header.key}")

    def find(self, text: str) -> Header | None:
        """Look up comparable text."""
        if text in self.fixed:
            return self.fixed[text]
        written = [int(number) for number in _NUMBER.findall(text) if len(number) <= 2]
        for key, shifts in self.numbered.get(_NUMBER.sub(_BLANK, text), ()):
            said = {number - shift for number, shift in zip(written, shifts, strict=False)}
            if len(written) == len(shifts) and len(said) == 1 and min(said) >= 1:
                return Header(key, said.pop() if key in self._has_number else None)
        return None


def _expanded(wording: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Write a wording as it is compared: once with each word in its slot, and a blank for each number."""
    pieces = _SLOT.split(wording)  # text, slot, text, slot, …, text
    choices = [
        (comparable(text),) if at % 2 == 0 else (_BLANK,) if text in _SHIFTS else words[text]
        for at, text in enumerate(pieces)
    ]
    for chosen in product(*choices):
        yield " ".join(filter(None, chosen))


def comparable(text: str) -> str:
    """Write a header as it is compared: normalised, singular, its numbers in figures and apart."""
    figures = _ORDINAL.sub(r"\1", normalise(_CAMEL_CASE.sub(" ", text)))
    tokens = (_ORDINALS.get(token, token) for token in re.findall(r"\d+|[^\d\s]+", figures))
    return singular(" ".join(tokens))


def match(text: str) -> Header | None:
    """Say which column a header names; None when it is none of the known wordings.

    A header in two languages ("Sex / Jinsia", or on two lines) is known when each part says the same.
    An aside in brackets is left out when the header is not known with it.
    """
    if len(text) > LONGEST:
        return None
    for shown in dict.fromkeys((text, _ASIDE.sub(" ", text))):
        found = _find(shown)
        if found:
            return found
        parts = {_find(part) for part in re.split(r"[/|\n]", shown) if part.strip()}
        if len(parts) == 1 and None not in parts:
            return parts.pop()
    return None


def bare(text: str) -> Literal["place", "country", ""]:
    """Say whether a header is nothing but "City" or "Country": only its neighbours tell of which stop."""
    compared = comparable(text) if len(text) <= LONGEST else ""
    return _bare().get(compared, "")


def nearest(text: str) -> str:
    """Give the key of the column that has the wording most like an unknown header; "" when none is near."""
    asked = _NUMBER.sub(_BLANK, comparable(text[:LONGEST]))
    known = _keys_by_wording()
    best = process.extractOne(
        asked, list(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=LEAST_LIKENESS
    )
    return known[best[0]] if best and len(asked) > 3 else ""


@cache
def _keys_by_wording() -> Mapping[str, str]:
    known = {text: header.key for text, header in _index().fixed.items()}
    known |= {text: entries[0][0] for text, entries in _index().numbered.items()}
    return {text: key for text, key in known.items() if key not in ("reference", "provenance")}


@cache
def _bare() -> Mapping[str, Literal["place", "country"]]:
    said = _raw()["bare"]
    kinds: tuple[Literal["place", "country"], ...] = ("place", "country")
    return {comparable(word): kind for kind in kinds for word in said[kind]}


def _find(text: str) -> Header | None:
    compared = comparable(text)
    bare_words = _OPENING.sub("", compared)
    found = _index().find(compared) or _index().find(bare_words) or _country_code(bare_words)
    one_place = _several_places().sub(r"\1", bare_words)  # "town district" of "Origin town/district"
    return found or (_index().find(one_place) if one_place != bare_words else None)


def _country_code(text: str) -> Header | None:
    """Read "Origin country code" and "Destination country name" as the country."""
    found = _index().find(_CLOSING.sub("", text)) if _CLOSING.search(text) else None
    return found if found and found.key.endswith("_country") else None


@cache
def _several_places() -> re.Pattern[str]:
    words = "|".join(sorted(text for text, kind in _bare().items() if kind == "place" and " " not in text))
    return re.compile(rf"\b({words})(?: (?:or |and |ou |au )?(?:{words}))+\b")


@cache
def columns() -> Mapping[str, Column]:
    """Give every column by its key, in the order of the template."""
    return MappingProxyType({key: _column(key, raw) for key, raw in _raw()["columns"].items()})


def _column(key: str, raw: Mapping[str, Any]) -> Column:
    return Column(key, MappingProxyType(raw["labels"]), tuple(raw["also"]), tuple(raw.get("first", ())))


@cache
def _index() -> _Index:
    return _Index(columns(), _raw()["words"])


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = read_yaml("njia.vocabulary", "headers.yaml")
    return raw
