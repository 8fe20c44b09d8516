"""A linter for facts: finds what cannot all be right across texts about the same events, in Arabic and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consistency.checker import check, check_claims
    from consistency.engines.output import write_discrepancies
    from consistency.extraction import extract_claims
    from consistency.judging import load_rules
    from consistency.model import Claim, Report, Source
    from consistency.reading import read_sources
    from consistency.reports import render

__version__ = "0.1.0"

# Where each public name lives. They are imported on first use: `check --help` need not load the stages.
_HOMES = {
    "check": "consistency.checker",
    "check_claims": "consistency.checker",
    "extract_claims": "consistency.extraction",
    "load_rules": "consistency.judging",
    "read_sources": "consistency.reading",
    "render": "consistency.reports",
    "write_discrepancies": "consistency.engines.output",
    "Claim": "consistency.model",
    "Report": "consistency.model",
    "Source": "consistency.model",
}

__all__ = [
    "Claim", "Report", "Source", "check", "check_claims", "extract_claims", "load_rules", "read_sources", "render",
    "write_discrepancies",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'consistency' has no attribute '{name}'")
    import importlib

    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
