"""Send a link by e-mail, where the installation can. No e-mail says anything about routes."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext as _

from njia_hub.people.links import VALID_DAYS


def send(email: str, link: str, *, is_reset: bool = False) -> bool | None:
    """Send a link to an address: whether it went off, or None when the installation sends no e-mail."""
    if not settings.INSTALLATION.mail.host:
        return None
    what = (
        _("Here is the link to set a new password for your account at %(host)s.")
        if is_reset
        else _("You are invited to %(host)s. Here is the link that makes your account.")
    ) % {"host": settings.INSTALLATION.host}
    once = _("It works once, for %(days)s days. Do not pass it on.") % {"days": VALID_DAYS}
    subject = _("Your new password") if is_reset else _("Your invitation")
    # E-mails name the hub as their origin. Django would ask the network for this machine's own name.
    DNS_NAME._fqdn = settings.INSTALLATION.host
    try:
        return bool(send_mail(subject, f"{what}\n\n{link}\n\n{once}\n", None, [email]))
    except (OSError, smtplib.SMTPException):
        return False
