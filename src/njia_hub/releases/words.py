"""Audiences and policies in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

AUDIENCE_NAMES: dict[str, Promise | str] = {
    "public": _("The public"),
    "network": _("The network"),
    "government": _("A government unit"),
    "bank": _("A bank"),
    "airline": _("An airline"),
    "donor": _("A donor"),
}
POLICY_NAMES: dict[str, Promise | str] = {
    "guarded": _("Guarded"),
    "strict": _("Strict"),
    "open": pgettext_lazy("policy", "Open"),
}
POLICY_MEANINGS: dict[str, Promise | str] = {
    "guarded": _(
        "Guarded: where too few people or organisations are behind a figure, it is told less exactly, and "
        "only then withheld. Nothing comes back by subtraction."
    ),
    "strict": _(
        "Strict: every figure carries a small noise and is rounded, so that tables need not add up. For many "
        "releases and fine tables."
    ),
    "open": _("Open: every single route, without organisations, reporters and free text."),
}
TEXT_NAMES: dict[str, Promise | str] = {
    "title": _("Title"),
    "foreword": _("Foreword of the report"),
    "method": _("How the data was collected"),
    "findings": _("What the network itself finds in the figures"),
    "data_note": _("A note on the data, shown wherever the data is"),
    "differences": _("Where the figures differ from others in print, and why"),
    "acknowledgements": _("Thanks and funding"),
    "contact": _("How to reach the network"),
}
