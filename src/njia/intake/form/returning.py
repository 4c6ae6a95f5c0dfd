"""The answers that a route came from, so that it can be corrected in the form; nothing written is lost."""

from __future__ import annotations

import calendar
import datetime as dt

from njia.gazetteer import countries, is_unknown
from njia.intake.stops import says_nothing
from njia.intake.text import tidy
from njia.schema import CODED_FIELDS, Precision, Resolution, Route, Stop

from .answers import UNKNOWN_TEXT, Answers, LegAnswer, StopAnswer
from .counting import answer_of


def answers_of(route: Route) -> Answers:
    """Give the answers of a route; read again, they make the same route.

    A place that was accepted counts as chosen, one that was not keeps only what was written. Raises
    pydantic's ValidationError for a route that no form can hold, such as one of more than 200 stops.
    """
    legs = tuple(
        LegAnswer(mode=leg.mode, carrier=leg.carriers_written, irregular=leg.irregular) for leg in route.legs
    )
    on_legs = {leg.mode for leg in route.legs}
    period_start, period_end = _period(route.period_start, route.period_end)
    intended = route.intended_destination
    coded = {name: getattr(route, name) for name in CODED_FIELDS}
    coded["transport_modes"] = tuple(mode for mode in route.transport_modes if mode not in on_legs)
    return Answers(
        stops=tuple(map(_stop, route.stops)),
        legs=legs if any(leg != LegAnswer() for leg in legs) else (),
        intended=_stop(intended) if intended else None,
        cases=answer_of(route.cases),
        source_kind=route.source_kind,
        prior_trafficking=route.prior_trafficking,
        period_start=period_start,
        period_end=period_end,
        notes=route.notes,
        extra={answer.question: answer.values for answer in route.extra},
        **coded,
    )


def _stop(stop: Stop) -> StopAnswer:
    text, country = stop.written, stop.country_written
    if stop.place_id is None and is_unknown(text) and says_nothing(tidy(country)):
        if text == UNKNOWN_TEXT and not country:
            return StopAnswer(unknown=True)
        return StopAnswer(text=text, country=country, unknown=bool(text.strip() or country.strip()))
    accepted = stop.resolution in (Resolution.EXACT, Resolution.ALIAS)
    by_country = (
        stop.precision is Precision.COUNTRY
        and not text
        and countries.match(tidy(country)) == stop.country_code
    )
    chosen = stop.place_id if accepted and not by_country else None
    return StopAnswer(place_id=chosen or "", text=text, country=country)


def _period(start: dt.date | None, end: dt.date | None) -> tuple[str, str]:
    """Write whole months as months, and a period of one month or one day once."""
    if start is None:
        return "", _last(end) if end else ""
    first = (
        start.isoformat()[:7] if start.day == 1 and (end is None or _ends_month(end)) else start.isoformat()
    )
    if end is None:
        return first, ""
    last = _last(end) if len(first) == len("2019-10") else end.isoformat()
    return first, "" if last == first else last


def _last(end: dt.date) -> str:
    return end.isoformat()[:7] if _ends_month(end) else end.isoformat()


def _ends_month(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
