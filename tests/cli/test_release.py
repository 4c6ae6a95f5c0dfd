"""`njia release`: build, check, diff and verify, and clear words for what cannot be done."""

import errno
import json
import re
import stat
from pathlib import Path

import pytest

from njia.cli import main

HEADER = "Organisation,Origin place,Origin country,Destination place,Destination country,Cases\n"
ROWS = [f"Haven {n % 5},Kitui,Kenya,Riyadh,Saudi Arabia,{n + 1}\n" for n in range(40)]
ROWS[12:20] = [f"Haven {n % 5},Busia,Uganda,Nairobi,Kenya,{n}\n" for n in range(12, 20)]
BUILD = ("--audience", "public", "--number", "1", "--title", "Routes", "--date", "2021-03-01")


def spreadsheet(folder: Path, name: str = "routes.csv", rows: int = 30) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(HEADER + "".join(ROWS[:rows]), encoding="utf-8")
    return folder / name


def njia(*given: object) -> int:
    return main(["release", *map(str, given)])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a release in `one`, with its list of figures beside it."""
    folder = tmp_path_factory.mktemp("cli")
    file = spreadsheet(folder)
    given = (*BUILD, "--out", folder / "one", "--ledger", folder / "one.json", "--tag", "a", "--tag", "b")
    assert njia("build", file, *given) == 0
    return folder


def test_a_release_is_built_and_verified(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads((built / "one" / "release.json").read_text(encoding="utf-8"))
    assert (content["policy"]["name"], content["tags"]) == ("guarded", ["a", "b"])
    assert content["made_on"] == "2021-03-01"
    assert stat.S_IMODE((built / "one.json").stat().st_mode) == 0o600
    assert njia("verify", built / "one") == 0
    hash_ = json.loads((built / "one" / "manifest.json").read_text(encoding="utf-8"))["hash"]
    assert hash_ in capsys.readouterr().out


def test_a_changed_release_is_told_by_the_exit_code(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manifest.json").write_bytes((built / "one" / "manifest.json").read_bytes())
    assert njia("verify", tmp_path) == 1
    said = capsys.readouterr().out
    assert "report.pdf: it is missing." in said and "not as it was published" in said


def test_a_second_release_is_made_beside_the_first(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = spreadsheet(tmp_path, "sent again.csv", 40)
    second = ("--number", "2", "--title", "Again", "--supersedes", "1", "--date", "2022-03-01")
    given = ("--audience", "public", *second, "--earlier", built / "one.json", "--out", tmp_path / "two")
    assert njia("build", renamed, *given) == 0
    assert "30 of the 30 routes of earlier releases" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.json"))
    assert njia("diff", built / "one", tmp_path / "two") == 0
    said = capsys.readouterr().out
    assert "Takes the place of: none → 1." in said and "Title: Routes → Again." in said
    assert njia("diff", built / "one", built / "one") == 0
    assert capsys.readouterr().out == "Nothing changed.\n"


def test_when_an_earlier_release_tells_too_much_it_is_said(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = spreadsheet(tmp_path, rows=29)  # one has gone
    given = (*BUILD, "--earlier", built / "one.json", "--out", tmp_path / "two")
    assert njia("build", file, *given) == 2
    assert "earlier release" in capsys.readouterr().err.splitlines()[-1]
    assert not (tmp_path / "two").exists()


def test_check_shows_both_sides_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = spreadsheet(tmp_path)
    with file.open("a", encoding="utf-8") as more:
        more.write("Haven 1,Kitui,Kenya,Dubai,United Arab Emirates,1\n")
    assert njia("check", file, "--audience", "public") == 0
    said = capsys.readouterr().out
    assert said.startswith("Policy guarded")
    assert re.search(
        r"All tables, people: \d+% in rows of their own, \d+% with others, [1-9]\d*% withheld", said
    )
    assert "fewer than 10 people" in said and "Kenya → United Arab Emirates" in said
    assert [f.name for f in tmp_path.iterdir()] == ["routes.csv"]


def test_the_network_itself_sees_all_counts_and_others_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = spreadsheet(tmp_path, rows=2)
    assert njia("check", file, "--audience", "network") == 0
    printed = capsys.readouterr()
    assert "Policy open" in printed.out and printed.err == ""
    assert njia("check", file, "--audience", "bank", "--policy", "open") == 0
    assert "down to one person" in capsys.readouterr().err


def test_strict_needs_a_secret_and_gives_the_same_noise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, secret = spreadsheet(tmp_path), tmp_path / "secret"
    given = ("check", file, "--audience", "public", "--policy", "strict")
    assert njia(*given) == 2
    assert "--secret-file" in capsys.readouterr().err
    secret.write_text("short\n")
    assert njia(*given, "--secret-file", secret) == 2
    assert "at least 16" in capsys.readouterr().err
    secret.write_text("a secret that is long enough")
    assert njia(*given, "--secret-file", secret) == 0
    first = capsys.readouterr().out
    secret.write_text("a secret that is long enough\n")  # as an editor ends it
    assert njia(*given, "--secret-file", secret) == 0
    assert capsys.readouterr().out == first and "Policy strict" in first


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--number", "0"), "number: "),
        (("--title", ""), "title: "),
        (("--supersedes", "1"), "earlier one only"),
        (("--supersedes", "0"), "earlier one only"),
        (("--number", "1000000"), "number: from 1"),
        (("--tag", "a\x1b[2J"), "--tag: one line"),
        (("--related", "x" * 501), "--related: one line"),
        (("--policy", "nothing"), "no file 'nothing'; there is: open, guarded, strict."),
        (("--policy", "inside"), "not for publication"),
        (("--collection", "2019"), "no collection '2019'"),
        (("--earlier", "missing.json"), "missing.json: No such file"),
        (("--earlier", "routes.csv"), "routes.csv: this is no list of figures"),
        (("--secret-file", "routes.csv"), "draws no noise"),
        (("--policy", "open", "--ledger", "x.json"), "keeps no list"),
        (("--policy", "open", "--earlier", "x.json"), "shows all counts"),
        (("--ledger", "out/x.json"), "private"),
        (("--network", "missing.yaml"), "missing.yaml"),
        (("--out", "routes.csv"), "a file and not a folder"),
        (("--policy", "own.yaml"), "cannot be read as YAML"),
        (("--policy", "wrong.yaml"), "wrong.yaml: tables: a release is a declared set"),
        (("--ledger", "routes.csv"), "there already"),
        (("--network", "arabic.yaml"), "no report in 'ar' yet"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_nothing_is_written(
    more: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    spreadsheet(tmp_path)
    (tmp_path / "own.yaml").write_text("a: [")
    (tmp_path / "wrong.yaml").write_text("{name: x, version: 1, method: guarded, meaning: Mine}")
    (tmp_path / "arabic.yaml").write_text("languages: [ar, en]")
    before = sorted(tmp_path.iterdir())
    assert njia("build", "routes.csv", *BUILD, "--out", "out", *more) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("njia: ") and said in last and last.endswith(".")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("diff", "nothing", "nothing"), "there is no such folder"),
        (("verify", "nothing"), "there is no such folder"),
        (("build", "routes.csv", *BUILD, "--out", "out", "--date", "yesterday"), "no day such as"),
        (("build", "routes.csv", "--out", "out"), "required"),
    ],
)
def test_wrong_words_on_the_command_line_are_said(
    given: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    try:
        assert njia(*given) == 2
    except SystemExit as stopped:
        assert stopped.code == 2
    assert said in capsys.readouterr().err


def test_a_release_that_is_there_is_never_changed(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (built / "one" / "release.json").read_bytes()
    assert njia("build", built / "routes.csv", *BUILD, "--out", built / "one") == 2
    assert "never changed" in capsys.readouterr().err
    assert (built / "one" / "release.json").read_bytes() == before


def test_a_list_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    file = spreadsheet(tmp_path)
    monkeypatch.setattr(Path, "replace", full)
    assert njia("build", file, *BUILD, "--out", tmp_path / "one", "--ledger", tmp_path / "one.json") == 2
    assert "No space left" in capsys.readouterr().err.splitlines()[-1]
    assert [f.name for f in tmp_path.iterdir()] == ["routes.csv"]
