"""Pages about one's own account, and one's keys to the API."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.base.views import IndexView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from njia_hub.guard import HubRequest, needs_second_factor
from njia_hub.people import changing, tokens
from njia_hub.people.forms import OwnForm, TokenForm
from njia_hub.people.words import SCOPE_MEANINGS


class SecondFactor(IndexView):
    """Show one's second factor; say when the role needs one before anything else can be done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether one is missing."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_missing": needs_second_factor(self.request.user)}


def account(request: HubRequest) -> HttpResponse:
    """Show one's own account; change the name and the language."""
    person = request.user
    form = OwnForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["name"] != person.name:
            changing.rename(person, form.cleaned_data["name"])
        changing.choose_language(person, form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form})


def own_tokens(request: HubRequest) -> HttpResponse:
    """Show one's tokens; make one, which is shown once, in the answer."""
    form, secret = TokenForm(request.user, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, secret = tokens.make(request.user, **form.cleaned_data)
        form = TokenForm(request.user)
    now = timezone.now()
    shown = [
        {"token": token, "may": [SCOPE_MEANINGS[scope] for scope in token.scopes]}
        for token in request.user.tokens.filter(ended=None, expires__gt=now)
    ]
    return render(request, "people/tokens.html", {"form": form, "secret": secret, "tokens": shown})


def end_token(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """End one of one's tokens."""
    tokens.end(get_object_or_404(request.user.tokens, pk=pk), request.user)
    messages.success(request, _("The token does not work any more."))
    return redirect("people:tokens")
