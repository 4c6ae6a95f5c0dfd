"""DuckDB, Typst, Arrow and all other native code open no internet socket either: the kernel watches.

Elsewhere than on Linux the same command runs under the guard in `tests/no_calls/`, which sees Python only.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.privacy import kernel_guard

from njia.demo import kenya_2020

GUARD = Path(kernel_guard.__file__)
WATCHED = [str(GUARD)] if kernel_guard.known_machine() else ["-m", "njia"]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *WATCHED, *command], capture_output=True, text=True, env=dict(os.environ)
    )


@pytest.mark.skipif(not kernel_guard.known_machine(), reason="only Linux on x86-64 or ARM has this guard")
def test_the_kernel_kills_a_process_that_opens_an_internet_socket() -> None:
    assert run("--call").returncode == -signal.SIGSYS


def test_a_whole_report_is_made_without_an_internet_socket(tmp_path: Path) -> None:
    demo = kenya_2020()
    command = ["report", *map(str, demo.files), "--out", str(tmp_path / "report")]
    done = run(*command, "--compare", str(demo.earlier), "--network", str(demo.network))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report" / "report.pdf").stat().st_size > 10_000


def test_a_template_is_made_without_an_internet_socket(tmp_path: Path) -> None:
    done = run("template", str(tmp_path / "template.xlsx"))
    assert done.returncode == 0, done.stderr


def test_a_place_is_resolved_without_an_internet_socket() -> None:
    done = run("resolve", "Busia", "--country", "KE")
    assert done.returncode == 0, done.stderr
