"""Names of people and bodies: their parts, how alike two names are, and whether one is a spelling of the other.

The score compares names word by word. Each word is aligned with the one that sounds most like it (see `sounds`); a word
that only one name has costs little, while words left over on both sides, or aligned words that do not sound alike,
mean two people. Before any spelling rule comes the alias table, rules/knowledge/aliases.yaml.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from consistency.language.orthography import fold, fold_word
from consistency.normalization.sounds import sound_likeness
from consistency.resources import cached_table, knowledge_resource, language_resource, rules_root

MATCH = 80.0  # two names at or above are the same person's, as far as names can tell
VARIANT = 86.0  # and at or above this, with as many words on both sides, one is a spelling of the other

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*+'?")
_NO_ARTICLE = re.compile(r"(?<![^\W_])[أإآ]ل[^\W_]{2,}")  # ألبير, إليني: the hamza says that this ال is no article
DIFFERENT = 0.62  # aligned words that sound less alike than this are different words
_SAME_GIVEN_NAME = 0.88  # two known given names that sound less alike than this are two names
EITHER, DOUBTFUL = 0.9, 0.7  # across scripts two given names that sound this much alike are neither one nor two
_SAME_ACROSS = 0.8  # the same across scripts, where one letter stands for several sounds
_NO_VOWELS = str.maketrans("", "", "اوي")
_LONGEST_NAME, _LONGEST_WORD = 400, 40  # characters that are read of a name, and of a word of it
_LONGEST = 12  # words of a name that are compared


@dataclass(frozen=True, slots=True)
class _Grammar:
    particles: frozenset[str]
    titles: frozenset[str]
    worship: frozenset[str]
    kunya: frozenset[str]
    after_first: frozenset[str]
    suffixes: frozenset[str]
    legal_forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Aliases:
    ids: dict[str, str]  # from the folded words of a spelling to the canonical id
    spellings: dict[str, tuple[tuple[str, ...], ...]]


@functools.cache
def name_grammar() -> _Grammar:
    arabic, latin = language_resource("ar", "name_words"), language_resource("en", "name_words")

    def words(key: str) -> frozenset[str]:
        listed = [*_listed(arabic.get(key)), *_listed(latin.get(key))]
        return frozenset(fold_word(str(word)) for word in listed)

    return _Grammar(*(words(key) for key in _Grammar.__slots__))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


@functools.cache
def alias_table() -> _Aliases:
    root = rules_root()
    lists = ("name_words.yaml", "given_names.yaml")
    words = [root / "languages" / language / name for language in ("ar", "en") for name in lists]
    table = cached_table([root / "knowledge" / "aliases.yaml", *words], "aliases", _build_aliases)
    return _Aliases(table["ids"], {key: tuple(map(tuple, names)) for key, names in table["spellings"].items()})


def _build_aliases() -> dict[str, Any]:
    ids: dict[str, str] = {}
    spellings: dict[str, tuple[tuple[str, ...], ...]] = {}
    for canonical, entry in knowledge_resource("aliases").items():
        names = [str(name) for language in ("ar", "en") for name in entry.get(language, ())]
        for name in names:
            ids.setdefault(" ".join(name_tokens(name)), canonical)
        spellings[canonical] = tuple(dict.fromkeys(name_tokens(name) for name in names))
    return {"ids": ids, "spellings": spellings}


@functools.lru_cache(maxsize=1 << 15)
def name_tokens(name: str) -> tuple[str, ...]:
    """Return the folded words that tell a name from others: without titles, particles and the article.

    "عبد الفتاح" and "Abdel Fattah" become one word each; a name of nothing but titles keeps its words.

    >>> name_tokens("Dr. Ahmed al-Sharaa")
    ('ahmed', 'sharaa')
    >>> name_tokens("أبو مازن")
    ('ابو مازن',)
    """
    grammar = name_grammar()
    words = [word[:_LONGEST_WORD] for word in _WORD.findall(fold(name[:_LONGEST_NAME]).text)]
    words = [word[:-2] if word.endswith("'s") and len(word) > 3 else word.rstrip("'") for word in words]
    words = [word for word in words if word]
    whole = {fold_word(word) for word in _NO_ARTICLE.findall(name[:_LONGEST_NAME])}

    def bare(word: str) -> str:
        return word if word in whole else bare_word(word)

    while len(words) > 1 and words[0] in grammar.titles:
        words = words[1:]
    kept: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if following is not None and (word in grammar.worship or word in grammar.kunya):
            # عبد الله, Abdel Fattah, Abd al-Rahman; أبو مازن: two words, one name
            index += 1
            while following in grammar.particles and index + 1 < len(words):
                index += 1
                following = words[index]
            kept.append(joined_words(word, following, word in grammar.worship))
        elif word in grammar.after_first and kept and len(bare(kept[-1])) > 1:
            kept[-1] += bare(word)  # نور الدين, Saad Eddine
        elif not _weightless(word, bool(kept), following is None, grammar):
            kept.append(bare(word))
        index += 1
    return tuple(kept or words)[:_LONGEST]


def _weightless(word: str, inside: bool, last: bool, grammar: _Grammar) -> bool:
    """Tell whether a word tells no name from another: a particle, "Jr", or a company's legal form at the end."""
    return word in grammar.particles or (
        inside and (word in grammar.suffixes or (last and word in grammar.legal_forms))
    )


def joined_words(first: str, second: str, worship: bool) -> str:
    if worship:
        return bare_word(f"عبد{second}" if _arabic(first) else f"abd{second}")
    if first in ("ابي", "ابا", "abou", "abi"):
        first = "ابو" if _arabic(first) else "abu"
    return f"{first} {bare_word(second)}"


def _arabic(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


@functools.cache
def _own_article() -> frozenset[str]:
    """Return the known given names that begin with ال as part of the name, folded: ألكسندر, إلياس."""
    listed = [
        *language_resource("ar", "given_names")["names"],
        *(name for names in language_resource("en", "given_names")["variants"] for name in names),
    ]
    return frozenset(fold_word(name) for name in listed if _NO_ARTICLE.fullmatch(name))


def bare_word(word: str) -> str:
    """Return a word without the article, and the compound first names in one spelling."""
    if word.startswith("ال") and len(word) > 4 and word not in _own_article():
        return word[2:]
    if word.startswith("عبدال") and len(word) > 6:
        return "عبد" + word[5:]
    for opening in ("abdel", "abdul", "abdal", "abdoul"):
        if word.startswith(opening) and len(word) > len(opening) + 2:
            return "abd" + word[len(opening) :]
    return word


@functools.lru_cache(maxsize=1 << 16)
def name_similarity(a: str, b: str) -> float:
    """Return from 0 to 100 how surely two names are one person's, within and across scripts.

    100 for equal names and for two spellings of one entry of the alias table; below `MATCH` for another given name with
    the same family name, and the other way round. Symmetric; names without a letter give 0.
    """
    if a > b:
        a, b = b, a
    first, second = name_tokens(a), name_tokens(b)
    if not first or not second:
        return 100.0 if a == b and a else 0.0
    if first == second or "".join(first) == "".join(second):
        return 100.0
    known = alias_table()
    one, other = known.ids.get(" ".join(first)), known.ids.get(" ".join(second))
    if one is not None and one == other:
        return 100.0
    score = _score(first, second)
    if one is not None and other is not None:
        return min(score, 40.0)
    if one is not None:
        score = max([score, *(0.99 * _score(spelling, second) for spelling in known.spellings[one])])
    if other is not None:
        score = max([score, *(0.99 * _score(first, spelling) for spelling in known.spellings[other])])
    return score


def is_variant(a: str, b: str) -> bool:
    """Tell whether two names, printed differently, are spellings of one name: the same words, each sounding alike."""
    first, second = name_tokens(a), name_tokens(b)
    return len(first) == len(second) and fold(a).text != fold(b).text and name_similarity(a, b) >= VARIANT


def _score(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if len(a) > len(b):
        a, b = b, a
    likeness = [[word_likeness(x, y) for y in b] for x in a]
    pairs = sorted(
        ((value, -abs(i - j), i, j) for i, row in enumerate(likeness) for j, value in enumerate(row)), reverse=True
    )
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    aligned: list[tuple[int, int, float]] = []
    for value, _, i, j in pairs:
        if i in free_a and j in free_b:
            free_a.remove(i)
            free_b.remove(j)
            aligned.append((i, j, value))
    values = [value for *_, value in aligned]
    worst, mean = min(values), sum(values) / len(values)
    # One word that differs makes another person, however alike the rest is.
    score = 100.0 * (0.5 * worst + 0.5 * mean)
    if worst < DIFFERENT:
        score = min(score, 70.0 * (0.4 + 0.6 * mean))
    crossed = sum(1 for (i, j, _), (k, m, _) in _each_two(aligned) if (i - k) * (j - m) < 0)
    if crossed:
        # محمد بن سلمان is not سلمان بن محمد, nor عثمان الصادق الصادق عثمان; "Orban Viktor" is Viktor Orban.
        either = len(a) == 2 and not all(_arabic(word) and word in given_name_groups() for word in (*a, *b))
        score -= 4.0 if either else 25.0
    if free_b:
        missing = len(free_b)
        last_kept = (len(b) - 1) not in free_b
        if len(a) == 1:
            # A family name alone may be anybody's of the family; a given name alone says less.
            score -= 9.0 + 2.0 * (missing - 1) if last_kept else 25.0
        else:
            score -= (4.0 if last_kept else 9.0) + 4.0 * (missing - 1)
    if len(a) != len(b):
        score = max(score, 96.0 * word_likeness(one_word(a), one_word(b)) - 3.0)
    return max(0.0, min(99.0, score))


def one_word(name: tuple[str, ...]) -> str:
    """Return a name written as one word, compounds and all."""
    return "".join(name).replace(" ", "")


def _each_two(aligned: list[tuple[int, int, float]]) -> list[tuple[tuple[int, int, float], tuple[int, int, float]]]:
    return [(x, y) for place, x in enumerate(aligned) for y in aligned[place + 1 :]]


def word_likeness(a: str, b: str) -> float:
    if len(a) == 1 or len(b) == 1:
        return 1.0 if a == b else 0.9 if a[0] == b[0] else 0.0  # an initial stands for any name that begins so
    if " " in a and " " in b:
        a, b = a.rpartition(" ")[2], b.rpartition(" ")[2]  # أبو نادر and أبو ناصر differ as their second words do
    likeness = sound_likeness(a, b)
    one, other = given_name_groups().get(a), given_name_groups().get(b)
    if one is None or other is None:
        known = one is not None or other is not None
        return min(likeness, 0.5) if known and vowel_moved(a, b) else likeness
    if one & other:
        return max(likeness, 0.97)  # Mohamed and Muhammad, محمد and Mohamed, Bob and Robert
    # Given names that are known for two: سامي is not سمير, however near it sounds.
    if one and other and _arabic(a) != _arabic(b) and likeness >= EITHER:
        return min(likeness, DOUBTFUL)  # حسان and Hassan: Latin letters stand for either name
    two = (one and other) or likeness < least_of_given_names(a, b) or vowel_moved(a, b)
    return min(likeness, 0.5) if two else likeness


def vowel_moved(a: str, b: str) -> bool:
    """Tell whether two Arabic words have the same consonants and a long vowel in two places: جابر and جبار."""
    if not (_arabic(a) and _arabic(b)):
        return False
    return _consonants(a) == _consonants(b) and len(a) == len(b) and a != b and sorted(a) == sorted(b)


def _consonants(word: str) -> str:
    return word.translate(_NO_VOWELS)


def least_of_given_names(a: str, b: str) -> float:
    """Return how alike two known given names must sound to be one name."""
    return _SAME_GIVEN_NAME if _arabic(a) == _arabic(b) else _SAME_ACROSS


@functools.cache
def given_name_groups() -> dict[str, frozenset[int]]:
    """Return the groups of spellings to which each known given name belongs; none for a name without variants."""
    files = [rules_root() / "languages" / language / "given_names.yaml" for language in ("ar", "en")]
    table = cached_table(files, "given names", _build_given_names)
    return {name: frozenset(numbers) for name, numbers in table.items()}


def _build_given_names() -> dict[str, Any]:
    groups: dict[str, set[int]] = {}
    for language in ("ar", "en"):
        for name in language_resource(language, "given_names")["names"]:
            groups.setdefault(bare_word(fold_word(name)), set())
    for number, names in enumerate(language_resource("en", "given_names")["variants"]):
        for name in names:
            groups.setdefault(bare_word(fold_word(name)), set()).add(number)
    return {name: sorted(numbers) for name, numbers in groups.items()}
