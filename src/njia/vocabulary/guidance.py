"""What the template tells those who fill it in; the words are in `guidance.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from njia.own_data import read_yaml


def note(key: str, language: str, n: int | None = None) -> str:
    """Say what to write in a column of `headers.yaml`; raises KeyError for a column without a note.

    `n` is the number of the transit point or leg; without it "{n}" stays.
    """
    said = str(_raw()["columns"][key][language])
    return said if n is None else said.replace("{n}", str(n))


def has_note(key: str) -> bool:
    """Say whether there is a note on a column."""
    return key in _raw()["columns"]


def text(key: str, language: str) -> str:
    """Give one of the template's texts."""
    return str(_raw()["texts"][key][language])


def how_to(language: str) -> tuple[str, ...]:
    """Give the paragraphs that say how to fill the template in."""
    return tuple(_raw()["texts"]["how_to"][language])


def sheet_name(key: str, language: str) -> str:
    """Give the name of one of the template's sheets."""
    return str(_raw()["sheets"][key][language])


def example(key: str, language: str) -> str:
    """Give a text of the example row; `mark` is the word that makes it an example."""
    return str(_raw()["example"][language] if key == "mark" else _raw()["example_row"][key][language])


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = read_yaml("njia.vocabulary", "guidance.yaml")
    return raw
