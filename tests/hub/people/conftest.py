"""Devices that are signed in nowhere yet, and limits that begin anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.hub.conftest import PASSWORD

SIGN_IN = "/account/sign-in"


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def device() -> Callable[..., Client]:
    """Give a function that gives a browser of its own, over TLS, at an address of its own."""
    from tests.hub.walking import over_tls

    def new(address: str = "192.0.2.1") -> Client:
        return over_tls(REMOTE_ADDR=address)

    return new


@pytest.fixture
def with_password(device: Callable[..., Client]) -> Callable[..., Client]:
    """Give a function that signs a person in as people do: on the page, with the password."""

    def sign_in(person: Any, password: str = PASSWORD, address: str = "192.0.2.1") -> Client:
        browser = device(address)
        answer = browser.post(SIGN_IN, {"login": person.email, "password": password})
        assert answer.status_code == 302, answer.content.decode()
        return browser

    return sign_in


def is_in(browser: Client) -> bool:
    """Say whether a browser is signed in."""
    return bool(browser.get("/people/me").status_code == 200)
