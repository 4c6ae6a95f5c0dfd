"""While a name is being typed: the likeliest places first, quickly, whatever is typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.gazetteer import Gazetteer, Suggestion
from njia.gazetteer.spelling import LONGEST_NAME


def ids(found: list[Suggestion]) -> list[str]:
    return [suggestion.place_id for suggestion in found]


def test_a_beginning_gives_places_of_the_country_at_hand_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("mom", "KE")[0].name == "Mombasa"
    assert gazetteer.suggest("ka", "UG")[0].country_code == "UG"
    assert {found.country_code for found in gazetteer.suggest("na", "KE")} == {"KE"}


def test_a_far_larger_place_elsewhere_is_still_suggested(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("dub", "KE")[0].name == "Dubai"
    assert "Mogadishu" in [found.name for found in gazetteer.suggest("mo", "KE")]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("busi", "border_post", "Busia"),
        ("kakuma r", "camp", "Kakuma Refugee Camp"),
        ("nbo", "airport", "Jomo Kenyatta International Airport"),
        ("garissa c", "county", "Garissa County"),
        ("eastl", "estate", "Eastleigh"),
        ("saudi", "country", "Saudi Arabia"),
        ("kitale", "town", "Kitale"),
    ],
)
def test_places_of_every_kind_are_suggested(gazetteer: Gazetteer, text: str, kind: str, name: str) -> None:
    first = gazetteer.suggest(text, "KE")[0]
    assert (first.kind, first.name) == (kind, name)


def test_both_sides_of_a_border_are_told_apart(gazetteer: Gazetteer) -> None:
    found = gazetteer.suggest("malaba", "KE")
    assert [(f.name, f.country_code, f.country) for f in found[:2]] == [
        ("Malaba", "KE", "Kenya"),
        ("Malaba", "UG", "Uganda"),
    ]


@pytest.mark.parametrize("text", ["Eldoret", "eldoret", "ÉLDORÉT", " eldo-ret", "eld'oret", "ELDORET\u200f"])
def test_case_accents_and_signs_do_not_matter(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.suggest(text, "KE")[0].name == "Eldoret"


def test_other_alphabets_and_spellings_lead_to_the_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("نيروبي")[0].name == "Nairobi"
    assert gazetteer.suggest("Mukdisho", "SO")[0].name == "Mogadishu"


def test_a_misspelt_name_is_answered_with_what_is_alike(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("Nairobbi", "KE")[0].name == "Nairobi"
    assert gazetteer.suggest("Mombaasa")[0].name == "Mombasa"


def test_spellings_that_the_network_has_accepted_come_first() -> None:
    taught = Gazetteer.open(aliases={"Nbi town | KE": "gn:184745"})
    assert ids(taught.suggest("nbi t", "KE"))[0] == "gn:184745"


def test_countries_are_named_in_the_language_asked_for(gazetteer: Gazetteer) -> None:
    first = gazetteer.suggest("misr", "KE", language="sw")[0]
    assert (first.place_id, first.name, first.country) == ("iso:EG", "Misri", "Misri")
    assert gazetteer.suggest("cairo", language="sw")[0].country == "Misri"


def test_somaliland_is_a_country_of_its_own_where_it_is_at_hand(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("har", "XS")[0].country_code == "XS"
    assert gazetteer.suggest("hargeysa", "SO")[0].country_code == "SO"
    hargeisa = gazetteer.suggest("hargeysa", "XS")[0].place_id
    place = gazetteer.place(hargeisa, "XS")
    assert place is not None
    assert place.country_code == "XS"


def test_a_place_is_not_given_for_a_country_that_it_does_not_lie_in(gazetteer: Gazetteer) -> None:
    nairobi = gazetteer.suggest("nairobi", "KE")[0].place_id
    assert gazetteer.place(nairobi, "UG") is None
    assert gazetteer.place(nairobi, "no such country") is None


def test_each_place_is_suggested_once_and_no_more_than_asked_for(gazetteer: Gazetteer) -> None:
    for text in ("n", "na", "nairobi", "san", "saint"):
        found = ids(gazetteer.suggest(text, "KE", limit=20))
        assert len(found) == len(set(found)) <= 20
    assert gazetteer.suggest("na", "KE", limit=0) == []
    assert gazetteer.suggest("na", "KE", limit=-3) == []
    assert len(gazetteer.suggest("a", limit=10**6)) <= 50


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "_",
        "*",
        "?",
        "[a-z]",
        "%%%%",
        "\x00",
        "\u200f\u202e",
        "'; DROP TABLE place; --",
        "😀",
        "-",
    ],
)
def test_signs_without_a_name_give_nothing_and_do_no_harm(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.suggest(text, "KE")
    assert all(isinstance(suggestion, Suggestion) for suggestion in found)
    if not any(char.isalpha() for char in text):
        assert found == []
    assert gazetteer.suggest("nairobi", "KE")[0].name == "Nairobi"


def test_a_sign_of_the_database_is_no_wildcard(gazetteer: Gazetteer) -> None:
    assert ids(gazetteer.suggest("nai%", "KE")) == ids(gazetteer.suggest("nai", "KE"))
    assert "Nairobi" not in [found.name for found in gazetteer.suggest("n_i", limit=50)]


def test_a_text_too_long_to_be_a_name_gives_nothing_at_once(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("n" * 10_000, "KE") == []
    assert gazetteer.suggest("nairobi" + " " * LONGEST_NAME, "KE") == []
    assert gazetteer.suggest("nairobi", "K" * 10_000)[0].name == "Nairobi"


@given(st.text(max_size=140), st.sampled_from([None, "", "KE", "XS", "Congo", "nowhere", "\x00"]))
def test_any_text_is_answered(gazetteer: Gazetteer, text: str, country: str | None) -> None:
    assert len(gazetteer.suggest(text, country)) <= 8


def test_a_suggestion_takes_little_time(gazetteer: Gazetteer) -> None:
    typed = [name[:n] for name in ("nairobi", "santa cruz", "al basrah", "kenya") for n in range(1, 8)]
    gazetteer.suggest("warm", "KE")
    times = []
    for text in typed:
        begun = time.perf_counter()
        gazetteer.suggest(text, "KE")
        times.append(time.perf_counter() - begun)
    assert sorted(times)[len(times) // 2] < 0.02  # measured: 0.3 ms; ten times that is something else
