"""What every answer tells the browser: run nothing else, keep nothing, frame nothing, say nothing of us."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.hub.canaries import World
from tests.hub.walking import over_tls, visits

from njia_hub.roles import TABLE

pytestmark = pytest.mark.pages

FRAMED = "GET releases:embed"  # the only page that other sites may show in theirs
ROWS = sorted({row.split(" ")[0] for row in TABLE})


@pytest.mark.parametrize("method", ROWS)
def test_every_answer_has_every_header_and_locks_every_cookie(
    method: str, world: World, clients: dict[str, Any]
) -> None:
    seen = 0
    for visit in visits(world, clients, f"{method} ", most=1):
        seen += 1
        heads = visit.answer.headers
        policy = heads["Content-Security-Policy"]
        assert "unsafe" not in policy, visit
        assert re.search(r"(?:^|; )default-src 'none'(?:;|$)", policy), visit
        assert re.search(r"base-uri 'none'", policy), visit
        assert re.search(r"form-action 'self'", policy), visit
        if visit.row == FRAMED and visit.answer.status_code == 200:
            assert policy.endswith("; frame-ancestors *"), visit
            assert "X-Frame-Options" not in heads, visit
            assert heads["Cross-Origin-Resource-Policy"] == "cross-origin", visit
            policy = policy.removesuffix(" *")
        else:
            assert re.search(r"frame-ancestors 'none'", policy), visit
            assert heads["X-Frame-Options"] == "DENY", visit
            assert heads["Cross-Origin-Resource-Policy"] == "same-origin", visit
        assert not re.search(r"https?:|\*", policy), visit
        assert heads["X-Content-Type-Options"] == "nosniff", visit
        assert heads["Referrer-Policy"] == "same-origin", visit
        assert heads["Cross-Origin-Opener-Policy"] == "same-origin", visit
        assert heads["Strict-Transport-Security"].startswith("max-age=31536000"), visit
        assert "Access-Control-Allow-Origin" not in heads, visit
        assert not {"Server", "X-Powered-By", "X-Django-Version"} & set(heads), visit
        if visit.name != "nobody":
            assert "no-store" in heads["Cache-Control"], visit
        for cookie in visit.answer.cookies.values():
            assert not cookie.value or is_locked(cookie), visit  # without a value it is taken away
    assert seen > 7


def is_locked(cookie: Any) -> bool:
    """Say whether a cookie goes to this hub alone, encrypted, and no script reads it."""
    return bool(
        cookie["secure"]
        and cookie["httponly"]
        and cookie["samesite"] in ("Lax", "Strict")
        and not cookie["domain"]
        and cookie["path"] == "/"
        and (cookie.key.startswith("__Host-") or cookie.key == "njia-language")
    )


def test_nothing_of_a_stranger_is_kept_either(world: World) -> None:
    for path in ("/account/sign-in", "/", "/nothing-here", "/api/me"):
        assert "no-store" in over_tls().get(path).headers["Cache-Control"]


def test_messages_are_not_kept_on_the_device(settings: Any) -> None:
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")


def test_a_session_ends_by_itself_and_is_only_an_opaque_key(
    world: World, signed_in: Any, settings: Any
) -> None:
    browser = signed_in(world.people["alice"])
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert re.fullmatch(r"[a-z0-9]{32}", cookie.value)
    assert settings.SESSION_COOKIE_AGE <= 720 * 3600
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


@pytest.mark.parametrize(
    "path", ["/nothing", "/routes/nothing", "/api/nothing", "/static/nothing.css", "/.env", "/admin/"]
)
def test_what_is_not_there_says_so_plainly(path: str, world: World, clients: dict[str, Any]) -> None:
    for browser in (over_tls(), clients["carol"]):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Traceback" not in answer.content.decode()
        assert "django" not in answer.content.decode().lower()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_error_tells_nothing(world: World, clients: dict[str, Any], monkeypatch: Any) -> None:
    from njia_hub import entrance

    class Broken:
        def cursor(self) -> None:
            raise RuntimeError("CANARYSECRET")

    monkeypatch.setattr(entrance, "connection", Broken())
    browser = over_tls()
    browser.raise_request_exception = False
    answer = browser.get("/alive")
    assert answer.status_code == 500
    assert "CANARYSECRET" not in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
