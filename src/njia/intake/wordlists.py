"""The intake's own lists of words, each read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from njia.own_data import read_yaml
from njia.vocabulary.headers import comparable


@cache
def number_words() -> dict[str, Any]:
    """Give the words of `number_words.yaml`: lists of words, or words with their values."""
    raw = _read("number_words.yaml")
    return {
        name: words if isinstance(words, dict) else frozenset(str(word) for word in words)
        for name, words in raw.items()
    }


@cache
def row_words(name: str) -> frozenset[str]:
    """Give one list of `row_words.yaml`, in the form that `comparable` gives."""
    return frozenset(comparable(word) for word in _read("row_words.yaml")[name])


@cache
def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = read_yaml("njia.intake", name)
    return read
