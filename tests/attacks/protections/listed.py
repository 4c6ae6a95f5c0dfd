"""Every protection of njia.disclosure: what is said without it, and the attack or the test that sees that."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from tests.attacks import test_found_leaks as leaks
from tests.attacks.mutating import Mutation
from tests.attacks.protections.attacks import ATTACKS
from tests.disclosure.door import (
    test_a_policy_that_protects_too_little_is_refused as refusing,
)
from tests.disclosure.door import test_routes_that_leave_do_not_say_who_reported_them as routes
from tests.disclosure.door import test_tables_of_a_release_leave_together as tables
from tests.disclosure.door import test_what_has_left_is_read_again as reading
from tests.disclosure.guarded import test_what_a_figure_says as saying
from tests.disclosure.guarded import test_what_is_left_of_figures as leaving
from tests.disclosure.strict import test_one_report_is_not_marked as marking
from tests.disclosure.strict import test_small_cells_are_not_got_back_by_subtraction as subtracting
from tests.disclosure.strict import test_sums_of_people_carry_noise_of_their_largest_route as summing
from tests.disclosure.strict import test_the_noise_is_what_is_declared as declaring
from tests.disclosure.strict import test_the_same_routes_give_the_same_number as repeating
from tests.disclosure.strict import test_what_few_people_are_behind_is_withheld as withholding
from tests.privacy import test_the_one_door as door
from tests.privacy import test_what_is_made_for_inside_is_not_published as inside

from njia.disclosure import OPEN, STRICT

LISTS = ("guarded", "strict", "door")
_HERE = Path(__file__).parent
_DOOR = (door, inside, routes, tables, reading, refusing)
_GUARDED = (leaks, leaving, saying)
_STRICT = (withholding, summing, repeating, subtracting, declaring, marking)
_TESTS = {name: test for module in (*_DOOR, *_GUARDED, *_STRICT) for name, test in vars(module).items()}
# What tests that are run for several are given here.
_GIVEN: Mapping[str, object] = {
    "door": None,
    "policy": OPEN,
    "columns": reading.COLUMNS[:-1],
    "people": withholding.SMALL[-1],
    "largest": 60,
    "declared": STRICT.noise,
    "count": 3,
    "own": 19,
    "known": 120,
    "method": "guarded",
    "more": None,
    "left": 9,
    "organisation": "",
}


@dataclass(frozen=True)
class Protection:
    """One protection; `seen_by` is the attack or the test that fails without it."""

    mutation: Mutation
    seen_by: str

    def see(self, tmp_path: Path) -> None:
        """Run the attack or the test."""
        if self.seen_by in ATTACKS:
            ATTACKS[self.seen_by]()
            return
        forget()
        test: Callable[..., None] = _TESTS[self.seen_by]
        given = {**_GIVEN, "tmp_path": tmp_path}
        test(**{name: given[name] for name in inspect.signature(test).parameters})


def forget() -> None:
    """Have what tests keep be made again, with or without a protection."""
    for module in (*_DOOR, *_GUARDED, *_STRICT):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear") and kept.__module__ == module.__name__:
                kept.cache_clear()


@cache
def protections(list_: str) -> dict[str, Protection]:
    """Read a list of protections by what they are for."""
    found: list[Mapping[str, str]] = yaml.safe_load((_HERE / f"{list_}.yaml").read_text("utf-8"))
    return {
        one["protects"]: Protection(Mutation(one["in"], one.get("says", ""), one["instead"]), one["seen by"])
        for one in found
    }


def no_protections() -> dict[str, str]:
    """Read which functions have no mutation, each with the reason."""
    found: dict[str, dict[str, str]] = yaml.safe_load((_HERE / "none.yaml").read_text("utf-8"))
    return {name: why for why, names in found.items() for name in names}
