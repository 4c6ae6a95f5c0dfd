"""Links that work once: the secret stands behind the #, which browsers keep to themselves.

So it is in no log of any server, and opening the link, as the scanners of mail do, uses nothing up.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from njia_hub.people.models import Invitation, Link, Reset
from njia_hub.people.tokens import hashed

VALID_DAYS = 14


class NotOpen(Exception):
    """A link does not work, or not any more; the message says why."""


def new_secret() -> tuple[str, str, dt.datetime]:
    """Make a secret; give it, its hash, and when its link ends."""
    secret = secrets.token_urlsafe(32)
    return secret, hashed(secret), timezone.now() + dt.timedelta(days=VALID_DAYS)


def address(secret: str) -> str:
    """Give the link to hand over."""
    return f"{settings.INSTALLATION.address}{reverse('people:join')}#{secret}"


def find(secret: str, *, lock: bool = False) -> Invitation | Reset:
    """Find what a link is for; NotOpen when it does not work. `lock` it inside an action to use it."""
    code = secret.strip().rpartition("#")[2]  # somebody may paste the whole link
    for model in (Invitation, Reset):
        found = model.objects.filter(secret_hash=hashed(code))
        link = (found.select_for_update() if lock else found).first()
        if link is not None:
            _check_open(link)
            return link
    raise NotOpen(_("This link is not known here. Check that you copied all of it."))


def _check_open(link: Link) -> None:
    if link.used is not None:
        raise NotOpen(_("This link was used already: it works once. If it was you, sign in."))
    if link.withdrawn is not None:
        raise NotOpen(_("This link was withdrawn. Ask who sent it for a new one."))
    if not link.is_open:
        raise NotOpen(_("This link is too old. Ask who sent it for a new one."))
