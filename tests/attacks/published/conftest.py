"""Releases as they lie in folders, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.attacks.published.building import Built, Input, demonstration, generated

INPUTS = {"kenya 2020": demonstration, "generated": generated}


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Input]:
    """Give what releases are made of, each in a folder of its own."""
    return {name: make(tmp_path_factory.mktemp("published")) for name, make in INPUTS.items()}


@pytest.fixture(scope="session")
def releases(inputs: dict[str, Input]) -> dict[tuple[str, str], Built]:
    """Give a release of each input under each policy that protects."""
    return {
        (name, policy): given.release(policy, policy)
        for name, given in inputs.items()
        for policy in ("guarded", "strict")
    }


@pytest.fixture(params=[(name, policy) for name in INPUTS for policy in ("guarded", "strict")], ids="-".join)
def built(request: pytest.FixtureRequest, releases: dict[tuple[str, str], Built]) -> Built:
    return releases[request.param]


@pytest.fixture(scope="session")
def opened(inputs: dict[str, Input]) -> Path:
    """Give an open release, which protects nothing."""
    return inputs["kenya 2020"].release("open", "open").folder


@pytest.fixture
def one(releases: dict[tuple[str, str], Built]) -> Built:
    """Give the release that tests change a copy of."""
    return releases["generated", "guarded"]


@pytest.fixture
def kenya_in(inputs: dict[str, Input]) -> Input:
    """Give what Kenya 2020 is made of, to be changed."""
    return inputs["kenya 2020"]


@pytest.fixture
def full(releases: dict[tuple[str, str], Built]) -> dict[str, Built]:
    """Give its releases before anything is changed."""
    return {policy: releases["kenya 2020", policy] for policy in ("guarded", "strict")}
