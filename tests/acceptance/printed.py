"""What the reports of 2019 and 2020 print, and how their spellings are read."""

import csv
import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "facts"
PRINT: dict[str, Any] = json.loads((FACTS / "kenya-2020.json").read_text(encoding="utf-8"))
PRINT_2019: dict[str, Any] = json.loads((FACTS / "kenya-2019.json").read_text(encoding="utf-8"))

# Other spellings of a place or country that the report's lists have: its own, and the gazetteer's names.
SPELLINGS = {
    "Democratic Republic Congo": "Democratic Republic of the Congo",
    "Instanbul": "Istanbul",
    "Lunga-Lunga": "Lunga Lunga",
    "Malamba": "Malaba",
    "Eastleigh": "Eastleigh (Nairobi)",
    "Frankfurt am Main": "Frankfurt",
    "Taita-Taveta County": "Taita-Taveta",
    "Dadaab Refugee Camp": "Dadaab Camp",
}
UNKNOWN = "(unknown transit location)"


def as_listed(name: str) -> str:
    """Give a place's or country's name as the report's lists spell it."""
    return SPELLINGS.get(name, name)


def named_routes() -> list[dict[str, Any]]:
    """Give the routes that the report prints, with lists of transit points and airlines."""
    with (FACTS / "named-routes.csv").open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    for row in rows:
        for column in ("transit", "airline"):
            row[column] = [part for part in row[column].split("; ") if part]
    return rows


def corridor_of_pair() -> dict[tuple[str, str], str]:
    """Give the corridor of each pair of countries that the report puts on one."""
    pairs = {}
    for corridor in PRINT["corridors"]:
        for pair in corridor["pairs"]:
            origin, destination = pair.split(" via ")[0].split(" > ")
            pairs[origin, destination] = corridor["name"]
    return pairs
