"""The open data as a whole: nothing private in it, nothing that runs, and the same bytes anywhere."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.release.open_data.made import CANARY, by_hand, counts, leg, place, read, records
from tests.report.invented import bundle, many

from njia.dataset import dataset
from njia.disclosure import INSIDE, OPEN, NotForPublication
from njia.network import Network
from njia.release.open_data import also_write
from njia.report.bundle import assemble
from njia.report.csv_file import harmless
from njia.report.material import Material

Written = Callable[[Material], Path]
FILES = {
    *("CITATION.cff", "LICENCE.txt", "datapackage.json", "data/codebook.csv", "data/codebook.md"),
    *("data/flows.csv", "data/legs.geojson", "data/locations.csv", "data/network.graphml"),
}


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def words(folder: Path) -> str:
    """Give all that can be read in a folder, what is in Parquet too."""
    texts = []
    for name, content in files(folder).items():
        if name.endswith(".parquet"):
            table = pq.read_table(folder / name)
            texts.append(f"{table.schema} {table.schema.metadata} {table.to_pylist()}")
        else:
            texts.append(content.decode("utf-8"))
    return "\n".join(texts)


def test_no_organisation_is_named_anywhere(folder: Path) -> None:
    assert CANARY not in words(folder)
    assert "Nairobi" in words(folder)


def test_it_is_these_files_and_two_for_every_table(folder: Path) -> None:
    tables = {name for name in files(folder) if name.startswith("tables/")}
    assert set(files(folder)) - tables == FILES
    stems = {name.removesuffix(".csv") for name in tables if name.endswith(".csv")}
    assert tables == {f"{stem}.{ending}" for stem in stems for ending in ("csv", "parquet")}
    assert len(stems) > 20


def test_what_the_network_wrote_for_its_own_people_is_not_in_it(written: Written) -> None:
    network = Network(name="Example network", aliases={"Kanaaliasxq": "gn:1"}, carriers=("Kanacarrierxq",))
    out = written(by_hand({"overview": []}, network=network))
    assert "xq" not in words(out)


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from tests.release.open_data.made import generated
from njia.release.open_data import write
write(generated(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Auckland"), ("2", "America/Lima")])
def test_another_process_in_another_place_writes_the_same_bytes(
    folder: Path, tmp_path: Path, seed: str, zone: str
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
    root = Path(__file__).resolve().parents[3]
    asked = [sys.executable, "-c", SCRIPT, str(tmp_path / "other"), str(root)]
    subprocess.run(asked, cwd=tmp_path, env=environment, check=True)
    assert files(tmp_path / "other") == files(folder)


HOSTILE = ["=cmd|'/c calc'!A1", "\ufeff＝1+1", "\u200b\u00a0+1", "－1", "＠x", "a;=1", "\u22121", "\t=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_file_holds_a_formula_wherever_a_text_comes_from(written: Written, text: str) -> None:
    places = [place("gn:busia", name=text), place("gn:doha", name="Doha", country=None)]
    tables: dict[str, Any] = {
        "map_legs": [leg("gn:busia", "gn:doha")],
        "transit_places": [{"place_id": "gn:busia", **counts(12)}],
        "airlines": [{"carrier": text, **counts(12)}],
        "corridors": [{"corridor": text, "from_region": text, "to_region": f"region:{text}", **counts(12)}],
        "countries_of_origin": [{"country": f"region:{text}", **counts(12)}],
    }
    out = written(by_hand(tables, places, title=text, network=Network(name=text), tags=(text,)))
    cells = [cell for file in out.rglob("*.csv") for line in read(file) for cell in line]
    assert harmless(text) in cells
    assert [cell for cell in cells if cell != harmless(cell)] == []


# Releases of a policy that shows all counts


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data beside a report's, of an open release."""
    from njia.report.open_data import write_data, write_tables

    out, one = tmp_path_factory.mktemp("open"), bundle(many(), title="All routes")
    write_tables(one, out / "tables")
    write_data(one.routes, out / "data")
    also_write(one, out, by_hand({}, policy=OPEN, number=7))
    return out


def test_an_open_release_has_the_same_files_and_the_routes(opened: Path) -> None:
    assert set(files(opened)) >= FILES
    assert {"data/routes.csv", "data/routes.parquet", "tables/map_routes.csv"} <= set(files(opened))
    listed = json.loads((opened / "datapackage.json").read_text(encoding="utf-8"))
    described = {one["path"] for one in listed["resources"]}
    assert described == {name for name in files(opened) if name.startswith(("tables/", "data/"))}
    assert listed["version"] == "7"
    routes = next(one for one in listed["resources"] if one["path"] == "data/routes.csv")
    assert [f["name"] for f in routes["schema"]["fields"]] == read(opened / "data" / "routes.csv")[0]


def test_an_open_release_shows_every_row_and_withholds_none(opened: Path) -> None:
    one = bundle(many())
    for name, protected in one.measures.items():
        rows = records(opened / "tables" / f"{name}.csv", skip=1)
        assert len(rows) == protected.rows.num_rows
        assert {row["status"] for row in rows} <= {"shown"}
        assert {row["withheld"] for row in rows} <= {""}
    legs = one.measures["map_legs"].rows.to_pylist()
    between = [row for row in legs if row["from_place_id"] and row["to_place_id"]]
    flows = records(opened / "data" / "flows.csv")
    assert sum(int(row["count"]) for row in flows) == sum(row["submissions"] for row in between) > 0


def test_an_open_release_describes_its_routes_in_the_codebook(opened: Path) -> None:
    said = {(row["part"], row["table"]) for row in records(opened / "data" / "codebook.csv")}
    assert {("data", "routes"), ("data", "stops"), ("table", "change"), ("file", "data/flows.csv")} <= said


def test_without_a_number_an_open_release_is_cited_by_the_networks_title(tmp_path: Path) -> None:
    also_write(bundle(many(count=8), title="All routes"), tmp_path)
    said = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert said["title"] == "All routes"
    assert "version" not in said


@pytest.mark.parametrize("which", ["all of it", "one table"])
def test_what_is_for_people_inside_is_refused_and_nothing_is_written(tmp_path: Path, which: str) -> None:
    data, network = dataset(many(count=8)), Network(focus_country="KE")
    inside = assemble(network, data, policy=INSIDE)
    if which == "one table":
        mixed = assemble(network, data)
        mixed.measures["overview"] = inside.measures["overview"]
        inside = mixed
    with pytest.raises(NotForPublication):
        also_write(inside, tmp_path)
    assert not list(tmp_path.iterdir())
