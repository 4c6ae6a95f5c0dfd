from collections.abc import Callable
from pathlib import Path

import pytest
from tests.release.open_data.made import generated

from njia.release.open_data import write
from njia.report.material import Material


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data of a release of generated routes."""
    out = tmp_path_factory.mktemp("release")
    write(generated(), out)
    return out


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Material], Path]:
    """Write the open data of a release, and give the folder."""

    def writes(one: Material) -> Path:
        write(one, tmp_path / "release")
        return tmp_path / "release"

    return writes
