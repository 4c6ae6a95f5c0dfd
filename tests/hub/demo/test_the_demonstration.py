"""The demonstration: the Kenya 2020 collection, something to do for each role, links that work once."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hub.served import free_port

pytestmark = [pytest.mark.loopback, pytest.mark.xdist_group("demo-hub")]

LOOK = """
import django, json; django.setup()
from collections import Counter
from njia_hub.audit.chain import verify
from njia_hub.releases.models import Release
from njia_hub.routes.models import Draft, Route
from njia_hub.uploads.models import Upload
states = Counter(f"{name} {state}" for name, state in Route.objects.values_list("collection__name", "state"))
accepted = Route.objects.filter(collection__name="2020").values("organisation").distinct().count()
files = list(Upload.objects.filter(collection__name="2021").values_list("state", flat=True))
one = Release.objects.get()
released = [one.audience, one.policy, one.prepared_by.email, one.approved_by.email]
print(json.dumps([states, accepted, files, Draft.objects.count(), str(verify()), released]))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "hub"
    njia(folder, "--no-serve")
    return folder


def environment(home: Path) -> dict[str, str]:
    more = {"NJIA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "njia_hub.settings"}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | more


def njia(home: Path, *more: str) -> None:
    command = [sys.executable, "-m", "njia_hub", "demo", "--home", str(home), *more]
    subprocess.run(command, env=environment(home), check=True, capture_output=True)


def test_there_is_the_collection_and_something_to_do(home: Path) -> None:
    looked = subprocess.run(
        [sys.executable, "-c", LOOK], env=environment(home), check=True, capture_output=True, text=True
    )
    states, organisations, files, drafts, fault, released = json.loads(looked.stdout)
    assert states["2020 accepted"] == 84
    assert states["2019 accepted"] == 14
    assert organisations == 12
    assert states["2021 submitted"] >= 3
    assert states["2021 returned"] >= 1
    assert files == ["read"]
    assert drafts == 1
    assert fault == "None"
    assert released == ["public", "guarded", "coordinator@example.org", "coordinator-2@example.org"]


def test_another_folder_is_never_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    command = [sys.executable, "-m", "njia_hub", "demo", "--fresh", "--no-serve", "--home", str(tmp_path)]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "something else than a demonstration" in refused.stderr
    assert (tmp_path / "letter.txt").read_text() == "mine"


@pytest.fixture
def served(home: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Serve what was made; give the port, and the path of each role's link."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "njia_hub", "demo", "--home", str(home), "--port", str(port)],
        env=environment(home),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    links: dict[str, str] = {}
    for line in process.stdout:
        if found := re.match(r"([a-z 2]+?)  +\S+@\S+ +http://localhost:\d+(/demo/\S+)", line):
            links[found[1]] = found[2]
        if "password is" in line:
            break
    yield port, links
    process.terminate()
    process.communicate(timeout=60)


def ask(port: int, path: str, cookie: str = "") -> http.client.HTTPResponse:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("localhost", port, timeout=60)
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            return connection.getresponse()
        except ConnectionRefusedError:
            connection.close()
            time.sleep(0.05)
    raise AssertionError("the hub does not answer")


def test_a_link_opens_the_map_signed_in_and_works_once(served: tuple[int, dict[str, str]]) -> None:
    port, links = served
    roles = {"coordinator", "coordinator 2", "data officer", "reporter", "analyst", "partner"}
    assert links.keys() == roles
    entered = ask(port, links["analyst"])
    assert entered.status == 302
    cookie = "; ".join(said.split(";")[0] for said in entered.headers.get_all("Set-Cookie"))
    assert ask(port, "/map/", cookie).status == 200
    assert ask(port, links["analyst"]).status == 404
    assert ask(port, "/demo/" + "x" * 24).status == 404
    assert ask(port, "/map/").status == 302  # to sign in


def test_soon_after_the_start_anybody_reads_the_release(served: tuple[int, dict[str, str]]) -> None:
    port, _links = served
    end = time.monotonic() + 180
    while (answer := ask(port, "/releases/1/")).status == 404 and time.monotonic() < end:
        time.sleep(0.2)
    assert answer.status == 200
    said = answer.read().decode()
    assert "a demonstration" in said
    for page in re.findall(r'href="(/releases/1/files/[^"]+)"', said):
        assert ask(port, page).status == 200, page
    assert ask(port, "/releases/1/embed").status == 200
