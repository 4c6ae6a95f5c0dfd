"""Every sentence is right, in each language, whatever there is none, one, two or many of."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.datasets import DATASETS, made
from tests.report.invented import bundle, route

from njia.language import catalogue
from njia.report.compose import compose
from njia.report.document import Beside, Care, KeyFigures, Markdown, Paragraphs, Section, Table
from njia.report.words import Words, written_languages

WITH_REPORT = written_languages()
# A number of one before an English plural.
ONE_OF_MANY = re.compile(
    r"\b1 (estimated )?(submissions|routes|cases|countries|places|organisations|questions|crossings|rows)\b"
)
SHARE = re.compile(r"(\d+) of (\d+)[^.()]*\((\d+)%\)")


def said(section: Section) -> Iterator[str]:
    """Give every text that a section says, without those of the coordinator."""
    yield section.heading
    yield section.finding
    for block in section.blocks:
        for inner in block.blocks if isinstance(block, Beside) else (block,):
            if isinstance(inner, Paragraphs | Care):
                yield from inner.paragraphs
            elif isinstance(inner, KeyFigures):
                yield from (figure.label for figure in inner.figures)
            elif isinstance(inner, Table):
                yield inner.caption
                yield inner.note
                yield from (cell for row in inner.rows for cell in (*row.cells, row.group))


def texts(name: str, language: str) -> list[str]:
    document = compose(made(name).in_language(language)).document
    found = [document.title, document.subtitle, document.running, document.disclaimer]
    for section in (*document.front, *document.sections):
        found += said(section)
    return [text for text in found if text]


@pytest.mark.parametrize("language", WITH_REPORT)
@pytest.mark.parametrize("name", DATASETS)
def test_no_sentence_shows_how_it_was_made(name: str, language: str) -> None:
    for text in texts(name, language):
        assert not re.search(r"None|nan\b|[{}]|\s\s|\s[.,;](\s|$)|,,|\.\.|\(\)|: \.|^\W*$", text), text
        assert not re.search(r"\b0 (of|sur|kati ya) 0\b", text), text


@pytest.mark.parametrize("name", DATASETS)
def test_one_is_never_many(name: str) -> None:
    for text in texts(name, "en"):
        assert not ONE_OF_MANY.search(text), text


@pytest.mark.parametrize("language", WITH_REPORT)
@pytest.mark.parametrize("name", DATASETS)
def test_every_sentence_begins_as_one(name: str, language: str) -> None:
    document = compose(made(name).in_language(language)).document
    for section in document.sections:
        for text in [section.heading, section.finding, *paragraphs(section)]:
            for sentence in re.split(r"(?<=[a-zé)%][.]) ", text):
                assert not sentence or not sentence[0].islower(), sentence


def paragraphs(section: Section) -> list[str]:
    return [text for block in section.blocks if isinstance(block, Paragraphs) for text in block.paragraphs]


@pytest.mark.parametrize("name", DATASETS)
def test_no_percentage_is_given_of_fewer_than_ten(name: str) -> None:
    for text in texts(name, "en"):
        for part, whole, percent in SHARE.findall(text):
            assert int(whole) >= 10, text
            assert abs(100 * int(part) / int(whole) - int(percent)) <= 0.5, text


def test_percentages_are_looked_for_where_there_are_some() -> None:
    assert any(SHARE.search(text) for text in texts("many", "en"))


@pytest.mark.parametrize("language", WITH_REPORT)
@pytest.mark.parametrize("name", DATASETS)
def test_a_section_without_data_says_one_sentence_and_shows_no_empty_table(name: str, language: str) -> None:
    document = compose(made(name).in_language(language)).document
    for section in document.sections:
        assert section.blocks, section.key
        for block in section.blocks:
            for inner in block.blocks if isinstance(block, Beside) else (block,):
                if isinstance(inner, Table):
                    assert inner.rows, section.key
                    assert {len(row.cells) for row in inner.rows} == {len(inner.columns)}
                if isinstance(inner, Paragraphs):
                    assert inner.paragraphs, section.key
                if isinstance(inner, Markdown):
                    assert inner.blocks, section.key


@pytest.mark.parametrize("name", DATASETS)
def test_each_section_has_a_key_of_its_own(name: str) -> None:
    document = compose(made(name)).document
    keys = [section.key for section in (*document.front, *document.sections)]
    assert len(keys) == len(set(keys))


def test_many_routes_are_summed_up_in_one_sentence() -> None:
    first = paragraphs(compose(made("many")).document.sections[0])[0]
    assert first.startswith("In total, 4 organisations submitted 40 routes, 8 of them distinct.")


def test_one_route_is_summed_up_without_a_plural() -> None:
    first = paragraphs(compose(made("one")).document.sections[0])[0]
    assert first.startswith(
        "In total, one organisation submitted one route. It stands for one estimated case."
    )


def test_no_routes_are_said_to_be_none() -> None:
    document = compose(made("none")).document
    assert document.title == "No routes were reported"
    assert len(document.sections[0].blocks) == 1


def test_the_finding_names_where_most_go_and_come_from() -> None:
    title = compose(made("many")).document.title
    assert title.startswith("Routes out of Kenya lead most often to Saudi Arabia")
    assert title.endswith("routes into it come most often from Ethiopia and Uganda")


def test_a_tie_of_many_is_no_leader() -> None:
    document = compose(made("ties")).document
    origin = next(section for section in document.sections if section.key == "focus_out")
    assert "none of the destinations standing out" in origin.finding
    assert "5 are stated once each" in paragraphs(origin)[0]


def test_a_country_takes_its_article_in_a_sentence() -> None:
    words = Words("en")
    assert words.country("AE") == "the United Arab Emirates"
    assert words.country("KE") == "Kenya"


def test_a_country_not_reported_any_more_is_no_decline() -> None:
    document = compose(made("compared")).document
    change = next(section for section in document.sections if section.key == "change")
    said_there = " ".join(said(change))
    assert "not a decline or a rise" in said_there
    assert "%" not in said_there


@given(part=st.integers(0, 500), rest=st.integers(0, 500))
def test_a_share_always_has_its_denominator(part: int, rest: int) -> None:
    whole = part + rest
    share, percent = Words("en").share(part, whole)
    assert f"{whole:,}" in share
    assert bool(percent) == (whole >= 10 and rest > 0)


@pytest.mark.parametrize("language", WITH_REPORT)
def test_a_language_has_the_phrases_of_english_and_no_others(language: str) -> None:
    def keys(phrases: Any, above: str = "") -> set[str]:
        if not isinstance(phrases, dict) or set(phrases) & {"zero", "one", "two", "few", "many", "other"}:
            return {above}
        return {key for name, inner in phrases.items() for key in keys(inner, f"{above}.{name}")}

    english, other = (keys(catalogue(code).phrases["report"]) for code in ("en", language))
    assert other - {".takes_the"} == english - {".takes_the"}


@pytest.mark.parametrize("language", WITH_REPORT)
def test_a_phrase_takes_the_arguments_that_english_gives_it(language: str) -> None:
    def arguments(phrases: Any) -> Any:
        if isinstance(phrases, dict):
            if set(phrases) & {"zero", "one", "other"}:
                return set().union(*(arguments(form) for form in phrases.values()))
            return {name: arguments(inner) for name, inner in phrases.items() if name != "takes_the"}
        if isinstance(phrases, list):
            return len(phrases)
        return set(re.findall(r"{(\w+)}", phrases)) - {"count"}

    english, other = (arguments(catalogue(code).phrases["report"]) for code in ("en", language))
    assert other == english


def test_the_title_of_one_route_is_that_route() -> None:
    assert compose(made("one")).document.title == "One reported route: Kenya → Saudi Arabia"


def test_rows_that_add_up_to_more_than_the_submissions_say_so() -> None:
    document = compose(made("ties")).document
    industries = next(section for section in document.sections if section.key == "industries")
    assert any("add up to more than the submissions" in text for text in said(industries))
    countries = next(section for section in document.sections if section.key == "countries")
    assert not any("add up to more" in text for text in said(countries))


def test_other_carriers_together_do_not_lead_the_airlines_but_stand_in_the_table() -> None:
    named = [("Other carrier",), ("Other carrier",), ("Other carrier", "Emirates")]
    routes = [route(n, "Kitui", "Riyadh", modes=("plane",), carriers=c) for n, c in enumerate(named)]
    document = compose(bundle(routes)).document
    airlines = next(section for section in document.sections if section.key == "airlines")
    assert airlines.finding == "Stated most often as airline: Emirates"
    table = next(block for block in airlines.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == ["Other carrier", "Emirates"]
