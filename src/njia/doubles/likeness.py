"""How much two routes are alike, and in what: evidence for and against, weighed.

Each thing that both routes state weighs in with its weight, by how far they agree; what one of them does
not state says nothing. The score is the share of what agrees among all that both state and DOUBT, so that
two routes of which little is known never reach it by that little.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from njia.schema import CODED_FIELDS, Precision

from .traits import End, Traits

DOUBT = 1.0  # weight of all that is not known
LEAST_LIKENESS = 0.78  # score from which two routes are shown to a person as likely doubles
_JOURNEY, _WAY, _NOTES, _CASES, _ONE_CASE = 3.0, 1.0, 2.0, 2.0, 1.0
_RARE = 10  # routes between two ends; where there are more, the journey itself says less
_PERIODS = ((31, 2.0), (100, 1.0), (math.inf, 0.5))  # days of the longer period, and what it weighs
_ALSO = (
    "exploitation_types",
    "recruitment_methods",
    "recruiter_relations",
    "sexes",
    "age_groups",
    "transport_modes",
)
_CODES = dict.fromkeys(CODED_FIELDS, 0.25) | dict.fromkeys(_ALSO, 0.5) | {"industries": 1.0}


class Sign(StrEnum):
    """What two routes agree in, or what there is to know when they are compared."""

    SAME_PATH = "same_path"
    SAME_ENDS = "same_ends"
    ENDS_AGREE = "ends_agree"  # one names a town, the other its county or country
    SAME_CASES = "same_cases"
    SAME_PERIOD = "same_period"
    PERIODS_OVERLAP = "periods_overlap"
    SAME_INDUSTRIES = "same_industries"
    SAME_EXPLOITATION = "same_exploitation"
    SAME_RECRUITMENT = "same_recruitment"
    SAME_PEOPLE = "same_people"  # sexes, or age groups
    SAME_TRANSPORT = "same_transport"
    SAME_NOTES = "same_notes"
    SAME_ORGANISATION = "same_organisation"
    OTHER_ORGANISATION = "other_organisation"
    ONE_HEARD_OF_IT = "one_heard_of_it"  # and the other has it from its own casework


_SIGN_OF = {
    "industries": Sign.SAME_INDUSTRIES,
    "exploitation_types": Sign.SAME_EXPLOITATION,
    "recruitment_methods": Sign.SAME_RECRUITMENT,
    "recruiter_relations": Sign.SAME_RECRUITMENT,
    "sexes": Sign.SAME_PEOPLE,
    "age_groups": Sign.SAME_PEOPLE,
    "transport_modes": Sign.SAME_TRANSPORT,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two routes are, 0 to 1, and the signs of it; 0 when they cannot be one journey."""

    score: float
    signs: tuple[Sign, ...] = ()


NOT_ALIKE = Likeness(0.0)

# One thing that both routes state: what it weighs, how far they agree (0 to 1), and its sign.
Evidence = tuple[float, float, Sign | None]
_COMPARED = tuple((_CODES[name], _SIGN_OF.get(name)) for name in CODED_FIELDS)


def likeness(
    one: Traits, other: Traits, sharing: int = 2, least: float = 0.0, beside: float | None = None
) -> Likeness:
    """Say how alike two routes are; `sharing` is how many routes run between their ends in all.

    A score that cannot reach `least` is given as 0, as soon as that is known; `beside` is what `most_beside`
    gives for the one, for who compares it with many.
    """
    found = _journey(one, other, sharing)
    if not found:
        return NOT_ALIKE
    found += _cases(one, other) + _periods(one, other)
    if _score(found, most_beside(one) if beside is None else beside) < least:
        return NOT_ALIKE
    found += _codes(one, other)
    if one.note and one.note == other.note:
        found.append((_NOTES, 1.0, Sign.SAME_NOTES))
    signs = [sign for _, _, sign in found if sign]
    return Likeness(_score(found), tuple(dict.fromkeys([*signs, *_about_sources(one, other)])))


def most_beside(one: Traits) -> float:
    """Give what all that is compared besides may weigh: the notes, and the codes that the route has."""
    return _NOTES + sum(weight for (weight, _), codes in zip(_COMPARED, one.codes, strict=True) if codes)


def _score(found: list[Evidence], agreed_beside: float = 0.0) -> float:
    """Give the share that agrees; `agreed_beside` is the weight of what is taken to agree in full."""
    agreed, stated = agreed_beside, DOUBT + agreed_beside
    for weight, agreement, _ in found:
        agreed += weight * agreement
        stated += weight
    return round(agreed / stated, 3)


def agree(one: End, other: End) -> float:
    """Say how far two ends may be one place: 1 the same, 0 not; between, where one is known less exactly."""
    if one.place_id == other.place_id:
        return 1.0 if one.place_id else 0.5
    if one.country != other.country or not one.country:
        return 0.0
    kinds = {one.precision, other.precision}
    if Precision.COUNTRY in kinds:
        return 0.6
    return 0.8 if Precision.COUNTY in kinds and one.admin1 and one.admin1 == other.admin1 else 0.0


def _journey(one: Traits, other: Traits, sharing: int) -> list[Evidence]:
    """Compare the ends, which must agree, and the way between them where both tell it."""
    ends = agree(one.origin, other.origin), agree(one.destination, other.destination)
    if not all(ends):
        return []
    weight = _JOURNEY / (1 + math.log10(max(sharing, _RARE) / _RARE))
    if one.path == other.path:
        found: list[Evidence] = [(weight, sum(ends) / 2, Sign.SAME_PATH)]
    else:
        found = [(weight, sum(ends) / 2, Sign.SAME_ENDS if ends == (1.0, 1.0) else Sign.ENDS_AGREE)]
    if len(one.path) > 2 and len(other.path) > 2:
        found.append((_WAY, _overlap(frozenset(one.path[1:-1]), frozenset(other.path[1:-1])), None))
    return found


def _cases(one: Traits, other: Traits) -> list[Evidence]:
    if one.cases is None or other.cases is None:
        return []
    if one.cases == other.cases:
        return [(_ONE_CASE if one.cases == (1, 1) else _CASES, 1.0, Sign.SAME_CASES)]
    (low, high), (other_low, other_high) = one.cases, other.cases
    meet = (high is None or other_low <= high) and (other_high is None or low <= other_high)
    return [(_CASES, 0.6 if meet else 0.0, None)]


def _periods(one: Traits, other: Traits) -> list[Evidence]:
    if one.period is None or other.period is None:
        return []
    (first, last), (other_first, other_last) = one.period, other.period
    if other_last < first or last < other_first:
        return [(_PERIODS[0][1], 0.0, None)]
    days = max(last - first, other_last - other_first).days + 1
    weight = next(weight for most, weight in _PERIODS if days <= most)
    if one.period == other.period:
        return [(weight, 1.0, Sign.SAME_PERIOD)]
    return [(weight, 0.7, Sign.PERIODS_OVERLAP)]


def _codes(one: Traits, other: Traits) -> list[Evidence]:
    return [
        (weight, 1.0, sign) if first == second else (weight, _overlap(first, second), None)
        for (weight, sign), first, second in zip(_COMPARED, one.codes, other.codes, strict=True)
        if first and second
    ]


def _overlap(first: Set[str | None], second: Set[str | None]) -> float:
    """Give the share of what two sets have in common."""
    return 1.0 if first == second else len(first & second) / len(first | second)


def _about_sources(one: Traits, other: Traits) -> Iterator[Sign]:
    if one.organisation and other.organisation:
        same = one.organisation == other.organisation
        yield Sign.SAME_ORGANISATION if same else Sign.OTHER_ORGANISATION
    if {one.source_kind, other.source_kind} == {"own_casework", "heard_of"}:
        yield Sign.ONE_HEARD_OF_IT
