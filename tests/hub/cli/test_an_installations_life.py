"""An installation is made, looked over, kept and put back from the command line."""

import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from tests.hub.cli.conftest import Run

MAKE = ("init", "--address", "https://njia.example.org", "--coordinator", "cora@example.org")


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_an_installation_is_made_once_and_is_nobody_elses(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "hub"
    made = run(*MAKE)
    assert made.returncode == 0, made.stderr
    assert re.search(r"https://njia\.example\.org/people/\S+#\S{40,}", made.stdout)
    assert mode(home) == 0o700
    assert {mode(file) for file in home.iterdir()} == {0o600}
    before = {file: file.read_bytes() for file in home.iterdir()}
    again = run(*MAKE)
    assert again.returncode == 2
    assert "holds an installation already" in again.stderr
    assert {file: file.read_bytes() for file in home.iterdir()} == before
    secret = (home / "secret.key").read_text().strip()
    assert secret not in made.stdout + made.stderr + again.stderr


def test_a_hub_is_made_with_the_zone_of_its_network(run: Run, tmp_path: Path) -> None:
    refused = run(*MAKE, "--time-zone", "Nairobi")
    assert refused.returncode == 2
    assert refused.stderr.startswith("njia: time_zone: This machine knows no time zone of that name")
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "hub").exists()
    assert run(*MAKE, "--time-zone", "Africa/Nairobi").returncode == 0
    assert '\ntime_zone = "Africa/Nairobi"\n' in (tmp_path / "hub" / "hub.toml").read_text()
    assert "(Africa/Nairobi)" in run("doctor").stdout


def test_a_hub_with_a_wrong_zone_is_not_opened(run: Run, tmp_path: Path) -> None:
    run(*MAKE)
    (tmp_path / "hub" / "hub.toml").write_text('time_zone = "Mars/Olympus"\n')
    for command in (("serve",), ("audit", "verify")):
        refused = run(*command)
        assert refused.returncode == 2
        assert "hub.toml: time_zone: This machine knows no time zone of that name" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_the_link_is_not_kept_and_nobody_is_named_in_the_audit(run: Run, tmp_path: Path) -> None:
    link = re.search(r"#(\S+)", run(*MAKE).stdout)
    assert link is not None
    shown = run("audit", "show")
    assert "invitation.make" in shown.stdout
    assert "cora" not in shown.stdout
    kept = b"".join(file.read_bytes() for file in (tmp_path / "hub").iterdir())
    assert link[1].encode() not in kept


@pytest.mark.loopback  # to serve is to look whether the port is free
def test_what_is_wrong_is_said_with_how_to_mend_it(run: Run, tmp_path: Path) -> None:
    missing = run("doctor")
    assert missing.returncode == 2
    assert "njia init" in missing.stdout
    run(*MAKE)
    well = run("doctor")
    assert well.returncode == 1, well.stdout  # nobody is a coordinator yet
    assert "BAD" not in well.stdout
    (tmp_path / "hub" / "secret.key").chmod(0o644)
    (tmp_path / "hub" / "hub.toml").write_text('address = "http://njia.example.org"\n')
    (tmp_path / "hub" / "hub.toml").chmod(0o600)
    ill = run("doctor")
    assert ill.returncode == 2
    assert f"chmod 600 {tmp_path / 'hub' / 'secret.key'}" in ill.stdout
    assert "is not encrypted" in ill.stdout
    refused = run("serve")
    assert refused.returncode == 2
    assert "must be mended first" in refused.stderr


def test_a_kept_hub_is_put_back_whole(run: Run, tmp_path: Path) -> None:
    run(*MAKE)
    released = tmp_path / "hub" / "releases" / "1" / "tables"
    released.mkdir(parents=True)
    (released / "overview.csv").write_text("figure,value\n")
    file = tmp_path / "kept.tar"
    assert run("backup", str(file)).returncode == 0
    assert mode(file) == 0o600
    assert run("backup", str(file)).returncode == 2  # an older one is not replaced
    back = run("restore", str(file), home="again")
    assert back.returncode == 0, back.stdout + back.stderr
    for name in ("hub.toml", "secret.key", "audit.anchor"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "hub" / name).read_bytes()
    back_again = tmp_path / "again" / "releases" / "1" / "tables" / "overview.csv"
    assert back_again.read_text() == "figure,value\n"
    assert run("restore", str(file), home="again").returncode == 2
    assert "The chain holds: 1 events" in run("audit", "verify", home="again").stdout


def test_a_cut_off_end_is_said_by_the_command(run: Run, tmp_path: Path) -> None:
    run(*MAKE)
    with closing(sqlite3.connect(tmp_path / "hub" / "hub.sqlite3")) as file, file:
        file.execute("DELETE FROM audit_event")
        file.execute("DELETE FROM audit_head")
    verified = run("audit", "verify")
    assert verified.returncode == 1
    assert verified.stdout == "Event 1 is missing: the end of the chain was cut off.\n"


def test_what_is_no_address_or_no_installation_is_one_sentence(run: Run, tmp_path: Path) -> None:
    for command in (
        ("serve",),
        ("backup", str(tmp_path / "x")),
        ("audit", "verify"),
        ("coordinator", "a@b.c"),
    ):
        refused = run(*command)
        assert refused.returncode == 2
        assert refused.stderr.startswith("njia: There is no installation in")
        assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "hub").exists()


@pytest.mark.parametrize(
    "name",
    [
        "releases/1/../../../out",
        "releases/../out",
        "/releases/1/a",
        "releases/1",
        "releases/x/a",
        "other/1/a",
    ],
)
def test_a_kept_file_that_leads_elsewhere_is_not_put_back(name: str) -> None:
    from njia_hub.keeping import _is_released

    assert not _is_released(name)
    assert _is_released("releases/12/tables/overview.csv")
