"""How much two routes are alike, and in what: evidence for and against, weighed.

Each thing that both routes state weighs in with its weight, by how far they agree; what one of them does
not state says nothing. The score is the share of what agrees among all that both state and DOUBT, so that
two routes of which little is known never reach it by that little.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from njia.schema import CODED_FIELDS, Precision

from .traits import End, Traits

DOUBT = 1.0  # weight of all that is not known
LEAST_LIKENESS = 0.75  # score from which two routes are shown to a person as likely doubles
_JOURNEY, _WAY, _NOTES, _CASES, _ONE_CASE = 3.0, 1.0, 2.0, 2.0, 1.0
_RARE = 10  # routes between two ends; where there are more, the journey itself says less
_PERIODS = ((31, 2.0), (100, 1.0), (math.inf, 0.5))  # days of the longer period, and what it weighs
_CODES = {"industries": 1.0} | dict.fromkeys(("exploitation_types", "recruitment_methods", "recruiter_relations", "sexes", "age_groups", "transport_modes"), 0.5)
_OTHER_CODE = 0.25


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


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One thing that both routes state: what it weighs, how far they agree (0 to 1), and its sign."""

    weight: float
    agreement: float
    sign: Sign | None = None


def likeness(one: Traits, other: Traits, sharing: int = 2) -> Likeness:
    """Say how alike two routes are; `sharing` is how many routes run between their ends in all."""
    found = [*_journey(one, other, sharing)]
    if not found:
        return Likeness(0.0)
    found += [*_cases(one, other), *_periods(one, other), *_codes(one, other)]
    if one.note and one.note == other.note:
        found.append(_Evidence(_NOTES, 1.0, Sign.SAME_NOTES))
    agreed = sum(evidence.weight * evidence.agreement for evidence in found)
    score = agreed / (DOUBT + sum(evidence.weight for evidence in found))
    signs = [evidence.sign for evidence in found if evidence.sign]
    return Likeness(round(score, 3), tuple(dict.fromkeys([*signs, *_about_sources(one, other)])))


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


def _journey(one: Traits, other: Traits, sharing: int) -> Iterator[_Evidence]:
    """Compare the ends, which must agree, and the way between them where both tell it."""
    ends = agree(one.origin, other.origin), agree(one.destination, other.destination)
    if not all(ends):
        return
    weight = _JOURNEY / (1 + math.log10(max(sharing, _RARE) / _RARE))
    if one.path == other.path and None not in one.path:
        yield _Evidence(weight, 1.0, Sign.SAME_PATH)
    else:
        yield _Evidence(weight, sum(ends) / 2, Sign.SAME_ENDS if ends == (1.0, 1.0) else Sign.ENDS_AGREE)
    if len(one.path) > 2 and len(other.path) > 2:
        yield _Evidence(_WAY, _overlap(frozenset(one.path[1:-1]), frozenset(other.path[1:-1])))


def _cases(one: Traits, other: Traits) -> Iterator[_Evidence]:
    if one.cases is None or other.cases is None:
        return
    if one.cases == other.cases:
        yield _Evidence(_ONE_CASE if one.cases == (1, 1) else _CASES, 1.0, Sign.SAME_CASES)
        return
    (low, high), (other_low, other_high) = one.cases, other.cases
    meet = max(low, other_low) <= min(high or math.inf, other_high or math.inf)
    yield _Evidence(_CASES, 0.6 if meet else 0.0)


def _periods(one: Traits, other: Traits) -> Iterator[_Evidence]:
    if one.period is None or other.period is None:
        return
    days = max((last - first).days + 1 for first, last in (one.period, other.period))
    weight = next(weight for most, weight in _PERIODS if days <= most)
    if one.period == other.period:
        yield _Evidence(weight, 1.0, Sign.SAME_PERIOD)
    elif max(one.period[0], other.period[0]) <= min(one.period[1], other.period[1]):
        yield _Evidence(weight, 0.7, Sign.PERIODS_OVERLAP)
    else:
        yield _Evidence(_PERIODS[0][1], 0.0)


def _codes(one: Traits, other: Traits) -> Iterator[_Evidence]:
    for name, first, second in zip(CODED_FIELDS, one.codes, other.codes, strict=True):
        if first and second:
            same = _overlap(first, second)
            yield _Evidence(_CODES.get(name, _OTHER_CODE), same, _SIGN_OF.get(name) if same == 1 else None)


def _overlap(
    first: frozenset[str | None] | frozenset[str], second: frozenset[str | None] | frozenset[str]
) -> float:
    """Give the share of what two sets have in common."""
    return 1.0 if first == second else len(first & second) / len(first | second)


def _about_sources(one: Traits, other: Traits) -> Iterator[Sign]:
    if one.organisation and other.organisation:
        same = one.organisation == other.organisation
        yield Sign.SAME_ORGANISATION if same else Sign.OTHER_ORGANISATION
    if {one.source_kind, other.source_kind} == {"own_casework", "heard_of"}:
        yield Sign.ONE_HEARD_OF_IT
