"""Countries, counties, airports, camps and border posts: kinds that share names with towns."""

import pytest

from njia.gazetteer import Gazetteer, Reason
from njia.schema import Precision, Resolution


def kind_and_id(gazetteer: Gazetteer, text: str, country: str | None = None) -> tuple[str, str]:
    answer = gazetteer.resolve(text, country)
    assert answer.place is not None, f"{text}: {answer.status} {answer.reason}"
    return answer.place.kind, answer.place.place_id


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Kenya", None, "iso:KE"),
        ("Kenya", "KE", "iso:KE"),
        ("KE", None, "iso:KE"),
        ("UAE", None, "iso:AE"),
        ("Georgia", None, "iso:GE"),
        ("Guinea", None, "iso:GN"),
        ("Guinea-Bissau", None, "iso:GW"),
        ("Niger", None, "iso:NE"),
        ("Nigeria", None, "iso:NG"),
        ("Swaziland", None, "iso:SZ"),
        ("Iran", None, "iso:IR"),
        ("Austria", None, "iso:AT"),
        ("Congo", "DRC", "iso:CD"),
        ("Congo", "CG", "iso:CG"),
        ("تركيا", None, "iso:TR"),
    ],
)
def test_a_countrys_name_is_the_country(
    gazetteer: Gazetteer, text: str, country: str | None, expected: str
) -> None:
    answer = gazetteer.resolve(text, country)
    assert answer.place is not None
    assert (answer.place.place_id, answer.place.precision) == (expected, Precision.COUNTRY)


def test_georgia_and_niger_are_states_of_the_country_given(gazetteer: Gazetteer) -> None:
    assert kind_and_id(gazetteer, "Georgia", "US") == ("county", "adm1:US.GA")
    assert kind_and_id(gazetteer, "Niger", "Nigeria") == ("county", "adm1:NG.31")
    assert kind_and_id(gazetteer, "Niger State", "NG") == ("county", "adm1:NG.31")


def test_congo_and_korea_alone_are_two_countries_each(gazetteer: Gazetteer) -> None:
    for text in ("Congo", "Korea"):
        answer = gazetteer.resolve(text)
        assert (answer.status, answer.reason) == (Resolution.AMBIGUOUS, Reason.SEVERAL_COUNTRIES)
    assert gazetteer.resolve("Kinshasa", "Congo").country_code == "CD"
    assert gazetteer.resolve("Brazzaville", "Congo").country_code == "CG"


@pytest.mark.parametrize(
    ("misspelt", "never"),
    [("Nigar", "NG"), ("Nigeri", "NE"), ("Swazilnd", "PL"), ("Austri", "AU")],
)
def test_no_country_becomes_another_by_a_typing_error(
    gazetteer: Gazetteer, misspelt: str, never: str
) -> None:
    answer = gazetteer.resolve(misspelt)
    assert not answer.accepted
    assert answer.proposal is None or answer.proposal.country_code != never


@pytest.mark.parametrize("name", ["Garissa", "Kwale", "Mandera", "Busia", "Isiolo", "Marsabit", "Nairobi"])
def test_a_name_of_town_and_county_is_the_town_unless_county_is_written(
    gazetteer: Gazetteer, name: str
) -> None:
    assert kind_and_id(gazetteer, name, "KE")[1].startswith("gn:")
    for text in (f"{name} County", f"Kaunti ya {name}", f"county of {name}"):
        answer = gazetteer.resolve(text, "KE")
        assert answer.place is not None
        assert (answer.place.kind, answer.place.precision) == ("county", Precision.COUNTY)


@pytest.mark.parametrize("text", ["Taita-Taveta", "Taita Taveta", "Taita/Taveta County", "TAITA TAVETA"])
def test_a_county_without_a_town_of_its_name_needs_no_word_for_it(gazetteer: Gazetteer, text: str) -> None:
    assert kind_and_id(gazetteer, text, "KE") == ("county", "adm1:KE.47")


@pytest.mark.parametrize("text", ["Nairobi City", "Nairobi town", "Mji wa Nairobi", "ville de Nairobi"])
def test_the_word_for_a_town_changes_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert kind_and_id(gazetteer, text, "KE") == ("town", "gn:184745")


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("JKIA", None, "iata:NBO"),
        ("NBO", None, "iata:NBO"),
        ("Jomo Kenyatta International Airport", "KE", "iata:NBO"),
        ("Jomo Kenyatta Airport", "Kenya", "iata:NBO"),
        ("Moi International Airport", "KE", "iata:MBA"),
        ("Dubai airport", None, "iata:DXB"),
        ("Entebbe International Airport", "UG", "iata:EBB"),
        ("Addis Ababa airport", "ET", "iata:ADD"),
    ],
)
def test_an_airport_is_a_site_and_not_its_city(
    gazetteer: Gazetteer, text: str, country: str | None, expected: str
) -> None:
    answer = gazetteer.resolve(text, country)
    assert answer.place is not None
    assert (answer.place.place_id, answer.place.precision) == (expected, Precision.SITE)


def test_an_airports_code_in_small_letters_is_a_word(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("abc", "ES")
    assert answer.place is None or answer.place.kind != "airport"


def test_a_camp_is_not_the_town_beside_it(gazetteer: Gazetteer) -> None:
    assert kind_and_id(gazetteer, "Dadaab", "KE") == ("town", "gn:199209")
    for text in ("Dadaab Camp", "Dadaab refugee camp", "Dadaab Refugee Camps"):
        assert kind_and_id(gazetteer, text, "KE") == ("camp", "nj:dadaab-camp")
    assert kind_and_id(gazetteer, "Kakuma", "KE")[0] == "town"
    assert kind_and_id(gazetteer, "Kakuma Camp", "KE")[0] == "camp"
    for text in ("Hagadera", "Ifo", "Dagahaley", "Kalobeyei"):
        assert kind_and_id(gazetteer, text, "KE")[0] == "camp"
    assert kind_and_id(gazetteer, "Nakivale", "UG")[0] == "camp"
    assert kind_and_id(gazetteer, "Bidibidi settlement", "UG") == ("camp", "nj:bidibidi")


def test_a_camp_that_nobody_knows_is_only_proposed_as_its_town(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Garissa camp", "KE")
    assert (answer.status, answer.reason) == (Resolution.PROPOSED, Reason.OTHER_KIND)


def test_near_a_town_is_not_the_town(gazetteer: Gazetteer) -> None:
    for text in ("near Garissa", "Garissa area", "outskirts of Garissa"):
        answer = gazetteer.resolve(text, "KE")
        assert answer.status is Resolution.PROPOSED
        assert answer.proposal and answer.proposal.place_id == "gn:197745"


@pytest.mark.parametrize("text", ["Busia border", "Busia border post", "Busia OSBP", "mpaka wa Busia"])
def test_a_border_post_is_its_town(gazetteer: Gazetteer, text: str) -> None:
    assert kind_and_id(gazetteer, text, "KE") == ("border_post", "gn:199989")
    assert gazetteer.resolve(text).status is Resolution.AMBIGUOUS


@pytest.mark.parametrize(
    "text",
    [
        "Middle East",
        "Asia",
        "the Gulf",
        "Africa",
        "home",
        "Airport",
        "the border",
        "Town",
        "nyumbani",
        "الخليج",
    ],
)
def test_a_part_of_the_world_or_a_kind_of_place_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    answer = gazetteer.resolve(text)
    assert (answer.status, answer.reason) == (Resolution.UNRESOLVED, Reason.VAGUE)


@pytest.mark.parametrize("text", ["Kenya/Uganda", "Kenya Uganda border", "Kenya-Uganda border"])
def test_two_countries_are_neither_of_them(gazetteer: Gazetteer, text: str) -> None:
    answer = gazetteer.resolve(text)
    assert (answer.status, answer.reason) == (Resolution.AMBIGUOUS, Reason.TWO_PLACES)


def test_a_little_known_airports_code_needs_its_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("MSA").reason is Reason.NEEDS_COUNTRY
    assert gazetteer.resolve("DXB").accepted
