"""Run the command line for an installation of its own, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Give a function that runs a command; the installation is in `hub` below the test's folder."""
    unset = ("NJIA_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in unset}

    def njia(*command: str, home: str = "hub", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "njia_hub", *command, "--home", str(tmp_path / home)],
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )

    return njia
