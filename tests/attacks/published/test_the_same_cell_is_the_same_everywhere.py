"""A cell has the same number in every file of a release, or none in all, and no file shows another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.attacks.published.building import Built
from tests.attacks.published.comparing import faults
from tests.attacks.published.reading import WITHHELD, Published

pytestmark = pytest.mark.xdist_group("published")


def test_every_file_says_what_the_tables_say(built: Built) -> None:
    assert faults(Published(built.folder), built.languages) == []


def test_there_is_much_to_compare(built: Built) -> None:
    release = Published(built.folder)
    values = [value for rows in release.tables.values() for row in rows for value in row.values()]
    assert values.count(WITHHELD) > 50
    assert sum(isinstance(value, int) for value in values) > 200
    page = release.page()
    assert min(len(page.tables), len(page.charts), len(page.chosen), len(release.geojson())) > 5


# A file, what stands before a number there, and what stands after it; the number becomes one more.
MORE_BY_ONE = {
    "a cell of the page": ("index.html", '<td class="n">', "</td>"),
    "the page in another language": ("index.fr.html", '<td class="n">', "</td>"),
    "a key figure": ("index.html", "<dd>", "</dd></div>"),
    "a total on the page": ("index.html", r"<caption>[^<]* of ", ": "),
    "a bar of a chart": ("index.html", r'<path d="M[\d.]+,[\d.]+h', r"[\d.]*v12h-"),
    "the words of a chart": ("index.html", 'aria-label="Chart: [^"]* ', '[,. ][^"]*"'),
    "what is said of a leg": ("index.html", r'"say":"[^"]* → [^"]*: ', " submission"),
    "the words of the map": ("map.svg", "<title>[^<]* → [^<]*: ", " submission"),
    "the words of the map on the page": ("index.html", "<title>[^<]* → [^<]*: ", " submission"),
    "a width of the map": ("map.svg", 'class="nw" d="[^"]*" stroke-width="', r'[.\d]*"/><path class="nwh'),
    "a circle of the map": (
        "map.svg",
        r'class="nm" cx="[\d.]*" cy="[\d.]*" r="[\d.]*"/><circle class="nring" cx="[\d.]*" cy="[\d.]*" r="',
        r'[.\d]*"',
    ),
    "GeoJSON": ("data/legs.geojson", '"submissions":', ","),
    "GraphML": ("data/network.graphml", '<data key="edge_submissions">', "<"),
    "flows": ("data/flows.csv", r"\n[^,]*,[^,]*,", r"\n"),
    "the content": ("release.json", r'"rows": \[\s*\[\s*"KE",\s*', ","),
    "the codebook": ("data/codebook.md", "Here: ", " of "),
    "a table": ("tables/countries_of_origin.csv", r"\nshown,KE,Kenya,", ","),
}
# A file, what is looked for in it, and what it becomes once.
TOLD = {
    "none on the page for what is withheld": ("index.html", ">not shown</td>", ">0</td>"),
    "nothing on the page for what is withheld": ("index.html", ">not shown</td>", "></td>"),
    "none in GeoJSON for what is withheld": ("data/legs.geojson", '"own_casework":null', '"own_casework":0'),
    "what is withheld in GraphML": (
        "data/network.graphml",
        r'<data key="edge_withheld">(\w+)',
        r'<data key="edge_\1">1</data><data key="edge_withheld">\1',
    ),
    "an empty cell that is not said to be withheld": (
        "tables/countries_of_origin.csv",
        r"(\n[^\n]*,)[a-z_]+(?: \+ [a-z_]+)*\n",
        r"\1\n",
    ),
    "a leg in other words": ("map.svg", "<title>([^<]*) → ", r"<title>\1 to "),
}


@pytest.fixture
def copied(one: Built, tmp_path: Path) -> Path:
    return Path(shutil.copytree(one.folder, tmp_path / "copied"))


@pytest.mark.parametrize("what", MORE_BY_ONE)
def test_one_number_that_is_another_is_found(one: Built, copied: Path, what: str) -> None:
    name, before, after = MORE_BY_ONE[what]
    text = (copied / name).read_text(encoding="utf-8")
    changed, times = re.subn(f"({before})(\\d+)({after})", _one_more, text, count=1)
    assert times == 1
    (copied / name).write_text(changed, encoding="utf-8")
    assert faults(Published(copied), one.languages)


def _one_more(found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) + 1}{found[3]}"


@pytest.mark.parametrize("what", TOLD)
def test_what_is_withheld_here_and_told_there_is_found(one: Built, copied: Path, what: str) -> None:
    name, old, new = TOLD[what]
    text = (copied / name).read_text(encoding="utf-8")
    changed, times = re.subn(old, new, text, count=1)
    assert times == 1
    (copied / name).write_text(changed, encoding="utf-8")
    assert faults(Published(copied), one.languages)


def test_another_number_in_parquet_is_found(one: Built, copied: Path) -> None:
    file = copied / "tables" / "airlines.parquet"
    table = pq.read_table(file)
    at = table.schema.get_field_index("submissions")
    pq.write_table(table.set_column(at, table.schema.field(at), pc.add(table["submissions"], 1)), file)
    assert faults(Published(copied), one.languages)


def test_the_report_of_another_release_is_found(
    one: Built, copied: Path, releases: dict[tuple[str, str], Built]
) -> None:
    shutil.copy(releases["generated", "strict"].folder / "report.pdf", copied / "report.pdf")
    found = faults(Published(copied), one.languages)
    assert found
    assert all(fault.startswith("report : ") for fault in found)


def test_an_open_release_tells_single_reports_in_its_tables(opened: Path) -> None:
    """What is withheld elsewhere is there when nothing protects it: the readers would see it."""
    release = Published(opened)
    counts = [row["submissions"] for row in release.tables["origin_destination"]]
    assert 1 in counts
    assert WITHHELD not in counts
    assert 1 in release.flows().values()
