"""The forms of a page: where they are sent, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TYPED = ("text", "search", "email", "password", "tel", "url", "number", "date", "month", "hidden", "")


@dataclass
class Form:
    """One form: its address, its method, and its fields with what stands in them."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)  # fields that a person writes into
    files: set[str] = field(default_factory=set)

    def filled(self, text: str) -> dict[str, str]:
        """Write a text into every field that can be written into."""
        return self.fields | dict.fromkeys(self.typed, text)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
            self._open = True
        elif self._open and tag in ("input", "textarea", "button", "select"):
            self._field(tag, given)
        elif self._open and tag == "option" and self._select:
            fields = self.forms[-1].fields
            is_first = self._select not in fields
            fields[self._select] = (
                given.get("value", "") if is_first or "selected" in given else fields[self._select]
            )

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name, form = given.get("name", ""), self.forms[-1]
        if not name or name == "csrfmiddlewaretoken":
            return
        if tag == "select":
            self._select = name
        elif given.get("type") == "file":
            form.files.add(name)
        elif tag == "button" or given.get("type") in ("checkbox", "radio", "submit"):
            form.fields.setdefault(name, given.get("value", "on"))
        else:
            form.fields[name] = given.get("value", "")
            if tag == "textarea" or given.get("type", "") in TYPED:
                form.typed.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        if tag == "select":
            self._select = ""


def forms_of(text: str, path: str) -> list[Form]:
    """Give the forms of a page that was read at a path."""
    reading = _Reading()
    reading.feed(text)
    for form in reading.forms:
        form.action = urljoin(path, form.action) if form.action else path
    return reading.forms
