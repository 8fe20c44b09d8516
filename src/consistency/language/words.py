"""The forms of a word: its clitics taken off, its lemma, and the keys under which a lexicon may list it.

Arabic writes conjunctions, prepositions, the article and pronouns onto the word. They are taken off only where the
rest is a known word and the whole is not, so that وزير stays whole and وبوزارة gives وزارة. Known are the words of
simplemma's dictionaries (Barbaresi 2021) and those of the concept lexicon.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from consistency.language.concepts import listed_words, spelled_as_listed
from consistency.language.lemmas import lemma_of
from consistency.language.orthography import fold_word
from consistency.resources import language_resource

_LONGEST = 40  # letters; nothing longer is a word of either language


@dataclass(frozen=True, slots=True)
class WordForms:
    """What is known of a word by itself.

    `lemma` is folded. `keys` are the folded forms under which a lexicon may list it, the most literal first.
    `proclitics` are the letters taken off the front ("و", "ب", "ل", "ال"), `pronoun` the one off the end.
    `known` is true where a dictionary has the word. `denied` are keys that the concept lexicon lists for a word that is
    spelled otherwise: they fold alike and are two words.
    """

    lemma: str
    keys: tuple[str, ...]
    proclitics: tuple[str, ...] = ()
    pronoun: str = ""
    known: bool = False
    denied: frozenset[str] = frozenset()

    @property
    def concept_keys(self) -> tuple[str, ...]:
        """The keys under which the concept lexicon may list the word."""
        return tuple(key for key in self.keys if key not in self.denied) if self.denied else self.keys


_Split = tuple[str, tuple[str, ...], str]
"""A way to take clitics off: the stem, the proclitics, the pronoun."""


def word_forms(word: str, language: str) -> WordForms:
    """Return the forms of `word`, as printed in a text in `language` ("ar" or "en")."""
    if len(word) > _LONGEST:
        folded = fold_word(word)
        return WordForms(folded, (folded,))
    return _arabic(word) if language == "ar" else _english(word)


@functools.lru_cache(maxsize=1 << 15)
def _english(word: str) -> WordForms:
    folded = fold_word(word)
    base = folded[:-2] if folded.endswith("'s") else folded.rstrip("'")
    lemma = fold_word(lemma_of(base, "en") or base)
    keys = (folded, base, lemma)
    return WordForms(lemma, tuple(dict.fromkeys(keys)), known=lemma_of(base, "en") is not None)


@functools.lru_cache(maxsize=1 << 15)
def _arabic(word: str) -> WordForms:
    bare = without_vowels(word)
    folded = fold_word(bare)
    vocabulary = _folded_vocabulary()
    candidates: list[_Split] = [(bare, (), ""), *_splits(bare)]
    spelled: dict[str, list[str]] = {folded: [bare]}
    keys: list[str] = []
    chosen: _Split | None = None
    lemma = ""
    for stem, proclitics, pronoun in candidates:
        key = fold_word(stem)
        found = _lemma(stem)
        if found is None and not (key in vocabulary and spelled_as_listed(stem, key, "ar")):
            continue
        keys.append(key)
        spelled.setdefault(key, []).append(stem)
        if found is not None:
            keys.append(fold_word(found))
            spelled.setdefault(keys[-1], []).append(found)
        if chosen is None:
            chosen = (stem, proclitics, pronoun)
            lemma = fold_word(found) if found is not None else key
            if stem is bare:
                # A whole known word is not cut (لجنة is not ل + جنة), but for the article, which is never part of it.
                if folded.startswith("ال") and folded[2:] in vocabulary:
                    keys.insert(0, folded[2:])
                    spelled.setdefault(folded[2:], []).append(bare[2:])
                break
            if stem in _corrections():
                break
    corrected = chosen is not None and chosen[0] in _corrections()
    if not corrected and not any(key in vocabulary for key in keys):
        # No form is listed as it stands: try what its inflection would be listed under.
        listed = _listed_form([split for split in candidates if not split[2]], vocabulary)
        if listed is not None:
            keys.append(listed[0])
            if chosen is None:
                chosen = listed[1]
            if lemma in ("", folded):
                lemma = listed[0]  # the dictionary has the form, but no lemma for it
    denied = frozenset(
        key
        for key, forms in spelled.items()
        if key in vocabulary and not any(spelled_as_listed(form, key, "ar") for form in forms)
    )
    if chosen is None:
        stem, proclitics, pronoun = _light(bare)
        lemma = fold_word(stem)
        return WordForms(lemma, tuple(dict.fromkeys((folded, lemma))), proclitics, pronoun, denied=denied)
    return WordForms(lemma, tuple(dict.fromkeys((folded, *keys))), chosen[1], chosen[2], True, denied)


def _lemma(stem: str) -> str | None:
    """Return the lemma of an Arabic word: what our own list says against the dictionary, else the dictionary's."""
    return _corrections().get(stem) or lemma_of(stem, "ar")


@functools.cache
def _corrections() -> dict[str, str]:
    listed: dict[str, str] = language_resource("ar", "lemmas")["corrections"]
    return listed


def _listed_form(splits: list[_Split], vocabulary: frozenset[str]) -> tuple[str, _Split] | None:
    """Return the listed word of which a word is a regular inflection, with the split that shows it.

    Tried are the endings of number, gender and person and the prefixes of the present: تنفق for ينفق, انسحبت for انسحب.
    """
    endings, prefixes = _inflections()
    for split in splits:
        stem = fold_word(split[0])
        for ending, instead in endings:
            if not stem.endswith(ending) or len(stem) - len(ending) < 3:
                continue
            base = stem[: len(stem) - len(ending)] + instead
            for prefix, listed in prefixes:
                if base.startswith(prefix) and (form := listed + base[len(prefix) :]) in vocabulary and len(form) > 2:
                    return form, split
    return None


@functools.cache
def _inflections() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    table = language_resource("ar", "clitics")["inflections"]
    return tuple((e, i) for e, i in table["endings"]), tuple((p, i) for p, i in table["prefixes"])


_VOWELS = re.compile("[\u064b-\u065f\u0640\u0670]")


def without_vowels(word: str) -> str:
    """Take off diacritics and tatweel but keep hamza, which the dictionary distinguishes."""
    if word.isascii():
        return word
    return _VOWELS.sub("", word)


@functools.cache
def _clitics() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = language_resource("ar", "clitics")
    return tuple(table["proclitics"]), tuple(table["pronouns"])


def _splits(word: str) -> list[_Split]:
    """Return the ways to take clitics off `word`: (stem, proclitics, pronoun), fewest letters taken first."""
    proclitics, pronouns = _clitics()
    found: list[_Split] = []
    fronts = [(word, "")] + [(word[len(p) :], p) for p in proclitics if word.startswith(p) and len(word) - len(p) >= 2]
    for rest, front in fronts:
        if front:
            found.append((rest, (front,), ""))
        for pronoun in pronouns:
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2 and not front.endswith("ال"):
                stem = rest[: -len(pronoun)]
                taken = (front,) if front else ()
                if stem.endswith("ت"):
                    found.append((stem[:-1] + "ة", taken, pronoun))
                if stem.endswith(("ئ", "ؤ")):
                    found.append((stem[:-1] + "ء", taken, pronoun))
                if stem.endswith("ا"):
                    found.append((stem[:-1] + "ى", taken, pronoun))
                found.append((stem, taken, pronoun))
    found.sort(key=lambda split: sum(map(len, split[1])) + len(split[2]))
    return found


def _light(word: str) -> _Split:
    """Return a word of no dictionary (a name, mostly) without the article and a conjunction before it."""
    for front in ("وال", "بال", "فال", "كال", "ولل", "لل", "ال"):
        if word.startswith(front) and len(word) - len(front) >= 3:
            return word[len(front) :], (front,), ""
    return word, (), ""


@functools.cache
def _folded_vocabulary() -> frozenset[str]:
    return listed_words("ar")
