"""Decide what every table of a policy shows: each by itself, those that add up, then all together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from njia.dataset import Dataset
from njia.disclosure.behind import Behind, behind
from njia.disclosure.guarded.earlier import earlier_releases, waiting, without
from njia.disclosure.guarded.ends import ToldByMargins
from njia.disclosure.guarded.family import FAMILY, family
from njia.disclosure.guarded.figures import Ids, is_enough, nothing, overview, shown
from njia.disclosure.guarded.overlaps import BASES, mend, sets
from njia.disclosure.guarded.parts import OVERVIEW, hidden_parts
from njia.disclosure.guarded.tables import Row, Table, table
from njia.disclosure.policy import Policy
from njia.disclosure.shown import Figure, Shown
from njia.disclosure.widening import Widening
from njia.gazetteer import Place
from njia.measures import MEASURES
from njia.measures.declaration import Scope
from njia.measures.members import Members, members


def guarded(
    data: Dataset,
    scope: Scope,
    policy: Policy,
    counties: Mapping[str, Place],
    earlier: Sequence[Sequence[Figure]] = (),
) -> dict[str, Shown]:
    """Give the policy's tables as they may be shown, beside all figures that were shown earlier."""
    measures = {name: MEASURES[name] for name in policy.tables if name != OVERVIEW}
    homes = dict(zip(*(data.places[name].to_pylist() for name in ("place_id", "country")), strict=True))
    widening = Widening(scope, counties, homes)
    while True:
        found, before = members(data, scope, measures), earlier_releases(earlier, data)
        people = before.with_gone(behind(data))
        if not is_enough(np.arange(data.routes.num_rows), people, policy):
            made = {name: nothing(MEASURES[name]) for name in policy.tables}
            if OVERVIEW in made:
                made[OVERVIEW] = overview(MEASURES[OVERVIEW], data, people, policy, {}, Ids(data))
            return made
        joining: dict[str, set[Row]] = {}
        tables = _tables(found, widening, people, policy, joining)
        wait = waiting(before, sets(tables, people, policy), people, policy)
        if not wait.size:
            break
        data = without(data, wait)
    while wanted := mend(tables, people, policy, before.figures):
        for one in wanted:
            joining.setdefault(one.table, set()).add(one.row)
        tables = _tables(found, widening, people, policy, joining)
    hidden = hidden_parts(tables, data, people, policy, before.figures)
    ids = Ids(data)
    made = {name: shown(one, scope, data, people, policy, hidden, ids) for name, one in tables.items()}
    if OVERVIEW in policy.tables:
        made[OVERVIEW] = overview(MEASURES[OVERVIEW], data, people, policy, hidden, ids)
    return {name: made.get(name) or nothing(MEASURES[name]) for name in policy.tables}


def _tables(
    found: Mapping[str, Members],
    widening: Widening,
    people: Behind,
    policy: Policy,
    joining: dict[str, set[Row]],
) -> dict[str, Table]:
    """Protect each table; what the margins must not show is added to `joining`."""
    made = None
    ends = {name: one for name, one in found.items() if name in FAMILY}
    while made is None:
        try:
            made = family(ends, widening, people, policy, joining)
        except ToldByMargins as told:
            joining.setdefault(BASES[told.end], set()).add((told.key,))
    for name, one in found.items():
        if name not in FAMILY:
            columns = {column.name: column for column in one.measure.columns}
            ups = [widening.up(columns[key]) for key in policy.tables[name]]
            made[name] = table(one, policy.tables[name], ups, people, policy)
    return {name: made[name] for name in policy.tables if name in made}
