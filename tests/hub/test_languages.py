"""Every page is said in the language that was chosen, and reads in its direction."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from tests.hub.addresses import addresses
from tests.hub.walking import ask

import njia_hub

DIRECTIONS = {"sw": "ltr", "ar": "rtl"}
SHORTEST = 13  # letters: shorter messages are too often a part of a name, or the same word in two languages
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
# Said for machines, or in the language of what it tells of.
UNSEEN, VOID = (
    {"script", "style", "code", "pre", "textarea", "svg"},
    {"br", "hr", "img", "input", "link", "meta"},
)
AS_IT_IS = {"option", "datalist", "bdi"}  # entries of code lists and names
SPOKEN = {"aria-label", "title", "placeholder", "alt"}


class Page(HTMLParser):
    """What somebody reads or hears of a page, piece by piece."""

    def __init__(self, source: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element, and hear what it is called."""
        if tag == "html":
            self.root = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.pieces += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """Come out of an element, and of what was left open in it."""
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Read a piece of text."""
        if data.strip() and not (UNSEEN | AS_IT_IS) & set(self.open):
            self.pieces.append(" ".join(data.split()))


@cache
def english(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Give every message that another language says otherwise, and how to know it in a page's text."""
    file = Path(njia_hub.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    found = []
    for message in read_po(BytesIO(file.read_bytes()), locale=language):
        said = _every(message.string or "")
        found += [(key, _shown(key)) for key in _every(message.id) if key not in said and _is_long(key)]
    return found


def _every(form: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (form,) if isinstance(form, str) else tuple(form)


def _is_long(message: str) -> bool:
    return len(GAP.sub("", message).strip()) >= SHORTEST


def _shown(message: str) -> re.Pattern[str]:
    """Match a piece of text with this message in it; one with gaps must be the whole of the piece."""
    parts = [re.escape(" ".join(part.split())) for part in GAP.split(message.replace("%%", "%"))]
    return re.compile(rf"(.*\W)?{parts[0]}(\W.*)?" if len(parts) == 1 else r"\s?.*?\s?".join(parts))


def left_in_english(page: Page, language: str) -> list[str]:
    """Name the messages that a page shows as they stand in the sources."""
    return [key for key, shown in english(language) if any(shown.fullmatch(piece) for piece in page.pieces)]


def pages(browser: Any, language: str) -> dict[str, Page]:
    """Open every page that needs nothing in its address, as far as this person gets to see it."""
    from django.conf import settings

    from njia_hub.roles import TABLE

    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    opened = {}
    for row in TABLE:
        method, name = row.split(" ")
        if method != "GET" or name not in addresses() or addresses()[name].parameters:
            continue
        if addresses()[name].is_api:  # it tells of itself in English
            continue
        answer = ask(browser, row, {})
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            opened[row] = Page(answer.content.decode())
    return opened


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize(("name", "least"), [("alice", 15), ("carol", 25)])
def test_every_page_is_wholly_in_the_language_that_was_chosen(
    clients: dict[str, Any], name: str, least: int, language: str
) -> None:
    opened = pages(clients[name], language)
    assert len(opened) >= least, sorted(opened)
    for row, page in opened.items():
        assert (page.root.get("lang"), page.root.get("dir")) == (language, DIRECTIONS[language]), row
        assert left_in_english(page, language) == [], row


def test_a_page_in_english_would_be_found(clients: dict[str, Any]) -> None:
    page = pages(clients["carol"], "en")["GET review:queue"]
    assert page.root.get("dir") == "ltr"
    assert "Waiting for you" in left_in_english(page, "sw")


def test_a_journey_between_names_in_latin_letters_still_reads_from_the_right() -> None:
    from django.utils.translation import override

    from njia_hub.routes.wording import in_order

    with override("ar"):
        line = in_order(["Busia", "Riyadh"])
    letters = [letter for letter in line if unicodedata.bidirectional(letter) in ("L", "R", "AL")]
    assert unicodedata.bidirectional(letters[0]) == "R", "a reader with dir=auto goes by the first letter"
    assert "←" in line
    assert line.index("Busia") < line.index("Riyadh")
