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
from typing import NamedTuple

_PIECE = re.compile(r"[A-Z][A-Z_]*|[!~]?[a-z][a-z0-9_]*:?|[()|?<>]")
_DEEPEST = 8
# The same few sequences of categories recur all through a text: what fits them is remembered.
_REMEMBERED_LENGTH = 40
_REMEMBERED = 20_000


class Alphabet:
    """One letter for each set of categories that a word can have."""

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {}
        self._holding: dict[str, list[str]] = {}  # category → the letters of the sets that hold it
        self._classes: dict[str, str] = {}

    def letter(self, categories: frozenset[str]) -> str | None:
        """Return the letter of a set of categories, or None where no such set was added."""
        return self._letters.get(categories)

    def add(self, categories: frozenset[str]) -> str:
        """Return the letter of a set of categories, a new one where there is none yet."""
        letter = self._letters.get(categories)
        if letter is None:
            letter = self._letters[categories] = chr(0xA1 + len(self._letters))
            self._classes.clear()
            for category in categories:
                self._holding.setdefault(category, []).append(letter)
        return letter

    def letters_of(self, category: str) -> str:
        """Return the letters of all sets that hold `category`. Raises KeyError where none does."""
        return "".join(self._holding[category])

    def class_of(self, category: str) -> str:
        """Return the class of a regular expression that `letters_of` are. Raises KeyError."""
        known = self._classes.get(category)
        if known is not None:
            return known
        source = ""
        codes = [ord(letter) for letter in self._holding[category]]  # in ascending order
        first = last = codes[0]
        for code in [*codes[1:], -1]:
            if code == last + 1:
                last = code
                continue
            source += chr(first) if first == last else f"{chr(first)}-{chr(last)}"
            first = last = code
        known = self._classes[category] = f"[{source}]"
        return known


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
        # Letter → the rules that can begin with it, and the letters that can follow it there (None: any, or the end).
        self._beginning: dict[str, list[tuple[int, frozenset[str] | None]]] = {}
        self._known: dict[str, tuple[Found, ...]] = {}
        for index, rule in enumerate(self.rules):
            compiler = _Compiler(_expand(rule.pattern, parts, 0), alphabet)
            self._compiled.append((compiler.source, compiler.captures))
            for letter in compiler.first:
                self._beginning.setdefault(letter, []).append((index, compiler.second))

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
            following = letters[place + 1 : place + 2]
            for index, second in self._beginning.get(letter, ()):
                if second is not None and following not in second:
                    continue
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


_NONE: frozenset[str] = frozenset()


class _Part(NamedTuple):
    """A part of a pattern: its source, the categories of its first and of its second letter, and how short it can be.

    `empty` and `single` tell whether it may have no letter, and whether it may have just one.
    """

    source: str
    first: frozenset[str]
    second: frozenset[str] = _NONE
    empty: bool = False
    single: bool = False

    def then(self, after: _Part) -> _Part:
        """Return this part with another one after it."""
        second = self.second | (after.first if self.single else _NONE) | (after.second if self.empty else _NONE)
        return _Part(
            self.source + after.source,
            self.first | after.first if self.empty else self.first,
            second,
            self.empty and after.empty,
            (self.single and after.empty) or (self.empty and after.single),
        )


_NOTHING = _Part("", _NONE, empty=True)


class _Compiler:
    """Turns the pieces of one pattern into the source of a regular expression.

    `captures` are the name and category of each of its groups, `first` the letters that it can begin with, `second`
    those that can follow, None where it may end there.
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
            source += f"(?<={self._choice(list(before)).source})"
        body = self._choice(list(within))
        self.first = self._letters(body.first)
        self.second = None if body.single or body.empty else self._letters(body.second)
        self.source = source + body.source + (f"(?={self._choice(list(after)).source})" if after else "")

    def _letters(self, categories: frozenset[str]) -> frozenset[str]:
        return _NONE.union(*map(self._alphabet.letters_of, categories))

    def _choice(self, pieces: list[str]) -> _Part:
        """Take a choice off `pieces`."""
        parts = [self._sequence(pieces)]
        while pieces and pieces[0] == "|":
            del pieces[0]
            parts.append(self._sequence(pieces))
        if len(parts) == 1:
            return parts[0]
        return _Part(
            f"(?:{'|'.join(part.source for part in parts)})",
            _NONE.union(*(part.first for part in parts)),
            _NONE.union(*(part.second for part in parts)),
            any(part.empty for part in parts),
            any(part.single for part in parts),
        )

    def _sequence(self, pieces: list[str]) -> _Part:
        whole = _NOTHING
        while pieces and pieces[0] not in "|)":
            part = self._one(pieces)
            if pieces and pieces[0] == "?":
                del pieces[0]
                part = part._replace(source=f"(?:{part.source})?", empty=True)
            whole = whole.then(part)
        return whole

    def _one(self, pieces: list[str]) -> _Part:
        piece = pieces.pop(0)
        if piece == "(":
            choice = self._choice(pieces)
            del pieces[0]  # the closing parenthesis
            return choice._replace(source=f"(?:{choice.source})")
        if piece[0] in "!~":
            letters = self._alphabet.class_of(piece[1:])
            return _Part(f"(?{'!' if piece[0] == '!' else '<!'}{letters})", _NONE, empty=True)
        if piece.endswith(":"):
            self.captures.append((piece[:-1], pieces[0]))
            piece = pieces.pop(0)
            return _Part(f"({self._alphabet.class_of(piece)})", frozenset((piece,)), single=True)
        return _Part(self._alphabet.class_of(piece), frozenset((piece,)), single=True)
