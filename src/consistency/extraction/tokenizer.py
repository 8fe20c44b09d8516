"""Words, marks and sentences of a text, as spaCy tokens whose offsets fit the original.

spaCy's own Arabic tokenizer leaves "50%." and "الأسلحة.منتجات" whole, so the text is cut by one expression here; the
result is an ordinary `Doc`, and spaCy's Matcher works on it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from consistency.language.orthography import Folded, fold, folded_words
from consistency.resources import language_resource

_TOKEN = re.compile(
    r"[^\W\d_]{2,}+(?![\w'])"  # most words; what is below would read them alike, and takes longer
    r"|(?:[a-z]\.){2,}+(?![a-z])"  # u.s., a.m.
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*+"
    r"|(?:[وف]?[بلك]|[وف])(?=\d)"  # «بـ4.1» is a preposition and a number
    r"|'s\b"  # the possessive is a word of its own
    r"|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*+\d*"  # words, don't, m23
    r"|[^\W_]+"
    r"|\.{2,}"
    r"|\n[\s]*"
    r"|[^\s]"
)
_ENDS = frozenset(".!?؟…") | {"..", "..."}
_LONGEST_SENTENCE = 400  # tokens; what goes on without a stop is cut, since claims look at the whole sentence
_CLOSING = frozenset("\"')]}")


@dataclass(frozen=True, slots=True)
class Cut:
    """How a text was cut into the tokens of a `Doc`: their texts, where each begins in the original, and whether white
    space stands before it.
    """

    folded: Folded
    texts: list[str]
    starts: list[int]
    spaced: list[bool]

    def fits(self, doc: Doc) -> bool:
        """Tell whether a `Doc` still has these tokens: none were merged or split, and it is no part of another one."""
        if len(doc) != len(self.texts):
            return False
        return not self.texts or (doc[0].text == self.texts[0] and doc[-1].idx == self.starts[-1])


class ConsistencyTokenizer:
    """A spaCy tokenizer (text to `Doc`) for one language; each token's place in the original stays exact.

    Tokens are words, numbers and single marks; a run of line breaks is one token. `doc.user_data["cut"]` is the `Cut`.
    """

    def __init__(self, vocab: Vocab, language: str):
        self.vocab = vocab
        self.language = language

    def __call__(self, text: str) -> Doc:
        folded = fold(text)
        texts: list[str] = []
        starts: list[int] = []
        spaces: list[bool] = []  # a single space after the token
        place = 0
        for start, end in folded.originals(map(re.Match.span, _TOKEN.finditer(folded.text))):
            if start == place + 1 and texts and text[place] == " ":
                spaces[-1] = True  # as it is nearly always
            elif start > place:
                _add_between(text, place, start, texts, starts, spaces)
            else:
                start = place
            if end > start:
                texts.append(text[start:end])
                starts.append(start)
                spaces.append(False)
                place = end
        _add_between(text, place, len(text), texts, starts, spaces)
        spaced = [True, *[space or before.isspace() for space, before in zip(spaces, texts, strict=True)]][: len(texts)]
        doc = Doc(self.vocab, words=texts, spaces=spaces)
        doc.user_data["cut"] = Cut(folded, texts, starts, spaced)
        return doc


def _add_between(text: str, start: int, end: int, texts: list[str], starts: list[int], spaces: list[bool]) -> None:
    """Add what lies between two tokens: white space, or marks without width.

    A `Doc` knows single spaces only, so anything else becomes a token of its own, which keeps `Doc.text` equal to the
    text.
    """
    if texts and text[start:end].startswith(" "):
        spaces[-1] = True
        start += 1
    if start < end:
        texts.append(text[start:end])
        starts.append(start)
        spaces.append(False)


def sentence_starts(words: list[str], spaced: list[bool], language: str) -> list[bool]:
    """Tell for each token whether a sentence begins with it.

    `words` are folded tokens, line breaks among them; `spaced` tells which have white space before them. A sentence
    without an end is cut after some hundred tokens.
    """
    abbreviations = _abbreviations(language)
    starts = [False] * len(words)
    begin = True
    first = 0
    for index, word in enumerate(words):
        begin = begin or index - first >= _LONGEST_SENTENCE
        # A quotation mark behind a space opens what follows; one without a space closes what went before.
        if begin and not word.isspace() and (word not in _CLOSING or spaced[index]):
            starts[index] = True
            begin = False
            first = index
        if "\n" in word:
            begin = True
        elif word in _ENDS:
            before = words[index - 1] if index else ""
            initial = len(before) == 1 and before.isascii() and before.isalpha()
            begin = not (word == "." and (initial or before in abbreviations))
        elif begin and word in _CLOSING and not spaced[index]:
            begin = True
    return starts


@functools.cache
def _abbreviations(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "sentences")["abbreviations"])
