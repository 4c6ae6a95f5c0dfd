"""The same answers sent again are the same submission, whatever the network has learnt in between."""

from tests.hub.conftest import journey

from njia_hub.routes.document import Document, digest

ANSWERS = {"stops": [{"text": "Busia"}, {"country": "LB"}], "cases": {"kind": "exact", "best": 3}}


def test_what_is_made_of_the_answers_does_not_count() -> None:
    before = Document(route=journey("a", organisation="Haven"), answers=ANSWERS)
    after = Document(route=journey("a", organisation="Haven Mombasa", people=4), answers=ANSWERS)
    assert digest(before) == digest(after)


def test_other_answers_are_another_submission() -> None:
    one = Document(route=journey("a"), answers=ANSWERS)
    other = Document(route=journey("a"), answers=ANSWERS | {"cases": {"kind": "exact", "best": 4}})
    assert digest(one) != digest(other)


def test_a_row_of_a_file_is_told_by_what_it_says() -> None:
    one = Document(route=journey("a"), written={"Origin": "Busia"})
    assert digest(one) == digest(Document(route=journey("b"), written={"Origin": "Busia"}))
    assert digest(one) != digest(Document(route=journey("a"), written={"Origin": "Kisumu"}))
