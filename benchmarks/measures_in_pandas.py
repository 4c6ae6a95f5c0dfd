"""The measures' tables as one would write them in pandas: merge, drop duplicates, group, count.

No trick and no hindrance: each table once, on frames made from the same Arrow tables, with what is used
more than once (routes with direction, legs between known stops) computed once. Overview, completeness
and the denominators are left out, which favours pandas.
"""

import pandas as pd

from njia.dataset import Dataset
from njia.measures import Scope
from njia.measures.by_air import air_modes

OF_ROUTE = ["route_id", "path", "organisation", "own_casework", "cases_low", "cases_best", "cases_high"]


def every_table(data: Dataset, scope: Scope) -> dict[str, pd.DataFrame]:
    """Compute the tables, by the name of their measure."""
    frames = {name: table.to_pandas() for name, table in data.tables().items()}
    routes = with_direction(frames["routes"], scope)
    made = of_routes(routes, scope)
    made |= of_stops(frames["stops"], routes)
    made |= of_legs(frames, routes)
    made |= of_codes(frames, routes, scope)
    return made


def count(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Count submissions behind each value of the keys; each once in a row."""
    once = frame.drop_duplicates([*keys, "route_id"])
    groups = once.groupby(keys, dropna=False, sort=False)
    counted = groups.agg(
        submissions=("route_id", "size"),
        routes=("path", "nunique"),
        cases_low=("cases_low", "sum"),
        cases_best=("cases_best", "sum"),
        cases_high=("cases_high", "sum"),
        cases_known=("cases_best", "count"),
        highs=("cases_high", "count"),
        organisations=("organisation", "nunique"),
        own_casework=("own_casework", "sum"),
    ).reset_index()
    unstated = counted["cases_known"] == 0
    counted.loc[unstated, ["cases_low", "cases_best", "cases_high"]] = None
    counted.loc[counted["highs"] < counted["cases_known"], "cases_high"] = None
    order = ["submissions", *keys]
    return counted.drop(columns="highs").sort_values(order, ascending=[False, *[True] * len(keys)])


def with_direction(routes: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    routes = routes.assign(
        organisation=routes["organisation"].where(routes["organisation"] != ""),
        own_casework=(routes["source_kind"] == "own_casework").astype(int),
        origin_region=routes["origin_country"].map(scope.regions),
        destination_region=routes["destination_country"].map(scope.regions),
        direction="elsewhere",
    )
    starts, ends = (routes[c] == scope.focus_country for c in ("origin_country", "destination_country"))
    known = routes["origin_country"].notna() & routes["destination_country"].notna()
    routes.loc[starts & ends, "direction"] = "within"
    routes.loc[starts & ~ends & known, "direction"] = "out"
    routes.loc[ends & ~starts & known, "direction"] = "in"
    return routes


def of_routes(routes: pd.DataFrame, scope: Scope) -> dict[str, pd.DataFrame]:
    focus = scope.focus_country
    origin, destination = "origin_country", "destination_country"
    ours, theirs = routes[routes[origin] == focus], routes[routes[destination] == focus]
    regions = ["origin_region", "destination_region"]
    start, end = located(ours, "origin_place_id"), located(theirs, "destination_place_id")
    return {
        "countries_of_origin": count(routes.dropna(subset=[origin]), [origin]),
        "countries_of_destination": count(routes.dropna(subset=[destination]), [destination]),
        "origin_destination": count(routes.dropna(subset=[origin, destination]), [origin, destination]),
        "focus_as_origin": count(ours.dropna(subset=[destination]), [destination]),
        "focus_as_destination": count(theirs.dropna(subset=[origin]), [origin]),
        "focus_origin_places": count(start, ["origin_place_id"]),
        "focus_destination_places": count(end, ["destination_place_id"]),
        "corridors": count(routes.dropna(subset=regions), regions),
        "corridor_pairs": count(routes.dropna(subset=regions), [*regions, origin, destination]),
        "intended_destination": count(
            routes.dropna(subset=["intended_country", destination]), ["intended_country", destination]
        ),
        "source_kinds": count(routes.dropna(subset=["source_kind"]), ["source_kind"]),
        "map_routes": count(routes, ["path", "direction"]),
    }


def located(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    known = frame.dropna(subset=[column])
    return known[~known[column].str.startswith("iso:")]


def of_stops(stops: pd.DataFrame, routes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    stops = stops.merge(routes[[*OF_ROUTE, "direction"]], on="route_id")
    transit = stops[stops["role"] == "transit"]
    known = stops.dropna(subset=["place_id"])
    keys = ["place_id", "direction"]
    places = count(known, keys)
    for role in ("origin", "transit", "destination"):
        once = known[known["role"] == role].drop_duplicates([*keys, "route_id"])
        done = once.groupby(keys).agg(**{role: ("route_id", "size"), f"{role}_cases": ("cases_best", "sum")})
        places = places.merge(done.reset_index(), on=keys, how="left")
    return {
        "countries_of_transit": count(transit.dropna(subset=["country"]), ["country"]),
        "transit_places": count(located(transit, "place_id"), ["place_id"]),
        "map_places": places,
    }


def of_legs(frames: dict[str, pd.DataFrame], routes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    needed = routes[[*OF_ROUTE, "direction"]]
    legs = frames["legs"].sort_values(["route_id", "seq"])
    joined = join_legs(legs).merge(needed, on="route_id")
    stops = frames["stops"].dropna(subset=["place_id"])
    through = stops[["route_id", "place_id"]].drop_duplicates().merge(
        joined.drop_duplicates(["route_id", "from_place_id", "to_place_id"]), on="route_id"
    )  # fmt: skip
    return {
        "map_legs": count(joined, ["from_place_id", "to_place_id", "direction", "mode", "unknown_between"]),
        "map_legs_through": count(through, ["place_id", "from_place_id", "to_place_id", "direction"]),
        "transit_flows": flows(joined, stops.merge(needed, on="route_id")),
        "border_crossings": crossings(legs, frames["places"], needed),
        **airlines(frames, legs, needed),
    }


def join_legs(legs: pd.DataFrame) -> pd.DataFrame:
    part = legs["from_place_id"].notna().groupby(legs["route_id"]).cumsum()
    joined = (
        legs.groupby(["route_id", part.rename("part")], sort=False)
        .agg(
            from_place_id=("from_place_id", "first"),
            to_place_id=("to_place_id", "last"),
            ridden=("seq", "size"),
            stated=("mode", "count"),
            modes=("mode", "nunique"),
            mode=("mode", "first"),
        )
        .reset_index()
    )
    one = (joined["stated"] == joined["ridden"]) & (joined["modes"] == 1)
    joined["mode"] = joined["mode"].where(one)
    joined["unknown_between"] = joined["ridden"] > 1
    return joined.dropna(subset=["from_place_id", "to_place_id"], how="all")


def flows(joined: pd.DataFrame, stops: pd.DataFrame) -> pd.DataFrame:
    names = {"in": ("to_place_id", "from_place_id"), "out": ("from_place_id", "to_place_id")}
    parts = [
        joined.rename(columns={here: "place_id", there: "neighbour_id"}).assign(side=side)
        for side, (here, there) in names.items()
    ]
    for side, role in (("starts", "origin"), ("ends", "destination")):
        parts.append(
            stops[stops["role"] == role].assign(
                side=side, neighbour_id=None, mode=None, unknown_between=False
            )
        )
    every = pd.concat(parts).dropna(subset=["place_id"])
    return count(every, ["place_id", "side", "neighbour_id", "mode", "unknown_between", "direction"])


def crossings(legs: pd.DataFrame, places: pd.DataFrame, needed: pd.DataFrame) -> pd.DataFrame:
    known = legs.dropna(subset=["from_country", "to_country"])
    crossed = known[known["from_country"] != known["to_country"]].merge(needed, on="route_id")
    posts = set(places.loc[places["kind"] == "border_post", "place_id"])
    crossed["by_air"] = crossed["mode"].isin(air_modes())
    crossed["place_id"] = crossed["to_place_id"].where(crossed["to_place_id"].isin(posts))
    at_start = crossed["from_place_id"].isin(posts)
    crossed.loc[at_start, "place_id"] = crossed.loc[at_start, "from_place_id"]
    crossed.loc[crossed["by_air"], "place_id"] = None
    return count(crossed, ["place_id", "from_country", "to_country", "by_air"])


def airlines(
    frames: dict[str, pd.DataFrame], legs: pd.DataFrame, needed: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    named = frames["carriers"].merge(legs[["route_id", "seq", "mode"]], on=["route_id", "seq"])
    named = named[named["mode"].isna() | named["mode"].isin(air_modes())].merge(needed, on="route_id")
    return {"airlines": count(named, ["carrier"]), "airline_routes": count(named, ["carrier", "path"])}


def of_codes(frames: dict[str, pd.DataFrame], routes: pd.DataFrame, scope: Scope) -> dict[str, pd.DataFrame]:
    codes = frames["codes"].merge(routes[[*OF_ROUTE, "direction", "destination_country"]], on="route_id")
    industries = codes[codes["field"] == "industries"]
    modes = codes[codes["field"] == "transport_modes"].sort_values(["route_id", "code"])
    together = modes.groupby("route_id")["code"].agg(" + ".join).rename("combination").reset_index()
    carriers = (
        frames["carriers"]
        .drop_duplicates(["route_id", "carrier"])
        .merge(routes[["route_id", "path"]], on="route_id")
    )
    details = pd.concat(
        [
            codes[["path", "field", "code"]],
            carriers.rename(columns={"carrier": "code"}).assign(field="carrier")[["path", "field", "code"]],
            routes.rename(columns={"provenance": "code"}).assign(field="provenance")[
                ["path", "field", "code"]
            ],
        ]
    )
    plain = {
        "transport_modes": "transport_modes",
        "exploitation_types": "exploitation_types",
        "recruitment_methods": "recruitment_methods",
        "recruiter_relations": "recruiter_relations",
    }
    return {
        **{name: count(codes[codes["field"] == field], ["code"]) for name, field in plain.items()},
        "industries_abroad": count(industries[industries["direction"] == "out"], ["code"]),
        "industries_at_home": count(
            industries[industries["destination_country"] == scope.focus_country], ["code"]
        ),
        "industries_of_foreign_nationals": count(industries[industries["direction"] == "in"], ["code"]),
        "transport_combinations": count(together.merge(routes, on="route_id"), ["combination"]),
        "map_route_details": details.groupby(["path", "field", "code"], sort=False).size().reset_index(),
    }
