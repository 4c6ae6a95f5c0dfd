"""A gazetteer for all tests of the intake, and ways to read a table at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from njia.gazetteer import Gazetteer
from njia.intake import Intake, read
from njia.network import Network

from .made import csv_file

ReadFile = Callable[..., Intake]
ReadRows = Callable[[Sequence[Sequence[str]]], Intake]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def read_file(gazetteer: Gazetteer) -> ReadFile:
    return lambda *paths: read(paths, gazetteer, Network())


@pytest.fixture
def read_rows(read_file: ReadFile, tmp_path: Path) -> ReadRows:
    return lambda rows: read_file(csv_file(tmp_path / "routes.csv", rows))
