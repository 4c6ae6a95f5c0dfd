"""Regions are written as people write them, and every fault is said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.gazetteer import countries
from njia_hub.collections.regions import (
    Unreadable,
    check_corridors,
    read_corridors,
    read_regions,
    write_corridors,
    write_regions,
)

CODES = sorted(countries.table())


def test_countries_are_named_or_coded_in_any_language() -> None:
    text = "East Africa: Kenya, UG; Tanzania\n\n  Middle East : Lebanon, Narnia\n"
    with pytest.raises(Unreadable, match="Line 3: no country is called “Narnia”"):
        read_regions(text)
    assert read_regions(text.replace("Narnia", "السعودية")) == {
        "East Africa": ("KE", "UG", "TZ"),
        "Middle East": ("LB", "SA"),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("East Africa", "Line 1: write the region's name"),
        ("A: KE\nA: UG", "Line 2: there is a region of this name"),
        ("A: KE\nB: Kenya", "Kenya is in two regions: A and B"),
        ("A > B: KE", "holds the sign >"),
        (": KE", "Line 1"),
        ("A:", "Line 1"),
        ("x" * 61 + ": KE", "Line 1"),
    ],
)
def test_every_fault_is_said(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_regions(text)
    assert said in " ".join(refused.value.messages)


@given(
    st.dictionaries(
        st.from_regex(r"[A-Z][a-z]{1,20}", fullmatch=True),
        st.sets(st.sampled_from(CODES), min_size=1),
        max_size=5,
    )
)
def test_what_is_written_is_read_back(drawn: dict[str, set[str]]) -> None:
    used: set[str] = set()
    regions: dict[str, tuple[str, ...]] = {}
    for name, codes in drawn.items():
        free = tuple(sorted(codes - used))
        if free:
            regions[name] = free
        used |= codes
    assert read_regions(write_regions(regions)) == regions


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_regions, read_corridors):
        try:
            read(text)
        except Unreadable as fault:
            assert fault.messages


def test_corridors_have_two_regions_of_the_table() -> None:
    corridors = read_corridors("East Africa>Middle East: Gulf corridor")
    assert corridors == {"East Africa > Middle East": "Gulf corridor"}
    assert read_corridors(write_corridors(corridors)) == corridors
    assert check_corridors(corridors, {"East Africa": ("KE",)}) == [
        "There is no region called “Middle East”."
    ]
    assert check_corridors(corridors, {}) == []
    for wrong in ("East Africa: Gulf", "A > B > C: x", "A > B", "> B: x"):
        with pytest.raises(Unreadable):
            read_corridors(wrong)
