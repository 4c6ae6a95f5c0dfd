"""A written release that tests may copy, and change the copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.release.made import release

from njia.release import write


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the release; nobody changes this one."""
    folder = tmp_path_factory.mktemp("release") / "one"
    write(release(), folder)
    return folder


@pytest.fixture
def copied(published: Path, tmp_path: Path) -> Path:
    """Copy the release, to be changed."""
    folder = tmp_path / "copied"
    shutil.copytree(published, folder)
    return folder


@pytest.fixture
def changed(copied: Path) -> Callable[[str, Callable[[bytes], bytes]], Path]:
    """Change one file of a copy."""

    def change(name: str, how: Callable[[bytes], bytes]) -> Path:
        file = copied / name
        file.write_bytes(how(file.read_bytes()))
        return copied

    return change
