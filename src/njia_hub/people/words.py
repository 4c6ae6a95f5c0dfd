"""Roles and scopes in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from njia_hub.roles import Role, Scope

ROLE_NAMES: dict[str, Promise | str] = {
    Role.REPORTER: _("Reporter"),
    Role.DATA_OFFICER: _("Data officer"),
    Role.COORDINATOR: _("Coordinator"),
    Role.ANALYST: _("Analyst"),
    Role.PARTNER: _("Partner"),
}
ROLE_MEANINGS: dict[str, Promise | str] = {
    Role.REPORTER: _("Reporter: sends routes, and sees what the network shares"),
    Role.DATA_OFFICER: _("Data officer: sees to all routes, files and people of one organisation"),
    Role.COORDINATOR: _("Coordinator: sees everything, reviews, and manages the network"),
    Role.ANALYST: _("Analyst: sees what the network shares, and changes nothing"),
    Role.PARTNER: _("Partner: is outside of the network, and sees only what is made for partners"),
}
SCOPE_MEANINGS: dict[str, Promise | str] = {
    Scope.READ: _("Read what you can see"),
    Scope.REPORT: _("Send and change routes, and upload files"),
    Scope.REVIEW: _("Review routes"),
    Scope.MANAGE: _("Manage organisations, people and collections"),
}
