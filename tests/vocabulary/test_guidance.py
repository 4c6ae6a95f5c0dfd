from njia.own_data import read_yaml
from njia.vocabulary import LANGUAGES, guidance
from njia.vocabulary.headers import columns

GUIDANCE = read_yaml("njia.vocabulary", "guidance.yaml")


def test_everything_is_said_in_every_language():
    for part in ("sheets", "example_row", "texts", "columns"):
        for key, said in GUIDANCE[part].items():
            assert tuple(said) == LANGUAGES, (part, key)
            assert all(said.values()), (part, key)
    assert tuple(GUIDANCE["example"]) == LANGUAGES


def test_the_paragraphs_are_as_many_in_every_language():
    assert len({len(guidance.how_to(language)) for language in LANGUAGES}) == 1


def test_notes_are_only_on_columns_that_there_are_and_number_what_their_header_numbers():
    for key, said in GUIDANCE["columns"].items():
        numbered = "{n}" in columns()[key].labels["en"]
        assert {"{n}" in note for note in said.values()} == {numbered}, key


def test_a_note_names_the_transit_point_where_it_is_given():
    assert guidance.note("transit_n_country", "en", 3) == "Country of transit point 3."
    assert guidance.note("transit_n_country", "en") == "Country of transit point {n}."


def test_names_of_sheets_are_short_enough_and_differ_within_a_language():
    for language in LANGUAGES:
        names = [guidance.sheet_name(key, language) for key in GUIDANCE["sheets"]]
        assert len(set(names)) == len(names)
        assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
