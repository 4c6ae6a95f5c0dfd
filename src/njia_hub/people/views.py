"""Pages about people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from njia_hub.guard import HubRequest


def account(request: HubRequest) -> HttpResponse:
    """Show one's own account."""
    return render(request, "people/account.html")
