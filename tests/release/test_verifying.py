"""What was changed, added or taken away is named, file by file; and a hostile folder does nothing."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from njia.release import checking, verified, verify, verifying
from njia.release.writing import release_hash

FILES = ("report.pdf", "tables/map_legs.csv", "data/flows.csv", "LICENCE.txt", "release.json")
MADE = ("report.pdf", "index.sw.html", "map.svg", "tables/map_legs.parquet", "README.md")
OUTSIDE = ("../secret", "/etc/passwd", "a/../../b", "a//b", "C:\\x", "data\\x", "a\nb", "")
NO_MANIFESTS = (
    *(b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b"1" * 10_000, b'{"made_by": "njia"}'),
    b'{"made_by": "njia", "outputs": []}',
    b'{"made_by": "njia", "outputs": {"a": 1}, "hash": "x"}',
)
NO_CONTENTS = (
    *(b"", b"{", b"\xff", b"[" * 100_000, b"{}", b'{"format": 2}', b"NaN"),
    b'{"number": ' + b"9" * 9_999 + b"}",
)
Change = Callable[[str, Callable[[bytes], bytes]], Path]


def faults(folder: Path) -> dict[str, str]:
    return {fault.file: fault.what for fault in verify(folder)}


def forged(folder: Path, **more: Any) -> Path:
    """Make the manifest agree with whatever lies in the folder."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = [f for f in folder.rglob("*") if f.is_file() and f.name != "manifest.json"]
    found = {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    manifest |= {"outputs": found, "hash": release_hash(found), **more}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_a_release_as_it_was_published_has_no_fault(published: Path) -> None:
    found = verified(published)
    assert (found.faults, found.notes) == ((), ())
    assert found.hash == json.loads((published / "manifest.json").read_text(encoding="utf-8"))["hash"]
    assert found.content is not None and found.content.number == 1


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(name: str, changed: Change) -> None:
    folder = changed(name, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    assert list(faults(folder)) == [name]


def test_what_was_added_or_taken_away_is_named(copied: Path) -> None:
    (copied / "index.html").unlink()
    (copied / "data" / "names.csv").write_text("who\n")
    assert faults(copied) == {
        "data/names.csv": "it was added: the manifest does not list it",
        "index.html": "it is missing",
    }


@pytest.mark.parametrize("name", MADE)
def test_a_file_that_was_changed_with_its_hash_is_named_too(name: str, changed: Change) -> None:
    """The release's hash is another then too; but nobody needs to have noted it."""
    folder = forged(changed(name, lambda data: data + b" "))
    assert list(faults(folder)) == [name]
    assert "from release.json" in faults(folder)[name]


def test_a_file_that_was_added_with_its_hash_is_not_made_from_the_content(copied: Path) -> None:
    (copied / "data" / "names.csv").write_text("who\n")
    assert faults(forged(copied)) == {"data/names.csv": "it is listed, but not made from release.json"}


def test_another_content_makes_other_files(changed: Change) -> None:
    folder = forged(changed("release.json", lambda data: data.replace(b"What a network", b"What no network")))
    assert {"report.pdf", "index.html", "CITATION.cff"} <= set(faults(folder))


def test_a_hash_of_the_release_that_is_not_its_own_is_named(copied: Path) -> None:
    assert list(faults(forged(copied, hash="0" * 64))) == ["manifest.json"]


def test_a_later_version_makes_tables_and_data_again_and_says_what_made_the_rest(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "__version__", "99.0")
    found = verified(copied)
    assert found.faults == ()
    assert "made by Njia 0.1" in found.notes[0]
    (copied / "tables" / "map_legs.csv").write_text("status\n", encoding="utf-8")
    assert list(faults(forged(copied))) == ["tables/map_legs.csv"]


def test_rows_count_where_another_writer_of_parquet_made_the_bytes(copied: Path) -> None:
    file = copied / "tables" / "map_legs.parquet"
    rows = pq.read_table(file)
    pq.write_table(rows, file, compression="none")
    other = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))["libraries"] | {
        "pyarrow": "1.0"
    }
    assert faults(forged(copied, libraries=other)) == {}
    pq.write_table(rows.slice(1), file)
    assert list(faults(forged(copied, libraries=other))) == ["tables/map_legs.parquet"]


# --- folders that somebody made to do harm ------------------------------------------------------------


def test_a_link_is_named_and_not_followed(copied: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (copied / "report.pdf").rename(outside / "report.pdf")
    (copied / "report.pdf").symlink_to(outside / "report.pdf")
    (copied / "tables").rename(outside / "tables")
    (copied / "tables").symlink_to(outside / "tables")
    found = faults(copied)
    assert found["report.pdf"] == found["tables/map_legs.csv"] == "it is missing"
    assert found["tables"] == "it is a link, which is not followed"


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_manifest_that_names_a_file_outside_is_refused(name: str, copied: Path) -> None:
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"][name] = "0" * 64
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = faults(copied)
    assert list(found) == ["manifest.json"] and "outside" in found["manifest.json"]
    assert found["manifest.json"].isprintable()


@pytest.mark.parametrize("text", NO_MANIFESTS)
def test_a_broken_manifest_is_one_fault(text: bytes, copied: Path) -> None:
    (copied / "manifest.json").write_bytes(text)
    assert list(faults(copied)) == ["manifest.json"]


@pytest.mark.parametrize("text", NO_CONTENTS)
def test_a_broken_content_is_one_fault(text: bytes, changed: Change) -> None:
    folder = forged(changed("release.json", lambda _: text))
    assert list(faults(folder)) == ["release.json"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"source_kinds"', b'"airlines"'), (b'"columns": [', b'"columns": ["x",'), (b'"en"', b'"xx"'),
        (b'"number": 1', b'"number": 0'), (b'"few"', b'"few","x":1'),
        (b'"is_publishable": true', b'"is_publishable": false'),
        (b'"submissions"', b'"people"'), (b'"format": 1', b'"format": 1.0'), (b'"KE"', b'"Kenya"'),
        (b'"own_casework"', b'"<script>"'),
    ],
)  # fmt: skip
def test_a_content_that_no_njia_wrote_is_a_fault(old: bytes, new: bytes, changed: Change) -> None:
    folder = changed("release.json", lambda data: data.replace(old, new))
    assert new in (folder / "release.json").read_bytes()
    assert faults(forged(folder))


def test_a_huge_content_is_not_read(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_CONTENT_BYTES", 1_000_000)
    with (copied / "release.json").open("ab") as file:
        file.truncate(20_000_000)  # of holes: it takes no room
    assert faults(forged_release(copied)) == {"release.json": "it is larger than 1 MB"}


def forged_release(folder: Path) -> Path:
    """Put the hash of release.json into the manifest without holding the file in memory."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["release.json"] = checking.digest(folder / "release.json")
    manifest["hash"] = release_hash(manifest["outputs"])
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_a_pipe_or_a_deep_folder_holds_nobody_up(copied: Path) -> None:
    os.mkfifo(copied / "data" / "pipe")
    assert faults(copied) == {"data/pipe": "it is neither a file nor a folder"}
    (copied / "/".join("d" * 20)).mkdir(parents=True)
    assert "folders in folders" in faults(copied)[""]


def test_too_many_files_are_not_looked_at(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_FILES", 5)
    assert faults(copied) == {"": "it holds more than 5 files"}


def test_a_name_that_a_terminal_would_obey_is_written_out(copied: Path) -> None:
    (copied / "\x1b[31mred").write_text("")
    assert list(faults(copied)) == ["\\x1b[31mred"]


@pytest.mark.parametrize("kind", ["nothing", "file", "empty"])
def test_what_is_no_release_is_said(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / kind
    if kind == "file":
        folder.write_text("text")
    if kind == "empty":
        folder.mkdir()
    assert len(verify(folder)) == 1
    assert verify(folder)[0].in_words().endswith(".")
