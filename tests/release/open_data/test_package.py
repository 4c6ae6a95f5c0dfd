"""The package, the citation, the licence and the codebook: as their specifications ask, and of every file."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from tests.release.open_data.made import by_hand, generated, place, read, records

from njia.codebook import COLUMNS
from njia.measures import MEASURES
from njia.measures.described import described
from njia.network import Network
from njia.report.material import AUDIENCES, Material
from njia.vocabulary import code_list
from njia.vocabulary.standards import standard

Written = Callable[[Material], Path]

# Data Package, Data Resource, Tabular Data Resource, Table Schema and CSV Dialect, version 1


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def tabular(folder: Path) -> Iterator[dict[str, Any]]:
    return (one for one in package(folder)["resources"] if one["profile"] == "tabular-data-resource")


def test_the_package_names_itself_as_the_specification_asks(folder: Path) -> None:
    said = package(folder)
    assert re.fullmatch(r"[-a-z0-9._/]+", said["name"])
    assert said["version"] == "3"
    assert said["title"] == "Routes of 2020"
    assert said["profile"] == "data-package"
    assert [one["name"] for one in said["licenses"]] == ["CC-BY-4.0"]
    assert all(re.fullmatch(r"[-a-zA-Z0-9._]+", one["name"]) for one in said["licenses"])
    assert all(one["title"] for one in [*said["sources"], *said["contributors"]])
    assert said["keywords"] == ["trafficking", "Kenya"]
    assert "created" not in said  # asks for a time of day, of which a release has none


def test_the_package_lists_every_file_of_data_with_its_size_and_hash(folder: Path) -> None:
    resources = package(folder)["resources"]
    files = [file for part in ("tables", "data") for file in (folder / part).iterdir()]
    assert sorted(one["path"] for one in resources) == sorted(
        file.relative_to(folder).as_posix() for file in files
    )
    assert len({one["name"] for one in resources}) == len(resources)
    for one in resources:
        assert re.fullmatch(r"[-a-z0-9._]+", one["name"])
        assert not one["path"].startswith(("/", "."))
        content = (folder / one["path"]).read_bytes()
        assert one["title"]
        if one["format"] == "parquet":  # the package is the same whichever version of pyarrow wrote these
            assert {"bytes", "hash"}.isdisjoint(one)
            continue
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_csv_file_is_a_table_whose_columns_are_described(folder: Path) -> None:
    found = list(tabular(folder))
    assert {one["path"] for one in found} == {
        one["path"] for one in package(folder)["resources"] if one["format"] == "csv"
    }
    for one in found:
        names = [field["name"] for field in one["schema"]["fields"]]
        assert read(folder / one["path"])[0] == names
        for field in one["schema"]["fields"]:
            assert field["type"] in {"string", "integer", "number", "boolean", "date"}
            assert field["title"]
            assert len(field["description"]) > 5
        assert {"delimiter", "doubleQuote"} <= set(one["dialect"])  # what csv-dialect.json requires
        assert one["encoding"] == "utf-8"


def test_every_cell_is_of_its_columns_type_for_a_reader_that_goes_by_the_package(folder: Path) -> None:
    kinds = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    for one in tabular(folder):
        table = pd.read_csv(
            folder / one["path"],
            comment=one["dialect"].get("commentChar") if one["path"].startswith("tables/") else None,
            dtype={field["name"]: kinds[field["type"]] for field in one["schema"]["fields"]},
            keep_default_na=False,
            na_values=one["schema"]["missingValues"],
        )
        skipped = 1 if "commentChar" in one["dialect"] else 0
        assert len(table) == len(read(folder / one["path"])) - 1 - skipped
        for field in one["schema"]["fields"]:
            if "enum" in field.get("constraints", {}):
                assert set(table[field["name"]]) <= set(field["constraints"]["enum"])


def test_the_table_in_the_package_says_what_it_rests_on(folder: Path) -> None:
    one = generated().tables.tables["countries_of_origin"]
    (said,) = [r for r in package(folder)["resources"] if r["path"] == "tables/countries_of_origin.csv"]
    assert said["description"].endswith(f"Here: {one.known} of {one.of}.")


# Citation File Format 1.2.0, schema.json


CFF_KEYS = {
    *("abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers"),
    *("keywords", "license", "license-url", "message", "preferred-citation", "references", "repository"),
    *("repository-artifact", "repository-code", "title", "type", "url", "version"),
}  # fmt: skip


def citation(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    return found


def check_citation(said: dict[str, Any]) -> None:
    assert {"authors", "cff-version", "message", "title"} <= set(said) <= CFF_KEYS
    assert said["cff-version"] == "1.2.0"
    assert said["type"] in ("dataset", "software")
    assert all(
        isinstance(value, str) and value
        for name, value in said.items()
        if name not in ("authors", "keywords")
    )
    assert all(isinstance(word, str) and word for word in said.get("keywords", ["-"]))
    assert len(set(said.get("keywords", []))) == len(said.get("keywords", []))
    assert all(set(one) == {"name"} and one["name"] for one in said["authors"])
    assert re.fullmatch(r"[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])", said["date-released"])


def test_the_citation_is_a_valid_one_of_the_network(folder: Path) -> None:
    said = citation(folder)
    check_citation(said)
    assert said["authors"] == [{"name": "Example network"}]
    assert (said["title"], said["version"], said["date-released"]) == ("Routes of 2020", "3", "2026-11-22")
    assert said["license"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "2020",
        "2020-01-01",
        "- a: b",
        "#no comment",
        "'",
        '"\\',
        "null",
        "a\n\nb",
        "\u200fمسارات",
        "🧭: x",
    ],
)
def test_any_title_and_name_come_back_from_the_citation(written: Written, text: str) -> None:
    one = by_hand({}, title=text, network=Network(name=text), tags=(text, text, "3"))
    said = citation(written(one))
    check_citation(said)
    assert (said["title"], said["authors"], said["keywords"]) == (text, [{"name": text.strip()}], [text, "3"])


def test_a_network_without_a_name_is_cited_all_the_same(written: Written) -> None:
    out = written(by_hand({}, network=Network(), tags=()))
    check_citation(citation(out))
    assert package(out)["contributors"][0]["title"] == "The network that made this release"


# The licence


def test_a_public_release_is_under_creative_commons_with_the_address_of_its_text(folder: Path) -> None:
    text = (folder / "LICENCE.txt").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert text.startswith("Example network: Routes of 2020, release 3\n")


@pytest.mark.parametrize("audience", sorted({*AUDIENCES} - {"public"}))
def test_a_release_for_some_gives_nobody_the_right_to_pass_it_on(written: Written, audience: str) -> None:
    out = written(by_hand({}, audience=audience))
    text = (out / "LICENCE.txt").read_text(encoding="utf-8")
    assert "may not pass them on" in text
    assert f"({audience})" in text
    assert "license" not in citation(out)
    assert package(out)["licenses"] == [{"path": "LICENCE.txt", "title": "For one audience alone"}]


def test_who_made_the_gazetteer_is_named_in_every_licence(written: Written) -> None:
    for audience in ("public", "bank"):
        text = (written(by_hand({}, audience=audience)) / "LICENCE.txt").read_text(encoding="utf-8")
        assert "GeoNames" in text


# The codebook


def test_the_codebook_describes_every_column_of_every_csv_file(folder: Path) -> None:
    rows = records(folder / "data" / "codebook.csv")
    said = {(row["part"], row["table"], row["name"]) for row in rows}
    for file in (folder / "tables").glob("*.csv"):
        assert {("table", file.stem, name) for name in read(file)[0]} <= said
    for name in ("locations", "flows"):
        columns = read(folder / "data" / f"{name}.csv")[0]
        assert {("file", f"data/{name}.csv", column) for column in columns} <= said
    assert [row for row in rows if not (row["title"] and row["meaning"])] == []
    assert read(folder / "data" / "codebook.csv")[0] == list(COLUMNS)


def test_the_codebook_tags_every_column_as_the_file_does(folder: Path) -> None:
    rows = {
        (r["table"], r["name"]): r["hxl"]
        for r in records(folder / "data" / "codebook.csv")
        if r["part"] == "table"
    }
    for file in (folder / "tables").glob("*.csv"):
        names, tags, *_ = read(file)
        assert [rows[file.stem, name] for name in names] == tags


def test_the_codebook_holds_every_code_of_the_lists_that_are_used_and_no_other(folder: Path) -> None:
    rows = records(folder / "data" / "codebook.csv")
    used = {row["code_list"] for row in rows if row["part"] == "table"} - {""}
    assert {(r["table"], r["name"]) for r in rows if r["part"] == "code"} == {
        (name, code) for name in used for code in code_list(name).codes
    }
    assert "industry" in used
    assert "means_of_control" not in used


def test_columns_name_their_counterparts_in_htcds_and_ctdc(folder: Path) -> None:
    rows = {(r["table"], r["name"]): r for r in records(folder / "data" / "codebook.csv")}
    assert rows["exploitation_types", "exploitation_type"]["htcds"] == "vic_TypeOfExploitation"
    assert rows["exploitation_types", "exploitation_type"]["ctdc"] == "typeOfExploitConcatenated"
    assert rows["countries_of_destination", "country"]["htcds"] == "hte_Country; hte_Type:Exploitation"
    assert rows["countries_of_destination", "country"]["ctdc"] == "CountryOfExploitation"
    # Where a journey began is not of which country somebody is a citizen.
    assert rows["countries_of_origin", "country"]["ctdc"] == ""


# HTCDS field standards 2.0, "Field Name including Prefix"; CTDC Global Dataset of April 2020, its columns.
HTCDS = {
    *(
        "hte_Country",
        "hte_City",
        "vic_ForcedLabourIndustry",
        "vic_TypeOfExploitation",
        "vic_MethodOfRecruitment",
    ),
    *("vic_RelationshipToTrafficker", "hte_Type:Recruitment", "hte_Type:Transit", "hte_Type:Exploitation"),
}
CTDC = {
    "CountryOfExploitation",
    "typeOfLabourConcatenated",
    "typeOfExploitConcatenated",
    "RecruiterRelationship",
}


def test_counterparts_are_names_that_the_standards_have() -> None:
    said = [described(name, column.name) for name, one in MEASURES.items() for column in one.columns]
    assert {value for one in said for value in one.htcds} == HTCDS
    assert {value for one in said for value in one.ctdc} == CTDC
    lists = standard("htcds").fields
    assert {value.removeprefix("vic_") for value in HTCDS if value.startswith("vic_")} <= set(lists)


def test_the_codebook_to_read_keeps_every_table_whole(folder: Path) -> None:
    width = 0
    for line in (folder / "data" / "codebook.md").read_text(encoding="utf-8").splitlines():
        cells = line.replace("\\|", "").count("|")
        width = cells if line.startswith("| name |") else width
        assert not line.startswith("|") or cells == width


def test_a_release_of_another_day_has_that_day(written: Written) -> None:
    out = written(by_hand({}, [place("gn:busia")], made_on=dt.date(2025, 2, 28)))
    assert citation(out)["date-released"] == package(out)["date"] == "2025-02-28"
