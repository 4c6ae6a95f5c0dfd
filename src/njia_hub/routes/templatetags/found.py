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
    return _said(found, "message")


@register.filter
def remedy(found: Any) -> str:
    """Say what to do."""
    return _said(found, "remedy")


def _said(found: Any, what: str) -> str:
    """Take a Found, or one as it stands in a document."""
    known = Found.model_validate(found) if isinstance(found, Mapping) else found
    if (get_language() or "en").startswith("en") or known.code not in CATALOGUE:
        return str(getattr(known, what))
    try:
        return gettext(getattr(CATALOGUE[known.code], what)).format_map(in_words(known.details))
    except (KeyError, ValueError):  # kept by an earlier version, with other details
        return str(getattr(known, what))
