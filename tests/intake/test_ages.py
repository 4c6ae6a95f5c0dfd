from __future__ import annotations

import pytest

from njia.intake.ages import age_group
from njia.vocabulary import code_list

from .conftest import ReadRows


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("23", ("adult_18_24",)),
        ("15-17", ("child_12_17",)),
        ("aged 30", ("adult_25_59",)),
        ("7 years", ("child_under_12",)),
        ("20-30", ("adult",)),
        ("10 to 14", ("child",)),
        ("16, 25", ("child_12_17", "adult_25_59")),
        ("٣٠", ("adult_25_59",)),
    ],
)
def test_an_age_in_figures_is_put_into_its_group(
    read_rows: ReadRows, written: str, groups: tuple[str, ...]
) -> None:
    intake = read_rows([["Origin", "Destination", "Age"], ["Kenya", "Qatar", written]])
    assert intake.routes[0].age_groups == groups
    assert not intake.problems


@pytest.mark.parametrize("written", ["15-20", "150", "17-15", "1990"])
def test_what_lies_in_no_group_is_asked_back(read_rows: ReadRows, written: str) -> None:
    intake = read_rows([["Origin", "Destination", "Age"], ["Kenya", "Qatar", written]])
    assert [problem.code for problem in intake.problems] == ["code_unknown"]


def test_every_group_is_in_the_list() -> None:
    known = code_list("age_group").codes
    assert all(age_group(str(years)) in known for years in range(121))
