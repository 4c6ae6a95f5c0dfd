"""Make answers of what was found: accepted, unsure, proposed or contradicted."""

from __future__ import annotations

from collections.abc import Sequence

from njia.gazetteer.answer import Answer, Candidate, Reason
from njia.gazetteer.lookup import Scope, place_of
from njia.gazetteer.store import Named
from njia.schema import Resolution

MOST_CANDIDATES = 8


def accepted(found: Named, *, own_name: bool) -> Answer:
    """Take the place: exact by its own name, alias by any other known spelling."""
    status, reason = (Resolution.EXACT, Reason.NONE) if own_name else (Resolution.ALIAS, Reason.ALIAS)
    return Answer(status, place_of(found), 1.0, reason=reason, country_code=found.country)


def taught(found: Named) -> Answer:
    """Take the place that this network has accepted for the spelling."""
    return Answer(
        Resolution.ALIAS,
        place_of(found),
        1.0,
        reason=Reason.NETWORK_ALIAS,
        country_code=found.country,
    )


def unsure(places: Sequence[Named], scope: Scope, reason: Reason = Reason.SEVERAL) -> Answer:
    """Say that several places have the name, and which."""
    several = {found.country for found in places}
    if reason is Reason.SEVERAL and len(several) > 1:
        reason = Reason.SEVERAL_COUNTRIES
    code = scope.country_code or (several.pop() if len(several) == 1 else None)
    return Answer(Resolution.AMBIGUOUS, candidates=_candidates(places), reason=reason, country_code=code)


def proposed(candidates: Sequence[tuple[float, Named]], scope: Scope, reason: Reason) -> Answer:
    """Propose places, best first, for a person to accept."""
    shown = tuple(Candidate(place_of(found), round(score, 4)) for score, found in candidates)
    return Answer(
        Resolution.PROPOSED,
        score=shown[0].score,
        candidates=shown[:MOST_CANDIDATES],
        reason=reason,
        country_code=scope.country_code,
    )


def contradicted(places: Sequence[Named], scope: Scope) -> Answer:
    """Say that the name is a place's in another country than the one given."""
    return unresolved(Reason.CONTRADICTION, scope, _candidates(places))


def unresolved(reason: Reason, scope: Scope, candidates: tuple[Candidate, ...] = ()) -> Answer:
    """Say that no place was found, and why."""
    return Answer(
        Resolution.UNRESOLVED, candidates=candidates, reason=reason, country_code=scope.country_code
    )


def _candidates(places: Sequence[Named]) -> tuple[Candidate, ...]:
    return tuple(Candidate(place_of(found), 1.0) for found in places[:MOST_CANDIDATES])
