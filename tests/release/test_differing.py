"""What changed between two releases is said in words, from what was published of them."""

from pathlib import Path

import pytest
from tests.release.made import FEW, NETWORK, collection, prepared, release, without

from njia.release import ReleaseRefused, differences, write


def written(folder: Path, **said: object) -> Path:
    write(prepared(**said), folder)  # type: ignore[arg-type]
    return folder


def test_between_a_release_and_itself_nothing_changed(published: Path) -> None:
    assert differences(published, published) == []


def test_what_is_said_of_a_release_is_compared(published: Path, tmp_path: Path) -> None:
    policy = FEW.model_copy(update={"people": 12, "version": 2})
    texts = NETWORK.texts.model_copy(update={"contact": "other@example.org"})
    network = NETWORK.model_copy(update={"texts": texts})
    said = {"number": 2, "title": "More", "audience": "bank", "supersedes": 1, "tags": ["other"]}
    found = differences(published, written(tmp_path / "two", policy=policy, network=network, **said))
    assert "Number: 1 → 2." in found
    assert "Title: What a network knows → More." in found
    assert "Audience: public → bank." in found
    assert "Takes the place of: none → 1." in found
    assert "Tags without: example." in found and "Tags with: other." in found
    assert "Policy, people: 10 → 12." in found and "Policy, version: 1 → 2." in found
    assert "The text 'contact' is another." in found
    assert not [line for line in found if "other@example.org" in line or "foreword" in line]


def test_every_figure_that_changed_is_named(published: Path, tmp_path: Path) -> None:
    earlier = written(tmp_path / "earlier", data=without(collection(), 40))
    found = differences(earlier, published)
    tables = release().material.tables.tables
    count = tables["overview"].of
    assert count is not None
    assert f"Table overview: Submissions: value: {count - 40} → {count}." in found
    assert any(line.startswith("Table countries_of_origin: Kenya: submissions: ") for line in found)
    assert all(line.endswith(".") for line in found)


def test_rows_that_come_and_go_are_named(published: Path, tmp_path: Path) -> None:
    few = written(tmp_path / "few", data=without(collection(), 105))
    found = differences(few, published)
    assert any(": a new row (submissions: " in line for line in found)
    # What is not shown is said to be that, and is no zero.
    assert any("not shown → " in line for line in found)
    back = differences(published, few)
    assert any(": no row of its own any more (" in line for line in back)


def test_tables_that_come_and_go_are_named(published: Path, tmp_path: Path) -> None:
    policy = FEW.model_copy(update={"tables": {"overview": (), "source_kinds": ("source_kind",)}})
    less = written(tmp_path / "less", policy=policy)
    assert "Table map_legs: it is new." in differences(less, published)
    assert "Table map_legs: it is no longer there." in differences(published, less)


@pytest.mark.parametrize("kind", ["nothing", "empty", "broken"])
def test_what_is_no_release_is_said(kind: str, published: Path, tmp_path: Path) -> None:
    folder = tmp_path / kind
    if kind != "nothing":
        folder.mkdir()
    if kind == "broken":
        (folder / "release.json").write_text("{}")
    with pytest.raises(ReleaseRefused, match=kind):
        differences(published, folder)
