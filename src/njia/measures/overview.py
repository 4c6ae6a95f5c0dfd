"""The headline figures, each with the denominator that belongs to it.

A row a figure, in the order of reading; `counted` is what its value counts. `known` of `of` submissions
are what the figure rests on.

Countries: of origin and destination from the ends of the routes, of transit from transit stops only.
`countries` are distinct over all three; a country that is only passed through is neither the origin nor
the destination of any submission. `places` are distinct places known better than by their country.
Direction is told by the countries of both ends (see `direction.py`), so `out`, `in`, `within` and
`elsewhere` add up to the submissions; `focus_as_origin` also has those whose other end is not known.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit
from njia.measures.stacked import stacked

# figure, what it counts, known, of: the last two are columns of the row that `_figures` makes
FIGURES: tuple[tuple[str, Unit, str, str], ...] = (
    ("submissions", Unit.SUBMISSIONS, "submissions", "submissions"),
    ("routes", Unit.ROUTES, "submissions", "submissions"),
    ("organisations", Unit.ORGANISATIONS, "organisation_named", "submissions"),
    ("own_casework", Unit.SUBMISSIONS, "source_known", "submissions"),
    ("cases_low", Unit.CASES, "cases_known", "submissions"),
    ("cases_best", Unit.CASES, "cases_known", "submissions"),
    ("cases_high", Unit.CASES, "cases_known", "submissions"),
    ("cases_known", Unit.SUBMISSIONS, "submissions", "submissions"),
    ("countries_of_origin", Unit.COUNTRIES, "origin_known", "submissions"),
    ("countries_of_destination", Unit.COUNTRIES, "destination_known", "submissions"),
    ("countries_of_transit", Unit.COUNTRIES, "transit_known", "with_transit"),
    ("countries_of_origin_or_destination", Unit.COUNTRIES, "ends_known", "submissions"),
    ("countries_only_in_transit", Unit.COUNTRIES, "transit_known", "with_transit"),
    ("countries", Unit.COUNTRIES, "country_known", "submissions"),
    ("places", Unit.PLACES, "place_known", "submissions"),
    ("transit_places", Unit.PLACES, "transit_place_known", "with_transit"),
    ("focus_as_origin", Unit.SUBMISSIONS, "origin_known", "submissions"),
    ("focus_as_destination", Unit.SUBMISSIONS, "destination_known", "submissions"),
    ("out", Unit.SUBMISSIONS, "ends_known", "submissions"),
    ("in", Unit.SUBMISSIONS, "ends_known", "submissions"),
    ("within", Unit.SUBMISSIONS, "ends_known", "submissions"),
    ("elsewhere", Unit.SUBMISSIONS, "ends_known", "submissions"),
    ("in_a_corridor", Unit.SUBMISSIONS, "ends_known", "submissions"),
    ("with_transit", Unit.SUBMISSIONS, "submissions", "submissions"),
    ("provenance_reported", Unit.SUBMISSIONS, "submissions", "submissions"),
    ("provenance_named", Unit.SUBMISSIONS, "submissions", "submissions"),
    ("provenance_reconstructed", Unit.SUBMISSIONS, "submissions", "submissions"),
)


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give the headline figures."""
    row = _route_figures(tables.routes, scope).cross_join(
        _country_figures(tables), _place_figures(tables.visits)
    )
    return stacked(
        row,
        [
            {
                "position": ibis.literal(position, "int64"),
                "figure": figure,
                "value": row[figure],
                "counted": unit.value,
                "known": row[known_],
                "of": row[of],
            }
            for position, (figure, unit, known_, of) in enumerate(FIGURES, 1)
        ],
    )


def _route_figures(routes: ir.Table, scope: Scope) -> ir.Table:
    flags = {
        "with_transit": routes.transit_count > 0,
        "transit_known": routes.transit_country_known,
        "transit_place_known": routes.transit_located,
        "country_known": routes.country_known,
        "place_known": routes.place_located,
        "origin_known": routes.origin_country.notnull(),
        "destination_known": routes.destination_country.notnull(),
        "ends_known": denominator.both_countries(routes),
        "organisation_named": routes.organisation_id.notnull(),
        "source_known": routes.source_kind.notnull(),
        "focus_as_origin": routes.origin_country == scope.focus_country,
        "focus_as_destination": routes.destination_country == scope.focus_country,
        "in_a_corridor": routes.origin_region.notnull() & routes.destination_region.notnull(),
        **{word: routes.direction == word for word in ("out", "in", "within", "elsewhere")},
        **{
            f"provenance_{word}": routes.provenance == word for word in ("reported", "named", "reconstructed")
        },
    }
    return routes.agg(
        **{
            **counts.totals(routes),
            "organisations": routes.organisation_id.nunique(),
            "routes": routes.path_once.sum().coalesce(0),
        },
        **{name: _count(flag) for name, flag in flags.items()},
    ).mutate(own_casework=ibis._.own_casework.coalesce(0))


def _country_figures(tables: Tables) -> ir.Table:
    roles = {
        "origin": tables.routes.select(country="origin_country"),
        "destination": tables.routes.select(country="destination_country"),
        "transit": tables.passed.select("country"),
    }
    found = ibis.union(*(rows.distinct().mutate(role=ibis.literal(role)) for role, rows in roles.items()))
    found = found.filter(found.country.notnull())
    countries = found.group_by("country").agg(**{role: (found.role == role).any() for role in roles})
    end = countries.origin | countries.destination
    return countries.agg(
        countries=countries.count(),
        countries_of_origin=_count(countries.origin),
        countries_of_destination=_count(countries.destination),
        countries_of_transit=_count(countries.transit),
        countries_of_origin_or_destination=_count(end),
        countries_only_in_transit=_count(~end),
    )


def _place_figures(visits: ir.Table) -> ir.Table:
    found = visits.filter(visits.located)
    places = found.group_by("place_id").agg(transit=found.passes.max())
    return places.agg(places=places.count(), transit_places=_count(places.transit == 1))


def _count(flag: ir.BooleanValue) -> ir.IntegerScalar:
    number: ir.IntegerScalar = flag.ifelse(1, 0).sum().coalesce(0).cast("int64")
    return number


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with both countries."""
    return denominator.where(denominator.both_countries(tables.routes))


MEASURE = Measure(
    name="overview",
    title="Overview",
    unit=Unit.NUMBER,
    grain=("position", "figure"),
    columns=(
        Column("position", "Order", Unit.POSITION),
        Column("figure", "Figure", Unit.CODE),
        Column("value", "Value", Unit.NUMBER),
        Column("counted", "What it counts", Unit.CODE),
        Column("known", "Submissions it rests on", Unit.SUBMISSIONS),
        Column("of", "Of submissions", Unit.SUBMISSIONS),
    ),
    denominator="submissions whose countries of origin and destination are both known, of all submissions",
    compute=compute,
    known=known,
    main="value",
    ranked=False,
)
