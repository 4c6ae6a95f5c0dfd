"""The report's words in one language: its phrases, and the few forms that every sentence needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from njia.gazetteer import countries
from njia.language import Catalogue, MissingPhrase, catalogue
from njia.network import LANGUAGES, NetworkError

PERCENT_FROM = 10  # a share of fewer is said as a number only
LONGEST_LIST = 24


class Words:
    """Phrases of `report.yaml` in one language; NetworkError when there is no such report."""

    def __init__(self, language: str) -> None:
        self._catalogue: Catalogue = _with_report(language)
        self.language = language
        self.right_to_left = self._catalogue.right_to_left

    def say(self, key: str, /, **arguments: Any) -> str:
        """Write a phrase of the report."""
        return self._catalogue.say(f"report.{key}", **arguments)

    def phrases(self, key: str) -> list[str]:
        """Give a list of whole paragraphs, which take no arguments."""
        phrase: Any = self._catalogue.phrases["report"]
        for part in key.split("."):
            phrase = phrase[part]
        return [str(item) for item in phrase]

    def texts(self, key: str) -> dict[str, str]:
        """Give a group of whole texts by name, which take no arguments."""
        return {name: str(text) for name, text in self._catalogue.phrases["report"][key].items()}

    def counted(self, noun: str, number: int) -> str:
        """Write a number with its noun: "12 routes", "one route", "no routes"."""
        return self._catalogue.say(f"count.{noun}", count=number)

    def number(self, value: float) -> str:
        """Write a number."""
        return self._catalogue.number(value)

    def share(self, part: int, whole: int) -> tuple[str, str]:
        """Write "3 of 7" or "all 7", and the percentage in brackets where the whole is large enough."""
        if part == whole:
            return self.say("share_all", whole=whole), ""
        percent = self._catalogue.percent(part, whole) if whole >= PERCENT_FROM else ""
        return self.say("share", part=part, whole=whole), self.say(
            "percent", percent=percent
        ) if percent else ""

    def percent(self, part: int, whole: int) -> str:
        """Write a percentage for a table; empty for a whole that is too small for one."""
        return self._catalogue.percent(part, whole) if whole >= PERCENT_FROM else ""

    def join(self, items: Sequence[str], longest: int = LONGEST_LIST) -> str:
        """Write a list: "a, b and c"; one with more than `longest` items ends with how many are left."""
        if len(items) > longest:
            rest = len(items) - longest + 1
            items = [*items[: longest - 1], self.say("labels.others", count=rest)]
        return self._catalogue.join(list(items))

    def with_counts(self, items: Sequence[tuple[str, int]], longest: int = LONGEST_LIST) -> str:
        """Write a list with numbers: "a (3), b (2) and c (1)"."""
        named = [self.say("labels.with_count", name=name, count=count) for name, count in items]
        return self.join(named, longest)

    def country(self, code: str) -> str:
        """Write a country's name as it stands in running text: "the Netherlands"."""
        if not code:
            return self.say("labels.unknown")
        name = countries.name(code, self.language)
        with_the: list[str] = self._catalogue.phrases["report"].get("takes_the", [])
        return self.say("the", name=name) if code in with_the else name


def sentence(text: str) -> str:
    """Begin with a capital, as a sentence or a heading does."""
    return text[:1].upper() + text[1:]


def lowered(label: str) -> str:
    """Begin with a small letter, as a label does within a sentence; "SMS" and "TV" stay."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _with_report(language: str) -> Catalogue:
    if not _has_report(language):
        there = ", ".join(written_languages())
        raise NetworkError(f"languages: there is no report in '{language}' yet; there is one in {there}.")
    return catalogue(language)


def written_languages() -> tuple[str, ...]:
    """Give the languages that there is a report in."""
    return tuple(language for language in LANGUAGES if _has_report(language))


def _has_report(language: str) -> bool:
    try:
        phrases = catalogue(language).phrases
    except MissingPhrase:
        return False
    return "report" in phrases and "count" in phrases
