"""Of many processes that remember the same thing at the same moment, one wins: limits are built on that."""

import subprocess
import sys
from pathlib import Path

from njia_hub.storage.cache import FolderCache

RACE = """
import sys
from django.conf import settings
settings.configure(USE_TZ=True)
from njia_hub.storage.cache import FolderCache
cache = FolderCache(sys.argv[1], {})
sys.stdout.write("ready\\n"); sys.stdout.flush()
sys.stdin.readline()
print(sum(cache.add(f"turn-{number}", "mine") for number in range(200)))
"""


def test_of_many_processes_one_wins(tmp_path: Path) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for racer in racers:
        assert racer.stdout and racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin
        racer.stdin.write("go\n")
        racer.stdin.flush()
    assert sum(int(racer.communicate()[0]) for racer in racers) == 200


def test_what_was_forgotten_can_be_remembered_again(tmp_path: Path) -> None:
    cache = FolderCache(str(tmp_path), {})
    assert cache.add("turn", "mine")
    assert not cache.add("turn", "yours")
    cache.delete("turn")
    assert cache.add("turn", "yours")
    assert cache.get("turn") == "yours"
