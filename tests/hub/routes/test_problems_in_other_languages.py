"""What is wrong with a report is said in one language, down to what fills its sentences."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from njia.problems import problem
from njia_hub.routes.document import Found
from njia_hub.routes.templatetags.found import message, remedy


def said(language: str, code: str, **details: Any) -> str:
    found = Found.of(problem(code, **details))
    with override(language):
        return f"{message(found)} {remedy(found)}"


@pytest.mark.parametrize(
    ("language", "where", "used"),
    [("sw", "nchini Ujerumani", "nchi tu (Ujerumani)"), ("ar", "في ألمانيا", "البلد وحده (ألمانيا)")],
)
def test_a_place_that_was_not_found_is_told_of_in_one_language(language: str, where: str, used: str) -> None:
    words = said(
        language,
        "place_unresolved",
        text="Xyzzy",
        where=" in Germany",
        or_country="",
        used="only the country (Germany)",
    )
    assert where in words
    assert used in words
    assert "Germany" not in words
    assert "Xyzzy" in words


def test_what_somebody_wrote_is_not_translated() -> None:
    words = said("sw", "place_unresolved", text="Germany", where="", or_country="", used="an unknown place")
    assert "Germany" in words
    assert "an unknown place" not in words


def test_a_name_in_a_gap_stays_a_name() -> None:
    words = said("sw", "place_ambiguous", text="Busia", candidates="Busia, Uganda or Busia, Kenya", used="x")
    assert "Busia, Uganda or Busia, Kenya" in words
