"""A way to read answers at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from njia.gazetteer import Gazetteer
from njia.intake.form import Answers, read_answers
from njia.network import Network
from njia.problems import Problem
from njia.schema import Route

Read = Callable[..., tuple[Route | None, tuple[Problem, ...]]]
BUSIA_UG, NAIROBI, BEIRUT, HARGEISA = "gn:234077", "gn:184745", "gn:276781", "gn:57289"


@pytest.fixture
def read(gazetteer: Gazetteer) -> Read:
    def read_(answers: Answers, **more: Any) -> tuple[Route | None, tuple[Problem, ...]]:
        return read_answers(answers, gazetteer, Network(carriers=("Kwale Shuttle",)), "r1", **more)

    return read_
