"""The second factor: its secrets are encrypted where they are kept, and its words are the hub's."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any, ClassVar

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from njia_hub.people.models import Person


class Adapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes unreadable in the database."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Take the newest one, and check the time of the phone."),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key that is made from the installation's own."""
        return _key(settings.SECRET_KEY).encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Read an encrypted secret."""
        return _key(settings.SECRET_KEY).decrypt(encrypted_text.encode("ascii")).decode()


@cache
def _key(secret: str) -> Fernet:
    made = hashlib.sha256(b"njia second factor\x00" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(made))


def proved(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """Take the setting up of a second factor as its first proof: its codes can be seen at once."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)
