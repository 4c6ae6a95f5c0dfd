"""A route is known again by what it says, wherever it stands."""

from pathlib import Path

import pytest

from njia.cli import inputs
from njia.network import Network
from njia.release import by_content

HEADER = "Organisation,Origin place,Origin country,Transit 1,Destination place,Destination country,Cases\n"
ROWS = (
    "One,Kitui,Kenya,Nairobi,Riyadh,Saudi Arabia,12\n",
    "Two,Kampala,Uganda,Busia,Nairobi,Kenya,3\n",
    "Two,Kampala,Uganda,,Nairobi,Kenya,3\n",
)


def ids(folder: Path, name: str, rows: tuple[str, ...]) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(HEADER + "".join(rows), encoding="utf-8")
    data, _ = inputs.dataset([folder / name], Network())
    found: list[str] = by_content(data).routes["route_id"].to_pylist()
    return found


def test_a_file_that_was_renamed_or_sorted_holds_the_same_routes(tmp_path: Path) -> None:
    first = ids(tmp_path / "a", "routes.csv", ROWS)
    other = ids(tmp_path / "b", "routes-final.csv", ROWS[::-1])
    assert len({*first}) == 3 and first == other[::-1]


def test_a_row_above_changes_no_other_route(tmp_path: Path) -> None:
    more = ("Three,Kitui,Kenya,,Dubai,United Arab Emirates,1\n", *ROWS)
    assert ids(tmp_path, "more.csv", more)[1:] == ids(tmp_path, "routes.csv", ROWS)


@pytest.mark.parametrize(
    ("old", "new"),
    [(",12", ",13"), ("Nairobi", ""), ("Riyadh", "Jeddah"), ("Kitui", "Nairobi")],
)
def test_a_route_that_was_corrected_is_another(old: str, new: str, tmp_path: Path) -> None:
    corrected = (ROWS[0].replace(old, new), *ROWS[1:])
    before, after = ids(tmp_path, "a.csv", ROWS), ids(tmp_path, "b.csv", corrected)
    assert before[0] != after[0] and before[1:] == after[1:]


def test_a_route_of_an_organisation_with_another_name_is_the_same(tmp_path: Path) -> None:
    """Or one more row beside a new name would be told: all of the organisation's would be gone and new."""
    renamed = (ROWS[0].replace("One", "One Kenya"), *ROWS[1:])
    assert ids(tmp_path, "a.csv", ROWS) == ids(tmp_path, "b.csv", renamed)


def test_equal_rows_are_several_routes(tmp_path: Path) -> None:
    one, two, three = ids(tmp_path, "a.csv", (ROWS[0],) * 3)
    assert (two, three) == (f"{one}.2", f"{one}.3")
