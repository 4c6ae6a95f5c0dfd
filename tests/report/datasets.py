"""Small data sets that a sentence can stumble over: none, one, two and many, known and unknown."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.report.invented import bundle, many, route

from njia.report.bundle import Bundle
from njia.schema import Route


def _none() -> list[Route]:
    return []


def _one() -> list[Route]:
    return [
        route(
            1, "Kitui", "Nairobi", "Riyadh", cases=1, modes=("bus", "plane"), carriers=("Example Air",),
            industries=("domestic_work",), exploitation_types=("forced_labour",), intended="SA",
            recruitment_methods=("word_of_mouth",), recruiter_relations=("relative",),
        )
    ]  # fmt: skip


def _one_unknown() -> list[Route]:
    return [route(1, "?", "?", organisation="", source_kind=None)]


def _one_heard_of() -> list[Route]:
    return [route(1, "UG", "KE", source_kind="heard_of")]


def _two() -> list[Route]:
    return [
        route(1, "Kitui", "Riyadh", cases=0, modes=("plane",)),
        route(2, "Kampala", "Busia", "Nairobi", organisation="Organisation 2", modes=("bus",), intended="AE"),
    ]


def _two_alike() -> list[Route]:
    return [route(n, "Kampala", "Busia", "Nairobi", cases=1, industries=("begging",)) for n in (1, 2)]


def _ties() -> list[Route]:
    ends = ("SA", "AE", "DE", "UG", "ET")
    out = [route(n, "Kitui", end, industries=("begging", "sport")) for n, end in enumerate(ends)]
    return out + [route(10 + n, end, "Nairobi") for n, end in enumerate(ends[2:])]


def _all_unknown() -> list[Route]:
    return [route(n, "?", "?", "?", organisation="", source_kind=None) for n in range(12)]


def _elsewhere() -> list[Route]:
    return [route(n, "UG", "SA", cases=2) for n in range(3)] + [route(9, "DE", "?")]


def _open_ends() -> list[Route]:
    return [route(1, "KE", "?"), route(2, "?", "KE"), route(3, "Kitui", "Nairobi")]


def _compared() -> list[Route]:
    return many() + many("before", 12)


DATASETS = {
    "none": _none,
    "one": _one,
    "one unknown": _one_unknown,
    "one heard of": _one_heard_of,
    "two": _two,
    "two alike": _two_alike,
    "ties": _ties,
    "all unknown": _all_unknown,
    "elsewhere": _elsewhere,
    "open ends": _open_ends,
    "many": many,
    "compared": _compared,
    "no focus": _all_unknown,
}
SETTINGS: dict[str, dict[str, Any]] = {"no focus": {"focus_country": "", "name": "", "collection": ""}}


@cache
def made(name: str) -> Bundle:
    """Make a data set's bundle, once."""
    earlier = {"compared": "before", "two": "before"}.get(name)
    return bundle(DATASETS[name](), earlier, **SETTINGS.get(name, {}))
