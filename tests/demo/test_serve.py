"""The report's folder is served to this machine only, and nothing but the folder."""

import http.client
import socket
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from njia.demo import serve as serve_until_stopped
from njia.demo.serve import bind

pytestmark = pytest.mark.loopback


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    report = tmp_path / "report"
    (report / "tables").mkdir(parents=True)
    (report / "index.html").write_text("<p>Njia</p>", encoding="utf-8")
    (report / "map.svg").write_text("<svg/>", encoding="utf-8")
    (report / "report.pdf").write_bytes(b"%PDF-")
    (report / "tables" / "overview.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "secret.csv").write_text("secret", encoding="utf-8")
    return report


@pytest.fixture
def server(folder: Path) -> Iterator[ThreadingHTTPServer]:
    with bind(folder, 0) as opened:
        thread = threading.Thread(target=opened.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def ask(
    server: ThreadingHTTPServer, path: str, method: str = "GET", host: str = "localhost"
) -> http.client.HTTPResponse:
    port = server.server_address[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"{host}:{port}")
    connection.endheaders()
    return connection.getresponse()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/map.svg", "image/svg+xml"),
        ("/report.pdf", "application/pdf"),
        ("/tables/overview.csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_file_comes_as_what_it_is(server: ThreadingHTTPServer, path: str, expected: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, expected)


def test_the_browser_is_told_to_fetch_nothing_and_to_guess_nothing(server: ThreadingHTTPServer) -> None:
    headers = ask(server, "/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]


def test_errors_carry_the_same_headers(server: ThreadingHTTPServer) -> None:
    answer = ask(server, "/no-such-file")
    assert answer.status == 404
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.csv",
        "/%2e%2e/secret.csv",
        "/tables/../../secret.csv",
        "//../secret.csv",
        "/..%2fsecret.csv",
    ],
)
def test_nothing_outside_the_folder_is_served(server: ThreadingHTTPServer, path: str) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert b"secret" not in answer.read()


def test_a_link_out_of_the_folder_is_not_followed(server: ThreadingHTTPServer, folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")
    assert ask(server, "/link.csv").status == 404


def test_folders_are_not_listed(server: ThreadingHTTPServer) -> None:
    answer = ask(server, "/tables/")
    assert answer.status == 404
    assert b"overview" not in answer.read()


def test_a_page_elsewhere_cannot_read_through_a_name_of_its_own(server: ThreadingHTTPServer) -> None:
    answer = ask(server, "/", host="evil.example")
    assert answer.status == 421
    assert b"Njia" not in answer.read()


def test_nothing_can_be_written(server: ThreadingHTTPServer) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(server, "/index.html", method).status == 501


def test_only_this_machine_is_listened_to(server: ThreadingHTTPServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_nothing_is_logged(server: ThreadingHTTPServer, capfd: pytest.CaptureFixture[str]) -> None:
    ask(server, "/").read()
    ask(server, "/no-such-file").read()
    assert capfd.readouterr() == ("", "")


def test_a_free_port_is_found_when_the_port_is_taken(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with bind(folder, taken) as opened:
            assert opened.server_address[1] != taken


@pytest.mark.parametrize("port", [65536, 10**9, -1])
def test_a_free_port_is_found_when_the_number_is_no_port(folder: Path, port: int) -> None:
    with bind(folder, port) as opened:
        assert 0 < opened.server_address[1] < 65536


def test_a_folder_without_a_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no report"):
        bind(tmp_path, 0)


def test_the_address_is_said_and_stopping_is_quiet(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(self: ThreadingHTTPServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", stop)
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        serve_until_stopped(folder, taken)
    said = capsys.readouterr().out
    assert f"Port {taken} is taken" in said
    assert "The report is at http://localhost:" in said
    assert "Stopped." in said
