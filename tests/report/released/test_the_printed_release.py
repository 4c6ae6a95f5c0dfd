"""The printed release: every table, the rules in words, and a document that screen readers can read."""

from __future__ import annotations

from typing import Any

import pytest
from tests.report.released.invented import TEXTS, material, release
from tests.report.released.reading import document_of, pdf_of, pdf_words, squeezed, words

from njia.report.document import Paragraphs, Table
from njia.report.released import pdf
from njia.report.released.tables import OVERVIEW, released_table


@pytest.mark.parametrize("policy", ("guarded", "strict"))
@pytest.mark.parametrize("language", ("en", "sw"))
def test_every_declared_table_is_in_it(policy: str, language: str) -> None:
    blocks = [block for section in document_of(policy, language).sections for block in section.blocks]
    printed = [b.caption for b in blocks if isinstance(b, Table)]
    said = " ".join(text for b in blocks if isinstance(b, Paragraphs) for text in b.paragraphs)
    made = release(policy, language)
    for name in made.tables.tables:
        table = released_table(made, name)
        if name != OVERVIEW:
            assert table.title in printed if table.rows else table.title in said


def test_the_cover_says_network_title_number_audience_and_day() -> None:
    first = squeezed(pdf_words())
    for text in ("EXAMPLE COALITION", "Routes as reported", "Release 7", "for the public", "9 March 2026"):
        assert squeezed(text) in first


def test_the_rules_are_said_with_the_policy_s_own_numbers() -> None:
    said = pdf_words()
    policy = release().policy
    assert f"at least {policy.people} people" in said
    assert f"at least {policy.organisations} organisations" in said
    assert f"more than {policy.most_percent} %" in said
    assert "not a count of all trafficking" in said
    assert "told less exactly" in said
    assert "need not add up" not in said


def test_a_strict_release_says_that_tables_need_not_add_up() -> None:
    said = pdf_words("strict")
    assert "rows need not add up to their total" in said
    assert f"rounded to a multiple of {release('strict').policy.round_to}" in said


@pytest.mark.parametrize("language", ("en", "sw", "fr"))
def test_it_is_written_in_its_language(language: str) -> None:
    document = document_of("guarded", language)
    assert document.language == language
    assert document.data_note == TEXTS["data_note"]
    headings = {
        "en": "How to read this release",
        "sw": "Jinsi ya kusoma toleo hili",
        "fr": "Comment lire cette publication",
    }
    assert headings[language] in [section.heading for section in document.sections]


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    import io

    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf_of("strict", "sw")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("sw")
    assert reader.metadata is not None
    assert reader.metadata.title == "Njia zilizoripotiwa"
    assert reader.metadata.creation_date_raw is None
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()


@pytest.mark.parametrize(
    "text", ['#read("/etc/passwd")', "*bold* $x$ @ref <label>", "{focus} {0} %s", "نيروبي"]
)
def test_a_text_that_is_a_program_is_printed_as_it_is(text: str) -> None:
    hostile = material(name=text, contributors=(text,), texts={"method": f"    {text}"})
    printed = squeezed(words(pdf(hostile)))
    assert "root:x" not in printed
    if text.isascii():
        assert printed.count(squeezed(text)) >= 2


def test_the_same_release_gives_the_same_bytes() -> None:
    assert pdf(release()) == pdf_of()
