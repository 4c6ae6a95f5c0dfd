"""Every sentence that Njia writes for readers, by language: data in YAML, plurals and numbers by CLDR.

A catalogue is a folder of YAML files; `map.yaml` with `legend: {out: "Out of {country}"}` is said with
`say("map.legend.out", country="Kenya")`. An entry that depends on a number is a mapping of CLDR plural
categories (`zero` here means exactly 0) and is chosen by the argument `count`:

    organisations: {zero: no organisations, one: one organisation, other: "{count} organisations"}

Two numbers in one sentence are two phrases put into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from njia.own_data import parsed


class MissingPhrase(LookupError):
    """A catalogue lacks a phrase, or a phrase lacks a form or an argument."""


class Catalogue:
    """The phrases of one language."""

    def __init__(self, language: str, phrases: Mapping[str, Any]) -> None:
        self.language = language
        # British English writes "a, b and c".
        self.locale = Locale.parse("en_GB" if language == "en" else language)
        self.phrases = phrases
        self.right_to_left = self.locale.text_direction == "rtl"

    def say(self, key: str, /, **arguments: Any) -> str:
        """Write the phrase with its arguments; numbers among them are formatted for the language."""
        phrase: Any = self.phrases
        for part in key.split("."):
            if not isinstance(phrase, Mapping) or part not in phrase:
                raise MissingPhrase(f"{self.language}: no phrase '{key}'")
            phrase = phrase[part]
        if isinstance(phrase, Mapping):
            phrase = self._plural(key, phrase, arguments)
        shown = {name: self.number(v) if isinstance(v, int | float) else v for name, v in arguments.items()}
        try:
            return str(phrase).format_map(shown)
        except KeyError as error:
            raise MissingPhrase(f"{self.language}: '{key}' needs {error}") from error

    def _plural(self, key: str, forms: Mapping[str, str], arguments: Mapping[str, Any]) -> str:
        count = arguments.get("count")
        if not isinstance(count, int | float):
            raise MissingPhrase(f"{self.language}: '{key}' needs a count")
        if count == 0 and "zero" in forms:
            return forms["zero"]
        form = self.locale.plural_form(count)
        if form not in forms and "other" not in forms:
            raise MissingPhrase(f"{self.language}: '{key}' has no form '{form}'")
        return forms.get(form, forms.get("other", ""))

    def number(self, value: float) -> str:
        """Write a number with the language's separators."""
        return _decimal(self.locale, value)

    def percent(self, part: int, whole: int) -> str:
        """Write a share as a whole percentage; a whole of 0 has none."""
        return str(format_percent(part / whole, locale=self.locale)) if whole else "–"

    def join(self, items: list[str]) -> str:
        """Write a list: "a, b and c"."""
        return str(format_list(items, locale=self.locale)) if items else ""


@lru_cache(maxsize=8192)
def _decimal(locale: Locale, value: float) -> str:
    return str(format_decimal(value, locale=locale))


@cache
def catalogue(language: str) -> Catalogue:
    """Load a language's phrases; raises MissingPhrase when there is no such catalogue."""
    folder = files(__package__).joinpath(language)
    if not folder.is_dir():
        raise MissingPhrase(f"no catalogue for language '{language}'")
    phrases = {
        file.name.removesuffix(".yaml"): parsed(file)
        for file in sorted(folder.iterdir(), key=lambda f: f.name)
        if file.name.endswith(".yaml")
    }
    return Catalogue(language, phrases)
