"""Say the core's problems in the reader's language: `{% load found %}{{ problem|message }}`.

A problem is kept with its code and with what filled its English sentences; the same is put into the
sentences of another language here. The texts are among the hub's messages (`tools/messages.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from njia.problems import CATALOGUE
from njia_hub.routes.document import Found
from njia_hub.routes.particulars import in_words

register = template.Library()


@register.filter
def message(found: Any) -> str:
    """Say what is wrong."""
    known = _known(found)
    kind = CATALOGUE.get(known.code)
    return _filled(kind.message, known.details, known.message) if kind else known.message


@register.filter
def remedy(found: Any) -> str:
    """Say what to do."""
    known = _known(found)
    kind = CATALOGUE.get(known.code)
    if kind is None:
        return known.remedy
    return _filled(kind.what_to_do(in_form=known.in_form), known.details, known.remedy)


def _known(found: Any) -> Found:
    """Take a Found, or one as it stands in a document."""
    return Found.model_validate(found) if isinstance(found, Mapping) else found


def _filled(sentence: str, details: Mapping[str, str], in_english: str) -> str:
    if (get_language() or "en").startswith("en"):
        return in_english
    try:
        return gettext(sentence).format_map(in_words(details))
    except (KeyError, ValueError):  # kept by an earlier version, with other details
        return in_english
