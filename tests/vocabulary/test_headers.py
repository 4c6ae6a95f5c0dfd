import pytest

from njia.vocabulary import LANGUAGES
from njia.vocabulary.headers import Header, columns, match

EVERY_LABEL = [(key, language) for key in columns() for language in LANGUAGES]


@pytest.mark.parametrize(("key", "language"), EVERY_LABEL)
def test_every_header_that_the_template_writes_is_known_again(key, language):
    column = columns()[key]
    numbered = "{n}" in column.labels["en"]
    header = Header(key, 12 if numbered else None)
    assert match(column.label(language, 12)) == header
    assert match(column.label(language, 12).upper() + " *") == header
    assert match(f"{column.label(language, 12)} / {column.label('en', 12)}") == header


def test_every_column_has_a_header_in_each_language_and_numbers_in_all_or_none():
    for column in columns().values():
        assert tuple(column.labels) == LANGUAGES
        assert len({"{n}" in label for label in column.labels.values()}) == 1


@pytest.mark.parametrize(
    ("text", "key", "n"),
    [
        ("Place of exploitation", "destination_place", None),
        ("Destination city", "destination_place", None),
        ("Ville d’exploitation", "destination_place", None),
        ("Mahali pa asili", "origin_place", None),
        ("Victim's city of origin", "origin_place", None),
        ("victim city and country of origin", "origin", None),
        ("City/Town of Origin", "origin_place", None),
        ("Origin (place, country)", "origin", None),
        ("بلد الاستغلال", "destination_country", None),
        ("Expected destination city", "intended_place", None),
        ("TRANSIT POINT(S)", "transit", None),
        ("Transit 1", "transit_n_place", 1),
        ("Transit1", "transit_n_place", 1),
        ("2nd transit", "transit_n_place", 2),
        ("Second transit point", "transit_n_place", 2),
        ("Transit country 3", "transit_n_country", 3),
        ("Mode 1→2", "leg_n_mode", 1),
        ("Transport from origin", "leg_n_mode", 1),
        ("Transport from transit 1", "leg_n_mode", 2),
        ("Mode of transport to destination", "leg_last_mode", None),
        ("Transport from transit 2 to destination", "leg_last_mode", None),
        ("destinationCountry", "destination_country", None),
        ("# cases", "cases", None),
        ("Industry and type of exploitation", "industry_and_type", None),
        ("Estimated # of cases", "cases", None),
        ("(Estimated) number of cases", "cases", None),
        ("#", "reference", None),
        ("Sex / Jinsia", "sexes", None),
        ("Sexe\nSex", "sexes", None),
    ],
)
def test_people_name_a_column_in_their_own_words(text, key, n):
    assert match(text) == Header(key, n)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "Country",
        "Mode from 1 to 3",
        "Transit 0",
        "Transit 999",
        "Sex / Age",
        "Favourite colour",
        "x" * 10**6,
    ],
)
def test_a_header_that_is_not_known_is_not_guessed(text):
    assert match(text) is None
