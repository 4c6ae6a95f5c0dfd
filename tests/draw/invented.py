"""Invented routes for the map's tests: plausible, and nobody's. Real places, so that the map is real."""

from __future__ import annotations

import hashlib
from functools import cache

from njia.dataset import Dataset, dataset
from njia.disclosure import OPEN, Protected, ProtectedDataset, protect, protect_dataset
from njia.draw.flow import Flow, flow
from njia.measures import MEASURES, measure_all, scope_for
from njia.network import Network
from njia.schema import Cases, CasesKind, Leg, Precision, Route, Stop, StopRole

# name: country, latitude, longitude
TOWNS = {
    "Nairobi": ("KE", -1.28, 36.82), "Mombasa": ("KE", -4.05, 39.67), "Busia": ("KE", 0.46, 34.10),
    "Malaba": ("KE", 0.64, 34.28), "Kisumu": ("KE", -0.09, 34.76), "Eldoret": ("KE", 0.52, 35.27),
    "Kitui": ("KE", -1.37, 38.01), "Isiolo": ("KE", 0.35, 37.58), "Marsabit": ("KE", 2.33, 37.99),
    "Moyale": ("KE", 3.53, 39.05), "Mandera": ("KE", 3.94, 41.86), "Garissa": ("KE", -0.45, 39.65),
    "Lodwar": ("KE", 3.12, 35.60), "Lokichoggio": ("KE", 4.20, 34.35), "Isebania": ("KE", -1.26, 34.48),
    "Namanga": ("KE", -2.54, 36.79), "Taveta": ("KE", -3.40, 37.68), "Lunga Lunga": ("KE", -4.55, 39.12),
    "Malindi": ("KE", -3.22, 40.12), "Kampala": ("UG", 0.32, 32.58), "Goma": ("CD", -1.68, 29.22),
    "Mogadishu": ("SO", 2.04, 45.34), "Kismayo": ("SO", -0.36, 42.55), "Hargeisa": ("XS", 9.56, 44.06),
    "Addis Ababa": ("ET", 9.02, 38.75), "Dire Dawa": ("ET", 9.59, 41.87), "Khartoum": ("SD", 15.55, 32.53),
    "Dar es Salaam": ("TZ", -6.82, 39.27), "Lusaka": ("ZM", -15.41, 28.29),
    "Windhoek": ("NA", -22.56, 17.08), "Johannesburg": ("ZA", -26.20, 28.04),
    "Riyadh": ("SA", 24.69, 46.72), "Dubai": ("AE", 25.07, 55.17), "Doha": ("QA", 25.29, 51.53),
    "Muscat": ("OM", 23.58, 58.41), "Beirut": ("LB", 33.89, 35.50), "Amman": ("JO", 31.96, 35.95),
    "Baghdad": ("IQ", 33.34, 44.40), "Istanbul": ("TR", 41.01, 28.95), "Cairo": ("EG", 30.06, 31.25),
    "Athens": ("GR", 37.98, 23.73), "Frankfurt": ("DE", 50.12, 8.68), "Amsterdam": ("NL", 52.37, 4.89),
    "Helsinki": ("FI", 60.17, 24.94), "Kathmandu": ("NP", 27.70, 85.32), "Bangkok": ("TH", 13.75, 100.50),
    "Hong Kong": ("HK", 22.28, 114.17),
}  # fmt: skip
POSTS = (
    "Busia",
    "Malaba",
    "Moyale",
    "Mandera",
    "Lokichoggio",
    "Isebania",
    "Namanga",
    "Taveta",
    "Lunga Lunga",
)
COUNTRIES = {
    "UGANDA": ("UG", 1.3, 32.4), "ETHIOPIA": ("ET", 8.0, 39.5), "TANZANIA": ("TZ", -6.3, 34.8),
    "SOUTH SUDAN": ("SS", 7.3, 30.3), "RWANDA": ("RW", -2.0, 29.9), "BURUNDI": ("BI", -3.4, 29.9),
    "SOMALILAND": ("XS", 9.7, 46.2), "LIBYA": ("LY", 27.0, 17.3), "ITALY": ("IT", 42.8, 12.8),
    "INDIA": ("IN", 22.0, 79.0), "BAHRAIN": ("BH", 26.0, 50.5),
}  # fmt: skip

# stops by " > ", cases ("" not stated), modes, how many organisations; "?" is an unknown stop
ROUTES = """
Kitui > Nairobi > Riyadh | 250 | bus plane | 3
Nairobi > Riyadh | 340 | plane | 4
Busia > Nairobi > Riyadh | 180 | bus plane | 2
Namanga > Nairobi > Riyadh | 44 | bus plane | 1
Nairobi > Dubai | 80 | plane | 2
Kitui > Nairobi > Dubai | 16 | bus plane | 1
Mombasa > Dubai | 24 | plane | 1
Busia > Nairobi > Beirut | 42 | bus plane | 2
Namanga > Nairobi > Beirut | 20 | bus plane | 1
Nairobi > Doha | 58 | plane | 2
Nairobi > Muscat | 35 | plane | 1
Nairobi > Amman | 24 | plane | 1
Nairobi > Baghdad | 12 | plane | 1
Eldoret > Nairobi > BAHRAIN | 18 | bus plane | 1
Nairobi > ? > Istanbul | 15 | plane | 1
Nairobi > INDIA | 9 | plane | 1
Nairobi > Bangkok | 26 | plane | 1
Nairobi > Hong Kong | 8 | plane | 1
Nairobi > Cairo > LIBYA | 20 | plane bus | 1
Nairobi > LIBYA | | | 1
Mombasa > Addis Ababa > Frankfurt | 30 | plane | 1
Busia > Mombasa > Addis Ababa > Frankfurt | 20 | bus plane plane | 1
Lunga Lunga > Mombasa > Addis Ababa > Frankfurt | 16 | bus plane plane | 1
Taveta > Mombasa > Addis Ababa > Frankfurt | 20 | bus plane plane | 1
Nairobi > Lusaka > Windhoek | 7 | bus | 1
Nairobi > Johannesburg | 6 | plane | 1
Nairobi > Isiolo > Moyale > ETHIOPIA | 5 | bus | 1
Nairobi > Busia > UGANDA | 28 | bus | 1
Nairobi > Namanga > TANZANIA | 11 | bus | 1
Mombasa > Lunga Lunga > Dar es Salaam | 9 | bus | 1
Nairobi > Garissa > Kismayo > Mogadishu | 14 | bus | 1
ETHIOPIA > Moyale > Marsabit > Isiolo > Nairobi | 400 | bus | 3
ETHIOPIA > Moyale > Isiolo > Nairobi | 164 | bus | 2
UGANDA > Busia > Nairobi | 330 | bus | 3
UGANDA > Malaba > Nairobi | 171 | bus | 2
Kampala > Busia > Nairobi | 60 | bus | 1
Goma > Kampala > Busia > Nairobi | 44 | bus | 1
RWANDA > Kampala > Busia > Kisumu | 12 | bus | 1
RWANDA > Busia > Nairobi | 9 | bus | 1
BURUNDI > TANZANIA > Namanga > Nairobi | 33 | bus | 1
TANZANIA > Namanga > Nairobi | 105 | bus | 2
TANZANIA > Taveta > Mombasa | 38 | bus | 1
TANZANIA > Isebania > Kisumu | 8 | bus | 1
SOUTH SUDAN > Lokichoggio > Lodwar > Nairobi | 27 | bus | 1
Mogadishu > Kismayo > Garissa > Nairobi | 48 | bus | 1
Mogadishu > Mandera > Moyale > Isiolo > Nairobi | 15 | bus | 1
INDIA > Nairobi | 16 | plane | 1
INDIA > Mombasa | 22 | plane | 1
Kathmandu > Nairobi | 24 | plane | 1
Lodwar > Nairobi | 18 | bus | 1
Kisumu > Nairobi | 31 | bus | 1
Malindi > Mombasa | 22 | bus | 1
Kitui > Nairobi > Mombasa | 20 | bus | 1
Hargeisa > Dire Dawa > Addis Ababa > Khartoum > LIBYA | 62 | bus | 1
SOMALILAND > Mogadishu > Addis Ababa > ITALY | 32 | bus bus plane | 1
Helsinki > Addis Ababa | 4 | plane | 1
Mombasa > ? | | | 1
Dar es Salaam > Nairobi > Amsterdam | 6 | bus plane | 1
Mogadishu > Addis Ababa > Athens | 46 | bus plane | 1
"""


def stop(name: str, role: StopRole = StopRole.TRANSIT) -> Stop:
    """Make a stop: of a town, of a country in capitals, or unknown."""
    if name in COUNTRIES:
        code, lat, lon = COUNTRIES[name]
        return Stop(
            role=role, written=name, place_id=f"iso:{code}", place_name=name.title(), country_code=code,
            lat=lat, lon=lon, precision=Precision.COUNTRY, kind="country",
        )  # fmt: skip
    if name not in TOWNS:
        return Stop(role=role, written=name)
    code, lat, lon = TOWNS[name]
    kind = "border_post" if name in POSTS else "town"
    return Stop(
        role=role, written=name, place_id=f"gn:{name}", place_name=name, country_code=code,
        lat=lat, lon=lon, precision=Precision.TOWN, kind=kind,
    )  # fmt: skip


def route(line: str, organisation: int = 0) -> Route:
    """Make a route of a line: stops | cases | modes."""
    path, cases, modes, *_ = (part.strip() for part in line.split("|"))
    names = path.split(" > ")
    roles = [StopRole.ORIGIN] + [StopRole.TRANSIT] * (len(names) - 2) + [StopRole.DESTINATION]
    ways = modes.split() or [None]
    number = int(cases) if cases else None
    kind = CasesKind.EXACT if cases else CasesKind.UNKNOWN
    return Route(
        id=hashlib.sha256(f"{line}{organisation}".encode()).hexdigest()[:12],
        organisation=f"Organisation {organisation + 1}",
        source_kind="own_casework" if organisation != 1 else "heard_of",
        stops=tuple(stop(name, role) for name, role in zip(names, roles, strict=True)),
        legs=tuple(Leg(mode=ways[min(i, len(ways) - 1)]) for i in range(len(names) - 1)),
        cases=Cases(written=cases, kind=kind, low=number, best=number, high=number),
        industries=("domestic_work",),
    )


def routes(text: str = ROUTES) -> list[Route]:
    """Make the routes of a table; cases are shared out among the organisations of a line."""
    made = []
    for position, line in enumerate(text.strip().splitlines()):
        path, cases, modes, organisations = (part.strip() for part in line.split("|"))
        count = int(organisations)
        for number in range(count):
            share = int(cases) // count + (number < int(cases) % count) if cases else ""
            made.append(route(f"{path} | {share} | {modes}", (position + number) % 12))
    return made


def measured(data: Dataset, network: Network) -> dict[str, Protected]:
    """Measure what the map reads."""
    read = {name: MEASURES[name] for name in MEASURES if name.startswith("map_")}
    results = measure_all(data, scope_for(network, data), measures=read)
    return {name: protect(result, OPEN) for name, result in results.items()}


def flow_of(made: list[Route], focus: str = "KE", network: Network | None = None, by: str = "") -> Flow:
    """Make the flow of routes."""
    network = (network or Network()).model_copy(update={"focus_country": focus})
    data = dataset(made)
    protected: ProtectedDataset = protect_dataset(data, OPEN)
    return flow(measured(data, network), protected, network, focus, by)


@cache
def kenya() -> Flow:
    """Give the flow of the invented routes."""
    return flow_of(routes(), by="cases")
