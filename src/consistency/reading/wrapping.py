"""Lines that were broken by their length alone, as in Markdown written at 80 columns: they end no sentence."""

from __future__ import annotations

import itertools
import re

_NARROWEST, _WIDEST = 30, 120  # characters; in a text with longer lines each line is a paragraph
_FEWEST = 2  # breaks; fewer tell nothing
_MOST = 0.8  # share of the breaks inside paragraphs that the width explains
_OWN_LINE = re.compile(r"\s*(?:[-*+•#>|]|\d{1,3}[.)]\s|={3}|-{3}|```)")


def unwrapped(text: str) -> str:
    """Return the text with spaces for the line breaks that its width explains; every character keeps its place.

    A break is explained where the first word of the next line would not have fitted on its own. Only where that holds
    for nearly all breaks between lines of text is the text taken to be wrapped.

    >>> unwrapped("The terminal in Port Selby was\\nclosed on Monday evening and it\\nopened again.")
    'The terminal in Port Selby was closed on Monday evening and it opened again.'
    """
    lines = text.split("\n")
    bodies = [line.rstrip() for line in lines]
    widest = max((len(body) for body in bodies if " " in body), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return text
    inside = [
        index
        for index, (body, following) in enumerate(itertools.pairwise(bodies))
        if body and following and not _OWN_LINE.match(following) and not body.startswith("#")
    ]
    full = [index for index in inside if len(bodies[index]) + 1 + len(bodies[index + 1].split()[0]) > widest]
    if len(full) < _FEWEST or len(full) < _MOST * len(inside):
        return text
    joined = set(full)
    pieces: list[str] = []
    for index, line in enumerate(lines[:-1]):
        if index in joined:
            pieces.append(bodies[index] + " " * (len(line) - len(bodies[index]) + 1))
        else:
            pieces.append(line + "\n")
    return "".join([*pieces, lines[-1]])
