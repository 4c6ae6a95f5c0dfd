"""The demonstration's rows, read with nothing but a CSV reader."""

import csv
from collections import Counter
from pathlib import Path

from tests.acceptance.printed import as_listed

from njia.demo import kenya_2020

KENYA = "Kenya"
Stop = tuple[str, str]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows_of(kenya_2020().files[0])
EARLIER = rows_of(kenya_2020().earlier)


def stops(row: dict[str, str]) -> list[Stop]:
    kinds = ["Place of origin", *(f"Transit {n} place" for n in (1, 2, 3)), "Place of exploitation"]
    pairs = [(as_listed(row[k]), as_listed(row[country_column(k)])) for k in kinds]
    return [pair for pair in pairs if any(pair)]


def country_column(place_column: str) -> str:
    if place_column.startswith("Transit"):
        return place_column.replace("place", "country")
    return place_column.replace("Place", "Country")


def ends(row: dict[str, str]) -> tuple[str, str]:
    return stops(row)[0][1], stops(row)[-1][1]


def transits(row: dict[str, str]) -> list[Stop]:
    return stops(row)[1:-1]


def modes(row: dict[str, str]) -> set[str]:
    return {text for column, text in row.items() if column.startswith("Transport to") and text}


def carriers(row: dict[str, str]) -> set[str]:
    cells = [text for column, text in row.items() if column.startswith("Carrier to") and text]
    return {name for cell in cells for name in cell.split("; ")}


OUT = [row for row in ROWS if ends(row)[0] == KENYA]
IN = [row for row in ROWS if ends(row)[1] == KENYA]
PAIRS = Counter(ends(row) for row in ROWS)


def parts(cell: str) -> set[str]:
    return {part for part in cell.split("; ") if part}
