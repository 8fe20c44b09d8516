"""The words of a marked-up file in their order, each with its line, and where a text taken out of it stands there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from consistency.reading.html_parser import ForgivingParser

_UNSEEN = frozenset(("script", "style", "template", "noscript", "title"))
_SPACE = re.compile(r"\s+")
_LIST_MARK = re.compile(r"[-•*]\s+")
_PROBE = 24  # characters that tell a passage from others
_OUR_COMMENT = re.compile(r"\s*check\s*:")

Lines = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Words:
    """All characters of a file but white space and markup; `lines` are places among them at which a line begins.

    `comments` are words to this library, each with its place and its line.
    """

    pieces: list[str] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, line: int) -> None:
        """Add text that begins on `line`."""
        for number, piece in enumerate(text.split("\n")):
            if bare := _SPACE.sub("", piece):
                self.lines.append((self.length, line + number))
                self.pieces.append(bare)
                self.length += len(bare)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Reader(ForgivingParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = Words()
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN and self._unseen is None:
            self._unseen = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None

    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            self.words.add(data, self.getpos()[0])

    def handle_comment(self, data: str) -> None:
        if _OUR_COMMENT.match(data):
            self.words.comments.append((self.words.length, self.getpos()[0], f"<!--{data}-->"))


def words_of(markup: str) -> Words:
    """Return the words of a page of HTML."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.words


def laid_out(paragraphs: Iterable[str], words: Words) -> tuple[str, Lines]:
    """Return paragraphs as one text, and the line in the file of each place from which on it is another.

    Comments to this library stand in the text before the paragraph that they stand in or before.
    """
    stream = words.text
    starts = [start for start, _ in words.lines]
    comments = list(words.comments)
    blocks: list[str] = []
    lines: list[tuple[int, int]] = []
    length = place = 0

    def line_of(position: int) -> int:
        return words.lines[max(0, bisect_right(starts, position) - 1)][1] if words.lines else 1

    def append(block: str) -> int:
        nonlocal length
        start = length
        blocks.append(block)
        length += len(block) + 2
        return start

    for paragraph in paragraphs:
        marked = _LIST_MARK.match(paragraph)
        mark = marked.end() if marked else 0
        bare = _SPACE.sub("", paragraph[mark:])
        found, whole = _find(bare, stream, place)
        end = place if found is None else found + (len(bare) if whole else 1)
        while comments and found is not None and comments[0][0] < end:
            _, line, comment = comments.pop(0)
            lines.append((append(comment), line))
        start = append(paragraph)
        lines.append((start, line_of(place if found is None else found)))
        if whole and found is not None:
            lines += _within(paragraph, mark, start, found, line_of)
        if found is not None:
            place = end
    lines += [(append(comment), line) for _, line, comment in comments]
    kept: list[tuple[int, int]] = []
    for entry in lines:
        if not kept or kept[-1][1] != entry[1]:
            kept.append(entry)
    return "\n\n".join(blocks) + ("\n" if blocks else ""), tuple(kept)


def _find(bare: str, stream: str, place: int) -> tuple[int | None, bool]:
    """Return where a passage stands at or after `place`, or before it, and whether all of it does."""
    for part, whole in ((bare, True), (bare[:_PROBE], False)):
        found = stream.find(part, place) if part else -1
        if found < 0 and part:
            found = stream.find(part)
        if found >= 0:
            return found, whole
    return None, False


def _within(paragraph: str, mark: int, start: int, found: int, line_of: Callable[[int], int]) -> list[tuple[int, int]]:
    """Return the places within a paragraph at which a line of the file begins."""
    places: list[tuple[int, int]] = []
    position, line = found, line_of(found)
    for offset, char in enumerate(paragraph[mark:], mark):
        if char.isspace():
            continue
        if line_of(position) != line:
            line = line_of(position)
            places.append((start + offset, line))
        position += 1
    return places
