"""Comments in a text (``<!-- … -->``): words to the tools, which are no part of what the text says."""

from __future__ import annotations

from collections.abc import Iterator

_OPENING, _CLOSING = "<!--", "-->"


def find_comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of the comments in a text, marks included; one that is not closed is none."""
    start = text.find(_OPENING)
    while start >= 0:
        end = text.find(_CLOSING, start + len(_OPENING))
        if end < 0:
            return
        end += len(_CLOSING)
        yield start, end
        start = text.find(_OPENING, end)


def open_comment(text: str) -> int | None:
    """Return the place of a comment that is never closed, or None."""
    last = max((end for _, end in find_comments(text)), default=0)
    start = text.find(_OPENING, last)
    return None if start < 0 else start


def without_comments(text: str) -> str:
    """Return the text with spaces in the place of comments, so that every other character keeps its own.

    >>> without_comments("a <!--b--> c")
    'a          c'
    """
    pieces: list[str] = []
    place = 0
    for start, end in find_comments(text):
        blank = "".join(char if char in "\r\n" else " " for char in text[start:end])
        pieces += (text[place:start], blank)
        place = end
    return "".join([*pieces, text[place:]]) if pieces else text
