"""Decide what every table of a policy shows: each by itself, those that add up, then all together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from njia.dataset import Dataset
from njia.disclosure.behind import Behind, behind
from njia.disclosure.guarded.earlier import GONE, Earlier, earlier_releases, waiting, without
from njia.disclosure.guarded.ends import ToldByMargins
from njia.disclosure.guarded.family import FAMILY, family
from njia.disclosure.guarded.figures import Ids, is_enough, nothing, overview, shown
from njia.disclosure.guarded.mending import mend
from njia.disclosure.guarded.overlaps import BASES, OVERVIEW, sets
from njia.disclosure.guarded.parts import hidden_parts
from njia.disclosure.guarded.tables import Row, Table, table
from njia.disclosure.policy import Policy
from njia.disclosure.shown import Figure, Shown, ToldByEarlier, TooFewGone
from njia.disclosure.widening import Widening
from njia.gazetteer import Place
from njia.measures import MEASURES
from njia.measures.declaration import Scope
from njia.measures.members import Members, members
from njia.measures.numbered import Ints

_OTHERWISE = (
    "an earlier release has told the same reports apart in another way, and figures of both would tell of "
    "few: use the policy and the tables of the earlier release, or wait until more reports have come"
)


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
        deciding = _Deciding(found, widening, people, policy, before)
        if not (wait := deciding.waiting()).size:
            tables, wait = deciding.decided()
            if not wait.size:
                break
        data = without(data, wait)
    hidden = hidden_parts(tables, data, people, policy, scope.focus_country, before)
    ids = Ids(data)
    made = {name: shown(one, scope, data, people, policy, hidden, ids) for name, one in tables.items()}
    if OVERVIEW in policy.tables:
        made[OVERVIEW] = overview(MEASURES[OVERVIEW], data, people, policy, hidden, ids)
    return {name: made.get(name) or nothing(MEASURES[name]) for name in policy.tables}


class _Deciding:
    """The tables of some routes, beside what earlier releases have shown."""

    def __init__(
        self,
        found: Mapping[str, Members],
        widening: Widening,
        people: Behind,
        policy: Policy,
        before: Earlier,
    ) -> None:
        self.found, self.widening, self.people, self.policy = found, widening, people, policy
        self.before = before

    def decided(self) -> tuple[dict[str, Table], Ints]:
        """Give the tables, and the routes that have to wait: when there are some, all is decided anew."""
        joining: dict[str, set[Row]] = {}
        tables = self._tables(joining)
        if (wait := self._waiting(tables)).size:
            return tables, wait
        try:
            while wanted := mend(
                tables, self.people, self.policy, self.widening.scope.focus_country, self.before
            ):
                for one in wanted:
                    joining.setdefault(one.table, set()).add(one.row)
                tables = self._tables(joining)
        except ToldByEarlier:
            if not self.before.is_new.size:
                raise (TooFewGone(GONE) if self.before.gone else ToldByEarlier(_OTHERWISE)) from None
            return tables, self.before.is_new
        return tables, self._waiting(tables)

    def waiting(self) -> Ints:
        """Give the routes that have to wait whatever is shown of pairs, which take long to decide."""
        if not self.before.releases:
            return np.zeros(0, np.int64)
        alone = [name for name in self.found if name not in FAMILY or name in BASES]
        return self._waiting(self._tables({}, alone))

    def _waiting(self, tables: Mapping[str, Table]) -> Ints:
        if not self.before.releases:
            return np.zeros(0, np.int64)
        return waiting(self.before, sets(tables, self.people, self.policy), self.people, self.policy)

    def _tables(self, joining: dict[str, set[Row]], names: Collection[str] | None = None) -> dict[str, Table]:
        """Protect each table, or some; what the margins must not show is added to `joining`."""
        made = None
        found = {name: one for name, one in self.found.items() if names is None or name in names}
        ends = {name: one for name, one in found.items() if name in FAMILY}
        while made is None:
            try:
                made = family(ends, self.widening, self.people, self.policy, joining)
            except ToldByMargins as told:
                joining.setdefault(BASES[told.end], set()).add((told.key,))
        for name, one in found.items():
            if name not in FAMILY:
                columns = {column.name: column for column in one.measure.columns}
                ups = [self.widening.up(columns[key]) for key in self.policy.tables[name]]
                made[name] = table(one, self.policy.tables[name], ups, self.people, self.policy)
        return {name: made[name] for name in self.policy.tables if name in made}
