"""Send e-mails, where the installation can. No e-mail says anything about routes."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.core.mail.utils import DNS_NAME
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from njia_hub.people.links import VALID_DAYS
from njia_hub.people.models import Person


def can_send() -> bool:
    """Say whether the installation sends e-mails."""
    return bool(settings.INSTALLATION.mail.host)


def send(email: str, link: str, *, is_reset: bool = False) -> bool | None:
    """Send a link to an address: whether it went off, or None when the installation sends no e-mail."""
    if not can_send():
        return None
    what = (
        _("Here is the link to set a new password for your account at %(host)s.")
        if is_reset
        else _("You are invited to %(host)s. Here is the link that makes your account.")
    ) % {"host": settings.INSTALLATION.host}
    once = _("It works once, for %(days)s days. Do not pass it on.") % {"days": VALID_DAYS}
    subject = _("Your new password") if is_reset else _("Your invitation")
    return _send(email, subject, what, link, once)


def say_that_something_waits(person: Person) -> bool:
    """Tell a person in their language that something waits, and not what; say whether the e-mail went off."""
    with override(person.language or settings.LANGUAGE_CODE):
        what = _("Something waits for you at %(host)s. Sign in to see it:") % {
            "host": settings.INSTALLATION.host
        }
        address = f"{settings.INSTALLATION.address}{reverse('account_login')}"
        return _send(person.email, _("Something waits for you"), what, address)


def _send(email: str, subject: str, *paragraphs: str) -> bool:
    # E-mails name the hub as their origin. Django would ask the network for this machine's own name.
    DNS_NAME._fqdn = settings.INSTALLATION.host
    try:
        return bool(send_mail(subject, "\n\n".join(paragraphs) + "\n", None, [email]))
    except (OSError, smtplib.SMTPException):
        return False
