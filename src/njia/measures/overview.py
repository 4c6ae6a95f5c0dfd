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
    row = _route_figures(tables.routes, scope).cross_join(_country_figures(tables), _stop_figures(tables))
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
    ends_known = denominator.both_countries(routes)
    flags = {
        "origin_known": routes.origin_country.notnull(),
        "destination_known": routes.destination_country.notnull(),
        "ends_known": ends_known,
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
        **counts.totals(routes),
        **{name: _count(flag) for name, flag in flags.items()},
    ).mutate(own_casework=ibis._.own_casework.coalesce(0))


def _country_figures(tables: Tables) -> ir.Table:
    routes, stops = tables.routes, denominator.transit(tables)
    roles = {"origin": 1, "destination": 2, "transit": 3}
    found = ibis.union(
        routes.select(country="origin_country", role=ibis.literal(roles["origin"])),
        routes.select(country="destination_country", role=ibis.literal(roles["destination"])),
        stops.select("country", role=ibis.literal(roles["transit"])),
    )
    found = found.filter(found.country.notnull())
    countries = found.group_by("country").agg(
        **{name: (found.role == role).ifelse(1, 0).max() for name, role in roles.items()}
    )
    end = (countries.origin == 1) | (countries.destination == 1)
    return countries.agg(
        countries=countries.count(),
        countries_of_origin=_count(countries.origin == 1),
        countries_of_destination=_count(countries.destination == 1),
        countries_of_transit=_count(countries.transit == 1),
        countries_of_origin_or_destination=_count(end),
        countries_only_in_transit=_count(~end),
    )


def _stop_figures(tables: Tables) -> ir.Table:
    stops = tables.stops
    transit = stops.role == "transit"
    place = stops.located
    country = stops.country.notnull()
    return stops.agg(
        places=stops.place_id.nunique(where=place),
        transit_places=stops.place_id.nunique(where=place & transit),
        place_known=stops.route_no.nunique(where=place),
        country_known=stops.route_no.nunique(where=country),
        with_transit=stops.route_no.nunique(where=transit),
        transit_known=stops.route_no.nunique(where=transit & country),
        transit_place_known=stops.route_no.nunique(where=transit & place),
    )


def _count(flag: ir.BooleanValue) -> ir.IntegerScalar:
    number: ir.IntegerScalar = flag.ifelse(1, 0).sum().coalesce(0).cast("int64")
    return number


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with both countries."""
    return denominator.where(tables.routes, denominator.both_countries(tables.routes))


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
