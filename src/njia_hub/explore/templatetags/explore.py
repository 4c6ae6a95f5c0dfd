"""Words for levels, views and what lines are drawn by."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def level_words(level: str) -> str:
    """Name a level."""
    return {"country": _("Countries"), "county": _("Counties"), "place": _("Places")}[level]


@register.filter
def by_words(by: str) -> str:
    """Name what the width of a line counts."""
    return {"cases": _("By cases"), "submissions": _("By submissions")}[by]


@register.filter
def view_words(view: str) -> str:
    """Name a view."""
    return {"whole": _("Everything"), "near": _("Near"), "true": _("True to scale")}[view]
