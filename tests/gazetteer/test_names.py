"""What a name resolves to, with a country and without."""

import pytest

from njia.gazetteer import Answer, Gazetteer, Reason
from njia.schema import Precision, Resolution


def place_id(answer: Answer) -> str | None:
    return answer.place.place_id if answer.place else None


def named(answer: Answer) -> list[str]:
    return [candidate.place.name for candidate in answer.candidates]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Nairobi", "KE", "gn:184745"),
        ("nairobi", "Kenya", "gn:184745"),
        ("  NAIROBI\u00a0", "KEN", "gn:184745"),
        ("Nairobi", "كينيا", "gn:184745"),
        ("Nairobi", "ኬንያ", "gn:184745"),
        ("Busia", "KE", "gn:199989"),
        ("Busia", "Ouganda", "gn:234077"),
        ("Malaba", "Uganda", "gn:8629414"),
        ("Garissa", "KE", "gn:197745"),
        ("Lunga-Lunga", "KE", "gn:188610"),
        ("Lunga Lunga", "KE", "gn:188610"),
        ("Lungalunga", "KE", "gn:188610"),
        ("Taif", "SA", "gn:107968"),
        ("N’Djaména", "Chad", "gn:2427123"),
    ],
)
def test_a_towns_own_name_in_its_country_is_exact(
    gazetteer: Gazetteer, text: str, country: str, expected: str
) -> None:
    answer = gazetteer.resolve(text, country)
    assert (answer.status, place_id(answer), answer.score) == (Resolution.EXACT, expected, 1.0)


def test_a_towns_own_name_beats_anothers_alternate_name(gazetteer: Gazetteer) -> None:
    # Lugulu is also called Busia.
    assert place_id(gazetteer.resolve("Busia", "KE")) == "gn:199989"
    assert place_id(gazetteer.resolve("Lugulu", "KE")) == "gn:188657"


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Kismaayo", "Somalia", "gn:55671"),
        ("الرياض", "SA", "gn:108410"),
        ("نيروبي", None, "gn:184745"),
        ("ናይሮቢ", "KE", "gn:184745"),
        ("Gatuna", "UG", "nj:katuna"),
        ("Mombassa", "KE", "gn:186301"),
    ],
)
def test_another_known_spelling_is_an_alias(
    gazetteer: Gazetteer, text: str, country: str | None, expected: str
) -> None:
    answer = gazetteer.resolve(text, country)
    assert (answer.status, place_id(answer)) == (Resolution.ALIAS, expected)
    assert answer.sentence


@pytest.mark.parametrize("text", ["Busia", "Malaba", "Moyale", "Namanga", "Rusumo", "Mutukula", "Tripoli"])
def test_a_name_on_both_sides_of_a_border_is_ambiguous_without_a_country(
    gazetteer: Gazetteer, text: str
) -> None:
    answer = gazetteer.resolve(text)
    assert answer.status is Resolution.AMBIGUOUS
    assert answer.reason is Reason.SEVERAL_COUNTRIES
    assert answer.place is None
    assert answer.country_code is None
    assert len({candidate.place.country_code for candidate in answer.candidates}) >= 2


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Nairobi", "KE"),
        ("Mombasa", "KE"),
        ("Kampala", "UG"),
        ("Riyadh", "SA"),
        ("Dubai", "AE"),
        ("Beirut", "LB"),
        ("Addis Ababa", "ET"),
        ("Doha", "QA"),
        ("Istanbul", "TR"),
        ("Frankfurt", "DE"),
    ],
)
def test_a_city_that_dwarfs_its_namesakes_needs_no_country(
    gazetteer: Gazetteer, text: str, country: str
) -> None:
    answer = gazetteer.resolve(text)
    assert answer.accepted
    assert answer.country_code == country


def test_comparable_towns_of_one_name_in_one_country_are_ambiguous(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Springfield", "US")
    assert (answer.status, answer.reason) == (Resolution.AMBIGUOUS, Reason.SEVERAL)
    assert answer.country_code == "US"
    assert place_id(gazetteer.resolve("Springfield, Illinois", "US")) == "gn:4250542"


@pytest.mark.parametrize("text", ["Malamba", "Malabba", "MALAAB"])
def test_a_misspelling_is_only_proposed(gazetteer: Gazetteer, text: str) -> None:
    answer = gazetteer.resolve(text, "KE")
    assert answer.status is Resolution.PROPOSED
    assert answer.place is None
    assert answer.proposal and answer.proposal.place_id == "gn:188025"
    assert 0.78 <= answer.score < 1
    assert answer.country_code == "KE"


def test_a_village_far_away_does_not_take_a_misspelt_name(gazetteer: Gazetteer) -> None:
    # There is an Iraan in Texas; with the country it is that town.
    answer = gazetteer.resolve("Iraan")
    assert answer.status is Resolution.PROPOSED
    assert "Iran" in named(answer)
    assert gazetteer.resolve("Nambale").reason is Reason.NEEDS_COUNTRY
    assert "Addis Ababa" in named(gazetteer.resolve("Addis"))
    assert gazetteer.resolve("Iraan", "US").status is Resolution.EXACT


def test_a_misspelling_without_a_country_is_never_accepted(gazetteer: Gazetteer) -> None:
    for text in ("Nairobbi", "Mombassa town x", "Adis Abeba", "Dubay city"):
        assert not gazetteer.resolve(text).accepted or gazetteer.resolve(text).status is Resolution.ALIAS
    assert gazetteer.resolve("Nairobbi").status is Resolution.PROPOSED


@pytest.mark.parametrize(
    ("text", "country", "reason"),
    [
        ("Kampala", "KE", Reason.CONTRADICTION),
        ("Nairobi", "Uganda", Reason.CONTRADICTION),
        ("Uganda", "KE", Reason.CONTRADICTION),
        ("Busia, Uganda", "KE", Reason.CONTRADICTION),
        ("Nairobi", "Atlantis", Reason.UNKNOWN_COUNTRY),
        ("Xqzwvk", "KE", Reason.NOT_FOUND),
        ("", "KE", Reason.EMPTY),
        ("unknown", "KE", Reason.UNKNOWN_PLACE),
    ],
)
def test_what_cannot_be_resolved_says_why(
    gazetteer: Gazetteer, text: str, country: str, reason: Reason
) -> None:
    answer = gazetteer.resolve(text, country)
    assert (answer.status, answer.reason, answer.place) == (Resolution.UNRESOLVED, reason, None)
    assert answer.sentence


def test_a_misspelt_country_is_not_guessed_but_shown(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Nairobi", "Kenyya")
    assert answer.reason is Reason.UNKNOWN_COUNTRY
    assert named(answer)[0] == "Kenya"


@pytest.mark.parametrize(
    "text",
    [
        "unknown",
        "Unknown transit location",
        "(unknown transit location)",
        "n/a",
        "N/A",
        "-",
        "—",
        "?",
        "...",
        "not known",
        "haijulikani",
        "inconnu",
        "غير معروف",
        "አይታወቅም",
    ],
)
def test_a_text_that_says_unknown_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    for country in (None, "KE"):
        answer = gazetteer.resolve(text, country)
        assert (answer.status, answer.place, answer.candidates) == (Resolution.UNRESOLVED, None, ())
        assert answer.country_code == country


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Busia, Kenya", None, "gn:199989"),
        ("Busia (Kenya)", None, "gn:199989"),
        ("Busia - Kenya", None, "gn:199989"),
        ("Busia Kenya", None, "gn:199989"),
        ("Kenya, Busia", None, "gn:199989"),
        ("Busia, UG", None, "gn:234077"),
        ("Busia, Kenya", "KE", "gn:199989"),
        ("Eastleigh (Nairobi)", None, "nj:eastleigh"),
        ("Eastleigh, Nairobi", "Kenya", "nj:eastleigh"),
        ("Eastleigh, Nairobi, Kenya", None, "nj:eastleigh"),
        ("Nairobi, Kenya", "KE", "gn:184745"),
        ("Nairobi (Eastleigh)", "KE", "nj:eastleigh"),
        ("Busia-Kenya", None, "gn:199989"),
        ("Kenya (Busia)", None, "gn:199989"),
        ("in Nairobi", "KE", "gn:184745"),
        ("Mwingi, Kitui", "KE", "gn:184921"),
        ("Mwingi, Kitui County", "KE", "gn:184921"),
    ],
)
def test_what_stands_beside_a_name_says_where_it_is(
    gazetteer: Gazetteer, text: str, country: str | None, expected: str
) -> None:
    answer = gazetteer.resolve(text, country)
    assert answer.accepted
    assert place_id(answer) == expected


@pytest.mark.parametrize(
    "text", ["Nairobi, Mombasa", "Nairobi / Kisumu", "Mombasa and Garissa", "Malaba, Busia"]
)
def test_two_places_in_one_text_are_neither_of_them(gazetteer: Gazetteer, text: str) -> None:
    answer = gazetteer.resolve(text, "KE")
    assert (answer.status, answer.reason) == (Resolution.AMBIGUOUS, Reason.TWO_PLACES)
    assert len(answer.candidates) == 2


def test_a_place_beside_something_unknown_is_proposed(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Kisumu, Xqzwvk", "KE")
    assert (answer.status, answer.reason) == (Resolution.PROPOSED, Reason.UNKNOWN_QUALIFIER)


def test_hargeisa_lies_where_the_reporter_says(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Hargeisa", "Somaliland").country_code == "XS"
    assert gazetteer.resolve("Hargeisa, Somaliland").country_code == "XS"
    assert gazetteer.resolve("Hargeisa", "Somalia").country_code == "SO"
    assert place_id(gazetteer.resolve("Hargeisa", "XS")) == place_id(gazetteer.resolve("Hargeisa", "SO"))
    assert gazetteer.resolve("Mogadishu", "Somaliland").reason is Reason.CONTRADICTION
    assert gazetteer.resolve("Burao", "XS").place is not None


def test_the_towns_of_a_territory_are_found_under_its_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Ponce", "USA").country_code == "PR"
    assert gazetteer.resolve("Hong Kong", "China").country_code == "HK"


def test_an_answer_tells_precision_and_coordinates(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("Nairobi", "KE").place
    assert place is not None
    assert place.precision is Precision.TOWN
    assert (round(place.lat, 1), round(place.lon, 1)) == (-1.3, 36.8)
    assert place.admin1 == "Nairobi"
    assert gazetteer.place("iso:KE") is not None
    assert gazetteer.place("gn:0") is None


def test_a_place_is_called_what_people_there_call_it() -> None:
    gazetteer = Gazetteer.open()
    for written, name in (("Nambale", "Nambale"), ("Nambare", "Nambale"), ("Hargeysa", "Hargeisa")):
        place = gazetteer.resolve(written, "SO" if written.startswith("H") else "KE").place
        assert place is not None and place.name == name
