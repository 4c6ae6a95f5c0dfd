import re
from collections import Counter

import pytest

from njia.network import LANGUAGES as SPOKEN
from njia.vocabulary import LANGUAGES, LISTS, Code, CodeList, VocabularyError, code_list
from njia.vocabulary.standards import standard, unknown_counterparts

EVERY_CODE = [(name, code) for name in LISTS for code in code_list(name).codes.values()]


def small(**codes: dict[str, object]) -> CodeList:
    labels = {"titles": dict.fromkeys(LANGUAGES, "x"), "definition": "For a test."}
    made = {
        key: Code(
            id=key,
            labels={language: f"{key} {language}" for language in LANGUAGES},
            definition="A code that a test made.",
            **more,
        )
        for key, more in codes.items()
    }
    return CodeList(name="small", codes=made, **labels)


def test_the_vocabulary_speaks_the_networks_languages():
    assert LANGUAGES == SPOKEN


@pytest.mark.parametrize("name", LISTS)
def test_every_label_of_every_language_leads_back_to_its_own_code(name):
    codes = code_list(name)
    assert len(codes.codes) >= 2
    assert set(codes.titles) == set(LANGUAGES)
    for code in codes.codes.values():
        assert tuple(code.labels) == LANGUAGES
        for language in LANGUAGES:
            assert codes.match(codes.label(code.id, language)) == code.id


@pytest.mark.parametrize("name", LISTS)
def test_no_label_holds_what_separates_several_values_in_one_cell(name):
    for code in code_list(name).codes.values():
        assert not [label for label in code.labels.values() if re.search(r"[;,/|،؛፣፤]", label)]


@pytest.mark.parametrize("name", LISTS)
def test_every_counterpart_is_in_the_standard_that_it_names(name):
    assert unknown_counterparts(code_list(name)) == []


def test_a_counterpart_that_the_standard_lacks_is_found():
    codes = small(a={"maps": {"isic": "Z"}}, b={"maps": {"htcds": "ForcedLabour"}}, c={"maps": {"isic": "A"}})
    assert unknown_counterparts(codes) == ["a → isic Z", "b → htcds ForcedLabour"]


def test_the_htcds_lists_have_the_lengths_that_the_standard_prints():
    lists = standard("htcds").fields
    assert len(lists["TypeOfExploitation"]) == 11
    assert len(lists["MethodsOfControl"]) == 16
    assert len(lists["ForcedLabourIndustry"]) == 21


def test_every_htcds_exploitation_and_control_value_is_reached_by_a_code():
    for name, field in (
        ("exploitation_type", "TypeOfExploitation"),
        ("means_of_control", "MethodsOfControl"),
    ):
        reached = set()
        for code in code_list(name).codes.values():
            mapped = code.maps.get("htcds", ())
            reached |= {mapped} if isinstance(mapped, str) else set(mapped)
        wanted = {f"{field}:{value}" for value in standard("htcds").fields[field]}
        assert wanted - reached == set()


def test_isic_has_its_sections_and_the_industries_lie_in_the_htcds_section_of_the_same_letter():
    assert "".join(standard("isic").fields["section"]) == "ABCDEFGHIJKLMNOPQRSTU"
    for code in code_list("industry").codes.values():
        htcds, isic = str(code.maps.get("htcds", "")), code.maps.get("isic")
        if isinstance(isic, str) and isic.isalpha():
            assert htcds.startswith(f"ForcedLabourIndustry:{isic}_"), code.id


def test_the_ilo_has_eleven_indicators_and_each_is_reached():
    indicators = set(standard("ilo").fields["indicator"])
    assert len(indicators) == 11
    mapped = {str(code.maps["ilo"]) for _, code in EVERY_CODE if "ilo" in code.maps}
    assert mapped == indicators


def test_every_standard_says_its_version_and_licence():
    for name in ("htcds", "ctdc", "ilo", "isic", "hxl"):
        assert standard(name).version
        assert standard(name).licence
    with pytest.raises(KeyError):
        standard("made_up")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("industry", "HOUSE-HELP", "domestic_work"),
        ("industry", "housemaids", "domestic_work"),
        ("industry", "maid", "domestic_work"),
        ("industry", "Hospitality & food services", "hospitality"),
        ("industry", "hôtellerie", "hospitality"),
        ("industry", "  meat\u00a0processing ", "meat_processing"),
        ("industry", "العمل المنزلى", "domestic_work"),
        ("industry", "የቤት ሰራተኛ", "domestic_work"),
        ("transport_mode", "Matatu", "minibus"),
        ("transport_mode", "boda-boda", "motorcycle"),
        ("transport_mode", "By air", "plane"),
        ("transport_mode", "flights", "plane"),
        ("transport_mode", "car of the trafficker/recruiter/facilitator", "facilitator_car"),
        ("transport_mode", "Trafficker’s car", "facilitator_car"),
        ("transport_mode", "Truck", "lorry"),
        ("recruitment_method", "recruitment bureaus and registered agencies", "agency"),
        ("recruitment_method", "promise of schooling in the city", "schooling_promise"),
        ("recruitment_method", "false promise of corrective surgery to disabled persons", "surgery_promise"),
        (
            "recruitment_method",
            "aid workers targeted for information in Dadaab camp",
            "aid_worker_information",
        ),
        ("recruiter_relation", "Close friends", "friend"),
        ("recruiter_relation", "recruiter posing as husband", "posing_as_spouse"),
        ("exploitation_type", "organ harvesting", "organ_removal"),
        ("source_kind", "own case work", "own_casework"),
        ("source_kind", "known/heard of", "heard_of"),
        ("age_group", "12–17", "child_12_17"),
        ("yes_no", "Ndiyo", "yes"),
        ("yes_no", "no", "no"),
    ],
)
def test_what_people_write_names_its_code(name, text, code):
    assert code_list(name).match(text) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "---", "unknown", "domestik wrok", "x" * 100_000, "domestic work; bus"]
)
def test_nothing_is_guessed(text):
    assert code_list("industry").match(text) is None


def test_every_mode_but_other_belongs_to_a_network_of_transport():
    groups = {code.id: code.group for code in code_list("transport_mode").codes.values()}
    assert groups.pop("other") is None
    assert set(groups.values()) == {"road", "air", "sea", "rail", "foot"}


GROUPED = {
    "transport_mode": {"other"},
    "industry": {"other"},
    "exploitation_type": {"other"},
    "recruitment_method": {"other", "own_initiative", "aid_worker_information"},
    "recruiter_relation": {"other"},
}


@pytest.mark.parametrize("name", LISTS)
def test_every_code_of_a_long_list_is_in_a_group_but_those_that_are_unlike_all_others(name):
    codes = code_list(name).codes.values()
    assert {code.id for code in codes if code.group is None} == GROUPED.get(name, {code.id for code in codes})


@pytest.mark.parametrize("name", GROUPED)
def test_every_group_has_a_name_of_its_own_in_each_language(name):
    groups = code_list(name).groups
    for language in LANGUAGES:
        labels = [group.label(language) for group in groups.values()]
        assert (
            len({*labels}) == len(labels) == len({code.group for code in code_list(name).codes.values()}) - 1
        )


@pytest.mark.parametrize("name", sorted(GROUPED.keys() - {"transport_mode"}))
def test_a_group_hides_which_of_its_codes_is_meant(name):
    held = Counter(code.group for code in code_list(name).codes.values())
    assert all(number >= 2 for group, number in held.items() if group)


def test_a_group_without_a_name_cannot_be_loaded():
    with pytest.raises(ValueError, match="groups without a label or without a code: b"):
        small(a={"group": "b"})


def test_two_codes_that_share_a_wording_cannot_be_loaded():
    with pytest.raises(VocabularyError, match="both a and b"):
        small(a={"aliases": {"en": ("lorries",)}}, b={"aliases": {"fr": ("Lorry",)}}).match("anything")


def test_a_wording_without_letters_cannot_be_loaded():
    with pytest.raises(VocabularyError, match="without letters"):
        small(a={"aliases": {"en": ("--",)}}).match("anything")


def test_a_code_without_all_languages_is_refused():
    with pytest.raises(ValueError, match="label in each of"):
        Code(id="a", labels={"en": "A"}, definition="Not translated yet.")


def test_a_list_cannot_be_changed():
    codes = code_list("sex")
    with pytest.raises(TypeError):
        codes.codes["new"] = codes.codes["male"]  # type: ignore[index]
    with pytest.raises(TypeError):
        codes.codes["male"].labels["en"] = "x"  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        codes.name = "other"  # type: ignore[misc]


def test_an_unknown_list_is_refused():
    with pytest.raises(KeyError, match="no code list"):
        code_list("../headers")
