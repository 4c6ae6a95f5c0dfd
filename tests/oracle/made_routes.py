"""Routes that hypothesis makes: unknown stops, loops, repeated stops, nulls and other scripts."""

from typing import Any

from hypothesis import strategies as st

from njia.schema import CODED_FIELDS, Cases, CasesKind, Leg, Precision, Provenance, Route, Stop, StopRole
from njia.vocabulary import code_list

# place_id, name, country, precision, kind; Hargeisa is written under two countries
PLACES: tuple[tuple[str | None, str, str | None, str, str], ...] = (
    ("gn:1", "Nairobi", "KE", "town", "town"),
    ("gn:2", "Kampala", "UG", "town", "town"),
    ("gn:10", "Riyadh", "SA", "town", "town"),
    ("gn:3", "Hargeisa", "XS", "town", "town"),
    ("gn:3", "Hargeisa", "SO", "town", "town"),
    ("gn:4", "ቦሌ", "ET", "town", "town"),
    ("nj:busia-ke", "Busia", "KE", "town", "border_post"),
    ("nj:busia-ug", "Busia", "UG", "town", "border_post"),
    ("adm1:KE.16", "Kwale", "KE", "county", "county"),
    ("iso:KE", "Kenya", "KE", "country", "country"),
    ("iso:SA", "Saudi Arabia", "SA", "country", "country"),
    (None, "", None, "unknown", ""),
    (None, "", None, "unknown", ""),
)
REGIONS = {"KE": "East Africa", "UG": "East Africa", "ET": "East Africa", "SA": "Gulf"}  # SO, XS: none
CODE_LISTS = {name: extra["code_list"] for name, _, extra in Route.declared() if name in CODED_FIELDS}
AIR = [id_ for id_, code in code_list("transport_mode").codes.items() if code.group == "air"]
LAND = [id_ for id_, code in code_list("transport_mode").codes.items() if code.group != "air"][:2]
CARRIERS = ("Emirates", "Ethiopian ✈", "الخطوط السعودية", "Easy Coach", "Azam Marine", "Other carrier")


def stop(role: StopRole, index: int) -> Stop:
    place_id, name, country, precision, kind = PLACES[index]
    return Stop(
        role=role,
        place_id=place_id,
        place_name=name,
        country_code=country,
        precision=Precision(precision),
        kind=kind,
    )


@st.composite
def made_cases(draw: st.DrawFn) -> Cases:
    kind = draw(st.sampled_from(["none", "exact", "range", "open"]))
    if kind == "none":
        return Cases()
    low = draw(st.integers(0, 900))
    high = low + draw(st.integers(0, 50)) if kind == "range" else low
    return Cases(kind=CasesKind.EXACT, low=low, best=(low + high) // 2, high=None if kind == "open" else high)


def codes_of(list_: str) -> st.SearchStrategy[tuple[str, ...]]:
    some = sorted(code_list(list_).codes)[:3]
    return st.lists(st.sampled_from(some), max_size=3).map(tuple)


@st.composite
def made_route(draw: st.DrawFn, number: int) -> Route:
    indexes = draw(st.lists(st.integers(0, len(PLACES) - 1), min_size=2, max_size=6))
    roles = [StopRole.ORIGIN, *[StopRole.TRANSIT] * (len(indexes) - 2), StopRole.DESTINATION]
    legs = [
        Leg(
            mode=draw(st.sampled_from([None, *LAND, AIR[0]])),
            carriers=tuple(draw(st.lists(st.sampled_from(CARRIERS), max_size=2))),
        )
        for _ in indexes[1:]
    ]
    intended = draw(st.none() | st.integers(0, len(PLACES) - 1))
    coded: dict[str, Any] = {field: draw(codes_of(list_)) for field, list_ in CODE_LISTS.items()}
    return Route(
        id=f"r{number}",
        collection=draw(st.sampled_from(["2020", "2020", "2019", ""])),
        organisation=draw(st.sampled_from(["", "Organisation 1", "Organisation 2", "مؤسسة"])),
        provenance=draw(st.sampled_from(list(Provenance))),
        source_kind=draw(st.none() | st.sampled_from(sorted(code_list("source_kind").codes))),
        stops=tuple(stop(role, index) for role, index in zip(roles, indexes, strict=True)),
        legs=tuple(legs),
        intended_destination=None if intended is None else stop(StopRole.INTENDED, intended),
        cases=draw(made_cases()),
        prior_trafficking=draw(st.none() | st.sampled_from(sorted(code_list("yes_no").codes))),
        **coded,
    )


def made_routes(most: int) -> st.SearchStrategy[list[Route]]:
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*(made_route(n) for n in range(count))).map(list)
    )
