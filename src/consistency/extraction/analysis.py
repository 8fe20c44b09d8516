"""What is known of a text before claims are read: words with lemma and concept, sentences, values, names, quotations.

The words are spaCy tokens. What patterns in YAML see of them is written for sentences that a pattern may match alone
(`patterns.py`).
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeVar

from spacy.tokens import Doc

from consistency.extraction.person_names import NameMention, find_person_names
from consistency.extraction.tokenizer import ConsistencyTokenizer, Cut, sentence_starts
from consistency.knowledge.entities import EntityMention, find_entities
from consistency.language.concepts import Listed, concepts_of, listed
from consistency.language.orthography import Folded, fold_word, folded_words
from consistency.language.word_table import WordTable
from consistency.language.words import WordForms, word_forms
from consistency.model import Mention, Period, Quantity, Source
from consistency.normalization.dates import find_dates
from consistency.normalization.names import name_tokens
from consistency.normalization.quantities import find_quantities
from consistency.normalization.tokens import tokenize
from consistency.reading.boilerplate import boilerplate
from consistency.reading.wrapping import Flow
from consistency.resources import language_resource


@dataclass(slots=True)
class Word:
    """A token: its place in the original text, its forms, and what it belongs to.

    `concept` is an id of the concept lexicon; `entity`, `person`, `quantity` and `date` are indexes into the lists of
    the analysis or -1; `clause` counts clauses through the text, `sentence` is an index. `function` marks words without
    a meaning of their own; `solid` is false for marks and white space.
    """

    index: int
    start: int
    end: int
    text: str
    folded: str
    forms: WordForms
    sentence: int
    clause: int
    solid: bool
    function: bool
    concept: str | None = None
    entity: int = -1
    person: int = -1
    quantity: int = -1
    date: int = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: half-open ranges of words and of characters in the original."""

    first: int
    last: int
    start: int
    end: int


def without_and(word: Word) -> str:
    """Return a folded Arabic word without the conjunction that may be written onto it."""
    return word.folded[1:] if word.folded[:1] in "وف" else word.folded


@dataclass(slots=True)
class Analysis:
    """A text with all that was read in it. Offsets of mentions are those of this text; `flow` leads from it to the text
    that was given. `printed` are the texts of the words."""

    source: Source
    flow: Flow
    language: str
    doc: Doc
    folded: Folded
    words: list[Word]
    sentences: list[Sentence]
    quantities: list[Mention[Quantity]]
    dates: list[Mention[Period]]
    entities: list[EntityMention]
    persons: list[NameMention]
    quotes: list[tuple[int, int]]
    skipped: list[tuple[int, int]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _made: dict[Callable[[Analysis], Any], Any] = field(default_factory=dict)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.source.text

    def word_at(self, place: int) -> int:
        """Return the index of the word that covers `place` in the original text, or the last one before it."""
        following = bisect_right(self._starts, place)
        return following - 1 if following else 0  # max takes twice as long

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that cover a stretch of the original text."""
        starts, first = self._starts, self.word_at(start)
        last = first + 1
        while last < len(starts) and starts[last] < end:
            last += 1
        return first, last

    def words_of_mention(self, mention: EntityMention | NameMention) -> tuple[int, int]:
        """Return the half-open range of words of a mention that was found in the folded text."""
        return self.words_of(*self.original(mention))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of the original text from word `first` to before word `last`, white space left out."""
        while last > first + 1 and not self.words[last - 1].text.strip():
            last -= 1
        return self.words[first].start, self.words[last - 1].end

    def original(self, mention: EntityMention | NameMention) -> tuple[int, int]:
        """Return the place in the original text of a mention that was found in the folded one."""
        return self.folded.original(mention.start, mention.end)

    def skips(self, place: int) -> bool:
        """Tell whether `place` lies in boilerplate, which makes no claims."""
        if not self.skipped:
            return False
        index = bisect_right(self.skipped, (place, math.inf)) - 1
        return index >= 0 and place < self.skipped[index][1]

    def quoted(self, place: int) -> tuple[int, int] | None:
        """Return the quotation that `place` lies in, or None."""
        index = bisect_right(self.quotes, (place, math.inf)) - 1
        return self.quotes[index] if index >= 0 and place < self.quotes[index][1] else None

    def sentence_words(self, sentence: int) -> Sequence[Word]:
        """Return the words of a sentence."""
        bounds = self.sentences[sentence]
        return self.words[bounds.first : bounds.last]

    def end_of_concept(self, word: Word) -> int:
        """Return the end of the words, from one of them on, that stand for one concept: "ruled out"."""
        words, end = self.words, word.index + 1
        while end < len(words) and words[end].concept == word.concept and words[end].sentence == word.sentence:
            end += 1
        return end


R = TypeVar("R")
V = TypeVar("V")


def once(read: Callable[[Analysis], R]) -> Callable[[Analysis], R]:
    """Remember with an analysis what `read` finds in it: several readers of claims ask for the same."""

    @functools.wraps(read)
    def remembered(analysis: Analysis) -> R:
        try:
            return analysis._made[read]  # type: ignore[no-any-return]
        except KeyError:
            pass  # so that an error within `read` tells of itself alone
        found = analysis._made[read] = read(analysis)
        return found

    return remembered


@once
def places_of_keys(analysis: Analysis) -> dict[str, list[int]]:
    """Return for each form of each word the indexes of the words that have it, in order: a lexicon is looked up in the
    text once, instead of each word of the text in each lexicon."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word in analysis.words:
        for key in word.forms.keys:
            places[key].append(word.index)
    return dict(places)


@once
def places_of_words(analysis: Analysis) -> dict[str, list[int]]:
    """Return for each folded word the indexes of the words that it is, in order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word in analysis.words:
        places[word.folded].append(word.index)
    return dict(places)


@once
def places_of_lemmas(analysis: Analysis) -> dict[str, list[int]]:
    """Return for each lemma the indexes of the words that have it, in order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word in analysis.words:
        places[word.forms.lemma].append(word.index)
    return dict(places)


@once
def places_of_concepts(analysis: Analysis) -> dict[str, list[int]]:
    """Return for each concept the indexes of the words that stand for it, in order."""
    places: dict[str, list[int]] = {}
    for word in analysis.words:
        if word.concept is not None:
            places.setdefault(word.concept, []).append(word.index)
    return places


def words_at(analysis: Analysis, places: Mapping[str, list[int]], among: Iterable[str]) -> list[Word]:
    """Return the words that `places` gives for those of its keys that are `among` some, in order."""
    words = analysis.words
    return [words[index] for index in sorted({index for key in places.keys() & among for index in places[key]})]


@once
def dates_of_sentences(analysis: Analysis) -> dict[int, list[Mention[Period]]]:
    """Return the dates that begin in each sentence that has any."""
    return _by_sentence(analysis, analysis.dates)


@once
def quantities_of_sentences(analysis: Analysis) -> dict[int, list[Mention[Quantity]]]:
    """Return the quantities that begin in each sentence that has any."""
    return _by_sentence(analysis, analysis.quantities)


def _by_sentence(analysis: Analysis, mentions: Sequence[Mention[V]]) -> dict[int, list[Mention[V]]]:
    found: dict[int, list[Mention[V]]] = {}
    for mention in mentions:
        found.setdefault(analysis.words[analysis.word_at(mention.start)].sentence, []).append(mention)
    return found


def entity_key(entity: EntityMention) -> str:
    """Return what an entity stands for: a nationality, capital or metonym for its country, others for themselves."""
    own = entity.type in ("place", "organisation", "person") or not entity.country
    return entity.entity if own else entity.country or entity.entity


def analyse(doc: Doc, source: Source, language: str) -> Analysis:
    """Analyse a tokenized text. A `Doc` of another tokenizer is cut anew; its text stays the same."""
    flow = doc.user_data.get("flow") or Flow(source.text, source.text, None)
    cut = doc.user_data.get("cut")
    if not isinstance(cut, Cut) or not cut.fits(doc):
        doc = ConsistencyTokenizer(doc.vocab, language)(doc.text)
        cut = doc.user_data["cut"]
    folded = cut.folded
    tokens = tokenize(folded)
    words, sentences = _words(cut, language)
    entities = find_entities(folded, language)
    analysis = Analysis(
        source=source,
        flow=flow,
        language=language,
        doc=doc,
        folded=folded,
        words=words,
        sentences=sentences,
        quantities=find_quantities(tokens, language),
        dates=find_dates(tokens, language, published=source.published),
        entities=entities,
        persons=[_without_epithet(folded, person) for person in find_person_names(folded, language, entities)],
        quotes=list(_quotations(source.text, words, sentences)),
        skipped=boilerplate(source.text, language),
        printed=cut.texts,
        _starts=cut.starts,
    )
    for index, entity in enumerate(analysis.entities):
        first, last = analysis.words_of_mention(entity)
        for word in words[first:last]:
            word.entity = index
    for index, person in enumerate(analysis.persons):
        first, last = analysis.words_of_mention(person)
        for word in words[first:last]:
            word.person = index
    for index, quantity in enumerate(analysis.quantities):
        for word in words[slice(*analysis.words_of(quantity.start, quantity.end))]:
            word.quantity = index
    for index, date in enumerate(analysis.dates):
        for word in words[slice(*analysis.words_of(date.start, date.end))]:
            word.date = index
    return analysis


_EPITHET = re.compile(r"\S*-(?:elect|designate|old|based|born)\s+(?=\S)")


def _without_epithet(folded: Folded, person: NameMention) -> NameMention:
    """Cut a compound off the front of a name: "Minister-designate Koen Verhulst", "Nineteen-year-old Petra Kovacic"."""
    found = _EPITHET.match(folded.text, person.start, person.end)
    if found is None:
        return person
    first, last = folded.original(found.end(), person.end)
    text = folded.source[first:last]
    return replace(person, start=found.end(), text=text, tokens=name_tokens(text) or person.tokens)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of a word as printed, wherever it stands."""

    folded: str
    forms: WordForms
    listed: Listed
    solid: bool
    function: bool
    breaks: bool


@functools.cache
def printed_words(language: str) -> WordTable[Printed]:
    """Return the table of what is known of printed words."""
    return WordTable(functools.partial(_printed, language=language))


def printed(text: str, language: str) -> Printed:
    """Return what is known of a printed word."""
    return printed_words(language)[text]


def _printed(text: str, language: str) -> Printed:
    low = _written_together(language).get(text) or fold_word(text)
    solid = any(map(str.isalnum, low))
    forms = word_forms(text, language) if solid and not low[0].isdigit() else WordForms(low, (low,))
    breaks = low in _clause_words(language) or (not solid and low in "،,;؛:()-")
    return Printed(low, forms, listed(forms.concept_keys, language), solid, low in _function_words(language), breaks)


def _words(cut: Cut, language: str) -> tuple[list[Word], list[Sentence]]:
    known = list(map(printed_words(language).__getitem__, cut.texts))
    begins = sentence_starts([entry.folded for entry in known], cut.spaced, language)
    words: list[Word] = []
    sentences: list[Sentence] = []
    clause = 0
    bounds = [index for index, begin in enumerate(begins) if begin and index]
    for sentence, (first, last) in enumerate(pairwise([0, *bounds, len(known)])):
        entries = known[first:last]
        concepts = concepts_of([entry.listed for entry in entries])
        for index, entry, text, start, concept in zip(
            range(first, last), entries, cut.texts[first:last], cut.starts[first:last], concepts, strict=True
        ):
            clause += entry.breaks
            words.append(
                Word(
                    index, start, start + len(text), text, entry.folded, entry.forms, sentence, clause, entry.solid,
                    entry.function, concept,
                )
            )  # fmt: skip
        clause += 1
        if words:
            sentences.append(Sentence(first, last, words[first].start, words[-1].end))
    return words, sentences


@functools.cache
def _written_together(language: str) -> dict[str, str]:
    """Return what two words in one are read as, folded: «ألا» is «أن لا», and not «إلا»."""
    table = language_resource(language, "sentences").get("written_together", {})
    return {text: fold_word(word) for word, texts in table.items() for text in texts}


@functools.cache
def _clause_words(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "sentences")["clause_words"])


@functools.cache
def _function_words(language: str) -> frozenset[str]:
    """Return spaCy's stop words without the numerals, and the clause words."""
    if language == "ar":
        from spacy.lang.ar.stop_words import STOP_WORDS
    else:
        from spacy.lang.en.stop_words import STOP_WORDS
    own = language_resource(language, "sentences")["function_words"]
    return folded_words([*STOP_WORDS, *own]) | _clause_words(language)


_OPENING = {"«": "»", "“": "”", "„": "”", "‹": "›", "‘": "’"}
_LONGEST_QUOTE = 1500  # characters; a mark without its partner does not swallow the text


def _quotations(text: str, words: Sequence[Word], sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield the ranges between quotation marks, marks included, in their order. Straight marks pair up in turn."""
    opened: tuple[str, int] | None = None
    for word in words:
        if opened is not None and word.start - opened[1] > _LONGEST_QUOTE:
            opened = None
        if word.text in _OPENING and (opened is None or opened[0] == '"'):
            opened = (_OPENING[word.text], word.start)
        elif opened is not None and word.text == opened[0]:
            yield opened[1], word.end
            opened = None
        elif word.text == '"' and opened is None:
            opened = ('"', word.start)
