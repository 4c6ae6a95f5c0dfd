"""What is withheld is said to be: never as 0, never as a blank, and never as "not stated"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from tests.report.released.invented import release
from tests.report.released.reading import document_of, pdf_words, read, squeezed

from njia.language import catalogue
from njia.measures.declaration import Unit
from njia.report.document import KeyFigures, Table
from njia.report.released.tables import OVERVIEW, ReleasedTable, released_table

POLICIES = ("guarded", "strict")
COUNTS = (Unit.SUBMISSIONS, Unit.CASES, Unit.ORGANISATIONS, Unit.NUMBER)


def tables(policy: str, language: str = "en") -> list[ReleasedTable]:
    material = release(policy, language)
    return [released_table(material, name) for name in material.tables.tables]


def raw(policy: str, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = release(policy).tables.tables[name].rows.to_pylist()
    return rows


@pytest.mark.parametrize("policy", POLICIES)
def test_there_is_something_withheld_to_be_said(policy: str) -> None:
    assert any(row.is_withheld for table in tables(policy) for row in table.rows)
    assert any(not row.is_withheld for table in tables(policy) for row in table.rows)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", ("en", "sw", "fr"))
def test_every_count_that_is_null_says_so_in_words(policy: str, language: str) -> None:
    words = catalogue(language)
    not_shown, not_stated = words.say("released.not_shown"), words.say("page.not_stated")
    for table in tables(policy, language):
        for row, of_row in zip(raw(policy, table.measure), table.rows, strict=True):
            for column, cell in zip(table.columns, of_row.cells, strict=True):
                if column.kind == "key":
                    continue
                is_null = row[column.name] is None
                said = cell.text in (not_shown, not_stated, words.say("released.no_upper"))
                assert said == is_null, (table.measure, column.name, row, cell)
                assert cell.text.strip()


@pytest.mark.parametrize("policy", POLICIES)
def test_not_stated_is_said_only_where_the_release_tells_that_nobody_did(policy: str) -> None:
    for table in tables(policy):
        for row, of_row in zip(raw(policy, table.measure), table.rows, strict=True):
            if "not stated" in [cell.text for cell in of_row.cells]:
                assert row["cases_known"] == 0


@pytest.mark.parametrize("policy", POLICIES)
def test_the_page_has_every_row_of_every_table(policy: str) -> None:
    found = read(policy).tables
    for table in tables(policy):
        if table.measure == OVERVIEW or not table.rows:
            continue
        (rows,) = [rows for caption, rows in found.items() if caption.startswith(f"{table.title}. ")]
        assert rows[0] == [column.title for column in table.columns]
        assert rows[1:] == [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("policy", POLICIES)
def test_the_numbers_on_the_page_are_those_of_the_release(policy: str) -> None:
    found = read(policy).tables
    for table in tables(policy):
        if table.measure == OVERVIEW or not table.rows:
            continue
        (rows,) = [rows for caption, rows in found.items() if caption.startswith(f"{table.title}. ")]
        place = next(n for n, column in enumerate(table.columns) if column.kind == "total")
        shown = [None if row[place] == "not shown" else int(row[place].replace(",", "")) for row in rows[1:]]
        assert shown == [row["submissions"] for row in raw(policy, table.measure)]


@pytest.mark.parametrize("policy", POLICIES)
def test_the_printed_tables_have_the_same_cells_as_the_page(policy: str) -> None:
    printed = {b.caption: b for s in document_of(policy).sections for b in s.blocks if isinstance(b, Table)}
    pdf = squeezed(pdf_words(policy))
    for table in tables(policy):
        if table.measure == OVERVIEW or not table.rows:
            continue
        block = printed[table.title]
        on_page = [{cell.text for cell in row.cells} for row in table.rows]
        for row, cells in zip(block.rows, on_page, strict=True):
            assert set(row.cells) <= cells
            assert squeezed("".join(row.cells)) in pdf


@pytest.mark.parametrize("policy", POLICIES)
def test_a_withheld_count_has_no_bar(policy: str) -> None:
    blocks = [b for section in document_of(policy).sections for b in section.blocks if isinstance(b, Table)]
    rows = [row for block in blocks for row in block.rows if row.cells[-1] == "not shown"]
    assert rows
    assert all(row.bar is None for row in rows)
    assert all(len(row.cells) - 1 in row.faint for row in rows)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_key_figures_are_those_of_the_overview(policy: str) -> None:
    values = {row["figure"]: row["value"] for row in raw(policy, OVERVIEW)}
    blocks = [b for s in document_of(policy).sections for b in s.blocks if isinstance(b, KeyFigures)]
    (figures,) = blocks
    shown = [figure.value for figure in figures.figures]
    expected = [
        "not shown" if values[name] is None else f"{values[name]:,}"
        for name in ("submissions", "organisations", "cases_best", "own_casework")
    ]
    assert shown == expected


def test_a_denominator_that_is_withheld_is_said_to_be() -> None:
    material = release()
    for table in tables("guarded"):
        protected = material.tables.tables[table.measure]
        if table.measure == OVERVIEW:
            continue
        if protected.of is None:
            assert "is not shown" in table.denominator
        elif protected.known is None:
            assert str(protected.of) in table.denominator
            assert "is not shown" in table.denominator
        else:
            assert table.denominator.startswith(f"{protected.known} of {protected.of}: ")


def test_a_column_that_no_row_has_is_left_out() -> None:
    for table in tables("guarded"):
        rows = raw("guarded", table.measure)
        for column in table.columns:
            declared = release().policy.tables[table.measure]
            told = any(row[column.name] is not None for row in rows)
            assert told or column.name in declared or column.kind == "total"
        assert "routes" not in [column.name for column in table.columns]


def test_what_is_largest_is_said_only_of_a_row_of_its_own() -> None:
    for policy in POLICIES:
        for table in tables(policy):
            if table.largest:
                most = max(row.count or 0 for row in table.rows)
                (leader,) = [row for row in table.rows if row.count == most]
                assert not leader.is_wider
                assert table.names(leader) == table.largest
    table = tables("strict")[1]
    tied = replace(table, rows=(table.rows[0], table.rows[0]))
    assert tied.largest == ""


@pytest.mark.parametrize("policy", POLICIES)
def test_a_border_crossing_says_whether_it_was_by_air(policy: str) -> None:
    (table,) = [table for table in tables(policy) if table.measure == "border_crossings"]
    place = [column.name for column in table.columns].index("by_air")
    said = {row.cells[place].text for row in table.rows}
    assert said & {"yes", "no"}
    assert said <= {"yes", "no", "not told"}


def test_a_row_of_what_is_not_known_is_never_the_largest() -> None:
    made = release()
    destinations = made.tables.tables["countries_of_destination"]
    rows = destinations.rows.to_pylist()
    rows[0] = {**rows[0], "country": None, "submissions": 1000}
    unknown = replace(destinations, rows=pa.Table.from_pylist(rows, schema=destinations.rows.schema))
    changed = {**made.tables.tables, "countries_of_destination": unknown}
    material = replace(made, tables=replace(made.tables, tables=changed))
    table = released_table(material, "countries_of_destination")
    assert table.rows[0].cells[0].text == "Not stated"
    assert table.largest == ""
