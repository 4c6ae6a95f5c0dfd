"""The demonstration's settings say what its rows are, and teach what no gazetteer knows."""

import csv
import re
from collections import Counter

import pytest
from tests.acceptance.printed import PRINT

from njia.demo import kenya_2020
from njia.gazetteer import Gazetteer
from njia.network import load
from njia.schema import Resolution

DEMO = kenya_2020()
NETWORK = load(DEMO.network)


def rows() -> list[dict[str, str]]:
    with DEMO.files[0].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_note_on_the_data_counts_the_rows_as_they_are() -> None:
    provenance = Counter(row["Provenance"] for row in rows())
    note = NETWORK.texts.data_note
    assert note.startswith("Demonstration: ")
    assert f"{provenance['named']} rows named" in note
    assert f"{provenance['reconstructed']} rows reconstructed" in note
    assert "not real case data" in note


def test_the_readme_counts_the_rows_as_they_are() -> None:
    readme = (DEMO.network.parent / "README.md").read_text(encoding="utf-8")
    provenance = Counter(row["Provenance"] for row in rows())
    assert f"the {provenance['named']} rows marked `named`" in readme
    assert f"the {provenance['reconstructed']} rows marked `reconstructed`" in readme


def test_the_readme_speaks_of_every_column() -> None:
    readme = (DEMO.network.parent / "README.md").read_text(encoding="utf-8")
    for column in rows()[0]:
        # "Transit 1 place" is in a line on all of them, "Place of origin" in one with its country.
        words = re.sub(r"transit \d (place|country)|place of |country of ", "", column.lower()).strip()
        assert words.split(" to ")[0] in readme.lower(), column


def test_every_contradiction_of_the_report_is_explained() -> None:
    explained = NETWORK.texts.differences
    for telling in ("34", "29", "33", "82", "84", "Jordan", "Namibia", "Cameroon", "Malamba", "Instanbul"):
        assert telling in explained
    for telling in ("Taita-Taveta", "Lunga-Lunga", "Europe to Kenya"):
        assert telling in explained
    assert len(PRINT["what_does_not_add_up"]) == 5


def test_the_contributors_are_those_whom_the_report_names() -> None:
    assert list(NETWORK.contributors) == PRINT["collection"]["contributing_organisations"]


def test_the_corridors_names_are_those_in_print() -> None:
    assert sorted(NETWORK.corridor_names.values()) == sorted(c["name"] for c in PRINT["corridors"])


@pytest.mark.parametrize(
    ("written", "country", "taught"), [("Malamba", "KE", "Malaba"), ("Instanbul", "TR", "Istanbul")]
)
def test_a_spelling_is_not_guessed_until_the_network_teaches_it(
    written: str, country: str, taught: str
) -> None:
    untaught = Gazetteer.open().resolve(written, country)
    assert (untaught.status, untaught.place) == (Resolution.PROPOSED, None)
    assert taught in {candidate.place.name for candidate in untaught.candidates}
    answer = Gazetteer.open(aliases=NETWORK.aliases).resolve(written, country)
    assert answer.status is Resolution.ALIAS
    assert answer.place is not None
    assert answer.place.name == taught
