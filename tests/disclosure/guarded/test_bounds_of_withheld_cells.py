"""What withheld cells can be is computed as by trying every table of whole numbers that there could be."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from njia.disclosure.guarded.bounding import Bounds

ROWS = [[1, 1, 0, 0], [0, 0, 1, 1]]
COLUMNS = [[1, 0, 1, 0], [0, 1, 0, 1]]
CELLS = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
SUMS = np.array(ROWS + COLUMNS + CELLS)


def bounds(truth: list[int]) -> Bounds:
    cells = csr_array(np.array(CELLS, float))
    return Bounds(csr_array(SUMS.astype(float)), np.array(truth), cells, cells, np.ones(4))


def by_trying(truth: list[int], shown: np.ndarray) -> list[int]:
    total = sum(truth)
    tables = np.array(list(product(range(total + 1), repeat=4)))
    agree = ((tables @ SUMS[shown].T) == SUMS[shown] @ truth).all(axis=1)
    return [len({*tables[agree][:, cell].tolist()}) for cell in range(4)]


tables = st.lists(st.integers(0, 4), min_size=4, max_size=4)


@settings(max_examples=40, deadline=None)
@given(tables, st.lists(st.booleans(), min_size=4, max_size=4))
def test_it_counts_the_numbers_that_there_are(truth: list[int], single: list[bool]) -> None:
    shown = np.array([True] * 4 + single)
    assert bounds(truth).numbers(shown, 99).tolist() == by_trying(truth, shown)


@settings(max_examples=40, deadline=None)
@given(tables, st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_enough_numbers_are_found_where_they_are_and_nowhere_else(
    truth: list[int], fewest: list[int]
) -> None:
    shown = np.array([True] * 4 + [False] * 4)
    wide = all(can >= few for can, few in zip(by_trying(truth, shown), fewest, strict=True))
    assert bounds(truth).can_be(shown, np.array(fewest)) == wide


def test_what_was_found_before_more_is_shown_is_not_taken_for_what_can_be_then() -> None:
    made = bounds([2, 3, 4, 5])
    margins = np.array([True] * 4 + [False] * 4)
    more = margins | (np.arange(8) == 4)
    assert made.can_be(margins, np.full(4, 5))
    assert made.numbers(more, 5).tolist() == [1, 1, 1, 1]
    made.forget(more)
    assert not made.can_be(more, np.full(4, 2))


@pytest.mark.parametrize("shown", [[True] * 8, [True] * 4 + [True, False, False, True]])
def test_where_all_is_told_every_cell_is_one_number(shown: list[bool]) -> None:
    assert bounds([1, 0, 2, 7]).numbers(np.array(shown), 10).tolist() == [1, 1, 1, 1]
