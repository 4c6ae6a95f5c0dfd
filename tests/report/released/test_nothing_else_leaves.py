"""Of the routes nothing but the protected tables is seen, and no sentence uses what is withheld."""

from __future__ import annotations

import json

import pytest
from tests.report.released.invented import CANARIES, release, routes
from tests.report.released.reading import (
    document_of,
    html_of,
    pdf_of,
    pdf_words,
    phone_svg_of,
    read,
    svg_of,
)

POLICIES = ("guarded", "strict")


def test_the_routes_hold_what_must_not_leave() -> None:
    held = json.dumps([route.model_dump(mode="json") for route in routes()])
    assert all(canary in held for canary in CANARIES)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("canary", CANARIES)
def test_no_organisation_and_no_text_of_a_route_is_in_any_of_it(policy: str, canary: str) -> None:
    document = json.dumps(document_of(policy).as_data(), ensure_ascii=False)
    pictures = phone_svg_of(policy) + "".join(document_of(policy).pictures().values())
    for text in (html_of(policy), svg_of(policy), document, pictures, pdf_words(policy)):
        assert canary not in text
    assert canary.encode() not in pdf_of(policy)


@pytest.mark.parametrize("policy", POLICIES)
def test_no_code_of_a_key_is_shown(policy: str) -> None:
    texts = (read(policy).text, pdf_words(policy), svg_of(policy).split("</style>")[1])
    for text in texts:
        assert not any(mark in text for mark in ("region:", "group:", "{focus}", "None"))
    assert "iso:" not in read(policy).text + pdf_words(policy)


def test_what_few_reported_is_named_nowhere() -> None:
    """Three routes of one organisation each; guarded tells neither their airline nor their destination."""
    for text in (html_of(), svg_of(), phone_svg_of(), pdf_words()):
        assert "Rare Air" not in text
        assert "Frankfurt" not in text
        assert "Germany" not in text


def test_the_text_on_differences_stays_away_for_it_is_about_figures_as_counted() -> None:
    assert "Elsewhere it is printed" in release().network.texts.differences
    assert "Elsewhere it is printed" not in html_of() + pdf_words()


@pytest.mark.parametrize("policy", POLICIES)
def test_a_finding_says_only_figures_that_are_shown(policy: str) -> None:
    overview = release(policy).tables.tables["overview"].rows.to_pylist()
    values = {row["figure"]: row["value"] for row in overview}
    findings = {section.key: section.finding for section in document_of(policy).sections}
    if values["organisations"] is None:
        assert findings["summary"] == ""
    else:
        assert str(values["submissions"]) in findings["summary"]
        assert str(values["organisations"]) in findings["summary"]
    others = [text for key, text in findings.items() if key != "summary" and text]
    assert all(text.startswith("Largest figure shown: ") for text in others)


def test_organisations_are_named_only_where_the_network_names_them() -> None:
    assert "A Named Contributor" in read().text
    assert "A Named Contributor" in pdf_words()
