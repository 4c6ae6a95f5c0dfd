"""What makes two writings of a name the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from njia.gazetteer.fuzzy import LEAST_SIMILARITY, alike
from njia.gazetteer.spelling import described, key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lunga-Lunga", "LUNGA LUNGA"),
        ("Lunga–Lunga", "Lungalunga"),
        ("N'Djaména", "Ndjamena"),
        ("Türkiye", "turkiye"),
        ("Łódź", "Lodz"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Ｎairobi", "Nairobi"),
        ("أبو ظبي", "ابو ظبي"),
        ("الدَّوحة", "الدوحه"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("Taita/Taveta", "Taita Taveta"),
    ],
)
def test_case_accents_signs_and_spaces_do_not_count(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_scripts_are_kept_and_vowel_signs_of_other_scripts_too() -> None:
    assert key("ናይሮቢ") == "ናይሮቢ"
    assert key("नैरोबी") != key("नरब")
    assert key("Nairobi") != key("Nairob")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Garissa County", "garissa", "county"),
        ("Kaunti ya Garissa", "garissa", "county"),
        ("Aéroport de Djibouti", "djibouti", "airport"),
        ("Dadaab refugee camp", "dadaab", "camp"),
        ("مطار دبي", "دبي", "airport"),
        ("Busia one stop border post", "busia", "border_post"),
        ("near Garissa", "garissa", "near"),
    ],
)
def test_the_word_for_the_kind_is_taken_off(text: str, name: str, kind: str) -> None:
    short = described(words(text))
    assert short is not None
    assert (short.name, short.kind) == (name, kind)


def test_a_name_that_is_only_such_a_word_keeps_it() -> None:
    assert described(words("County")) is None
    assert described(words("Nairobi")) is None


@given(text=st.text(max_size=80))
def test_a_normalised_text_stays_as_it_is(text: str) -> None:
    assert words(words(text)) == words(text)


SPELLINGS = st.lists(st.text(alphabet="abcde", min_size=1, max_size=14), max_size=60)


@given(spelling=st.text(alphabet="abcde", min_size=4, max_size=14), spellings=SPELLINGS)
def test_filtering_by_length_and_by_a_faster_distance_loses_nothing(
    spelling: str, spellings: list[str]
) -> None:
    ordered = sorted(set(spellings), key=len)
    expected = {
        other: DamerauLevenshtein.normalized_similarity(spelling, other)
        for other in ordered
        if DamerauLevenshtein.normalized_similarity(spelling, other) >= LEAST_SIMILARITY
    }
    assert dict(alike(spelling, ordered, [len(other) for other in ordered])) == expected


def test_the_most_alike_spelling_comes_first() -> None:
    ordered = ["malaba", "malawa", "malamba"]
    found = alike("malabba", ordered, [len(other) for other in ordered])
    assert found[0] == ("malaba", pytest.approx(6 / 7))
    assert alike("mal", ordered, [6, 6, 7]) == []
