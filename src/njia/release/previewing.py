"""What a release would show beside what was counted, before anything leaves. For inside the network only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from njia.dataset import Dataset
from njia.disclosure import Figure, Method, Policy, Protected, ProtectedTables, protect_tables
from njia.disclosure.behind import behind
from njia.disclosure.widening import Widening
from njia.gazetteer import Place, countries
from njia.measures import MEASURES, Measure, Measured, Scope, Unit, arrow_type, measure_all
from njia.measures.declaration import KEY_UNITS
from njia.measures.members import counted, members
from njia.measures.numbered import Ints
from njia.release.covering import Cover, Covering, Group, Keys, as_keys, groups_of, homes
from njia.release.explaining import Reason, Subtracting, Why, numbered, of_size
from njia.release.naming import keys_of, named

OVERVIEW, PEOPLE = "overview", "cases_best"


@dataclass(frozen=True)
class RowPreview:
    """One row as counted, beside what a release would show of it.

    `shown_as` names the row that it is told in, "" for none; `shown` are that row's counts, None where it is
    withheld; `is_exact` when it is told by itself. `reasons` are empty for a row shown in full.
    """

    name: str
    counted: dict[str, int | None]
    shown_as: str
    shown: dict[str, int | None] | None
    is_exact: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Told:
    """How much of what was counted is told in a row of its own, together with others, and not at all."""

    exact: int = 0
    with_others: int = 0
    withheld: int = 0

    def __add__(self, other: Told) -> Told:
        """Add up what two tables tell."""
        return Told(
            self.exact + other.exact, self.with_others + other.with_others, self.withheld + other.withheld
        )

    @property
    def percents(self) -> tuple[int, int, int]:
        """Give the three as whole percentages that add up to 100; of nothing, all are 0."""
        whole = self.exact + self.with_others + self.withheld
        if not whole:
            return (0, 0, 0)
        exact, withheld = (round(100 * part / whole) for part in (self.exact, self.withheld))
        # Two halves are never both rounded up beyond the whole.
        return (min(exact, 100 - withheld), max(0, 100 - exact - withheld), withheld)


@dataclass(frozen=True)
class TablePreview:
    """One table; `main` is the count that its rows are ranked by."""

    name: str
    title: str
    main: str
    rows: tuple[RowPreview, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Give every reason for telling less, each once."""
        return tuple(dict.fromkeys(reason for row in self.rows for reason in row.reasons))

    @property
    def counts(self) -> tuple[str, ...]:
        """Name the counts that its rows are weighed by: submissions, and people where they are counted."""
        more = (PEOPLE,) if any(PEOPLE in row.counted for row in self.rows) else ()
        return tuple(dict.fromkeys((self.main, *more)))

    def told(self, count: str) -> Told:
        """Say how much of a count is told. Figures of the overview count different things: each is one."""
        told = Told()
        for row in self.rows:
            weight = 1 if self.name == OVERVIEW else row.counted.get(count) or 0
            if row.shown is None or (row.shown.get(count) is None and row.counted.get(count) is not None):
                told += Told(withheld=weight)
            else:
                told += Told(exact=weight) if row.is_exact else Told(with_others=weight)
        return told


def told_in_all(tables: Sequence[TablePreview], count: str) -> Told:
    """Say how much of a count all tables of a release tell together; the overview is none of them."""
    return sum((table.told(count) for table in tables if table.name != OVERVIEW), Told())


def preview(
    data: Dataset,
    scope: Scope,
    policy: Policy,
    *,
    counties: Mapping[str, Place] | None = None,
    earlier: Sequence[Sequence[Figure]] = (),
    secret: bytes = b"",
    language: str = "en",
) -> list[TablePreview]:
    """Say for every row of every table of a release how it would be shown, and why not exactly.

    Takes what `njia.release.prepare` takes. ValueError for `strict` without a secret.
    """
    if policy.method is Method.AS_COUNTED:
        measured = measure_all(data, scope)
        return [_as_counted(one, policy, data.places, language) for one in measured.values()]
    tables, figures = protect_tables(data, scope, policy, counties, earlier, secret)
    previewing = _Previewing(data, policy, earlier, tables, language)
    return list(previewing.tables(figures, scope, _widening(data, scope, counties or {})))


def _as_counted(one: Measured, policy: Policy, places: pa.Table, language: str) -> TablePreview:
    rows = []
    for name, row in zip(named(one, policy, places, language), one.rows.to_pylist(), strict=True):
        counts = {column: row[column] for column in _counts_of(one.measure)}
        rows.append(RowPreview(name, counts, name, counts, is_exact=True))
    return TablePreview(one.measure.name, one.measure.title, one.measure.main, tuple(rows))


class _Previewing:
    """The tables of one release, as counted and as shown."""

    def __init__(
        self,
        data: Dataset,
        policy: Policy,
        earlier: Sequence[Sequence[Figure]],
        shown: ProtectedTables,
        language: str,
    ) -> None:
        self.data, self.policy, self.shown, self.language = data, policy, shown, language
        self.behind, self.ids = behind(data), data.routes["route_id"].to_pylist()
        self.earlier = numbered([figure for release in earlier for figure in release], self.ids)

    def tables(self, figures: Sequence[Figure], scope: Scope, widening: Widening) -> Iterator[TablePreview]:
        """Give every table, in the order of the release."""
        told = list(zip(figures, numbered(figures, self.ids), strict=True))
        self.waiting = self._waiting([routes for _, routes in told])
        self.subtracting = self._subtracting(told)
        found = members(self.data, scope, {n: MEASURES[n] for n in self.shown.tables if n != OVERVIEW})
        for name, one in self.shown.tables.items():
            if name == OVERVIEW:
                rows = self._overview(one)
            else:
                covering = Covering(one, self._named(one), told, widening)
                rows = self._rows(one, groups_of(found[name], self.policy.tables[name]), covering)
            yield TablePreview(name, self._title(one.measure, scope), one.measure.main, tuple(rows))

    def _title(self, measure: Measure, scope: Scope) -> str:
        focus = countries.name(scope.focus_country, self.language) if scope.focus_country else "–"
        return measure.title.replace("{focus}", focus)

    def _rows(self, one: Protected, groups: list[Group], covering: Covering) -> Iterator[RowPreview]:
        if not groups:
            return
        route = np.concatenate([group.routes for group in groups])
        number = np.repeat(np.arange(len(groups)), [group.routes.size for group in groups])
        sizes = self.behind.sizes(number, route, len(groups))
        totals = counted(number, route, self.data).to_pylist()
        names = self._names(one.measure, groups)
        for at in sorted(range(len(groups)), key=lambda at: (-totals[at]["submissions"], names[at])):
            cover = covering.of(groups[at], self.waiting)
            counts = {name: totals[at].get(name) for name in _counts_of(one.measure)}
            shown = {name: cover.row[name] for name in counts} if cover.is_told else None
            reasons = self._reasons(groups[at], of_size(sizes, at, self.policy), cover, counts)
            yield RowPreview(names[at], counts, cover.name, shown, cover.is_exact, reasons)

    def _reasons(
        self, group: Group, small: list[Reason], cover: Cover, counts: Mapping[str, int | None]
    ) -> tuple[Reason, ...]:
        waits = [Reason(Why.EARLIER)] if np.isin(group.routes, self.waiting).any() else []
        if cover.is_exact:
            hidden = any(counts[name] is not None and cover.row[name] is None for name in counts)
            return (*waits, *([Reason(Why.PART)] if hidden else []))
        if cover.is_told and not cover.is_whole:
            return (*small, *waits, Reason(Why.APART))
        return tuple(small or waits or [self.subtracting.reason(group.routes)])

    def _overview(self, one: Protected) -> Iterator[RowPreview]:
        every = np.arange(self.data.routes.num_rows)
        whole = np.zeros_like(every)
        totals = counted(whole, every, self.data).to_pylist()[0]
        small = tuple(of_size(self.behind.sizes(whole, every, 1), 0, self.policy))
        for name, row in zip(self._named(one), one.rows.to_pylist(), strict=True):
            value, counts = row["value"], {"value": totals.get(row["figure"])}
            hidden = value is None and counts["value"] is not None
            waits = (Reason(Why.EARLIER),) if self.waiting.size else ()
            reasons = small or (Reason(Why.PART),) if hidden else waits
            shown = None if hidden else {"value": value}
            yield RowPreview(name, counts, name, shown, not hidden, reasons)

    def _waiting(self, told: Sequence[Ints]) -> Ints:
        """Give the routes that this release leaves out for the sake of earlier ones."""
        counted_now = np.unique(np.concatenate([np.zeros(0, np.int64), *told]))
        every = np.arange(self.data.routes.num_rows)
        return np.setdiff1d(every, counted_now) if self.earlier else every[:0]

    def _subtracting(self, told: Sequence[tuple[Figure, Ints]]) -> Subtracting:
        names = {name: dict(zip(self._keys(one), self._named(one), strict=True))
                 for name, one in self.shown.tables.items()}  # fmt: skip
        named_figures = [
            (f"{one.table}: {names[one.table].get(as_keys(one.keys), '') or one.part}", routes)
            for one, routes in told
        ]
        return Subtracting(
            [*(("", routes) for routes in self.earlier), *named_figures], self.behind, self.policy
        )

    def _keys(self, one: Protected) -> list[Keys]:
        columns = keys_of(one.measure, self.policy)
        return [as_keys([row[key] for key in columns]) for row in one.rows.to_pylist()]

    def _named(self, one: Protected) -> list[str]:
        return named(one, self.policy, self.shown.places, self.language)

    def _names(self, measure: Measure, groups: Sequence[Group]) -> list[str]:
        """Name groups as the rows of the table are named."""
        columns = self.policy.tables[measure.name]
        schema = pa.schema([(column.name, arrow_type(column)) for column in measure.columns])
        rows = [dict(zip(columns, group.values, strict=True)) for group in groups]
        as_rows = Measured(measure, pa.Table.from_pylist(rows, schema=schema), 0, 0)
        return named(as_rows, self.policy, self.data.places, self.language, widened=False)


def _counts_of(measure: Measure) -> list[str]:
    """Name the counts of a measure's rows that are told of each row; distinct paths are not."""
    left = KEY_UNITS | {Unit.PERCENT, Unit.ROUTES}
    return [column.name for column in measure.columns if column.unit not in left]


def _widening(data: Dataset, scope: Scope, counties: Mapping[str, Place]) -> Widening:
    return Widening(scope, counties, homes(data.places))
