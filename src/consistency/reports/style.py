"""How a report is to look."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.reports.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Style:
    """The choices of whoever asks for a report; a renderer takes up those that mean something to it.

    `ui` is the language of the report's own words, by its code.
    """

    color: bool = False
    why_not: bool = False
    quiet: bool = False
    ui: str = "en"

    @property
    def wording(self) -> Wording:
        """The words of the report."""
        return wording(self.ui)
