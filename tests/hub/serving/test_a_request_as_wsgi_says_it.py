"""What the server says of a request is what Django reads, and nobody can say another's part."""

from types import SimpleNamespace
from typing import Any

from njia_hub.serving.application import environment


class Headers(list[tuple[str, str]]):
    def items(self) -> list[tuple[str, str]]:
        return [*self]


def said(*headers: tuple[str, str], **more: Any) -> dict[str, Any]:
    scope = {
        "method": "POST",
        "path": "/maéndeleo/x",
        "query_string": "a=1",
        "server": "127.0.0.1:8000",
        "client": "192.0.2.7:4321",
        "http_version": "1.1",
        "scheme": "http",
        "authority": None,
        "headers": Headers(headers),
    }
    return environment(SimpleNamespace(**scope | more), b"abc")


def test_the_path_is_bytes_in_disguise() -> None:
    assert said()["PATH_INFO"].encode("latin-1").decode() == "/maéndeleo/x"


def test_the_address_of_who_asks_has_no_port() -> None:
    assert said()["REMOTE_ADDR"] == "192.0.2.7"
    assert said(client="[2001:db8::1]:4321")["REMOTE_ADDR"] == "2001:db8::1"


def test_a_header_with_an_underscore_does_not_pass_for_another() -> None:
    environ = said(("x_forwarded_for", "203.0.113.9"), ("x_forwarded-proto", "https"))
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "HTTP_X_FORWARDED_PROTO" not in environ


def test_headers_that_come_twice_are_one() -> None:
    environ = said(("cookie", "a=1"), ("cookie", "b=2"), ("x-forwarded-for", "1"), ("x-forwarded-for", "2"))
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_X_FORWARDED_FOR"] == "1,2"


def test_what_came_in_counts_and_not_what_was_announced() -> None:
    environ = said(("content-length", "9999"), ("content-type", "text/plain"))
    assert environ["CONTENT_LENGTH"] == "3"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["wsgi.input"].read() == b"abc"
