"""Each protection can be seen: without it an attack finds something, or a test fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.attacks.mutating import found, functions_of, modules, mutated, parsed
from tests.attacks.protections.attacks import ATTACKS, few_rounds, members_once
from tests.attacks.protections.listed import LISTS, forget, no_protections, protections

from njia.disclosure import ToldByEarlier

# What a release ends in that is not made where it could be: a test of it would fail like this.
_NO_RELEASE = (ToldByEarlier, RuntimeError, KeyError)
EVERY = [(list_, name) for list_ in LISTS for name in protections(list_)]


@pytest.fixture(autouse=True, scope="module")
def asked_once() -> Iterator[None]:
    with members_once():
        yield
    forget()


@pytest.mark.parametrize("attack", ATTACKS)
def test_with_every_protection_no_attack_finds_anything(attack: str) -> None:
    with few_rounds():
        ATTACKS[attack]()


@pytest.mark.parametrize(("list_", "name"), EVERY)
def test_without_a_protection_it_is_seen(list_: str, name: str, tmp_path: Path) -> None:
    protection = protections(list_)[name]
    with (
        mutated(protection.mutation),
        few_rounds(),
        pytest.raises((AssertionError, pytest.fail.Exception, *_NO_RELEASE)),
    ):
        protection.see(tmp_path)


def test_every_function_has_a_mutation_or_a_reason_to_have_none() -> None:
    every = {(module, name) for module in modules() for name in functions_of(parsed(module))}
    needed = {found(protections(list_)[name].mutation.where) for list_, name in EVERY}
    protect_nothing = {found(name) for name in no_protections()}
    assert every - needed - protect_nothing == set(), "without a mutation"
    assert protect_nothing & needed == set(), "said to have none, and mutated"


def test_no_two_protections_have_one_name_or_are_the_same() -> None:
    times = Counter(protections(list_)[name].mutation for list_, name in EVERY)
    assert [one for one, many in times.items() if many > 1] == []
