"""Give every table of a policy with noise.

Keys are told as they were reported. Rows of too few people are not told one by one, which would tell that
somebody was there: they are summed to their county, country, region or group, and to all others in the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from njia.dataset import Dataset
from njia.disclosure.behind import behind
from njia.disclosure.guarded.earlier import GONE, earlier_releases, without
from njia.disclosure.policy import Policy
from njia.disclosure.rows import as_table, ranked, row
from njia.disclosure.shown import Figure, Shown, TooFewGone
from njia.disclosure.strict.cells import Cells
from njia.disclosure.strict.summing import rows_of, summed
from njia.disclosure.widening import Widening
from njia.gazetteer import Place
from njia.measures import MEASURES
from njia.measures.counts import COUNTS
from njia.measures.declaration import Scope
from njia.measures.members import Members, members
from njia.measures.numbered import Ints
from njia.measures.overview import FIGURES

OVERVIEW = "overview"
_NAMES = {column.name for column in COUNTS} - {"routes"}
_HEADLINES = [figure for figure in FIGURES if figure[0] in _NAMES]


def strict(
    data: Dataset,
    scope: Scope,
    policy: Policy,
    counties: Mapping[str, Place],
    earlier: Sequence[Sequence[Figure]],
    secret: bytes,
) -> dict[str, Shown]:
    """Give the policy's tables with noise; ValueError without a secret to draw it from.

    The same routes give the same number, so that numbers that change tell what came. Too few new routes in
    all wait until more have come; TooFewGone where some, and too few, have gone.
    """
    if not secret:
        raise ValueError(f"the policy '{policy.name}' draws its noise from a secret, and none is given")
    while (wait := _waiting(data, policy, earlier)).size:
        data = without(data, wait)
    return _perturbed(data, scope, policy, counties, secret)


def _waiting(data: Dataset, policy: Policy, earlier: Sequence[Sequence[Figure]]) -> Ints:
    """Give the new routes that have to wait, by number, because of one earlier release."""
    before = earlier_releases(earlier, data)
    people, every = before.with_gone(behind(data)), np.arange(data.routes.num_rows)
    for release in before.releases:
        counted = np.concatenate([every[:0], *(one.routes for one in release.values())])
        other = np.setxor1d(every, counted)
        if other.size and not people.sizes(np.zeros_like(other), other, 1).safe(policy)[0]:
            new: Ints = np.intersect1d(other, before.is_new)
            if not new.size:
                raise TooFewGone(GONE)
            return new
    return every[:0]


def _perturbed(
    data: Dataset, scope: Scope, policy: Policy, counties: Mapping[str, Place], secret: bytes
) -> dict[str, Shown]:
    found = members(data, scope, {name: MEASURES[name] for name in policy.tables if name != OVERVIEW})
    homes = dict(zip(*(data.places[name].to_pylist() for name in ("place_id", "country")), strict=True))
    widening, cells = Widening(scope, counties, homes), Cells(data, policy, secret)
    return {
        name: _overview(cells) if name == OVERVIEW else _table(found[name], columns, widening, cells)
        for name, columns in policy.tables.items()
    }


def _table(found: Members, columns: tuple[str, ...], widening: Widening, cells: Cells) -> Shown:
    by_name = {column.name: column for column in found.measure.columns}
    ups = [widening.up(by_name[name]) for name in columns]
    keys, cell = rows_of(found, columns)
    keys, cell, route = summed(keys, cell, found.route, ups, cells.safe)
    counts, known = cells.counts(cell, route, len(keys)), cells.total(found.known)
    starts = np.searchsorted(cell, np.arange(len(keys) + 1))
    rows, figures = [], []
    for number, key in enumerate(keys):
        named = dict(zip(columns, key, strict=True))
        made = row(found.measure, named, counts[number], known, widening.scope)
        rows.append(made)
        if told := tuple(name for name in counts[number] if made.get(name) is not None):
            inside = route[starts[number] : starts[number + 1]]
            figures.append(Figure(found.measure.name, "rows", key, told, cells.ids(inside)))
    of = cells.total(found.of)
    for part, total, flags in (("known", known, found.known), ("of", of, found.of)):
        if total:
            ids = cells.ids(np.flatnonzero(flags))
            figures.append(Figure(found.measure.name, part, (), ("submissions",), ids))
    return Shown(
        found.measure, as_table(found.measure, ranked(found.measure, rows)), known, of, tuple(figures)
    )


def _overview(cells: Cells) -> Shown:
    """Give the headline figures that rest on all routes."""
    measure, every = MEASURES[OVERVIEW], np.arange(cells.routes)
    values = cells.counts(np.zeros_like(every), every, 1, bounds=True)[0]
    rows: list[dict[str, Any]] = [
        {
            "position": position,
            "figure": name,
            "value": values.get(name),
            "counted": unit.value,
            "known": values.get(known),
            "of": values[of],
        }
        for position, (name, unit, known, of) in enumerate(_HEADLINES, 1)
    ]
    total = values["submissions"]
    told = tuple(row["figure"] for row in rows if row["value"] is not None)
    figures = (Figure(OVERVIEW, "of", (), told, cells.ids(every)),) if total else ()
    return Shown(measure, as_table(measure, rows), total, total, figures)
