"""A release's folder: whole or not at all, never changed, nothing private in it, the same bytes anywhere."""

import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.release.made import CANARY, collection, prepared, release

from njia.disclosure import OPEN
from njia.release import LedgerRefused, ReleaseRefused, write
from njia.report import released
from njia.report.folder import FolderRefused


def contents(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_everything_is_there_in_every_language(published: Path) -> None:
    names = set(contents(published))
    assert {"release.json", "README.md", "datapackage.json", "CITATION.cff", "LICENCE.txt"} <= names
    assert {"report.pdf", "report.sw.pdf", "index.html", "index.sw.html", "map.svg", "map.sw.svg"} <= names
    assert {"map.phone.svg", "map.phone.sw.svg"} <= names
    tables = release().material.tables.tables
    assert {f"tables/{name}.{kind}" for name in tables for kind in ("csv", "parquet")} <= names
    assert {"data/locations.csv", "data/flows.csv", "data/legs.geojson", "data/network.graphml"} <= names


def test_the_hash_can_be_computed_without_njia(published: Path) -> None:
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    found = contents(published)
    del found["manifest.json"]
    assert manifest["outputs"] == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    listed = subprocess.run(  # as the read-me says
        "find . -type f ! -name manifest.json | sed 's|^./||' | tr '\\n' '\\0' | xargs -0 sha256sum "
        "| LC_ALL=C sort | sha256sum",
        shell=True, cwd=published, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert listed.stdout.split()[0] == manifest["hash"]


def test_nothing_private_is_in_any_file(published: Path) -> None:
    assert CANARY in str(collection().routes.to_pylist()) and CANARY in str(release().figures)
    texts = contents(published)
    assert not [name for name, data in texts.items() if CANARY.encode() in data.lower()]
    # Nor a hash of what went in, which would confirm a guess; nor a corner of the map that nothing is in.
    assert "inputs" not in json.loads(texts["manifest.json"])
    assert json.loads(texts["release.json"])["network"]["map"] == {"anchors": {}, "bows": {}}


def test_a_release_is_never_changed(copied: Path) -> None:
    before = contents(copied)
    with pytest.raises(ReleaseRefused, match="never changed"):
        write(release(), copied)
    assert contents(copied) == before


def test_somebodys_own_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter-1.txt").write_text("mine")
    with pytest.raises(FolderRefused):
        write(release(), tmp_path / "thesis")
    assert set(contents(tmp_path)) == {"thesis/chapter-1.txt"}


def test_nothing_is_left_of_a_release_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(material: object) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr(released, "map_svg", fails)
    with pytest.raises(RuntimeError, match="no ink"):
        write(release(), tmp_path / "out", tmp_path / "ledger.json")
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_figures_is_for_the_owner_alone(tmp_path: Path) -> None:
    ledger = tmp_path / "inside" / "ledger.json"
    write(release(), tmp_path / "out", ledger)
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    assert [f.name for f in ledger.parent.iterdir()] == ["ledger.json"]


def test_the_list_of_figures_is_not_written_unless_it_is_asked_for(published: Path) -> None:
    assert [f.name for f in published.parent.iterdir()] == [published.name]


@pytest.mark.parametrize("where", ["out/x.json", "out/data/x.json", "other/../out/x.json", "link/x.json"])
def test_the_list_of_figures_may_not_lie_in_the_release(where: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "out")
    with pytest.raises(LedgerRefused, match="private"):
        write(release(), tmp_path / "out", tmp_path / where)
    assert not (tmp_path / "out").exists()


def test_an_open_release_is_the_report_with_what_all_releases_have(tmp_path: Path) -> None:
    open_release = prepared(collection(20), OPEN)
    assert open_release.figures == () and open_release.bundle is not None
    made = write(open_release, tmp_path / "out")
    found = contents(tmp_path / "out")
    assert {"release.json", "datapackage.json", "CITATION.cff", "READ-ME.md", "data/routes.csv"} <= set(found)
    assert json.loads(found["manifest.json"])["hash"] == made
    assert not [name for name, data in found.items() if CANARY.encode() in data.lower()]


PROGRAM = """
import sys
from pathlib import Path
from njia.release import write
from tests.release.made import prepared
write(prepared(), Path(sys.argv[1]))
"""


def test_another_process_writes_the_same_bytes(published: Path, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    there = tmp_path / "ein anderer Ordner"
    there.mkdir()
    environment = os.environ | {
        "PYTHONHASHSEED": "4711", "TZ": "Pacific/Chatham", "LC_ALL": "C", "COLUMNS": "40",
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)]),
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", PROGRAM, "made"], cwd=there, env=environment, check=True)
    assert contents(there / "made") == contents(published)
