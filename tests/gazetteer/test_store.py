"""The gazetteer's file: built once, whole or not at all, read by many."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from njia.gazetteer import Gazetteer, GazetteerError, store
from njia.gazetteer.store import Store, cache_folder, default_path, ensure


@pytest.fixture
def whole(gazetteer: Gazetteer) -> Path:
    return default_path()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, whole: Path) -> list[Path]:
    """Stand in for the build, which takes long, with a copy of what it made; list the files it made."""
    made: list[Path] = []

    def copy(target: Path, progress: object) -> None:
        time.sleep(0.05)
        shutil.copy(whole, target)
        made.append(target)

    monkeypatch.setattr(store, "_build_apart", copy)
    return made


def test_a_whole_file_is_not_built_again(tmp_path: Path, built: list[Path]) -> None:
    for _ in range(2):
        ensure(tmp_path / "new" / "gazetteer.sqlite")
    assert len(built) == 1


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "headless", "unfinished"])
def test_a_damaged_file_is_built_anew(tmp_path: Path, whole: Path, built: list[Path], damage: str) -> None:
    path = tmp_path / "gazetteer.sqlite"
    content = whole.read_bytes()
    start, end = content.index(b"complete"), len(content)
    path.write_bytes(
        {
            "cut": content[: end // 2],
            "empty": b"",
            "text": b"not a database",
            "headless": b"\0" * 100 + content[100:],
            "unfinished": content[:start] + b"xxxxxxxx" + content[start + 8 :],
        }[damage]
    )
    gazetteer = Gazetteer.open(path)
    assert len(built) == 1
    assert gazetteer.resolve("Nairobi", "KE").accepted


def test_a_file_damaged_inside_is_built_anew_when_it_is_read(
    tmp_path: Path, whole: Path, built: list[Path]
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    content = bytearray(whole.read_bytes())
    for page in range(8, len(content) // 4096 - 8):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    if not store._is_whole(path):
        pytest.fail("the damage was meant to be found only on reading")
    assert Gazetteer.open(path).resolve("Nairobi", "KE").accepted
    assert len(built) == 1


def test_two_builds_at_once_do_each_other_no_harm(tmp_path: Path, built: list[Path]) -> None:
    path = tmp_path / "gazetteer.sqlite"
    threads = [threading.Thread(target=ensure, args=(path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Store(path).by_id("iso:KE") is not None
    assert [file.name for file in tmp_path.iterdir()] == ["gazetteer.sqlite"]


def test_a_folder_that_cannot_be_written_is_said_with_the_remedy(tmp_path: Path, built: list[Path]) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="NJIA_DATA"):
        ensure(tmp_path / "file" / "gazetteer.sqlite")


def test_a_build_that_fails_leaves_nothing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = [sys.executable, "-c", "raise SystemExit('out of paper')"]
    start = subprocess.Popen
    monkeypatch.setattr(store.subprocess, "Popen", lambda command, **rest: start(failing, **rest))
    with pytest.raises(GazetteerError, match="out of paper"):
        ensure(tmp_path / "gazetteer.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_what_the_build_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    telling = [sys.executable, "-c", "print('1 2'); print('noise'); print('2 2')"]
    start = subprocess.Popen
    monkeypatch.setattr(store.subprocess, "Popen", lambda command, **rest: start(telling, **rest))
    told: list[tuple[int, int]] = []
    store._build_apart(tmp_path / "x", lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NJIA_DATA", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("NJIA_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "njia"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(store.sys, "platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "njia"
    monkeypatch.setattr(store.sys, "platform", "linux")
    assert cache_folder() == Path.home() / ".cache" / "njia"


def test_the_file_is_read_only(whole: Path) -> None:
    with pytest.raises(store.sqlite3.OperationalError, match="readonly"):
        Store(whole)._connection.execute("DELETE FROM place")


RUNNING = """
import resource, sys
from njia.gazetteer import Gazetteer

gazetteer = Gazetteer.open()
for country in ("US", "CN", "FR", "DE", "IN", "RU", "KE", "MX", None):
    for text in ("Springfeild", "Guangzou", "Nairobbi", "Sainte Marrie", "Mombasa, Kenya", "Busia"):
        gazetteer.resolve(text, country)
for number in range(20_000):
    gazetteer.resolve(f"Busia {number}", "UG")
if sys.platform == "linux":  # getrusage would tell the peak of the process that started this one, too
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    print(int(status["VmHWM"].split()[0]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_a_running_gazetteer_keeps_within_150_megabytes(whole: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", RUNNING], capture_output=True, text=True, check=True)
    assert int(ran.stdout) <= 150 * 1024 * 1024, ran.stdout
