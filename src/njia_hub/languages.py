"""The language that a page speaks."""

from __future__ import annotations

from django.utils.translation import get_language

from njia.network import LANGUAGES


def language() -> str:
    """Give the language of the page, as far as the core has words in it; else English."""
    spoken = (get_language() or "en")[:2]
    return spoken if spoken in LANGUAGES else "en"
