"""A policy of one's own can be stricter than the presets; what would protect nobody is refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from njia.disclosure import GUARDED, STRICT, Policy, PolicyRefused, load
from njia.disclosure.policy import read

ENDS = {name: ["country"] for name in ("countries_of_origin", "countries_of_destination")}


def policy(**changes: Any) -> Policy:
    return read(GUARDED.model_dump(mode="json") | changes)


def test_what_is_stricter_is_accepted() -> None:
    assert policy(people=20, organisations=4, most_percent=50, values=20).people == 20


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("people", 1),
        ("people", None),
        ("organisations", 0),
        ("most_percent", 101),
        ("values", 1),
        ("round_to", 0),
        ("most_noise_percent", -1),
        ("noise", {"most": 0, "variance": 1.0}),
        ("noise", {"most": 10, "variance": 0.0}),
        ("method", "as_we_like"),
        ("everybody_may_see", True),
    ],
)
def test_a_bound_below_which_nothing_is_protected(field: str, value: object) -> None:
    with pytest.raises(PolicyRefused, match=field):
        policy(**{field: value})


def test_noise_with_no_room_between_its_ends() -> None:
    with pytest.raises(PolicyRefused, match="variance"):
        policy(noise={"most": 3, "variance": 5.0})


def test_no_declared_tables() -> None:
    with pytest.raises(PolicyRefused, match="none is declared"):
        policy(tables={})


def test_a_table_that_is_no_measure() -> None:
    with pytest.raises(PolicyRefused, match="no measure 'reporters'"):
        policy(tables={"reporters": ["name"]})


def test_a_table_told_apart_by_what_the_measure_does_not_tell() -> None:
    with pytest.raises(PolicyRefused, match="not told apart by 'organisation'"):
        policy(tables={"source_kinds": ["source_kind", "organisation"]})


def test_pairs_without_the_tables_that_they_add_up_to() -> None:
    with pytest.raises(PolicyRefused, match="countries_of_destination, which is missing"):
        policy(tables={"corridors": ["from_region", "to_region"], "countries_of_origin": ["country"]})


def test_a_table_of_four_attributes() -> None:
    grain = ["place_id", "from_country", "to_country", "by_air"]
    with pytest.raises(PolicyRefused, match="more than 3 columns"):
        policy(tables=ENDS | {"border_crossings": grain})


def test_a_file_that_is_no_policy(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    for text in ("[people, 10]", "people: [", "name: guarded"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(PolicyRefused):
            load(str(file))
    with pytest.raises(PolicyRefused, match="no policy and no file"):
        load("loose")


def test_the_presets_for_publication_are_what_the_documentation_says() -> None:
    assert (GUARDED.people, GUARDED.organisations, GUARDED.most_percent, GUARDED.values) == (10, 3, 80, 10)
    assert (STRICT.people, STRICT.organisations, STRICT.round_to) == (10, 3, 5)
