"""What a map page shows: the drawing, its numbers, what is not drawn, and the widest legs as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from njia.disclosure import ProtectedMap
from njia.draw.live import LegsTable, LiveFigure, legs_table
from njia.draw.live_flow import LiveFlow
from njia.draw.profile import Profile
from njia.draw.projection import View
from njia.filters import Filter
from njia.language import catalogue
from njia_hub.explore.asking import Asked
from njia_hub.explore.pool import Pool

TABLE_ROWS = 20


@dataclass(frozen=True)
class Shown:
    """One map and what is said of it."""

    figure: LiveFigure
    counts: ProtectedMap
    by: str
    numbers: tuple[tuple[str, str], ...]  # what is counted, and how many
    notes: tuple[str, ...]  # what the map does not show
    table: LegsTable | None = None


def shown(
    pool: Pool, asked: Asked, size: Profile, language: str, link: Callable[[str], str] | None = None
) -> Shown:
    """Draw what is asked for, with the table of its legs."""
    flow = _flow(pool, asked, asked.chosen)
    figure = pool.map(asked.level).figure(flow, size, _view(pool, asked), language, link=link)
    return Shown(
        figure, flow.counts, flow.by, _numbers(flow, language), _notes(flow, language),
        legs_table(flow, language, TABLE_ROWS),
    )  # fmt: skip


def side_by_side(
    pool: Pool, asked: Asked, chosen: tuple[Filter, Filter], size: Profile, language: str
) -> tuple[Shown, Shown]:
    """Draw two filters with one scale of widths, so that the maps can be compared by eye."""
    flows = tuple(_flow(pool, asked, one) for one in chosen)
    made = []
    for number, flow in enumerate(flows):
        figure = pool.map(asked.level).figure(
            flow, size, _view(pool, asked), language, beside=flows, name=f"side{number}"
        )
        made.append(Shown(figure, flow.counts, flow.by, _numbers(flow, language), _notes(flow, language)))
    return made[0], made[1]


def _flow(pool: Pool, asked: Asked, chosen: Filter) -> LiveFlow:
    drawn = pool.map(asked.level)
    return drawn.flow(pool.counted(chosen, asked.level), asked.by or drawn.usual)


def _view(pool: Pool, asked: Asked) -> View:
    """Give the view asked for; where nothing is far away there is the near one alone."""
    views = pool.map(asked.level).views
    return asked.view if asked.view in views else views[0]


def _numbers(flow: LiveFlow, language: str) -> tuple[tuple[str, str], ...]:
    """Give the three counts, never mixed: submissions, distinct routes, people."""
    say, counts = catalogue(language).number, flow.counts.counts
    stated = int(counts.totals[:, 2].sum())
    cases = int(counts.totals[:, 1].sum())
    known = _("Estimated cases, stated in %(known)s of %(all)s submissions") % {
        "known": say(stated),
        "all": say(counts.submissions),
    }
    return (
        (_("Submissions"), say(counts.submissions)),
        (_("Distinct routes"), say(counts.distinct)),
        (known, say(cases) if stated else _("not stated")),
    )


def _notes(flow: LiveFlow, language: str) -> tuple[str, ...]:
    counts, say = flow.counts.counts, catalogue(language).number
    found = []
    if counts.stays:
        sentence = ngettext(
            "%(n)s submission stays in one place at this level and is not drawn.",
            "%(n)s submissions stay in one place at this level and are not drawn.",
            counts.stays,
        )
        found.append(sentence % {"n": say(counts.stays)})
    if counts.nowhere:
        sentence = ngettext(
            "%(n)s submission names no known place.",
            "%(n)s submissions name no known place.",
            counts.nowhere,
        )
        found.append(sentence % {"n": say(counts.nowhere)})
    if flow.left_out:
        sentence = ngettext(
            "%(n)s thinner leg is not drawn; it is in the table.",
            "%(n)s thinner legs are not drawn; they are in the table.",
            flow.left_out,
        )
        found.append(sentence % {"n": say(flow.left_out)})
    return tuple(found)
