import numpy as np
import pytest
from pydantic import ValidationError

from njia.disclosure import STRICT
from njia.disclosure.policy import Noise
from njia.disclosure.strict.noise import KEYS, chances, noise, variance

DECLARED = [
    STRICT.noise,
    Noise(most=5, variance=3.0),
    Noise(most=1, variance=0.5),
    Noise(most=50, variance=1.0),
]
COUNTS = [(declared, count) for declared in DECLARED for count in range(declared.most + 2)]


def added(declared: Noise) -> np.ndarray:
    return np.arange(-declared.most, declared.most + 1)


@pytest.mark.parametrize(("declared", "count"), COUNTS)
def test_for_every_count_it_has_mean_0_and_the_declared_variance(declared, count):
    chance = chances(count, declared)
    assert chance.sum() == pytest.approx(1, abs=1e-12)
    assert chance @ added(declared) == pytest.approx(0, abs=1e-9)
    assert chance @ added(declared) ** 2 == pytest.approx(variance(count, declared), abs=1e-9)


@pytest.mark.parametrize("declared", DECLARED)
def test_counts_with_room_for_it_have_the_whole_variance(declared):
    assert variance(declared.most, declared) == declared.variance
    assert variance(1000, declared) == declared.variance
    assert variance(0, declared) == 0


@pytest.mark.parametrize(("declared", "count"), COUNTS)
def test_no_count_becomes_negative_and_none_stays_none(declared, count):
    keys = np.linspace(0, KEYS - 1, 5001).astype(np.uint64)
    drawn = noise(np.full(keys.size, count), keys, declared)
    assert (count + drawn >= 0).all()
    assert np.abs(drawn).max() <= (declared.most if count else 0)


@pytest.mark.parametrize(("declared", "count"), COUNTS)
def test_keys_draw_each_number_as_often_as_its_chance_says(declared, count):
    keys = (np.arange(2**16, dtype=np.uint64) << np.uint64(16)) + np.uint64(2**15)
    drawn = noise(np.full(keys.size, count), keys, declared)
    shares = np.bincount(drawn + declared.most, minlength=2 * declared.most + 1) / keys.size
    assert np.abs(shares - chances(count, declared)).max() < 2 / keys.size


@pytest.mark.parametrize(("declared", "count"), [(STRICT.noise, count) for count in (2, 4, 10)])
def test_of_all_such_noise_it_has_the_greatest_entropy(declared, count):
    possible = chances(count, declared)[added(declared) >= -count]
    # The logarithm of such a distribution is a polynomial of degree 2, so its third differences are 0.
    assert np.abs(np.diff(np.log(possible), 3)).max() < 1e-9


def test_noise_that_does_not_fit_between_its_ends_is_refused():
    with pytest.raises(ValidationError, match="no room"):
        Noise(most=3, variance=5.0)
