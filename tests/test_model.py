"""What the types take in at the library's edge."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from consistency import Source

DAY = datetime.date(2025, 10, 26)


@pytest.mark.parametrize(
    "given", [DAY, "2025-10-26", "2025-10-26T09:00", "2025-10-26 09:00:00+02:00", datetime.datetime(2025, 10, 26, 9)]
)
def test_a_text_is_published_on_a_day_whatever_time_is_given(given: Any) -> None:
    assert Source(id="a", text="t", published=given).published == DAY


@pytest.mark.parametrize("given", ["soon", "the 26th of October", 3.5])
def test_what_is_no_day_is_refused(given: Any) -> None:
    with pytest.raises(ValidationError, match="published"):
        Source(id="a", text="t", published=given)
