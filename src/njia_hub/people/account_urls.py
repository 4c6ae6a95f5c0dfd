"""One's own account: signing in and out, password, second factor, sessions. Nothing else of allauth's."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as sessions
from django.urls import path

from njia_hub.people.account import confirmed, recorded
from njia_hub.people.own import SecondFactor

urlpatterns = [
    # Checking a password takes long: where one is typed, the action begins once it was right (Adapter).
    path("sign-in", account.login, name="account_login"),
    path("sign-out", recorded("account.sign_out", account.logout), name="account_logout"),
    path("password", confirmed(account.password_change), name="account_change_password"),
    path("confirm", confirmed(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code", confirmed(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/passkey", confirmed(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sessions", recorded("account.end_sessions", sessions.list_usersessions), name="usersessions_list"),
    path("second-factor", SecondFactor.as_view(), name="mfa_index"),
    path(
        "second-factor/enter",
        recorded("account.second_factor", mfa.authenticate),
        name="mfa_authenticate",
    ),
    path("second-factor/app", recorded("account.app_on", totp.activate_totp), name="mfa_activate_totp"),
    path(
        "second-factor/app/remove",
        recorded("account.app_off", totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path("second-factor/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new",
        recorded("account.recovery_codes", codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/codes/file", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("second-factor/passkeys", passkey.list_webauthn, name="mfa_list_webauthn"),
    path(
        "second-factor/passkeys/new",
        recorded("account.passkey_add", passkey.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/name",
        recorded("account.passkey_rename", passkey.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/remove",
        recorded("account.passkey_remove", passkey.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
