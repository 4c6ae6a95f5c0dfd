"""The client gives its token to the hub that was named, over TLS, and to nobody else."""

from __future__ import annotations

import datetime as dt
import http.server
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from njia.client import Failed, Hub, HubError, Unreachable

TOKEN = "njia_" + "a" * 43


class Server:
    """A server on the loopback interface that answers as it is told, and notes what it was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.command, self.path, dict(self.headers)))
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, content = server.answers.pop(0)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_PUT = do_GET  # noqa: N815 - the names of http.server

            def log_message(self, *_: Any) -> None: ...

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)

    def will(self, status: int, content: bytes = b"{}", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, named, content))


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    server.thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def hub(server: Server, waits: list[float]) -> Hub:
    return Hub(server.address, TOKEN, pause=waits.append, timeout_seconds=5)


@pytest.mark.parametrize(
    "address",
    [
        "http://njia.example.org",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "ftp://njia.example.org",
        "njia.example.org",
        "",
        "https://",
        "https://user:word@njia.example.org",
        "https://njia.example.org/?next=x",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_not_safe_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Hub(address, TOKEN)


@pytest.mark.parametrize("token", ["", "secret", "njia_a\r\nX-Other: 1", "njia_\u00e9"])
def test_what_is_no_token_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(ValueError, match="not a token") as error:
        Hub("https://njia.example.org", token)
    assert not token or token not in str(error.value)


def test_the_token_is_not_shown() -> None:
    assert TOKEN not in repr(Hub("https://njia.example.org", TOKEN))


@pytest.mark.loopback
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: Server, hub: Hub, status: int) -> None:
    other = Server()
    other.thread.start()
    server.will(status, Location=f"{other.address}/api/me")
    with pytest.raises(HubError):
        hub.me()
    assert other.asked == [] and len(server.asked) == 1
    other.http.shutdown()
    other.http.server_close()


@pytest.mark.loopback
def test_what_does_no_harm_is_asked_again(server: Server, hub: Hub, waits: list[float]) -> None:
    server.will(503, Retry_After="7")
    server.will(502)
    server.will(200, b'{"items": [], "next": null}')
    assert list(hub.listed()) == []
    assert waits[0] == 7 and 0 < waits[1] < 2
    assert {asked[2]["Authorization"] for asked in server.asked} == {f"Bearer {TOKEN}"}


@pytest.mark.loopback
def test_a_submission_is_sent_again_under_the_same_id(server: Server, hub: Hub) -> None:
    server.will(503)
    server.will(
        201, b'{"id": "%s", "state": "submitted", "revision": 1, "was_known": false, "problems": []}' % ID
    )
    assert str(hub.submit("2024", {}).id).encode() == ID
    first, second = (path for _, path, _ in server.asked)
    assert first == second and first.startswith("/api/routes/")


ID = b"0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10"


@pytest.mark.loopback
def test_what_could_be_done_twice_is_not_asked_again(server: Server, hub: Hub, waits: list[float]) -> None:
    server.will(503)
    with pytest.raises(Failed):
        hub.withdraw(ID.decode())
    assert len(server.asked) == 1 and waits == []


@pytest.mark.loopback
def test_in_the_end_it_gives_up(server: Server, hub: Hub, waits: list[float]) -> None:
    for _ in range(9):
        server.will(503)
    with pytest.raises(Failed):
        hub.me()
    assert len(server.asked) == 5 and waits == sorted(waits)


@pytest.mark.loopback
def test_no_is_not_asked_again(server: Server, hub: Hub) -> None:
    server.will(404, b'{"detail": "There is nothing here.", "code": "not_found"}')
    with pytest.raises(HubError, match=r"There is nothing here\.") as error:
        hub.me()
    assert (error.value.status, error.value.code) == (404, "not_found") and len(server.asked) == 1


@pytest.mark.loopback
@pytest.mark.parametrize("content", [b"<html>", b"", b"\xff\xfe", b"[1"])
def test_an_answer_that_is_none_of_a_hub_is_told_so(server: Server, hub: Hub, content: bytes) -> None:
    server.will(200, content)
    with pytest.raises(Unreachable):
        hub.me()


@pytest.mark.loopback
def test_a_hub_that_is_not_there_is_told_so(hub: Hub, server: Server, waits: list[float]) -> None:
    server.http.shutdown()
    server.http.server_close()
    with pytest.raises(Unreachable, match="cannot be reached") as error:
        hub.me()
    assert TOKEN not in str(error.value) and len(waits) == 4


@pytest.mark.loopback
def test_ids_lead_nowhere_else(server: Server, hub: Hub) -> None:
    server.will(404)
    with pytest.raises(HubError):
        hub.route("../people?x=1#")
    assert server.asked[0][1] == "/api/routes/..%2Fpeople%3Fx%3D1%23"


@pytest.mark.loopback
def test_a_files_name_cannot_write_into_the_form(server: Server, hub: Hub, tmp_path: Path) -> None:
    file = tmp_path / 'a"; filename="b.csv'
    file.write_bytes(b"x")
    server.will(409)
    with pytest.raises(HubError):
        hub.upload(file, "2024")
    assert server.asked[0][2]["Content-Type"].startswith("multipart/form-data; boundary=")


@pytest.mark.loopback
def test_a_server_that_cannot_prove_who_it_is_gets_no_token(
    server: Server, tmp_path: Path, waits: list[float]
) -> None:
    server.http.socket = _unproven(tmp_path).wrap_socket(server.http.socket, server_side=True)
    hub = Hub(f"https://localhost:{server.http.server_port}", TOKEN, pause=waits.append, timeout_seconds=5)
    with pytest.raises(Unreachable):
        hub.me()
    assert server.asked == []


def _unproven(folder: Path) -> ssl.SSLContext:
    """Make a certificate that nobody has signed but itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "both.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
