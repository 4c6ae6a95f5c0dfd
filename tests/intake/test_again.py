"""Rows that were sent before are known again, however the file was changed; no row is lost or taken twice."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from njia.gazetteer import Gazetteer
from njia.intake import read
from njia.intake.again import Sent, recognise
from njia.network import Network

from .made import BUSIA_TO_BEIRUT, HEADERS, csv_file, xlsx_file


def sent(*cells: str, reference: str = "") -> Sent:
    written = {f"column {at}": cell for at, cell in enumerate(cells)}
    return Sent("|".join((*cells, reference)), reference, written)


FILE = [sent("Kisumu", "Doha", str(cases), "2020") for cases in range(6)]


def test_the_same_file_again_has_nothing_new() -> None:
    assert recognise(FILE, FILE) == [0, 1, 2, 3, 4, 5]


def test_a_mended_row_is_the_row_that_it_was() -> None:
    later = [*FILE[:2], sent("Mombasa", "Muscat", "9", "2019"), *FILE[3:]]
    assert recognise(FILE, later) == [0, 1, 2, 3, 4, 5]


def test_a_row_added_in_the_middle_is_new_and_moves_no_other() -> None:
    added = sent("Garissa", "Juba", "40", "2021")
    assert recognise(FILE, [*FILE[:3], added, *FILE[3:]]) == [0, 1, 2, None, 3, 4, 5]


def test_a_row_added_beside_a_mended_one_does_not_take_its_place() -> None:
    mended, added = sent("Kisumu", "Doha", "33", "2020"), sent("Garissa", "Juba", "40", "2021")
    assert recognise(FILE, [*FILE[:3], added, mended, *FILE[4:]]) == [0, 1, 2, None, 3, 4, 5]


def test_a_sorted_file_with_a_mended_row_is_known() -> None:
    mended = sent("Kisumu", "Doha", "33", "2020")
    later = [FILE[5], mended, FILE[0], FILE[4], FILE[2], FILE[1]]
    assert recognise(FILE, later) == [5, 3, 0, 4, 2, 1]


def test_a_row_taken_out_is_taken_by_no_other() -> None:
    assert recognise(FILE, FILE[:2] + FILE[3:]) == [0, 1, 3, 4, 5]


def test_equal_rows_are_as_many_as_they_are() -> None:
    twice = [FILE[0], FILE[0]]
    assert recognise(twice, [FILE[0], FILE[0], FILE[0]]) == [0, 1, None]


def test_a_reference_names_a_row_wherever_it_stands() -> None:
    earlier = [sent("Kisumu", "Doha", reference="K-1"), sent("Busia", "Beirut", reference="K-2")]
    later = [sent("Mandera", "Juba", reference="k-2"), sent("Lodwar", "Cairo", reference="K-3")]
    assert recognise(earlier, later) == [1, None]


def test_rows_with_other_references_are_other_rows_even_when_alike() -> None:
    assert recognise(
        [sent("Kisumu", "Doha", "1", reference="K-1")], [sent("Kisumu", "Doha", "1", reference="K-2")]
    ) == [None]


def test_a_running_number_names_no_row() -> None:
    january = [sent("Kisumu", "Doha", "3", "2020", reference="1")]
    february = [sent("Garissa", "Juba", "5", "2021", reference="1"), sent("Lodwar", "Cairo", reference="2")]
    assert recognise(january, february) == [None, None]


@given(st.lists(st.sampled_from(FILE[:3]) | st.builds(sent, st.text(max_size=2))), st.randoms())
def test_whatever_is_sent_no_row_is_taken_twice_and_same_content_is_always_known(
    earlier: list[Sent], random: object
) -> None:
    later = list(earlier)
    random.shuffle(later)  # type: ignore[attr-defined]
    later.append(sent("Garissa"))
    found = recognise(earlier, later)
    taken = [at for at in found if at is not None]
    assert len(taken) == len(set(taken))
    assert [earlier[at].content for at in found[:-1] if at is not None] == [one.content for one in later[:-1]]


def test_a_row_is_known_by_its_cells_and_not_by_its_file(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [["Reference", *HEADERS, "Cases"], ["K-1", *BUSIA_TO_BEIRUT, "3"]]
    moved = [row[::-1] for row in rows]
    files = [
        csv_file(tmp_path / "one.csv", rows),
        xlsx_file(tmp_path / "two.xlsx", [rows[0], [*rows[1][:-1], 3]]),
        csv_file(tmp_path / "three.csv", [[], ["Our cases"], *moved]),
    ]
    read_rows = [read([file], gazetteer, Network()).rows[0] for file in files]
    assert len({row.content for row in read_rows}) == 1
    assert {row.reference for row in read_rows} == {"K-1"}
    other = csv_file(tmp_path / "four.csv", [rows[0], ["K-1", *BUSIA_TO_BEIRUT, "4"]])
    assert read([other], gazetteer, Network()).rows[0].content != read_rows[0].content
