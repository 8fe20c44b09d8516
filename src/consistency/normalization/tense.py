"""The tense of a clause, by its nearest verb or adverb: whether a bare weekday is past or to come.

The words are under `tense` in rules/languages/*/dates.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from consistency.language.orthography import fold_word
from consistency.normalization.tokens import Tokens

_REACH = 25  # words to either side
_HANGS_ON_PLACE = "?"
_MOST_WORDS, _LONGEST_WORD = 50_000, 40  # that are remembered with what they tell


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The words that tell the tense, folded: of what is to come, of what is past, and those that begin a clause."""

    future: frozenset[str]
    past: frozenset[str]
    boundary: frozenset[str]
    future_prefix: tuple[str, ...]
    not_future_prefix: tuple[str, ...]
    past_suffix: str
    opening_prefix: tuple[str, ...]
    not_opening_prefix: tuple[str, ...]
    conjunctions: str  # letters, written onto a word
    future_openings: frozenset[str]  # the first words of phrases in `future` and `not_future`
    not_future: frozenset[str]
    carries: frozenset[str]  # boundaries that hand on a future before them
    # What words tell wherever they stand; filled as they are met.
    known: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def of(self, word: str, following: str = "") -> str | None:
        """Return "future", "past", "weak past" (by its ending), "boundary", or None for any other word."""
        if word[0] in self.conjunctions and len(word) > 3:
            found = self.of(word[1:])
            if found is not None and found != "boundary":
                return found
        if word in self.future_openings:
            if f"{word} {following}" in self.not_future:
                return None  # «القطار القادم من القاهرة»
            if f"{word} {following}" in self.future:
                return "future"
        if word in self.future:
            return "future"
        if word in self.past:
            return "past"
        if word in self.boundary:
            return "boundary"
        if self.future_prefix and len(word) > 4 and word.startswith(self.future_prefix):
            return None if word.startswith(self.not_future_prefix) else "future"
        if self.past_suffix and len(word) > 4 and word.endswith(self.past_suffix):
            return "weak past"
        return None


def tense_words(table: dict[str, Any]) -> TenseWords:
    """Return the words of a language from the table in its dates.yaml."""
    lists = {name: [fold_word(str(word)) for word in words] for name, words in table.items() if isinstance(words, list)}
    return TenseWords(
        frozenset(lists["future"]),
        frozenset(lists["past"]),
        frozenset(lists["boundary"]),
        tuple(lists.get("future_prefix", ())),
        tuple(lists.get("not_future_prefix", ())),
        str(table.get("past_suffix", "")),
        tuple(lists.get("opening_prefix", ())),
        tuple(lists.get("not_opening_prefix", ())),
        str(table.get("conjunctions", "")),
        frozenset(p.split(" ")[0] for p in (*lists["future"], *lists.get("not_future", ())) if " " in p),
        frozenset(lists.get("not_future", ())),
        frozenset(lists.get("carries", ())),
    )


def tense_at(tokens: Tokens, words: TenseWords, first: int, last: int, after: int) -> str | None:
    """Return the tense of the clause around the tokens `first` to `last` (half-open), or None where nothing tells.

    It is "future", "past" or "weak past", which is that of a form in -ed.

    The clause before the date decides, back to the date before it (which ends at token `after`); where the date opens
    its clause, what comes after it does.
    """
    known = words.known
    start = first - 1
    seen = 0
    least = max(after, first - _REACH, 0)
    while start >= least:
        found = known.get(tokens.words[start], _HANGS_ON_PLACE)
        if found is _HANGS_ON_PLACE:
            found = _meaning(tokens, words, start)
        if found == "boundary":
            if tokens.words[start] in words.carries and _is_foretold(tokens, words, start, least):
                return "future"
            break
        if found is not None and not (start > least and found != "future" and tokens.words[start - 1] == "be"):
            return found  # in "will be closed" the auxiliary tells
        seen += tokens.words[start][0].isalnum()
        start -= 1
    if seen > 3:
        return None
    for index in range(last, min(last + _REACH, len(tokens.words))):
        found = known.get(tokens.words[index], _HANGS_ON_PLACE)
        if found is _HANGS_ON_PLACE:
            found = _meaning(tokens, words, index)
        if found == "boundary":
            return None
        if found is not None:
            return found
    return None


def _is_foretold(tokens: Tokens, words: TenseWords, index: int, least: int) -> bool:
    """Tell whether what a conjunction carries is foretold right before it: «من المنتظر أن يلتحق بالفريق الخميس»."""
    return any(_meaning(tokens, words, place) == "future" for place in range(max(least, index - 2), index))


def _meaning(tokens: Tokens, words: TenseWords, index: int) -> str | None:
    word = tokens.words[index]
    if word == "\n":
        return "boundary"
    if (
        word == "."
        and index + 1 < len(tokens.words)
        and (tokens.touches(index + 1) or len(tokens.words[index - 1]) < 4)
    ):
        return None  # an abbreviation
    found = words.of(word, tokens.words[index + 1] if index + 1 < len(tokens.words) else "")
    openings = words.future_openings
    if word == "." or word in openings or word[1:] in openings:
        return found
    if words.opening_prefix and len(word) > 3 and word.startswith(words.opening_prefix):
        if found is not None:
            return found
        opens = index == 0 or tokens.words[index - 1] in {"\n", ".", '"'}
        if opens and not word.startswith(words.not_opening_prefix):
            return "future"
    elif len(word) <= _LONGEST_WORD and len(words.known) < _MOST_WORDS:
        words.known[word] = found
    return found
