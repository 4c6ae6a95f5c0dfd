"""The demonstration's measures, computed once: from the spreadsheet, the way that `njia measures` does."""

import contextlib
import io
import json
from typing import Any

import pytest

from njia.cli import main
from njia.demo import kenya_2020

Measures = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def measures() -> Measures:
    demo = kenya_2020()
    said = io.StringIO()
    command = ["measures", *map(str, demo.files), "--compare", str(demo.earlier)]
    with contextlib.redirect_stdout(said):
        code = main([*command, "--network", str(demo.network), "--format", "json"])
    assert code == 0
    tables: Measures = json.loads(said.getvalue())
    return tables
