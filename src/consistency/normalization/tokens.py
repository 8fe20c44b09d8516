"""Words, digit groups and signs of a folded text, as the readers of numbers and quantities walk over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress
from typing import Any

from consistency.language.orthography import Folded, fold

# A run of letters, a digit group with its separators, a line break, or any one other sign. Every loop is possessive, so
# that the pass is linear. Plain letters of both scripts come first: two ranges are sooner looked up than the class.
_LETTER = r"[^\W\d_½¼¾⅓⅔⅛⅜⅝⅞²³]"
_TOKEN = re.compile(rf"([a-zء-ي]++{_LETTER}*+|[0-9]++(?:[.,][0-9]++)*+|\n|{_LETTER}++|(?<![\w.,)])\.[0-9]++|\S)")
_LONGEST_NUMBER = 40  # characters; longer runs of digits count nothing
_MOST_WORDS, _LONGEST_WORD = 50_000, 40  # that are remembered
_DIGITS = frozenset("0123456789")

VULGAR_FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8,
                    "⅞": 7 / 8}  # fmt: skip


DIGITS = 1  # the role of a token that is a digit group
_PROCLITICS = frozenset("وفبلك")


class WordRoles(dict[str, int]):
    """The roles that a reader knows of words, as bits of one number for each word.

    A word is looked up in all lists on first sight and remembered, as spaCy's tokenizer remembers words. A reader
    then asks one number where it would ask many lists. Lists are given as functions: they are loaded with the first
    text.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.anchors = DIGITS
        self._given: list[tuple[Callable[[], Container[str]], int, bool, bool]] = []
        self._lists: list[tuple[Container[str], int]] = []
        self._after_proclitic: list[tuple[Container[str], int]] = []
        self._after_article: list[tuple[Container[str], int]] = []

    def add(
        self,
        words: Callable[[], Container[str]],
        *,
        anchor: bool = False,
        proclitic: bool = False,
        article: bool = False,
    ) -> int:
        """Return the bit of a new role, that of the folded `words`.

        With `proclitic` a word has it with a one-letter proclitic too, with `article` with the Arabic article. The
        tokens with an `anchor` are what `Tokens.places` finds.
        """
        bit = 2 << len(self._given)
        self._given.append((words, bit, proclitic, article))
        self.anchors |= bit if anchor else 0
        return bit

    def __missing__(self, word: str) -> int:
        if len(self._lists) < len(self._given):
            self._load()
        roles = DIGITS if "." < word < ":" and word != "/" else 0
        for words, bit in self._lists:
            if word in words:
                roles |= bit
        if not word.isascii() and len(word) > 2:
            if word[0] in _PROCLITICS:
                bare = word[1:]
                for words, bit in self._after_proclitic:
                    if bare in words:
                        roles |= bit
            elif word.startswith("ال"):
                bare = word[2:]
                for words, bit in self._after_article:
                    if bare in words:
                        roles |= bit
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = roles
        return roles

    def _load(self) -> None:
        loaded = [(words(), bit, proclitic, article) for words, bit, proclitic, article in self._given]
        self._lists = [(words, bit) for words, bit, _, _ in loaded]
        self._after_proclitic = [(words, bit) for words, bit, proclitic, _ in loaded if proclitic]
        self._after_article = [(words, bit) for words, bit, _, article in loaded if article]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a folded text: `words[i]` is ``folded.text[starts[i]:ends[i]]``.

    Readers that are given the same tokens share what they find in them; nothing of it changes what they return.
    """

    folded: Folded
    words: list[str]
    starts: list[int]
    ends: list[int]
    _shared: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def word(self, index: int) -> str:
        """Return the token at `index`, or "" outside of the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def touches(self, index: int) -> bool:
        """Return whether token `index` stands right after the one before it, without a space."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def roles(self, known: WordRoles) -> list[int]:
        """Return the roles of each token, and a 0 that stands for what is before the first and after the last one."""
        found: list[int] | None = self._shared.get(known.name)
        if found is None:
            found = self._shared[known.name] = [*map(known.__getitem__, self.words), 0]
        return found

    def places(self, known: WordRoles, role: int) -> list[int]:
        """Return the indexes of the tokens that have an anchoring `role`, or one of several, in order."""
        roles = self.roles(known)
        anchored = self.shared(
            (known.name, "anchors"), lambda: list(compress(range(len(roles)), map(known.anchors.__and__, roles)))
        )
        return [index for index in anchored if roles[index] & role]

    def shared(self, key: Hashable, read: Callable[[], Any]) -> Any:
        """Return what `read` finds in these tokens, read once only for each `key`."""
        if key not in self._shared:
            self._shared[key] = read()
        return self._shared[key]

    def written(self, index: int) -> str:
        """Return the token as the original text writes it."""
        start, end = self.folded.original(self.starts[index], self.ends[index])
        return self.folded.source[start:end]


class KnownChunks(dict[str, tuple[str, ...]]):
    """What stands between two spaces, as white space and tokens in turn, the first of them the space before it.

    Each is split on first sight and remembered, as spaCy's tokenizer remembers it. One that ends in white space has
    an empty token behind it.
    """

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if chunk.isalpha():
            parts: tuple[str, ...] = (" ", chunk)
        else:
            split = _TOKEN.split(" " + chunk)
            if split[-1]:
                split.append("")
            else:
                split.pop()
            parts = tuple(split)
        if len(chunk) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[chunk] = parts
        return parts


_CHUNKS = KnownChunks()


def tokenize(folded: Folded) -> Tokens:
    """Split a folded text into tokens. Any text, in linear time."""
    parts = list(chain.from_iterable(map(_CHUNKS.__getitem__, folded.text.split(" "))))
    places = list(accumulate(map(len, parts), initial=-1))  # before the first chunk stands no space
    words, starts, ends = parts[1::2], places[1::2], places[2::2]
    if "" in words:  # more white space than one space somewhere
        kept = [index for index, word in enumerate(words) if word]
        words = [words[index] for index in kept]
        starts, ends = [starts[index] for index in kept], [ends[index] for index in kept]
    return Tokens(folded, words, starts, ends)


def tokens_of(text: str | Folded | Tokens) -> Tokens:
    """Return the tokens of a text, or the ones given."""
    if isinstance(text, Tokens):
        return text
    return tokenize(text if isinstance(text, Folded) else fold(text))


def starts_digits(word: str) -> bool:
    """Return whether a token is a digit group (".5" among them)."""
    return word[:1] in _DIGITS or (len(word) > 1 and word[0] == ".")


_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z|\.[0-9]+\Z")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]+)?\Z")
_INDIAN_GROUPS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2}(?=,))++,[0-9]{3}(?:\.[0-9]+)?\Z")
_POINT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}+(?:,[0-9]+)?\Z|[0-9]{1,3}\.[0-9]{3},[0-9]+\Z")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]{1,2}\Z")


def digits_value(word: str, *, decimal_comma: bool) -> float | None:
    """Return the value of a digit group, or None where its separators make no number ("12.5.2024", "1,2,3").

    `decimal_comma` is true where the language writes "2,5" for two and a half.
    """
    if len(word) > _LONGEST_NUMBER:
        return None
    if word.isdigit() or _PLAIN.match(word):
        return float(word)
    if _COMMA_GROUPS.match(word) or _INDIAN_GROUPS.match(word):
        return float(word.replace(",", ""))
    if _POINT_GROUPS.match(word):
        return float(word.replace(".", "").replace(",", "."))
    if decimal_comma and _COMMA_DECIMAL.match(word):
        return float(word.replace(",", "."))
    return None


def read_digits(tokens: Tokens, index: int, *, decimal_comma: bool) -> tuple[float, int] | None:
    """Read the number in digits that begins at token `index`: its value and the index after it.

    Takes in groups set apart by a space ("1 000 000") and a vulgar fraction ("5½").
    """
    words = tokens.words
    word = words[index]
    after = index + 1
    following = words[after] if after < len(words) else ""
    if word.isdigit() and len(word) <= _LONGEST_NUMBER:
        if following.isalpha():  # the commonest of all
            return float(word), after
        value: float | None = float(word)
    elif word in VULGAR_FRACTIONS:
        return VULGAR_FRACTIONS[word], after
    else:
        value = digits_value(word, decimal_comma=decimal_comma)
    if value is None:
        return None
    if following not in VULGAR_FRACTIONS and (len(following) < 3 or following[0] not in _DIGITS):
        return value, after
    if word[0] != "0" and ((len(word) <= 3 and word.isdigit()) or _COMMA_GROUPS.match(word)) and "." not in word:
        joined = word.replace(",", "")
        while (
            len(joined) <= 15
            and after < len(words)
            and len(words[after].partition(".")[0]) == 3
            and _PLAIN.match(words[after])
            and "." not in joined
            and tokens.starts[after] == tokens.ends[after - 1] + 1
            and tokens.folded.text[tokens.ends[after - 1]] == " "
            and not (tokens.touches(after + 1) and words[after + 1] in {"-", "/", ":"})
        ):
            joined += words[after]
            after += 1
        value = float(joined)
    if after < len(words) and words[after] in VULGAR_FRACTIONS and "." not in word:
        value += VULGAR_FRACTIONS[words[after]]
        after += 1
    return value, after
