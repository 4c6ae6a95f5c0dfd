"""Tables: names, hashtags, and rows that never show what is withheld as a number or a mere blank."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.release.open_data.made import by_hand, counts, generated, leg, place, read, records

from njia.disclosure import OPEN
from njia.measures import MEASURES, Unit
from njia.measures.described import described
from njia.report.csv_file import harmless
from njia.report.material import Material

TABLES = sorted(generated().policy.tables)
# HXL 1.1, tagging conventions: # and a letter, then letters, digits and low lines; attributes with +.
TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
# HXL 1.1, hashtag dictionary; others have to begin with #x_.
CORE = {"#affected", "#country", "#geo", "#indicator", "#loc", "#meta", "#org", "#region", "#status"}

Written = Callable[[Material], Path]


def text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else str(value)


@pytest.mark.parametrize("name", TABLES)
def test_the_first_line_names_the_columns_and_the_second_tags_each(folder: Path, name: str) -> None:
    names, tags, *rows = read(folder / "tables" / f"{name}.csv")
    assert len(names) == len(set(names)) == len(tags) == len(set(tags))
    assert [tag for tag in tags if not TAG.fullmatch(tag)] == []
    hashtags = {tag.partition("+")[0] for tag in tags}
    assert {tag for tag in hashtags if not tag.startswith("#x_")} <= CORE
    assert len(rows) == generated().tables.tables[name].rows.num_rows
    # Readers of data packages take a line for a comment by its first character.
    assert tags[0].startswith("#")
    assert {row[0] for row in rows} <= {"shown", "less exact", "withheld"}


@pytest.mark.parametrize("name", TABLES)
def test_every_number_is_the_protected_one(folder: Path, name: str) -> None:
    one = generated().tables.tables[name]
    rows = records(folder / "tables" / f"{name}.csv", skip=1)
    shared = [column for column in one.rows.column_names if column in rows[0]]
    assert one.measure.main in shared
    for row, expected in zip(rows, one.rows.select(shared).to_pylist(), strict=True):
        assert {column: row[column] for column in shared} == {c: text_of(v) for c, v in expected.items()}


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_same_rows_with_types(folder: Path, name: str) -> None:
    lines = records(folder / "tables" / f"{name}.csv", skip=1)
    table = pq.read_table(folder / "tables" / f"{name}.parquet")
    assert table.column_names == list(lines[0])
    assert [{n: text_of(v) for n, v in row.items()} for row in table.to_pylist()] == lines
    units = {column.name: column.unit for column in MEASURES[name].columns}
    for column in table.schema:
        unit = units.get(column.name, Unit.TEXT)
        if unit in (Unit.SUBMISSIONS, Unit.CASES, Unit.ORGANISATIONS, Unit.NUMBER, Unit.POSITION):
            assert column.type == pa.int64()
        elif unit is Unit.PERCENT:
            assert column.type == pa.float64()
        elif unit is Unit.YES_NO:
            assert column.type == pa.bool_()
        else:
            assert column.type == pa.string()
    assert pd.read_parquet(folder / "tables" / f"{name}.parquet").shape == (len(lines), table.num_columns)


@pytest.mark.parametrize("name", TABLES)
def test_a_figure_is_empty_only_where_it_is_named_as_withheld(folder: Path, name: str) -> None:
    figures = [c.name for c in MEASURES[name].columns if c.unit in (Unit.SUBMISSIONS, Unit.CASES)]
    for row in records(folder / "tables" / f"{name}.csv", skip=1):
        withheld = row["withheld"].split(" + ")
        for figure in {*figures} & {*row}:
            assert (row[figure] == "") == (figure in withheld)


@pytest.mark.parametrize("name", [name for name in TABLES if name != "overview"])
def test_what_is_told_of_all_reports_alone_has_no_column(folder: Path, name: str) -> None:
    (first, *_) = (folder / "tables" / f"{name}.csv").read_text("utf-8").splitlines()
    assert not {"cases_low", "cases_high", "cases_known"} & {*first.split(",")}


def test_a_withheld_row_says_so_and_has_no_numbers(written: Written) -> None:
    rows = [{"country": "KE", **counts(12)}, {"country": "UG", **counts(None)}]
    out = written(by_hand({"countries_of_origin": rows}))
    shown, withheld = records(out / "tables" / "countries_of_origin.csv", skip=1)
    assert (shown["status"], shown["submissions"]) == ("shown", "12")
    assert withheld["status"] == "withheld"
    assert withheld["country_name"] == "Uganda"
    figures = [name for name in withheld if name not in ("status", "country", "country_name", "withheld")]
    assert [withheld[name] for name in figures] == [""] * 8
    assert withheld["withheld"] == " + ".join(figures)


@pytest.mark.parametrize(
    ("key", "name"),
    [("region:East Africa", "Other countries in East Africa"), ("*", "Others, or not known")],
)
def test_a_key_that_stands_for_several_is_told_as_less_exact(written: Written, key: str, name: str) -> None:
    out = written(by_hand({"countries_of_origin": [{"country": key, **counts(30)}]}))
    (row,) = records(out / "tables" / "countries_of_origin.csv", skip=1)
    assert (row["status"], row["country"], row["country_name"]) == ("less exact", key, name)


def test_a_place_told_by_its_country_is_less_exact(written: Written) -> None:
    places = [place("iso:KE", precision="country"), place("adm1:KE.01", precision="county"), place("gn:1")]
    rows = [{"place_id": one["place_id"], **counts(20)} for one in places]
    out = written(by_hand({"transit_places": rows}, places))
    statuses = [row["status"] for row in records(out / "tables" / "transit_places.csv", skip=1)]
    assert statuses == ["less exact", "less exact", "shown"]


def test_a_number_that_nobody_stated_is_empty_and_not_withheld(written: Written) -> None:
    unstated = counts(20, cases_low=None, cases_best=None, cases_high=None, cases_known=0)
    unbounded = counts(20, cases_high=None)
    rows = [{"country": "KE", **unstated, "share": 1.0}, {"country": "UG", **unbounded, "share": 1.0}]
    out = written(by_hand({"countries_of_origin": rows}))
    assert [r["withheld"] for r in records(out / "tables" / "countries_of_origin.csv", skip=1)] == ["", ""]


def test_keys_that_the_policy_tells_no_rows_apart_by_are_no_columns(folder: Path) -> None:
    names = read(folder / "tables" / "map_legs.csv")[0]
    assert {"direction", "mode", "mode_name", "unknown_between", "routes"}.isdisjoint(names)
    assert {"from_place_id", "from_place_name", "to_place_id", "to_place_name"} <= set(names)


def test_a_measures_own_status_is_told_from_the_releases(written: Written) -> None:
    row = {"role": "origin", "country": "KE", "status": "new", **counts(5)}
    out = written(by_hand({"change": [row]}, policy=OPEN))
    (line,) = records(out / "tables" / "change.csv", skip=1)
    assert (line["status"], line["change_status"]) == ("shown", "new")


def test_every_measure_can_be_written_and_every_column_of_each_is_described(written: Written) -> None:
    out = written(by_hand({name: [] for name in MEASURES}, policy=OPEN))
    for name, measure in MEASURES.items():
        names, tags = read(out / "tables" / f"{name}.csv")
        assert len(names) == len(set(names)) == len(set(tags))
        assert all(TAG.fullmatch(described(name, column.name).hxl) for column in measure.columns)
        assert pq.read_table(out / "tables" / f"{name}.parquet").column_names == names


def test_the_focus_country_is_named_in_titles(folder: Path) -> None:
    assert "{focus}" not in (folder / "datapackage.json").read_text(encoding="utf-8")
    assert "{focus}" not in (folder / "data" / "codebook.md").read_text(encoding="utf-8")


def test_names_are_in_the_languages_words_and_columns_are_not(written: Written) -> None:
    rows = [{"country": "KE", **counts(12)}, {"country": "*", **counts(12)}]
    out = written(by_hand({"countries_of_origin": rows}, language="fr"))
    names, *_ = read(out / "tables" / "countries_of_origin.csv")
    assert names[:3] == ["status", "country", "country_name"]
    assert records(out / "tables" / "countries_of_origin.csv", skip=1)[0]["status"] == "shown"


def test_a_carrier_cannot_smuggle_in_a_formula_or_a_comment(written: Written) -> None:
    names = ["=1+1", "\ufeff＝HYPERLINK(1)", "#not a comment", "a;=1", "\u200b@x", "\u22121"]
    out = written(by_hand({"airlines": [{"carrier": name, **counts(12)} for name in names]}))
    rows = records(out / "tables" / "airlines.csv", skip=1)
    assert [row["carrier"] for row in rows] == [harmless(name) for name in names]
    lines = (out / "tables" / "airlines.csv").read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines) if line.startswith("#")] == [1]
    raw = pq.read_table(out / "tables" / "airlines.parquet")["carrier"].to_pylist()
    assert raw == names


def test_the_table_of_legs_names_both_ends(written: Written) -> None:
    out = written(by_hand({"map_legs": [leg("gn:busia", "gn:doha")]}, [place("gn:busia"), place("gn:doha")]))
    (row,) = records(out / "tables" / "map_legs.csv", skip=1)
    assert (row["from_place_name"], row["to_place_name"]) == ("Busia", "Doha")
