"""Nothing of few people can be told from any of the figures of a release by adding up and taking away."""

from __future__ import annotations

from tests.attacks.attacking import Attack, reports, told
from tests.attacks.conftest import Attacked


def test_nothing_of_few_people_is_told(attacked: Attacked) -> None:
    shown = told((attacked.shown, attacked.figures))
    assert not Attack(shown, reports(attacked.truth.data), attacked.policy).faults()
