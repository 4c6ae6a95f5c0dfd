"""The policy method `strict`: cell-key perturbation."""

from __future__ import annotations

from collections.abc import Mapping

from njia.dataset import Dataset
from njia.disclosure.policy import Policy
from njia.disclosure.shown import Shown
from njia.gazetteer import Place
from njia.measures.declaration import Scope


def strict(
    data: Dataset, scope: Scope, policy: Policy, counties: Mapping[str, Place], secret: bytes
) -> dict[str, Shown]:
    """Give the policy's tables with noise."""
    raise NotImplementedError
