"""Small steps on arrays give what plain numpy and plain loops give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

from consistency.engines.arrays import distinct_rows, numbered, order_of, ranks_of

whole = st.integers(-(2**20), 2**20)
wide = st.integers(-(2**50), 2**50)


@given(st.lists(st.tuples(st.integers(-3, 3), whole, wide), max_size=30))
def test_the_order_is_that_of_a_stable_sort_by_all_keys(rows: list[tuple[int, int, int]]) -> None:
    keys = [np.array([row[place] for row in rows], np.int64) for place in range(3)]
    assert order_of(*keys).tolist() == sorted(range(len(rows)), key=rows.__getitem__)


def test_numbers_too_far_apart_are_an_error_and_no_wrong_order() -> None:
    with pytest.raises(OverflowError):
        order_of(np.array([-(2**62), 2**62, 0]))


@given(st.lists(st.integers(-9, 9) | wide, max_size=30))
def test_numbers_are_those_of_unique(numbers: list[int]) -> None:
    values, place = numbered(np.array(numbers, np.int64))
    wanted, inverse = np.unique(np.array(numbers, np.int64), return_inverse=True)
    assert values.tolist() == wanted.tolist()
    assert place.tolist() == inverse.tolist()


@given(st.lists(st.floats(allow_nan=False), max_size=30))
def test_ranks_are_places_among_the_distinct_numbers(numbers: list[float]) -> None:
    distinct = sorted(set(numbers))
    assert ranks_of(np.array(numbers)).tolist() == [distinct.index(number) for number in numbers]


@given(st.lists(st.lists(st.integers(0, 4), max_size=3), max_size=20))
def test_each_row_finds_itself_among_the_distinct_ones(rows: list[list[int]]) -> None:
    tokens = np.array([[*row, *[-1] * (3 - len(row))] for row in rows], np.int32).reshape(len(rows), 3)
    digests = np.array([3, 1, 4, 15, 9], np.uint64)
    found, ranks, place = distinct_rows(tokens, digests)
    assert (found[place] == tokens).all()
    assert len(found) == len({tuple(row) for row in rows})
    assert (np.diff(ranks.astype(object)) > 0).all()
