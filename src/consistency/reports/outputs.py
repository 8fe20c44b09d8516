"""Which reports are asked for, and where each of them goes: ``--format sarif=out.sarif --format text``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consistency.errors import OptionError
from consistency.reports import FORMATS


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file that it is written to; None and "-" are standard output."""

    format: str
    path: str | None = None

    @property
    def is_printed(self) -> bool:
        """Tell whether the report goes to standard output."""
        return self.path in (None, "-")


def parse_outputs(formats: Sequence[str], output: str | None = None) -> list[Output]:
    """Return the outputs named by values of --format (FORMAT or FORMAT=FILE) and --output.

    `output` is the file of the one format that has none of its own. Raises OptionError for an unknown format, and where
    two reports would go to one place.
    """
    parsed = [_parse(value) for value in formats or ("text",)]
    open_ones = [entry.format for entry in parsed if entry.path is None]
    if output is not None and not open_ones:
        raise OptionError(f"'{output}' is no report's file; every format names one of its own")
    if len(open_ones) > 1:
        both = " and ".join(open_ones)
        raise OptionError(f"{both} would go to one place; write {open_ones[0]}=FILE")
    outputs = [Output(e.format, output) if e.path is None else e for e in parsed]
    places = ["-" if entry.is_printed else str(entry.path) for entry in outputs]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice is not None:
        raise OptionError(f"two reports would go to '{twice}'")
    return outputs


def _parse(value: str) -> Output:
    name, equals, path = value.partition("=")
    if name not in FORMATS:
        raise OptionError(f"unknown format '{name}'; known are {', '.join(FORMATS)}")
    if equals and not path:
        raise OptionError(f"'{value}' names no file; write {name}=FILE")
    return Output(name, path or None)
