"""How fast `njia check` reads 100,000 rows of 30 columns, and how much memory it takes.

Each file is read in a process of its own, so that its peak memory is its own; the memory of the child
that reads the cells is added, although the two peaks do not fall together.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter

ROWS = 100_000
_PLACES = (
    ("Busia", "Kenya"),
    ("Nairobi", "Kenya"),
    ("Mombasa", "Kenya"),
    ("Kampala", "Uganda"),
    ("Malaba", "Uganda"),
    ("Moyale", "Ethiopia"),
    ("Addis Ababa", "Ethiopia"),
    ("Dar es Salaam", "Tanzania"),
    ("Kigali", "Rwanda"),
    ("Mogadishu", "Somalia"),
    ("Dubai", "UAE"),
    ("Doha", "Qatar"),
    ("Riyadh", "Saudi Arabia"),
    ("Beirut", "Lebanon"),
    ("Nairobbi", "Kenya"),
    ("Eldoret town", "Kenya"),
    ("unknown", ""),
    ("", "Yemen"),
)
_CASES = ("3", "10-15", "about 30", "over 20", "several", "", "1", "7", "12", "unknown")
_MODES = ("bus", "plane", "Minibus", "on foot", "lorry", "boat", "")
_CODES = {
    "Industry": ("Domestic work", "Construction; Agriculture", "Fishing", "Begging", "Xyzzy"),
    "Type of exploitation": ("Forced labour", "Sexual exploitation", "Debt bondage"),
    "Recruitment method": ("Agency", "Friends", "Social media", "Job promise"),
    "Recruiter's relation": ("Relative", "Stranger", "Friend", "Employer"),
    "Sex": ("Female", "Male", "Female; Male", "F"),
    "Age group": ("Adult", "Child", "Adult; Child"),
    "Means of control": ("", "Threats", "Debt bondage"),
    "Outcome": ("", "Rescued"),
    "Trafficked before": ("yes", "no", ""),
    "Source": ("Own casework", "Heard of"),
}
_HEADERS = (
    "Reference",
    "Organisation",
    "Period from",
    "Place of origin",
    "Country of origin",
    "Transit 1 place",
    "Transit 1 country",
    "Transit 2 place",
    "Transit 2 country",
    "Transit 3 place",
    "Transit 3 country",
    "Place of exploitation",
    "Country of exploitation",
    "Transport to transit 1",
    "Transport to transit 2",
    "Transport to place of exploitation",
    "Airline",
    "Number of cases",
    "Notes",
    "Our own remarks",
)


def rows(count: int, seed: int = 0) -> list[list[str]]:
    """Invent rows of 30 columns, as different from each other as real ones are."""
    chosen = random.Random(seed)
    made = [[*_HEADERS, *_CODES]]
    for number in range(count):
        stops = [chosen.choice(_PLACES) for _ in range(5)]
        transit = [text for stop in stops[1:4] for text in (stop if chosen.random() < 0.5 else ("", ""))]
        made.append(
            [
                f"R{number}",
                f"Organisation {chosen.randrange(40)}",
                f"{chosen.randrange(1, 29)}/{chosen.randrange(1, 13)}/2019",
                *stops[0],
                *transit,
                *stops[4],
                *(chosen.choice(_MODES) for _ in range(3)),
                chosen.choice(("", "Emirates", "Kenya Airways; Qatar Airways")),
                chosen.choice(_CASES),
                f"She was met at the border by case worker {number} and taken to a shelter.",
                f"File {number}",
                *(chosen.choice(codes) for codes in _CODES.values()),
            ]
        )
    return made


def _write_csv(path: Path, table: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def _write_xlsx(path: Path, table: list[list[str]]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Routes")
    for at, row in enumerate(table):
        sheet.write_row(at, 0, row)
    book.close()


_READ = """
import json, resource, sys, time
from pathlib import Path
from njia.gazetteer import Gazetteer
from njia.intake import read
from njia.network import Network
places = Gazetteer.open()
began = time.perf_counter()
intake = read([Path(sys.argv[1])], places, Network())
seconds = time.perf_counter() - began
unit = 1 if sys.platform == "darwin" else 1024
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
print(json.dumps([len(intake.rows), intake.usable, len(intake.problems), seconds, own, child]))
"""


def measure(path: Path) -> str:
    """Read one file in a fresh process and say how it went."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True
    )
    count, usable, problems, seconds, own, child = json.loads(done.stdout)
    return (
        f"{path.suffix[1:].upper():>5}: {count:,} rows ({usable:,} usable, {problems:,} problems) "
        f"in {seconds:.1f} s, {count / seconds:,.0f} rows/s; "
        f"peak {own / 2**20:,.0f} MB + {child / 2**20:,.0f} MB in the child"
    )


def main() -> None:
    """Write the files, read them and print the figures; the aim is 20 s and 1,024 MB."""
    table = rows(ROWS)
    print(f"njia check, {ROWS:,} rows of {len(table[0])} columns (aim: 20 s within 1,024 MB)")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("routes.csv", _write_csv), ("routes.xlsx", _write_xlsx)):
            path = Path(folder) / name
            write(path, table)
            print(measure(path), flush=True)


if __name__ == "__main__":
    main()
