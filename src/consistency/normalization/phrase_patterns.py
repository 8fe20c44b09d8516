"""Patterns over the categories of words, compiled to one regular expression.

A grammar file names categories of words ("month", "weekday", "ago") and lists constructions as patterns over them:
``(weekday:weekday comma?)? day:day of? month:month``. A stretch of text becomes one letter a word, each letter
standing for a set of categories, so that all patterns together are one regular expression over a short string. They
hold no repetition without bound, so that matching is linear in the text.

In a pattern, words apart are a sequence, ``a|b`` is a choice, ``a?`` may be missing, ``(...)`` groups, ``name:a``
captures the word, ``<`` and ``>`` mark where the mention begins and ends within the pattern (before ``<`` always the
same number of words), ``!a`` means that the next word is no `a`, ``~a`` that the word before is no `a`, and a name in
capitals is a part defined under ``parts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_PIECE = re.compile(r"[A-Z][A-Z_]*|[!~]?[a-z][a-z0-9_]*:?|[()|?<>]")
_DEEPEST = 8
Groups = dict[str, list[tuple[int, str]]]  # what a pattern captures: name → its groups, each with its category


class Alphabet:
    """One letter for each set of categories that a word can have."""

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {}

    def letter(self, categories: frozenset[str]) -> str | None:
        """Return the letter of a set of categories, or None where no such set was added."""
        return self._letters.get(categories)

    def add(self, categories: frozenset[str]) -> str:
        """Return the letter of a set of categories, a new one where there is none yet."""
        return self._letters.setdefault(categories, chr(0xA1 + len(self._letters)))

    def letters_of(self, category: str) -> str:
        """Return the letters of all sets that hold `category`. Raises KeyError where none does."""
        found = "".join(letter for categories, letter in self._letters.items() if category in categories)
        if not found:
            raise KeyError(category)
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """A construction: the name of its reader, its pattern, and the fixed values that it gives the reader.

    `whole` is true for what counts only where it is all of the text ("the 24").
    """

    reads: str
    pattern: str
    values: dict[str, int | str] = field(default_factory=dict)
    whole: bool = False


class Grammar:
    """The rules of one level, matched together; the first rule in the list that fits wins."""

    def __init__(self, rules: Iterable[Rule], parts: Mapping[str, str], alphabet: Alphabet) -> None:
        self.rules = list(rules)
        self._rule_groups: dict[int, int] = {}
        self._groups_of: list[Groups] = []
        self._sources: list[str] = []
        self._single: dict[int, tuple[re.Pattern[str], Groups]] = {}
        count = 0
        for index, rule in enumerate(self.rules):
            groups: Groups = {}
            count += 1
            self._rule_groups[count] = index
            source, count = _compile(_expand(rule.pattern, parts, 0), alphabet, groups, count)
            self._sources.append(source)
            self._groups_of.append(groups)
        self._pattern = re.compile("|".join(f"({source})" for source in self._sources))

    def search(self, letters: str, position: int) -> tuple[int, re.Match[str], Groups] | None:
        """Return the first match at or after `position`: the index of its rule, the match, and its groups by name."""
        match = self._pattern.search(letters, position)
        if match is None or match.lastindex is None:
            return None
        index = self._rule_groups[match.lastindex]
        return index, match, self._groups_of[index]

    def after(self, index: int, letters: str, position: int) -> Iterable[tuple[int, re.Match[str], Groups]]:
        """Return the matches at `position` of the rules after `index`, for when a reader refuses the first one."""
        for later in range(index + 1, len(self.rules)):
            if later not in self._single:
                first = next(group for group, rule in self._rule_groups.items() if rule == later) - 1
                groups = {name: [(n - first, c) for n, c in places] for name, places in self._groups_of[later].items()}
                self._single[later] = re.compile(f"({self._sources[later]})"), groups
            pattern, groups = self._single[later]
            match = pattern.match(letters, position)
            if match is not None and match.end() > position:
                yield later, match, groups


def _expand(pattern: str, parts: Mapping[str, str], depth: int) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECE.findall(pattern):
        if piece[0].isupper():
            if depth > _DEEPEST:
                raise ValueError(f"part {piece} contains itself")
            pieces += ["(", *_expand(parts[piece], parts, depth + 1), ")"]
        else:
            pieces.append(piece)
    return pieces


def _compile(pieces: list[str], alphabet: Alphabet, groups: Groups, count: int) -> tuple[str, int]:
    """Return the regular expression of a pattern, and the number of the last group in it."""
    source: list[str] = []
    capture = ""
    before = pieces.index("<") if "<" in pieces else -1
    if before > 0:  # what stands before the mention is looked at and not taken, so that the leftmost match is the date
        source.append("(?<=")
    for piece in pieces:
        if piece.endswith(":"):
            capture = piece[:-1]
        elif piece == "(":
            source.append("(?:")
        elif piece in ")|?":
            source.append(piece)
        elif piece == "<":
            source.append(")")
        elif piece == ">":
            source.append("(?=")
        else:
            letters = f"[{alphabet.letters_of(piece.lstrip('!~'))}]"
            if piece[0] == "!":
                source.append(f"(?!{letters})")
            elif piece[0] == "~":
                source.append(f"(?<!{letters})")
            elif capture:
                count += 1
                groups.setdefault(capture, []).append((count, piece))
                source.append(f"({letters})")
                capture = ""
            else:
                source.append(letters)
    return "".join(source) + (")" if ">" in pieces else ""), count
