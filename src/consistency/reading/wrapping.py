"""Text as it was meant to flow: without the breaks that its width explains, and without space that says nothing."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass

from consistency.reading.comments import without_comments
from consistency.resources import language_resource

_NARROWEST, _WIDEST = 30, 120  # characters; in a text with longer lines each line is a paragraph
_FEWEST = 2  # breaks; one alone tells nothing but behind a word that ends no line
_MOST = 0.8  # share of the breaks inside sentences that the width explains
_LONGER = 0.2  # longer lines, for each break between lines of text: an address, a row of a table
_OWN_LINE = re.compile(r"\s*(?:[-*+•#>|]|\d{1,3}[.)]\s|={3}|-{3}|```)")
_SENTENCE_END = re.compile(r"[.!?؟…:][\"'”’»)\]]*\Z")
# What tells how a word is read or drawn, and not which one it is: vowels, shadda, sukun, tatweel, marks of direction,
# joiners, hyphens that are not shown. Tanwin stays: it tells that a word is no name.
_ON_LETTERS = "\u064e-\u0652\u0670\u0640"
_SILENT = _ON_LETTERS + "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_APART = "\u0300-\u036f\u0653-\u0655"  # accents and hamza that stand behind their letter, as some systems store them
_HAS_APART = re.compile(f"[{_APART}]")
_REST_OF_LETTER = re.compile(f"[{_ON_LETTERS}{_APART}]*")
_PLAIN = " \n.,،:؛;()\"'«»؟!?"  # what stands behind most words and is no mark on a letter
_BLANK = "\u00a0\u2007\u202f"  # spaces at which no line is broken
# Two spaces or more, such a space, the first sign of a line's end, signs that are silent. Each is found by its first
# sign, for which the text is searched in one go; of alternatives each is tried at each place.
_NOT_SINGLE = re.compile(
    rf"[ {_BLANK}\r{_SILENT}](?:(?<= ) +|(?<=[{_BLANK}])|(?<=\r)(?=\n)|(?<=[{_SILENT}])[{_SILENT}]*)"
)
_NOT_COMPOSED = re.compile(rf"([^\W\d_])[{_ON_LETTERS}]{{0,3}}([{_APART}]{{1,3}})|{_NOT_SINGLE.pattern}")


@functools.cache
def _never_last() -> frozenset[str]:
    return frozenset(w for language in ("ar", "en") for w in language_resource(language, "sentences")["never_last"])


def unwrapped(text: str) -> str:
    """Return the text with spaces for the line breaks that its width explains; every character keeps its place.

    A break is explained where the first word of the next line would not have fitted on its own. Only where that holds
    for nearly all breaks within sentences is the text taken to be wrapped: a paragraph may end anywhere.

    >>> unwrapped("The terminal in Port Selby was\\nclosed on Monday evening and it\\nopened again.")
    'The terminal in Port Selby was closed on Monday evening and it opened again.'
    """
    lines = text.split("\n")
    bodies = [line.rstrip() for line in lines]
    inside = [
        index
        for index, (body, following) in enumerate(itertools.pairwise(bodies))
        if body and following and not _OWN_LINE.match(following) and not body.startswith("#")
    ]
    beside = sorted({place for index in inside for place in (index, index + 1)})  # a line alone may be a title
    widest = max((len(bodies[place]) for place in beside if " " in bodies[place]), default=0)
    longer = sum(len(body) > _WIDEST and not body.startswith("#") for body in bodies)
    if not _NARROWEST <= widest <= _WIDEST or longer > _LONGER * len(inside):
        return text
    full = [index for index in inside if len(bodies[index]) + 1 + len(bodies[index + 1].split()[0]) > widest]
    joined = set(full)
    within = [index for index in inside if not _SENTENCE_END.search(bodies[index])]
    told = sum(index in joined for index in within)
    if told < _MOST * len(within):
        return text
    if told < _FEWEST and not any(
        bodies[i].split()[-1].casefold() in _never_last() for i in joined.intersection(within)
    ):
        return text
    pieces: list[str] = []
    for index, line in enumerate(lines[:-1]):
        if index in joined:
            pieces.append(bodies[index] + " " * (len(line) - len(bodies[index]) + 1))
        else:
            pieces.append(line + "\n")
    return "".join([*pieces, lines[-1]])


@dataclass(frozen=True, slots=True)
class Flow:
    """A text to be read, and where it stands in the original: `places[i]` is the place of its character `i`."""

    text: str
    source: str
    places: list[int] | None  # None where every character is at its own place

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original text that a range of this one stands for.

        Vowels on its last letter belong to it.
        """
        places = self.places
        if places is None:
            return start, end
        if start == end:
            place = places[start] if start < len(places) else places[-1] + 1 if places else 0
            return place, place
        behind = places[end - 1] + 1
        if end < len(places) and places[end] == behind and self.source[behind] in _PLAIN:
            return places[start], behind  # as most words end
        rest = _REST_OF_LETTER.match(self.source, behind)
        return places[start], rest.end() if rest else len(self.source)


def flowing(text: str) -> Flow:
    """Return what a text says without comments, breaks of wrapped lines, and space and signs that say nothing.

    Two spaces, and any number around a break or a comment, are one; no-break spaces are spaces; a line ends with one
    character. Three spaces and more in a line, and tabs, are columns and stay. Vowels that a writer puts on some words
    are taken off, and with them whatever else changes no word; an accent or a hamza is part of its letter.

    >>> flowing("14\\u00a0people  left.\\r\\n").text
    '14 people left.\\n'
    >>> flowing("كَتَبَ Cafe\\u0301").text
    'كتب Café'
    """
    joined = unwrapped(without_comments(text))
    pieces: list[str] = []
    places: list[int] = []
    place = 0
    for match in (_NOT_COMPOSED if _HAS_APART.search(joined) else _NOT_SINGLE).finditer(joined):
        start, end = match.span()
        if match.lastindex:
            kept = unicodedata.normalize("NFC", match[1] + match[2])
            if len(kept) > 1:
                continue  # no letter of its own
        elif end - start > 2 and text[start:end].isspace() and "\n" not in text[start:end]:
            continue  # columns
        else:
            kept = " " if match[0].isspace() and match[0] != "\r" else ""
        pieces += (joined[place:start], kept)
        places += (*range(place, start), *range(start, start + len(kept)))
        place = end
    if not pieces:
        return Flow(joined, text, None)
    pieces.append(joined[place:])
    places += range(place, len(joined))
    return Flow("".join(pieces), text, places)
