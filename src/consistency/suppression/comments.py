"""Suppressions in comments of a text.

::

    <!-- check: ignore office-status until=2026-12-31 because="he returns to office in January" -->
    <!-- check: ignore toll, event-date -->
    <!-- check: ignore-file all because="a translation that is checked by hand" -->

A comment on a line of its own is for the paragraph that follows: up to the next empty line. A comment beside words is
for its line. ``ignore-file`` is for the whole text, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from consistency.errors import SuppressionError, nearest
from consistency.model import Evidence, Source
from consistency.reading.comments import find_comments, open_comment
from consistency.suppression.model import Suppression, checked_day, checked_rules

_OURS = re.compile(r"<!--\s*check\s*:")
_VERBS = ("ignore", "ignore-file")
_KEYS = ("until", "because")
_WORD = re.compile(
    r"""(?P<key>[\w-]+)\s*=\s*(?:"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”|«(?P<angle>[^»]*)»|(?P<bare>[^\s,"“«]+))
    |(?P<name>[\w-]+)|(?P<space>[\s,،]+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def comment_suppressions(source: Source, known: Collection[str]) -> Iterator[Suppression | SuppressionError]:
    """Yield the suppressions in the comments of a text, or an error in the place of a broken one.

    `known` are the ids and families of rules.
    """
    text = source.text
    for start, end in find_comments(text):
        if opening := _OURS.match(text, start, end):
            try:
                yield _suppression(source, start, end, opening.end(), known)
            except SuppressionError as error:
                yield _placed(error, source, start)
    place = open_comment(text)
    if place is not None and _OURS.match(text, place):
        yield _placed(SuppressionError("the suppression that begins here has no end '-->'"), source, place)


def _suppression(source: Source, start: int, end: int, inside: int, known: Collection[str]) -> Suppression:
    text = source.text
    verb, names, values = _read(text[inside : end - len("-->")])
    quote = text[start:end]
    evidence = Evidence(source=source.id, quote=quote, start=start, end=end)
    return Suppression(
        source=source.id,
        rules=checked_rules(names, known),
        ranges=None if verb == "ignore-file" else (_covered(text, start, end),),
        evidence=evidence,
        until=checked_day(values["until"]) if "until" in values else None,
        because=" ".join(values.get("because", "").split()),
    )


def _read(words: str) -> tuple[str, list[str], dict[str, str]]:
    """Return the verb, the names of rules, and the values by their keys."""
    names: list[str] = []
    values: dict[str, str] = {}
    for match in _WORD.finditer(words):
        if key := match["key"]:
            if key not in _KEYS:
                raise SuppressionError(f"unknown key '{key}' of a suppression{_hint(key, _KEYS)}")
            if key in values:
                raise SuppressionError(f"'{key}' is given twice")
            values[key] = next(v for v in match.group("straight", "curly", "angle", "bare") if v is not None)
        elif name := match["name"]:
            names.append(name)
        elif match["other"]:
            raise SuppressionError(
                f"'{match['other']}' is out of place in a suppression; write: check: ignore RULE until=2026-12-31 "
                'because="…"'
            )
    if not names:
        raise SuppressionError("a suppression begins with 'ignore' or 'ignore-file'")
    if names[0] not in _VERBS:
        raise SuppressionError(f"a suppression begins with 'ignore', not with '{names[0]}'{_hint(names[0], _VERBS)}")
    return names[0], names[1:], values


def _hint(word: str, known: tuple[str, ...]) -> str:
    return nearest(word, known, f"known are {', '.join(known)}")


def _covered(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the line of a comment that stands beside words, else the paragraph that follows it."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if text[line_start:start].strip() or text[end:line_end].strip():
        return line_start, line_end
    first = end + len(text[end:]) - len(text[end:].lstrip())
    empty = _EMPTY_LINE.search(text, first)
    return first, empty.start() if empty else len(text)


def _placed(error: SuppressionError, source: Source, start: int) -> SuppressionError:
    before = source.text[:start]
    line = source.line_at(start)
    return SuppressionError(error.message, source.path or source.id, line, start - (before.rfind("\n") + 1) + 1)
