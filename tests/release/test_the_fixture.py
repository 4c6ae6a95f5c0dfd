"""Releases that an earlier version of Njia made are read, verified and made again, byte for byte.

`pytest tests/release/test_the_fixture.py --update-golden` makes them anew: only when the form of a release
has to change, because a release that is out there does not.
"""

import shutil
from pathlib import Path

import pytest
from tests.release.made import SECRET, collection, prepared

from njia.disclosure import GUARDED, STRICT, Method
from njia.network import Network, Texts
from njia.release import differences, verified, write, writing
from njia.release.freezing import read
from njia.release.writing import write_files

FIXTURE = Path(__file__).parent / "fixture"
POLICIES = {"guarded": GUARDED, "strict": STRICT}
VERSION = "0.1.0.dev0"  # that they were made by


@pytest.fixture(params=sorted(POLICIES))
def folder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = FIXTURE / str(request.param)
    if request.config.getoption("--update-golden"):
        shutil.rmtree(made, ignore_errors=True)
        monkeypatch.setattr(writing, "__version__", VERSION)
        network = Network(name="Example network", texts=Texts(foreword="Words of greeting."))
        write(prepared(collection(), POLICIES[request.param], network, secret=SECRET), made)
        monkeypatch.undo()
    return made


def test_it_is_as_it_was_published(folder: Path) -> None:
    found = verified(folder)
    assert found.faults == ()
    assert VERSION in found.notes[0]
    assert found.content is not None and found.content.policy.method is Method(folder.name)


def test_its_content_is_written_the_same(folder: Path) -> None:
    text = (folder / "release.json").read_text(encoding="utf-8")
    assert read(text).text() == text


def test_its_tables_and_data_are_made_again_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    content = read((folder / "release.json").read_text(encoding="utf-8"))
    write_files(content, tmp_path, figures_only=True)
    names = sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file())
    of_figures = [name for name in names if name.startswith(("tables/", "data/")) and "codebook" not in name]
    assert len(of_figures) > 40
    differing = [
        name for name in of_figures if (tmp_path / name).read_bytes() != (folder / name).read_bytes()
    ]
    assert [name for name in differing if not name.endswith(".parquet")] == []
    # Another pyarrow may write other bytes for the same rows, which the first test looks at.


def test_its_report_page_and_map_can_be_made_today(folder: Path, tmp_path: Path) -> None:
    write_files(read((folder / "release.json").read_text(encoding="utf-8")), tmp_path)
    assert {"report.pdf", "index.html", "map.svg"} <= {f.name for f in tmp_path.iterdir()}


def test_two_of_them_can_be_compared() -> None:
    found = differences(FIXTURE / "guarded", FIXTURE / "strict")
    assert "Policy, name: guarded → strict." in found
