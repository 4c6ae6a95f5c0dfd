"""A report is written whole or not at all, and never over somebody's own files."""

import json
from pathlib import Path

import pytest

from njia.report.folder import FolderRefused, whole


def write(out: Path, text: str = "a") -> None:
    with whole(out) as folder:
        (folder / "data").mkdir()
        (folder / "data" / "a.csv").write_text(text)
        manifest = {"made_by": "njia", "outputs": {"data/a.csv": "…"}}
        (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "data" / "a.csv").read_text() == "a"
    assert [f.name for f in (tmp_path / "a").iterdir()] == ["b"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_a_report_of_njias_is_replaced_with_nothing_left_of_it(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    (tmp_path / "out" / ".DS_Store").write_text("left by a file manager")
    write(tmp_path / "out", "new")
    assert (tmp_path / "out" / "data" / "a.csv").read_text() == "new"
    assert not (tmp_path / "out" / ".DS_Store").exists()
    assert [f.name for f in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_anothers_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("mine")
    with pytest.raises(FolderRefused, match=r"thesis\.docx"):
        write(tmp_path / "out")
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["thesis.docx"]


def test_a_file_that_somebody_put_into_a_report_is_not_lost(tmp_path: Path) -> None:
    write(tmp_path / "out")
    (tmp_path / "out" / "data" / "notes.txt").write_text("mine")
    with pytest.raises(FolderRefused, match=r"data/notes\.txt"):
        write(tmp_path / "out")
    assert (tmp_path / "out" / "data" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "manifest", ["", "[]", '{"made_by": "another"}', '{"made_by": "njia", "outputs": 3}', "\xff"]
)
def test_a_manifest_that_is_not_njias_makes_no_folder_ours(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text(manifest, encoding="latin-1")
    with pytest.raises(FolderRefused):
        write(tmp_path / "out")


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(FolderRefused, match="not a folder"):
        write(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_the_old_report_stays_when_writing_the_new_one_fails(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "out") as folder:
        (folder / "half.txt").write_text("half")
        raise ZeroDivisionError
    assert (tmp_path / "out" / "data" / "a.csv").read_text() == "old"
    assert [f.name for f in tmp_path.iterdir()] == ["out"]


def test_the_folder_may_be_named_by_a_dot_or_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", "through the link")
    assert (tmp_path / "real" / "data" / "a.csv").read_text() == "through the link"
    monkeypatch.chdir(tmp_path / "real")
    write(Path(), "by a dot")
    assert (tmp_path / "real" / "data" / "a.csv").read_text() == "by a dot"


def test_others_may_read_the_folder_as_they_may_read_a_new_one(tmp_path: Path) -> None:
    write(tmp_path / "out")
    (tmp_path / "other").mkdir()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode
