"""Hosts, languages, links back and proxies that somebody else has written."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.canaries import World
from tests.hub.conftest import PASSWORD, Hub
from tests.hub.walking import over_tls

ELSEWHERE = (
    "https://elsewhere.example/",
    "//elsewhere.example",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "https:elsewhere.example",
    "javascript:alert(1)",
    "\tjavascript:alert(1)",
    "data:text/html,x",
    "https://hub.test@elsewhere.example/",
    "https://hub.test.elsewhere.example/",
    "http://hub.test/",
    "/\t/elsewhere.example",
    "/%0d%0aSet-Cookie:a=b\r\nSet-Cookie: stolen=1",
)


def _leads_home(location: str) -> bool:
    return location.startswith("/") and not location.startswith(("//", "/\\")) and "\n" not in location


@pytest.mark.parametrize("back", ELSEWHERE)
def test_choosing_a_language_leads_nowhere_else(back: str, hub: Hub) -> None:
    answer = over_tls().post("/language", {"language": "sw", "next": back})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/" or (
        _leads_home(answer.headers["Location"]) and "elsewhere.example" not in answer.headers["Location"]
    )


@pytest.mark.parametrize("back", ELSEWHERE)
def test_signing_in_leads_nowhere_else(back: str, hub: Hub) -> None:
    answer = over_tls().post(
        f"/account/sign-in?next={back.split(chr(13))[0]}",
        {"login": hub.alice.email, "password": PASSWORD, "next": back},
    )
    assert answer.status_code == 302
    assert _leads_home(answer.headers["Location"])
    assert "elsewhere.example" not in answer.headers["Location"]


@pytest.mark.parametrize("back", ELSEWHERE)
def test_confirming_leads_nowhere_else(back: str, hub: Hub, signed_in: Any) -> None:
    answer = signed_in(hub.alice).post("/account/confirm", {"password": PASSWORD, "next": back})
    assert answer.status_code == 302
    assert _leads_home(answer.headers["Location"])
    assert "elsewhere.example" not in answer.headers["Location"]


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "hub.test.elsewhere.example", "hub.test:99@x", "localhost", ""]
)
def test_a_foreign_host_is_refused(host: str, hub: Hub) -> None:
    answer = over_tls().get("/account/sign-in", headers={"host": host}, SERVER_NAME=host or "x")
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url"]
)
def test_a_header_changes_neither_host_nor_path(header: str, hub: Hub) -> None:
    answer = over_tls().get("/account/sign-in", headers={header: "elsewhere.example/people"})
    assert answer.status_code == 200
    assert "elsewhere" not in answer.content.decode()


def test_a_proxy_that_is_not_ours_cannot_call_a_line_safe(hub: Hub) -> None:
    from django.test import Client

    plain = Client(headers={"host": "hub.test"})
    for said in ("https", "http"):
        answer = plain.get("/account/sign-in", headers={"x-forwarded-proto": said})
        assert not answer.wsgi_request.is_secure()


def test_a_path_is_not_read_twice(world: World, clients: dict[str, Any]) -> None:
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2f..%2fsecret.key",
                 "/static//etc/passwd", "/static/%00", "/static/njia/..\\..\\secret.key"):  # fmt: skip
        answer = clients["carol"].get(path)
        assert answer.status_code in (400, 404)
        assert "SECRET" not in answer.content.decode("utf-8", "replace")
