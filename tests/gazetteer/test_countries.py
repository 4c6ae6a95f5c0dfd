"""Countries: one table for names, codes, regions and points."""

import pytest

from njia.gazetteer import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KE", "KE"),
        ("ke", "KE"),
        ("KEN", "KE"),
        ("404", "KE"),
        ("Kenya", "KE"),
        (" kenya ", "KE"),
        ("Kenya (KE)", "KE"),
        ("UAE", "AE"),
        ("U.A.E.", "AE"),
        ("Emirates", "AE"),
        ("KSA", "SA"),
        ("Saudi", "SA"),
        ("DRC", "CD"),
        ("DR Congo", "CD"),
        ("Democratic Republic Congo", "CD"),
        ("Democratic Republic of the Congo", "CD"),
        ("Congo (Kinshasa)", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Republic of the Congo", "CG"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("Turkey", "TR"),
        ("Holland", "NL"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Hong Kong", "HK"),
        ("Somaliland", "XS"),
        ("Kosovo", "XK"),
        ("Guinea", "GN"),
        ("Guinea Bissau", "GW"),
        ("Equatorial Guinea", "GQ"),
        ("Papua New Guinea", "PG"),
        ("السعودية", "SA"),
        ("ኢትዮጵያ", "ET"),
        ("Ethiopie", "ET"),
        ("Uhabeshi", None),
        ("Congo", None),
        ("Guinea (Bissau)", "GW"),
        ("n/a", None),
        ("Kenyan", None),
        ("", None),
    ],
)
def test_a_country_is_matched_by_code_name_or_alias(text: str, code: str | None) -> None:
    assert countries.match(text) == code


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("TR", "Turkey"),
        ("CD", "Democratic Republic of the Congo"),
        ("CG", "Republic of the Congo"),
        ("TZ", "Tanzania"),
        ("AE", "United Arab Emirates"),
        ("HK", "Hong Kong"),
        ("CI", "Ivory Coast"),
        ("XS", "Somaliland"),
        ("MM", "Myanmar"),
        ("BA", "Bosnia and Herzegovina"),
        ("KN", "Saint Kitts and Nevis"),
    ],
)
def test_the_english_name_is_the_common_one(code: str, name: str) -> None:
    assert countries.name(code) == name


def test_every_country_has_names_in_every_language_and_finds_itself_by_them() -> None:
    assert len(countries.CODES) == 251
    for code, country in countries.table().items():
        assert set(country.names) == {"en", "sw", "fr", "ar", "am"}, code
        for spelling in (*country.names.values(), *country.aliases, code, country.alpha3):
            assert countries.match(spelling) == code, spelling


def test_codes_are_unique_and_of_iso_form() -> None:
    rows = list(countries.table().values())
    assert len({row.alpha3 for row in rows}) == len(rows)
    assert all(len(row.alpha3) == 3 and row.alpha3.isupper() for row in rows)
    numeric = [row.numeric for row in rows if row.alpha2 not in ("XK", "XS")]
    assert all(len(code) == 3 and code.isdigit() for code in numeric)
    assert len(set(numeric)) == len(numeric)


def test_the_region_is_the_un_sub_region() -> None:
    assert countries.region("KE") == countries.region("XS") == "Eastern Africa"
    assert countries.region("SA") == countries.region("TR") == "Western Asia"
    assert countries.region("LY") == "Northern Africa"
    assert countries.region("TH") == "South-eastern Asia"
    assert countries.region("CD") == "Middle Africa"
    assert countries.region("ZZ") == ""


def test_a_countrys_point_lies_within_it_roughly() -> None:
    boxes = {
        "KE": (-5, 6, 33, 42),
        "SA": (16, 33, 34, 56),
        "US": (24, 50, -125, -66),
        "NO": (57, 72, 4, 32),
        "XS": (8, 12, 42, 49),
        "SO": (-2, 9, 40, 50),
        "NZ": (-48, -34, 166, 179),
        "FR": (42, 52, -5, 9),
    }
    for code, (south, north, west, east) in boxes.items():
        country = countries.table()[code]
        assert country.lat is not None and country.lon is not None
        assert south < country.lat < north, code
        assert west < country.lon < east, code


def test_what_several_countries_answer_to_is_said() -> None:
    assert countries.sharing("Congo") == ("CD", "CG")
    assert countries.sharing("Kenya") == ()
    assert countries.name("ZZ") == "ZZ"
