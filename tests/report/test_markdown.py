"""The coordinator's texts keep their form and lose their power."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.report.markdown import parse, to_html

OWN_TAGS = "p|h[3-6]|ul|ol|li|blockquote|pre|code|em|strong|br|hr"


def words(text: str) -> str:
    return re.sub(r"<[^>]*>", "", to_html(parse(text)))


def test_bold_italic_lists_and_headings_are_kept() -> None:
    html = to_html(parse("# A\n\n**b** *c*\n\n- d\n- e\n\n3. f"))
    assert "<h3>A</h3>" in html
    assert "<strong>b</strong> <em>c</em>" in html
    assert "<ul><li><p>d</p></li><li><p>e</p></li></ul>" in html
    assert '<ol start="3"><li><p>f</p></li></ol>' in html


def test_a_link_is_shown_with_its_address_and_leads_nowhere() -> None:
    html = to_html(parse("[the law](https://example.org/law)"))
    assert html == "<p>the law (https://example.org/law)</p>"


def test_an_address_that_is_its_own_text_is_not_said_twice() -> None:
    assert to_html(parse("<https://example.org>")) == "<p>https://example.org</p>"
    assert to_html(parse("<a@example.org>")) == "<p>a@example.org</p>"


def test_an_image_is_its_description() -> None:
    assert to_html(parse("![a map](https://example.org/x.png)")) == "<p>a map</p>"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick=x>b</b>", "`<i>`"]
)
def test_raw_html_is_text(text: str) -> None:
    html = to_html(parse(text))
    assert not re.search(rf"<(?!/?({OWN_TAGS})\b)", html), html


@given(st.text(alphabet="*_`#>-+[]()!<&\"'\\ \n\tab1.=~|", max_size=60))
def test_whatever_is_written_only_njias_own_tags_come_out(text: str) -> None:
    html = to_html(parse(text))
    for tag in re.findall(r"<[^>]*>", html):
        assert re.fullmatch(rf'</?({OWN_TAGS})( start="\d+")?>', tag), tag


@pytest.mark.parametrize(
    "text", [">" * 20000 + " a", "- " * 20000 + "a", "[" * 20000, "*a " * 20000, "`" * 20001]
)
def test_a_text_made_to_nest_without_end_comes_to_an_end(text: str) -> None:
    assert isinstance(words(text), str)
