"""How a report is to look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The choices of whoever asks for a report; a renderer takes up those that mean something to it."""

    color: bool = False
    why_not: bool = False
    quiet: bool = False
