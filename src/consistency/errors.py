"""Errors that a user can mend: each says in one sentence what is wrong, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # what ends a line, and what steers a terminal
_LONGEST = 2000  # characters: a sentence may quote what a stranger wrote


class ConsistencyError(Exception):
    """A mistake in a source, a rule, a claim or an option.

    `path`, `line` and `column` (both counted from 1) tell the place where it is known;
    ``str(error)`` puts them before the sentence, as compilers do. The sentence is one line: line breaks and control
    characters of what it quotes are written by their number, and what is beyond 2000 characters is left out.
    """

    def __init__(self, message: str, path: str | None = None, line: int | None = None, column: int | None = None):
        message = _one_line(message if len(message) <= _LONGEST else message[:_LONGEST] + "…")
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{_one_line(place)}: {self.message}" if place else self.message


def _one_line(text: str) -> str:
    return _BREAKS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


class SourceError(ConsistencyError):
    """A text or a file of claims that cannot be read."""


class ClaimError(ConsistencyError):
    """A claim that does not have the form of one."""


class RuleError(ConsistencyError):
    """A rule, a lexicon or a knowledge file that does not have the form of one."""


class OptionError(ConsistencyError):
    """An option with a value that it does not take."""


class ConfigurationError(ConsistencyError):
    """A file of configuration with a key or a value that it does not take."""


class SuppressionError(ConsistencyError):
    """A suppression that does not have the form of one."""


class BaselineError(ConsistencyError):
    """A file of known discrepancies that cannot be read or written."""


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the end of a sentence about an unknown name: the known one that is spelt nearest, or `otherwise`.

    >>> nearest("tol", ["toll", "office"], "see the list")
    "; did you mean 'toll'?"
    """
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"; did you mean '{near[0]}'?" if near else f"; {otherwise}"
