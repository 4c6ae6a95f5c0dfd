"""Every measure again, as plain loops over routes: slow, obvious, and knowing nothing of the engines."""

from collections.abc import Callable, Iterable
from typing import Any

from made_routes import AIR

from njia.measures import Scope
from njia.schema import CODED_FIELDS, Route, Stop
from njia.vocabulary.carriers import carriers

Row = dict[str, Any]
Answer = tuple[list[Row], int, int]  # rows, known, of
ASKED: dict[str, Callable[[list[Route], list[Route], Scope], Answer]] = {}


def asked(function: Callable[[list[Route], list[Route], Scope], Answer]) -> Any:
    ASKED[function.__name__] = function
    return function


def path(route: Route) -> str:
    return " > ".join(stop.place_id or "?" for stop in route.stops)


def total(values: list[int]) -> int | None:
    return sum(values) if values else None


def counts(routes: list[Route]) -> Row:
    stated = [r.cases for r in routes if r.cases.best is not None]
    return {
        "submissions": len(routes),
        "routes": len({path(r) for r in routes}),
        "cases_low": total([c.low for c in stated if c.low is not None]),
        "cases_best": total([c.best for c in stated if c.best is not None]),
        "cases_high": None if any(c.high is None for c in stated) else total([c.high or 0 for c in stated]),
        "cases_known": len(stated),
        "organisations": len({r.organisation for r in routes} - {""}),
        "own_casework": sum(r.source_kind == "own_casework" for r in routes),
    }


def rows(routes: list[Route], names: str, keys: Callable[[Route], Iterable[Any]]) -> list[Row]:
    """Group routes by what `keys` gives; a route counts once for each different key."""
    groups: dict[tuple[Any, ...], list[Route]] = {}
    for route in routes:
        for key in {k if isinstance(k, tuple) else (k,) for k in keys(route)}:
            groups.setdefault(key, []).append(route)
    return [dict(zip(names.split(), key, strict=True)) | counts(group) for key, group in groups.items()]


def number(routes: list[Route], condition: Callable[[Route], Any]) -> int:
    return sum(bool(condition(route)) for route in routes)


def shared(table: list[Row], known: int, of: int) -> Answer:
    for row in table:
        row["share"] = round_half(100 * row["submissions"], known)
    return table, known, of


def round_half(part: int, whole: int) -> float | None:
    return round(part / whole, 1) if whole else None


def start(route: Route) -> str | None:
    return route.stops[0].country_code


def end(route: Route) -> str | None:
    return route.stops[-1].country_code


def both(route: Route) -> bool:
    return start(route) is not None and end(route) is not None


def located(stop: Stop) -> bool:
    return stop.place_id is not None and not stop.place_id.startswith("iso:")


def transit(route: Route) -> list[Stop]:
    return [stop for stop in route.stops if stop.role == "transit"]


def way(route: Route, scope: Scope) -> str:
    if not both(route) or scope.focus_country not in (start(route), end(route)):
        return "elsewhere"
    if start(route) == end(route):
        return "within"
    return "out" if start(route) == scope.focus_country else "in"


def modes(route: Route) -> set[str]:
    return {*route.transport_modes, *(leg.mode for leg in route.legs if leg.mode)}


def airlines(route: Route) -> set[str]:
    named = {c for leg in route.legs if leg.mode in (None, *AIR) for c in leg.carriers}
    return named - {carrier.name for carrier in carriers() if carrier.kind != "air"}


def crossings(route: Route) -> list[tuple[str | None, str, str, bool]]:
    found = []
    for a, leg, b in zip(route.stops, route.legs, route.stops[1:], strict=False):
        if a.country_code and b.country_code and a.country_code != b.country_code:
            air = leg.mode in AIR
            posts = [s.place_id for s in (a, b) if s.kind == "border_post"]
            found.append((None if air or not posts else posts[0], a.country_code, b.country_code, air))
    return found


def legs(route: Route) -> list[tuple[str | None, str | None, str | None, bool]]:
    """From, to, mode and unknown between, walking from known stop to known stop."""
    found = []
    here, ridden = route.stops[0].place_id, []
    for leg, stop in zip(route.legs, route.stops[1:], strict=True):
        ridden.append(leg.mode)
        if stop.place_id is not None or stop is route.stops[-1]:
            mode = ridden[0] if len(set(ridden)) == 1 else None
            if here is not None or stop.place_id is not None:
                found.append((here, stop.place_id, mode, len(ridden) > 1))
            here, ridden = stop.place_id, []
    return found


@asked
def overview(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    n, c = len(now), counts(now)
    origins, ends = {start(r) for r in now} - {None}, {end(r) for r in now} - {None}
    passed = {s.country_code for r in now for s in transit(r)} - {None}
    with_transit = number(now, transit)
    transit_known = number(now, lambda r: any(s.country_code for s in transit(r)))
    o, d, b = number(now, start), number(now, end), number(now, both)
    stated = c["cases_known"]
    ways = {w: number(now, lambda r, w=w: way(r, scope) == w) for w in ("out", "in", "within", "elsewhere")}
    values: list[tuple[str, Any, int, int]] = [
        ("submissions", n, n, n),
        ("routes", c["routes"], n, n),
        ("organisations", c["organisations"], number(now, lambda r: r.organisation), n),
        ("own_casework", c["own_casework"], number(now, lambda r: r.source_kind), n),
        ("cases_low", c["cases_low"], stated, n),
        ("cases_best", c["cases_best"], stated, n),
        ("cases_high", c["cases_high"], stated, n),
        ("cases_known", stated, n, n),
        ("countries_of_origin", len(origins), o, n),
        ("countries_of_destination", len(ends), d, n),
        ("countries_of_transit", len(passed), transit_known, with_transit),
        ("countries_of_origin_or_destination", len(origins | ends), b, n),
        ("countries_only_in_transit", len(passed - origins - ends), transit_known, with_transit),
        ("countries", len(origins | ends | passed),
         number(now, lambda r: any(s.country_code for s in r.stops)), n),
        ("places", len({s.place_id for r in now for s in r.stops if located(s)}),
         number(now, lambda r: any(map(located, r.stops))), n),
        ("transit_places", len({s.place_id for r in now for s in transit(r) if located(s)}),
         number(now, lambda r: any(map(located, transit(r)))), with_transit),
        ("focus_as_origin", number(now, lambda r: start(r) == scope.focus_country), o, n),
        ("focus_as_destination", number(now, lambda r: end(r) == scope.focus_country), d, n),
        *((w, ways[w], b, n) for w in ways),
        ("in_a_corridor", number(now, lambda r: {start(r), end(r)} <= set(scope.regions)), b, n),
        ("with_transit", with_transit, n, n),
        *((f"provenance_{p}", number(now, lambda r, p=p: r.provenance == p), n, n)
          for p in ("reported", "named", "reconstructed")),
    ]  # fmt: skip
    table = [
        {"position": i, "figure": f, "value": v, "known": k, "of": of}
        for i, (f, v, k, of) in enumerate(values, 1)
    ]
    return table, b, n


@asked
def countries_of_origin(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return shared(
        rows(now, "country", lambda r: [start(r)] if start(r) else []), number(now, start), len(now)
    )


@asked
def countries_of_destination(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return shared(rows(now, "country", lambda r: [end(r)] if end(r) else []), number(now, end), len(now))


@asked
def countries_of_transit(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    def keys(r: Route) -> set[str]:
        return {s.country_code for s in transit(r) if s.country_code}

    return shared(rows(now, "country", keys), number(now, keys), number(now, transit))


@asked
def origin_destination(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    pairs = rows(now, "origin_country destination_country", lambda r: [(start(r), end(r))] if both(r) else [])
    return shared(pairs, number(now, both), len(now))


@asked
def focus_as_origin(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    ours = [r for r in now if start(r) == scope.focus_country]
    table = rows(ours, "destination_country", lambda r: [end(r)] if end(r) else [])
    return shared(table, number(ours, end), len(ours))


@asked
def focus_as_destination(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    ours = [r for r in now if end(r) == scope.focus_country]
    table = rows(ours, "origin_country", lambda r: [start(r)] if start(r) else [])
    return shared(table, number(ours, start), len(ours))


@asked
def focus_origin_places(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    ours = [r for r in now if start(r) == scope.focus_country]
    return at_end(ours, 0)


@asked
def focus_destination_places(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    ours = [r for r in now if end(r) == scope.focus_country]
    return at_end(ours, -1)


def at_end(ours: list[Route], which: int) -> Answer:
    def keys(r: Route) -> list[str | None]:
        return [r.stops[which].place_id] if located(r.stops[which]) else []

    return shared(rows(ours, "place_id", keys), number(ours, keys), len(ours))


@asked
def transit_places(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    def keys(r: Route) -> set[str | None]:
        return {s.place_id for s in transit(r) if located(s)}

    return shared(rows(now, "place_id", keys), number(now, keys), number(now, transit))


@asked
def transit_flows(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    def keys(r: Route) -> Iterable[tuple[Any, ...]]:
        w = way(r, scope)
        for a, b, mode, between in legs(r):
            if b is not None:
                yield b, "in", a, mode, between, w
            if a is not None:
                yield a, "out", b, mode, between, w
        if r.stops[0].place_id is not None:
            yield r.stops[0].place_id, "starts", None, None, False, w
        if r.stops[-1].place_id is not None:
            yield r.stops[-1].place_id, "ends", None, None, False, w

    known = number(now, lambda r: any(s.place_id is not None for s in transit(r)))
    return (
        rows(now, "place_id side neighbour_id mode unknown_between direction", keys),
        known,
        number(now, transit),
    )


@asked
def border_crossings(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    by_land = [[c for c in crossings(r) if not c[3]] for r in now]
    known = sum(any(c[0] for c in found) for found in by_land)
    return rows(now, "place_id from_country to_country by_air", crossings), known, sum(map(bool, by_land))


def corridor(route: Route, scope: Scope) -> list[tuple[str, str, str]]:
    a, b = scope.regions.get(start(route) or ""), scope.regions.get(end(route) or "")
    if a is None or b is None:
        return []
    return [(scope.corridor_names.get(f"{a} > {b}", f"{a} to {b}"), a, b)]


@asked
def corridors(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(now, "corridor from_region to_region", lambda r: corridor(r, scope))
    return shared(table, number(now, lambda r: corridor(r, scope)), len(now))


@asked
def corridor_pairs(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(
        now,
        "corridor from_region to_region origin_country destination_country",
        lambda r: [(*c, start(r), end(r)) for c in corridor(r, scope)],
    )
    return shared(table, number(now, lambda r: corridor(r, scope)), len(now))


@asked
def transport_modes(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return shared(rows(now, "mode", modes), number(now, modes), len(now))


@asked
def transport_combinations(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(now, "combination", lambda r: [" + ".join(sorted(modes(r)))] if modes(r) else [])
    return shared(table, number(now, modes), len(now))


def flown(now: list[Route]) -> int:
    return number(now, lambda r: modes(r) & set(AIR) or airlines(r))


@asked
def airline_routes(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(now, "carrier path", lambda r: [(c, path(r)) for c in airlines(r)])
    return table, number(now, airlines), flown(now)


def by_airline(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return shared(rows(now, "carrier", airlines), number(now, airlines), flown(now))


ASKED["airlines"] = by_airline


def coded(ours: list[Route], field: str, name: str) -> Answer:
    def keys(r: Route) -> set[str]:
        return set(getattr(r, field))

    return shared(rows(ours, name, keys), number(ours, keys), len(ours))


@asked
def industries_abroad(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return coded([r for r in now if way(r, scope) == "out"], "industries", "industry")


@asked
def industries_at_home(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return coded([r for r in now if end(r) == scope.focus_country], "industries", "industry")


@asked
def industries_of_foreign_nationals(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return coded([r for r in now if way(r, scope) == "in"], "industries", "industry")


@asked
def exploitation_types(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return coded(now, "exploitation_types", "exploitation_type")


@asked
def recruitment_methods(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return coded(now, "recruitment_methods", "recruitment_method")


@asked
def recruiter_relations(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    return coded(now, "recruiter_relations", "recruiter_relation")


@asked
def intended_destination(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    def keys(r: Route) -> list[tuple[str, str, bool]]:
        meant = r.intended_destination.country_code if r.intended_destination else None
        there = end(r)
        return [(meant, there, meant == there)] if meant and there else []

    return shared(
        rows(now, "intended_country destination_country as_intended", keys), number(now, keys), len(now)
    )


@asked
def change(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    if not earlier:
        return [], 0, 0
    table = []
    for role, country_of in (("origin", start), ("destination", end)):
        for country in ({country_of(r) for r in now + earlier}) - {None}:
            new = [r for r in now if country_of(r) == country]
            old = [r for r in earlier if country_of(r) == country]
            status = "both" if new and old else "new" if new else "only_earlier"
            was = counts(old)
            row = {"role": role, "country": country, "status": status, **counts(new)}
            row |= {f"earlier_{n}": was[n] for n in ("submissions", "cases_best", "organisations")}
            table.append(row)
    return table, number(now, both), len(now)


@asked
def source_kinds(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(now, "source_kind", lambda r: [r.source_kind] if r.source_kind else [])
    return shared(table, number(now, lambda r: r.source_kind), len(now))


@asked
def completeness(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    tests: dict[str, Callable[[Route], Any]] = {
        "origin_country": start,
        "origin_place": lambda r: located(r.stops[0]),
        "destination_country": end,
        "destination_place": lambda r: located(r.stops[-1]),
        "transit_places": lambda r: transit(r) and all(map(located, transit(r))),
        "leg_modes": lambda r: all(leg.mode for leg in r.legs),
        **{f: lambda r, f=f: modes(r) if f == "transport_modes" else getattr(r, f) for f in CODED_FIELDS},
        "cases": lambda r: r.cases.best is not None,
        "intended_destination": lambda r: r.intended_destination and r.intended_destination.country_code,
        "source_kind": lambda r: r.source_kind,
        "organisation": lambda r: r.organisation,
        "prior_trafficking": lambda r: r.prior_trafficking,
    }  # fmt: skip
    table = []
    for position, (field, test) in enumerate(tests.items(), 1):
        known, of = number(now, test), number(now, transit) if field == "transit_places" else len(now)
        share = round_half(100 * known, of)
        table.append({"position": position, "field": field, "known": known, "of": of, "share": share})
    return table, number(now, lambda r: both(r) and r.cases.best is not None), len(now)


@asked
def map_legs(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(
        now,
        "from_place_id to_place_id direction mode unknown_between",
        lambda r: [(a, b, way(r, scope), mode, between) for a, b, mode, between in legs(r)],
    )
    known = number(now, lambda r: any(a is not None and b is not None for a, b, *_ in legs(r)))
    return table, known, len(now)


def somewhere(route: Route) -> set[str]:
    return {s.place_id for s in route.stops if s.place_id is not None}


@asked
def map_legs_through(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(
        now,
        "through_place_id from_place_id to_place_id direction",
        lambda r: [(p, a, b, way(r, scope)) for p in somewhere(r) for a, b, *_ in legs(r)],
    )
    return table, number(now, somewhere), len(now)


@asked
def map_places(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(now, "place_id direction", lambda r: [(p, way(r, scope)) for p in somewhere(r)])
    posts = {c[0] for r in now for c in crossings(r)}
    for row in table:
        ours = [r for r in now if way(r, scope) == row["direction"]]
        for name, role in (("starts", "origin"), ("passes", "transit"), ("ends", "destination")):
            here = [r for r in ours if any(s.place_id == row["place_id"] and s.role == role for s in r.stops)]
            row[name], row[f"{name}_cases"] = len(here), counts(here)["cases_best"]
        row["is_crossing"] = row["place_id"] in posts
    return table, number(now, somewhere), len(now)


@asked
def map_routes(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    table = rows(now, "path direction", lambda r: [(path(r), way(r, scope))])
    return table, number(now, lambda r: all(s.place_id is not None for s in r.stops)), len(now)


@asked
def map_route_details(now: list[Route], earlier: list[Route], scope: Scope) -> Answer:
    def keys(r: Route) -> Iterable[tuple[str, str, str]]:
        for field in CODED_FIELDS:
            for code in modes(r) if field == "transport_modes" else getattr(r, field):
                yield path(r), field, code
        for leg in r.legs:
            for carrier in leg.carriers:
                yield path(r), "carrier", carrier
        yield path(r), "provenance", r.provenance.value

    table = [
        {k: row[k] for k in ("path", "field", "code", "submissions")}
        for row in rows(now, "path field code", keys)
    ]
    return table, number(now, lambda r: r.industries), len(now)
