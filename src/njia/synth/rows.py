"""Invented routes as a spreadsheet of the kind that organisations send."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from njia.gazetteer import countries
from njia.synth.places import SynthPlace, places
from njia.synth.tables import AIRLINES
from njia.vocabulary import code_list

HEADER = (
    "No.",
    "Organisation ",
    "City of origin",
    "Country of origin",
    "Transit points",
    "Place of exploitation",
    "Country of exploitation",
    "Mode of transport",
    "Airline",
    "Industry",
    "Type of exploitation",
    "Estimated number of cases",
    "Recruitment method",
    "Recruiter's relation",
    "Source",
)
UNKNOWNS = ("", "", "unknown", "Unknown", "n/a", "-", "not known", "?")
SEPARATORS = ("; ", ", ", " > ", " -> ", ";")


def synth_rows(count: int, seed: int = 0) -> Iterator[tuple[str, ...]]:
    """Give the header and then `count` rows of text: unknown cells, typing errors, numbers in words."""
    rng = Random(seed)  # noqa: S311 - invented data, not a secret
    yield HEADER
    ends = {
        role: [getattr(place, role) for place in places()] for role in ("origin", "transit", "destination")
    }

    def pick(role: str) -> SynthPlace:
        return rng.choices(places(), ends[role])[0]

    for number in range(1, count + 1):
        yield _row(rng, number, pick)


def write_rows(path: Path, count: int, seed: int = 0) -> None:
    """Write `synth_rows` as CSV in UTF-8; the same number and seed give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(synth_rows(count, seed))


def _row(rng: Random, number: int, pick: Callable[[str], SynthPlace]) -> tuple[str, ...]:
    origin, destination = pick("origin"), pick("destination")
    transit = [_town(rng, pick("transit")) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3)))]
    one_cell = rng.random() < 0.2  # "Busia, Kenya" where only the town was asked for
    start = _town(rng, origin)
    if one_cell and start:
        start = f"{start}, {countries.name(origin.country)}"
    return (
        str(number),
        f"Organisation {min(int(rng.expovariate(0.1)), 39) + 1}",
        start,
        "" if one_cell else _untidy(rng, countries.name(origin.country)),
        rng.choice(SEPARATORS).join(transit),
        _town(rng, destination),
        _untidy(rng, countries.name(destination.country)),
        _labels(rng, "transport_mode"),
        rng.choice(AIRLINES) if rng.random() < 0.2 else "",
        _labels(rng, "industry"),
        _labels(rng, "exploitation_type"),
        _cases(rng),
        _labels(rng, "recruitment_method"),
        _labels(rng, "recruiter_relation"),
        _labels(rng, "source_kind", most=1),
    )


def _town(rng: Random, place: SynthPlace) -> str:
    if place.kind == "country" or rng.random() < 0.05:
        return rng.choice(UNKNOWNS)
    return _untidy(rng, place.name)


def _untidy(rng: Random, text: str) -> str:
    chance = rng.random()
    if chance < 0.03 and len(text) > 4:  # two letters changed places
        at = rng.randrange(1, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if chance < 0.06:
        return text.upper()
    if chance < 0.09:
        return f" {text} "
    return text


def _labels(rng: Random, list_: str, most: int = 2) -> str:
    if rng.random() < 0.15:
        return rng.choice(UNKNOWNS)
    codes = code_list(list_)
    picked = rng.sample(sorted(codes.codes), rng.randint(1, min(most, len(codes.codes))))
    return "; ".join(codes.label(code, "en") for code in picked)


def _cases(rng: Random) -> str:
    number = max(1, int(rng.lognormvariate(1.5, 1.3)))
    forms = (f"{number}", f"{number}", f"{number}", f"approx. {number}", f"{number}-{number + 5}")
    return rng.choice((*forms, f"over {number}", f"about {number}", "several", "", "unknown"))
