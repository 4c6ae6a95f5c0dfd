"""Django's own list of what a deployment needs, and what we know better."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command

KNOWN = {
    "security.W002": "the guard says it on every answer, also of files; see test_headers.py",
    "security.W005": "subdomains of the hub's address are not ours to speak for",
    "security.W008": "the hub listens on the loopback interface; the proxy in front sends people to TLS",
    "security.W021": "whoever runs the domain decides whether browsers ship its name",
}


def test_the_check_for_deployments_finds_nothing_but_what_is_known() -> None:
    from django.core import checks

    found = {
        fault.id: fault.msg
        for fault in checks.run_checks(include_deployment_checks=True)
        if not fault.is_silenced()
    }
    assert {id_: words for id_, words in found.items() if id_ not in KNOWN} == {}


def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_nothing_is_on_that_helps_only_those_who_build() -> None:
    assert settings.DEBUG is False
    assert settings.ADMINS == []
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.USE_X_FORWARDED_HOST is False
    assert settings.SECURE_PROXY_SSL_HEADER is None  # no proxy of ours in this installation
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_a_password_is_hashed_slowly() -> None:
    from django.conf import global_settings

    first = global_settings.PASSWORD_HASHERS[0]  # the tests' own settings have a quick one
    assert first.endswith("PBKDF2PasswordHasher")


def test_plain_http_is_for_this_machine_only(tmp_path: Any) -> None:
    """Without TLS, cookies are still locked unless nobody but this machine can reach the hub."""
    from njia_hub.installation import Installation

    for address, is_locked in (
        ("https://hub.example", True),
        ("http://hub.example", True),
        ("http://localhost:8000", False),
        ("https://localhost", True),
        ("http://127.0.0.1.elsewhere.example", True),
    ):
        installation = Installation(address=address)
        assert (installation.is_encrypted or not installation.is_local) is is_locked
