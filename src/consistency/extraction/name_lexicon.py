"""The words by which person names are found: given names, titles, offices, particles, and the words that end a name."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from consistency.language.concepts import lexicon
from consistency.language.given_names import printed_given_names
from consistency.language.lemmas import lemma_of
from consistency.language.orthography import fold, folded_words
from consistency.resources import knowledge_resource, language_resource


@dataclass(frozen=True, slots=True)
class Run:
    """The folded range of a name."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lexicon of one language, folded. `known` are all words that occur in names of the alias table."""

    given: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    particles: frozenset[str]
    joined: frozenset[str]
    ends: frozenset[str]
    speech: frozenset[str]
    known: frozenset[str]
    maqsura: frozenset[str]  # given names that end in alef maqsura, which folding takes for ya
    not_alone: frozenset[str]  # surnames of the alias table that are everyday words
    leads: frozenset[str]  # words that lead to a place, an organisation or a ship rather than to a person
    never: frozenset[str]  # what is no word of a name: function words, verbs, titles, offices
    spellings: frozenset[str]  # the given names as the list prints them, not folded
    single: frozenset[str]  # names of one word that the alias table knows
    aged: frozenset[str]  # words of an age in parentheses behind a name
    address: frozenset[str]  # what stands before a surname alone
    that: frozenset[str]  # what follows a name behind a verb of saying
    closes: frozenset[str]  # what tells that the definite noun before it is a surname
    title_prepositions: frozenset[str]  # within a title, before a place or a body
    title_adjectives: frozenset[str]  # within a title, without an article
    surnames: frozenset[str]  # family names that a dictionary has as words, without the article
    led: frozenset[str]  # words that join a name before a listed one: الحاج, الشيخ
    topics: frozenset[str]  # what opens a sentence before its first name: أما
    says: frozenset[str]  # verbs of saying and of doing something with words, by their lemmas
    describes: frozenset[str]  # what tells in an apposition that a person was named, beside the offices
    states: frozenset[str]  # what stands before an office there
    explains: frozenset[str]  # what tells, behind a comma, who it is that was named
    persons: dict[str, tuple[tuple[str, ...], ...]]  # alias names by first word: the other words, longest first


@functools.cache
def name_words(language: str) -> NameWords:
    """Return the lexicon of name words for "ar" or "en"."""
    grammar = language_resource(language, "name_words")
    given = language_resource(language, "given_names")
    families = language_resource("ar", "surnames") if language == "ar" else {}
    speech = language_resource("ar", "speech") if language == "ar" else {"verbs": [], "acts": []}

    def words(*keys: str) -> frozenset[str]:
        return frozenset(fold(str(word)).text for key in keys for word in grammar.get(key) or ())

    names = [
        tuple(fold(name).text.replace("-", " ").split())
        for entry in knowledge_resource("aliases").values()
        for name in entry.get(language, ())
    ]
    persons: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if len(name) > 1:
            persons.setdefault(name[0], set()).add(name[1:])
    printed = printed_given_names(language)
    listed = frozenset(printed.values()) - words("ends")
    return NameWords(
        given=listed,
        common=frozenset(fold(str(name)).text for name in given.get("common") or ()),
        titles=words("titles"),
        offices=words("offices") | _roles(language) - listed,
        particles=words("particles"),
        joined=words("joined"),
        ends=words("ends", "verbs", "speech_verbs") if language == "ar" else words("not_names"),
        speech=words("speech_verbs"),
        known=frozenset(word for name in names for word in name) | listed,
        maqsura=frozenset(fold(name).text for name in given["names"] if name.endswith("ى")),
        not_alone=words("not_alone"),
        leads=words("leads"),
        never=words("ends", "verbs", "speech_verbs", "not_names", "titles", "offices"),
        spellings=frozenset(printed),
        single=frozenset(name[0] for name in names if len(name) == 1),
        aged=words("aged"),
        address=words("address"),
        that=words("that"),
        closes=words("closes"),
        title_prepositions=words("title_prepositions"),
        title_adjectives=words("title_adjectives"),
        surnames=folded_words(str(families.get("names", "")).split()),
        led=folded_words(families.get("led", ())),
        topics=folded_words(families.get("topics", ())),
        says=folded_words(speech["verbs"] + speech["acts"]),
        describes=words("describes"),
        states=words("states"),
        explains=folded_words(families.get("explains", ())),
        persons={first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for first, rests in persons.items()},
    )


def _roles(language: str) -> frozenset[str]:
    """Return the words for people by what they do, which announce a name as an office does: "coach", الباحثة."""
    table = lexicon(language)
    return frozenset(word for word, concept in table.words.items() if table.concepts[concept].group == "person")


@functools.lru_cache(maxsize=1 << 14)
def is_ordinary(word: str, language: str) -> bool:
    """Tell whether the lemmatizer's vocabulary lists a word as printed: it is then likelier no name."""
    return lemma_of(word, language) is not None


def is_inflected(printed: str) -> bool:
    """Tell whether a word is a dictionary's Arabic noun with a pronoun or a plural on it: ولايته, مهندسين."""
    for ending in ("ها", "هم", "نا", "ات", "ين", "ون", "ه"):
        stem = printed.removesuffix(ending)
        if stem != printed and len(stem) > 2:
            forms = (stem, stem + "ة", stem.removesuffix("ت") + "ة")
            if any(is_ordinary(form, "ar") for form in forms):
                return True
    return False


def last_word(tokens: tuple[str, ...]) -> str:
    """Return the family name of a name's words, without the Arabic article."""
    word = tokens[-1].split()[-1]
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
