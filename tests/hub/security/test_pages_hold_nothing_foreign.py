"""No page, sheet or script has anything from elsewhere in it, or anything inline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.hub.addresses import addresses
from tests.hub.canaries import World
from tests.hub.walking import visits

import njia_hub
from njia_hub.roles import TABLE

pytestmark = pytest.mark.pages

HUB = Path(njia_hub.__file__).parent
SERVED = sorted(file for file in HUB.glob("**/static/**/*") if file.is_file())
TEMPLATES = sorted(HUB.glob("**/templates/**/*.html"))
FOREIGN = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}""", re.IGNORECASE)
# Names of languages and namespaces, which nobody fetches.
NAMES = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xhtml|1999/xlink|1998/Math/MathML)")
LOADS = {"src", "href", "action", "formaction", "poster", "data", "srcset", "background", "cite", "ping"}


class Looking(HTMLParser):
    """Collects what a strict page must not have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.faults.append(f"inline <{tag}>")
        if tag in ("iframe", "object", "embed", "base", "applet"):
            self.faults.append(f"<{tag}>")
        if tag == "meta" and given.get("http-equiv") and not _is_reload(given):
            self.faults.append("<meta http-equiv>")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{tag} {name}={value[:40]}")
            if name.removeprefix("xlink:") in LOADS and _is_foreign(value):
                self.faults.append(f"{tag} {name}={value[:80]}")
        if tag == "a" and given.get("target") == "_blank" and "noopener" not in given.get("rel", ""):
            self.faults.append("target=_blank without noopener")


DATA = ("application/json", "application/ld+json")


def _is_reload(given: dict[str, str]) -> bool:
    """Say whether a page only loads itself again, without a script."""
    return given["http-equiv"] == "refresh" and given.get("content", "").isdigit()


def _is_foreign(value: str) -> bool:
    said = value.strip().lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", said)
    if said.startswith("//"):
        return True
    return bool(scheme) and scheme[0] not in ("mailto:", "data:", "blob:", "otpauth:")


def faults_of(text: str) -> list[str]:
    """Name what a page must not have."""
    looking = Looking()
    looking.feed(text)
    return looking.faults


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<style>a{}</style>",
        "<p style='color:red'>",
        "<p onclick=x>",
        "<img src=https://example.org/a.png>",
        "<a href=javascript:alert(1)>",
        "<a href=' JavaScript:alert(1)'>",
        "<script src=//example.org/a.js></script>",
        "<base href=/>",
        "<meta http-equiv=refresh content='0;url=/elsewhere'>",
        "<iframe src=/></iframe>",
        "<svg><image xlink:href='http://example.org/a'/></svg>",
    ],
)
def test_what_must_not_be_is_found(page: str) -> None:
    assert faults_of(page)


def test_what_may_be_is_let_through() -> None:
    assert (
        faults_of("<a href='/map/?a=b:c'>x</a><script type='application/json'>{}</script><p class=x>") == []
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_has_anything_inline_or_foreign_or_leads_elsewhere(
    method: str, world: World, clients: dict[str, Any]
) -> None:
    """No link leads out of the hub either: nothing can tell another site where somebody was."""
    pages, looked_at = 0, set()
    for visit in visits(world, clients, f"{method} ", most=6):
        looked_at.add(visit.row)
        if visit.is_page:
            pages += 1
            assert faults_of(visit.text) == [], visit
            links = re.findall(r"<a\b[^>]*\bhref=[\"']?([^\"'\s>]+)", visit.text)
            assert [link for link in links if _is_foreign(link)] == [], visit
    assert pages > 20
    assert looked_at == {
        row for row in TABLE if row.startswith(f"{method} ") and row.split(" ")[1] in addresses()
    }


@pytest.mark.parametrize("file", [*SERVED, *TEMPLATES], ids=lambda file: str(file.relative_to(HUB)))
def test_no_file_that_is_served_names_a_foreign_address(file: Path) -> None:
    if file.suffix in (".png", ".woff2", ".ico", ".gz"):
        return
    text = NAMES.sub("", file.read_text(encoding="utf-8"))
    assert FOREIGN.findall(text) == []
    if file.suffix == ".css":
        assert "@import" not in text
    if file.suffix == ".js":
        assert not re.search(
            r"\beval\s*\(|new Function\b|\.innerHTML\s*=|document\.write|insertAdjacentHTML", text
        )


# Looked at by a person: pictures that the core draws, in which every text is escaped (`njia.draw.svg`).
DRAWN = {
    ("_map.html", "shown.figure.svg"),
    ("_map.html", "shown.figure.legend"),
    ("compare.html", "shown.figure.svg"),
    ("compare.html", "shown.figure.legend"),
    ("candidates.html", "map"),
}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(HUB)))
def test_no_template_switches_escaping_off(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\{%\s*autoescape\s+off", text)
    unescaped = {
        (file.name, found) for found in re.findall(r"\{\{\s*([^|{}]+)[^{}]*\|\s*safe(?:seq)?\b", text)
    }
    assert unescaped <= DRAWN
    assert len(re.findall(r"\|\s*safe(?:seq)?\b", text)) == len(unescaped)


def test_where_code_calls_a_text_safe_is_known() -> None:
    """Each use of mark_safe is looked at by a person: what goes in must be made by us, and escaped."""
    using = {
        str(file.relative_to(HUB))
        for file in HUB.rglob("*.py")
        if re.search(r"\bmark_safe\b|\bSafeString\b|__html__", file.read_text(encoding="utf-8"))
    }
    assert using <= LOOKED_AT, "look at it, and then name it here"


LOOKED_AT = {"explore/choices.py"}  # format_html has escaped what it joins
