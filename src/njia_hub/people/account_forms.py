"""allauth's forms in the hub's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from njia_hub.people.forms import PASSWORD_HINT

_WORDS = {
    "login": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("The password that you have now"),
    "password1": _("The new password"),
    "password2": _("The new password again"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
}


class InPlainWords:
    """Puts the hub's words on a form of allauth's."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = _WORDS.get(name, field.label)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HINT
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(inputmode="numeric", autofocus=True)


class SignInForm(InPlainWords, account.LoginForm):
    """The address and the password."""


class ChangePasswordForm(InPlainWords, account.ChangePasswordForm):
    """The old password, and the new one twice."""


class ConfirmForm(InPlainWords, account.ReauthenticateForm):
    """The password again."""


class CodeForm(InPlainWords, mfa.AuthenticateForm):
    """The code of the app, or a recovery code."""


class ConfirmCodeForm(InPlainWords, mfa.ReauthenticateForm):
    """The code again."""


class AddAppForm(InPlainWords, ActivateTOTPForm):
    """The first code of a new app."""


class AddPasskeyForm(InPlainWords, passkey.AddWebAuthnForm):
    """A name for a new passkey."""


class RenamePasskeyForm(InPlainWords, passkey.EditWebAuthnForm):
    """Another name for a passkey."""
