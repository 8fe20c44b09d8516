"""Reading values: numbers, quantities, dates, times and names, in Arabic and English, with exact original offsets."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consistency.language.orthography import fold
    from consistency.normalization.dates import find_dates
    from consistency.normalization.names import is_variant, name_similarity
    from consistency.normalization.quantities import find_quantities
    from consistency.normalization.times import find_times

# Where each public name lives; imported on first use, since names alone are wanted more often than grammars.
_HOMES = {
    "find_dates": "consistency.normalization.dates",
    "find_quantities": "consistency.normalization.quantities",
    "find_times": "consistency.normalization.times",
    "fold": "consistency.language.orthography",
    "is_variant": "consistency.normalization.names",
    "name_similarity": "consistency.normalization.names",
}

__all__ = ["find_dates", "find_quantities", "find_times", "fold", "is_variant", "name_similarity"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'consistency.normalization' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
