import csv
import io

import pytest

from njia.codebook import COLUMNS, as_csv, as_markdown, codebook
from njia.dataset import dataset
from njia.disclosure import OPEN, protect_dataset
from njia.measures import MEASURES
from njia.vocabulary import LISTS, code_list


def names(part, **arguments):
    return {(row["table"], row["name"]) for row in codebook(**arguments) if row["part"] == part}


def test_it_describes_exactly_the_columns_that_leave_the_network():
    published = protect_dataset(dataset([]), OPEN).tables
    assert names("data") == {
        (table, column) for table, rows in published.items() for column in rows.column_names
    }


def test_it_can_describe_the_columns_that_stay_as_well():
    inside = names("data", policy_fields_only=False) - names("data")
    assert ("routes", "organisation") in inside
    kept = [row for row in codebook(policy_fields_only=False) if (row["table"], row["name"]) in inside]
    assert {row["sensitivity"] for row in kept} == {"network"}


def test_nothing_that_is_published_is_called_anything_but_public():
    assert {row["sensitivity"] for row in codebook() if row["part"] != "code"} == {"public"}


def test_every_code_of_every_list_is_in_it_with_its_counterparts():
    assert names("code") == {(name, code) for name in LISTS for code in code_list(name).codes}
    rows = {(row["table"], row["name"]): row for row in codebook()}
    begging = rows["exploitation_type", "forced_begging"]
    assert begging["htcds"] == "TypeOfExploitation:ForcedBegging"
    assert begging["ctdc"] == "typeOfLabourBegging"


def test_every_column_of_every_measure_is_in_it_with_its_unit():
    assert names("measure") == {(name, column.name) for name, m in MEASURES.items() for column in m.columns}
    assert all(row["unit"] for row in codebook() if row["part"] == "measure")


def test_everything_has_a_title_and_a_meaning():
    assert [row for row in codebook() if not (row["title"] and row["meaning"])] == []


def test_the_csv_gives_back_every_row_and_holds_nothing_that_a_spreadsheet_would_run():
    rows = codebook()
    text = as_csv(rows)
    assert list(csv.DictReader(io.StringIO(text))) == rows
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


@pytest.mark.parametrize("column", ["path", "share"])
def test_the_markdown_keeps_every_table_whole(column):
    lines = as_markdown(codebook()).splitlines()
    assert [line for line in lines if line.startswith(f"| {column} |")]
    widths = {len(COLUMNS)}
    for line in lines:
        if line.startswith("| name |"):
            widths = {line.replace("\\|", "").count("|")}
        elif line.startswith("|"):
            assert {line.replace("\\|", "").count("|")} == widths
