"""Decide for every table of a policy what is shown: each by itself, then those that add up, then all together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from njia.dataset import Dataset
from njia.disclosure.behind import behind
from njia.disclosure.guarded.family import FAMILY, family
from njia.disclosure.guarded.figures import overview, shown
from njia.disclosure.guarded.overlaps import earlier_sets, mend
from njia.disclosure.guarded.tables import Table, table
from njia.disclosure.guarded.widening import Widening
from njia.disclosure.policy import Policy
from njia.disclosure.shown import Figure, Shown
from njia.gazetteer import Place
from njia.measures import MEASURES
from njia.measures.declaration import Scope
from njia.measures.members import members

OVERVIEW = "overview"


def guarded(
    data: Dataset,
    scope: Scope,
    policy: Policy,
    counties: Mapping[str, Place],
    earlier: Sequence[Figure] = (),
) -> dict[str, Shown]:
    """Give the policy's tables as they may be shown, beside all figures that were shown earlier."""
    measures = {name: MEASURES[name] for name in policy.tables if name != OVERVIEW}
    found, people = members(data, scope, measures), behind(data)
    homes = dict(zip(*(data.places[name].to_pylist() for name in ("place_id", "country")), strict=True))
    widening = Widening(scope, counties, homes)
    tables: dict[str, Table] = {}
    for name, one in found.items():
        if name not in FAMILY:
            columns = {column.name: column for column in one.measure.columns}
            ups = [widening.up(columns[key]) for key in policy.tables[name]]
            tables[name] = table(one, policy.tables[name], ups, people, policy)
    tables |= family(found, widening, people, policy)
    mend(tables, people, policy, earlier_sets(earlier, data))
    made = {name: shown(one, scope, data, people, policy) for name, one in tables.items()}
    if OVERVIEW in policy.tables:
        made[OVERVIEW] = overview(MEASURES[OVERVIEW], data, people, policy)
    return {name: made[name] for name in policy.tables if name in made}
