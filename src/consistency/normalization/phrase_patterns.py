"""Patterns over the categories of words, compiled to regular expressions.

A grammar file names categories of words ("month", "weekday", "ago") and lists constructions as patterns over them:
``(weekday:weekday comma?)? day:day of? month:month``. A stretch of text becomes one letter a word, each letter
standing for a set of categories, so that a pattern is a regular expression over a short string. It holds no
repetition, so that matching is linear in the text.

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
# The same few sequences of categories recur all through a text: what fits them is remembered.
_REMEMBERED_LENGTH = 40
_REMEMBERED = 20_000


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


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that fits a stretch of letters, and where: `groups` are the places of what its pattern captures."""

    rule: Rule
    start: int
    end: int
    groups: tuple[tuple[str, str, int], ...]  # name, category, place


class Grammar:
    """The rules of one level, tried in the order of the list at each place where they can begin."""

    def __init__(self, rules: Iterable[Rule], parts: Mapping[str, str], alphabet: Alphabet) -> None:
        self.rules = list(rules)
        self._compiled: list[tuple[str, list[tuple[str, str]]]] = []
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._beginning: dict[str, list[int]] = {}  # letter → the rules that can begin with it
        self._known: dict[str, tuple[Found, ...]] = {}
        for index, rule in enumerate(self.rules):
            compiler = _Compiler(_expand(rule.pattern, parts, 0), alphabet)
            self._compiled.append((compiler.source, compiler.captures))
            for letter in compiler.first:
                self._beginning.setdefault(letter, []).append(index)

    def matches(self, letters: str) -> Iterable[Found]:
        """Return every fit of every rule, by place and then by the order of the rules."""
        if len(letters) > _REMEMBERED_LENGTH:
            return self._search(letters)
        known = self._known.get(letters)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[letters] = tuple(self._search(letters))
        return known

    def _search(self, letters: str) -> Iterable[Found]:
        for place, letter in enumerate(letters):
            for index in self._beginning.get(letter, ()):
                pattern = self._patterns.get(index)
                if pattern is None:
                    pattern = self._patterns[index] = re.compile(self._compiled[index][0])
                match = pattern.match(letters, place)
                if match is not None and match.end() > place:
                    captures = self._compiled[index][1]
                    groups = tuple(
                        (name, category, match.start(number))
                        for number, (name, category) in enumerate(captures, 1)
                        if match.start(number) >= 0
                    )
                    yield Found(self.rules[index], place, match.end(), groups)


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


class _Compiler:
    """Turns the pieces of one pattern into the source of a regular expression.

    `captures` are the name and category of each of its groups, `first` the letters that it can begin with.
    """

    def __init__(self, pieces: list[str], alphabet: Alphabet) -> None:
        self.captures: list[tuple[str, str]] = []
        self._alphabet = alphabet
        before = pieces[: pieces.index("<")] if "<" in pieces else []
        rest = pieces[len(before) + 1 :] if before else [piece for piece in pieces if piece != "<"]
        after = rest[rest.index(">") + 1 :] if ">" in rest else []
        within = rest[: rest.index(">")] if ">" in rest else rest
        source = ""
        if before:  # what stands before the mention is looked at and not taken, so that the leftmost match is the date
            source += f"(?<={self._choice(list(before))[0]})"
        body, self.first, _ = self._choice(list(within))
        self.source = source + body + (f"(?={self._choice(list(after))[0]})" if after else "")

    def _choice(self, pieces: list[str]) -> tuple[str, set[str], bool]:
        """Take a choice off `pieces`: its source, the letters it can begin with, whether it may be empty."""
        sources: list[str] = []
        first: set[str] = set()
        empty = False
        while True:
            source, letters, may_be_empty = self._sequence(pieces)
            sources.append(source)
            first |= letters
            empty |= may_be_empty
            if not pieces or pieces[0] != "|":
                break
            del pieces[0]
        return f"(?:{'|'.join(sources)})" if len(sources) > 1 else sources[0], first, empty

    def _sequence(self, pieces: list[str]) -> tuple[str, set[str], bool]:
        source = ""
        first: set[str] = set()
        empty = True
        while pieces and pieces[0] not in "|)":
            part, letters, may_be_empty = self._one(pieces)
            if pieces and pieces[0] == "?":
                del pieces[0]
                part, may_be_empty = f"(?:{part})?", True
            source += part
            if empty:
                first |= letters
                empty = may_be_empty
        return source, first, empty

    def _one(self, pieces: list[str]) -> tuple[str, set[str], bool]:
        piece = pieces.pop(0)
        if piece == "(":
            source, first, empty = self._choice(pieces)
            del pieces[0]  # the closing parenthesis
            return f"(?:{source})", first, empty
        if piece[0] in "!~":
            letters = self._alphabet.letters_of(piece[1:])
            return f"(?{'!' if piece[0] == '!' else '<!'}[{letters}])", set(), True
        if piece.endswith(":"):
            self.captures.append((piece[:-1], pieces[0]))
            letters = self._alphabet.letters_of(pieces.pop(0))
            return f"([{letters}])", set(letters), False
        letters = self._alphabet.letters_of(piece)
        return f"[{letters}]", set(letters), False
