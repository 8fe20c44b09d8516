"""Python's search for garbage: put off within, as before behind, and nothing that the program froze is thawed."""

import gc

import pytest

from consistency.garbage import collection_put_off


def test_it_is_put_off_within_and_goes_on_behind() -> None:
    assert gc.isenabled()
    with collection_put_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_counts_as_old() -> None:
    with collection_put_off():
        kept: list[list[int]] = [[] for _ in range(2000)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not young & {id(one) for one in kept}
    assert not gc.get_freeze_count()


def test_an_error_within_ends_it_too() -> None:
    with pytest.raises(ValueError, match="within"), collection_put_off():
        raise ValueError("within")
    assert gc.isenabled()


def test_what_the_program_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collection_put_off():
            pass
        assert gc.get_freeze_count() >= frozen - 100  # some may have died meanwhile
    finally:
        gc.unfreeze()


def test_where_there_are_no_searches_there_are_none_behind() -> None:
    gc.disable()
    try:
        with collection_put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
