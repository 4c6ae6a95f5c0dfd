"""Signs of personal data in free text are found with their place, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.intake.personal import PATTERNS, WORDS, kinds_of_personal_data, personal_data_in


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        ("Call her on +254 712 345 678 now", "phone", "+254 712 345 678"),
        ("his number: 0712-345-678", "phone", "0712-345-678"),
        ("wrote to amina.k@example.org twice", "e_mail", "amina.k@example.org"),
        ("ID no 23456789 was kept", "identity", "ID no 23456789"),
        ("kitambulisho namba 23456789", "identity", "kitambulisho namba 23456789"),
        ("passport no. AK0123456 taken", "passport", "passport no. AK0123456"),
        ("travelled on A1234567", "passport", "A1234567"),
        ("PIN A001234567Z", "tax_pin", "A001234567Z"),
        ("account 1234567890123", "long_number", "1234567890123"),
    ],
)
def test_the_place_of_a_sign_is_marked(text: str, kind: str, marked: str) -> None:
    found = [place for place in personal_data_in(text) if place.kind == kind]
    assert [text[place.start : place.end] for place in found] == [marked]
    assert WORDS[kind] in kinds_of_personal_data(text)


def test_every_sign_of_a_text_is_found_in_order() -> None:
    text = "0712 345 678 or 0733 111 222, a@b.example, and account 99887766554433"
    found = personal_data_in(text)
    assert [place.kind for place in found] == ["phone", "phone", "e_mail", "long_number"]
    assert [place.start for place in found] == sorted(place.start for place in found)
    assert kinds_of_personal_data(text) == (WORDS["e_mail"], WORDS["phone"], WORDS["long_number"])


def test_a_number_with_a_meaning_is_not_also_a_long_number() -> None:
    assert [place.kind for place in personal_data_in("+254712345678")] == ["phone"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Paid 300,000 shillings",
        "Flight on 2019-10-15 at 10:30",
        "12 girls, 3 boys",
        "Room 401, 2nd floor",
    ],
)
def test_ordinary_text_holds_no_sign(text: str) -> None:
    assert personal_data_in(text) == ()
    assert kinds_of_personal_data(text) == ()


@given(st.text(alphabet=st.sampled_from("0127+ .-@aAIDid\n\x00٣"), max_size=200))
def test_places_lie_within_any_text(text: str) -> None:
    for place in personal_data_in(text):
        assert 0 <= place.start < place.end <= len(text)
        assert PATTERNS[place.kind].search(text[place.start : place.end])


def test_a_text_made_to_be_slow_is_searched_quickly() -> None:
    assert personal_data_in("a." * 60_000 + "@") == ()
    assert personal_data_in("07 " * 40_000) == ()
