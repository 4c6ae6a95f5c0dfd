import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.strict.made import counted, routes

from njia.disclosure import STRICT

EXACT = STRICT.model_copy(update={"round_to": 1})
SECRETS = [f"secret {number}".encode() for number in range(200)]


def off(people: list[int]) -> np.ndarray:
    data = routes(people)
    told = [counted(data, EXACT, secret)["cases_best"] for secret in SECRETS]
    return np.array([best - sum(people) for best in told if best is not None])


@pytest.mark.parametrize("largest", [20, 60, 150])
def test_the_noise_grows_with_the_largest_contribution(largest):
    noise = off([10] * 20 + [largest])
    assert np.abs(noise).max() <= largest
    assert noise.std() == pytest.approx(largest * STRICT.noise.variance**0.5 / STRICT.noise.most, rel=0.2)
    assert abs(noise.mean()) < 4 * noise.std() / len(SECRETS) ** 0.5


def test_sums_of_many_small_contributions_have_the_noise_of_a_count():
    noise = off([1] * 40)
    assert noise.std() == pytest.approx(STRICT.noise.variance**0.5, rel=0.2)


def test_low_best_and_high_have_the_same_draw():
    data = routes([10] * 20, cases_low=[9] * 20, cases_high=[11] * 20)
    for secret in SECRETS:
        told = counted(data, EXACT, secret)
        shown = [told[name] for name in ("cases_low", "cases_best", "cases_high")]
        assert shown == sorted(shown)


def test_sums_are_rounded():
    told = [counted(routes([7] * 12), secret=secret)["cases_best"] for secret in SECRETS]
    assert len({*told}) > 1
    assert all(number % STRICT.round_to == 0 for number in told)


def test_counts_are_rounded():
    told = [counted(routes([7] * 12), secret=secret)["submissions"] for secret in SECRETS]
    assert len({*told}) > 1
    assert all(number is None or number % STRICT.round_to == 0 for number in told)


people = st.integers(0, 60)
some_routes = st.lists(st.tuples(people, people, people).map(sorted), min_size=3, max_size=25)


@settings(deadline=None, max_examples=50)
@given(some_routes, st.sampled_from(SECRETS), st.sampled_from([1, 5]))
def test_low_best_and_high_stay_in_this_order_and_are_never_negative(found, secret, round_to):
    low, best, high = (list(column) for column in zip(*found, strict=True))
    data = routes(best, cases_low=low, cases_high=high)
    told = counted(data, STRICT.model_copy(update={"round_to": round_to}), secret)
    named = [told.get(name) for name in ("cases_low", "cases_best", "cases_high")]
    shown = [number for number in named if number is not None]
    assert shown == sorted(shown)
    assert all(number > 0 and number % round_to == 0 for number in shown)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([1, 4, 30]), min_size=3, max_size=40), st.sampled_from(SECRETS))
def test_counts_are_rounded_and_none_is_shown_as_0_that_is_not(found, secret):
    told = counted(routes(found), secret=secret)
    for name in ("submissions", "cases_known"):
        assert told[name] is None or (told[name] > 0 and told[name] % STRICT.round_to == 0)
