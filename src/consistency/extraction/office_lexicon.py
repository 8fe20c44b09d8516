"""The words of offices: titles, states, deputies, places that stand for an office."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Word
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.language.words import word_forms
from consistency.resources import knowledge_resource, language_resource


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its canonical id: whether one person at a time holds it, and how its word was listed.

    `head` marks a noun that becomes an office with what stands beside it ("minister of trade"), `dual` the dual form.
    """

    id: str
    single: bool
    head: bool
    dual: bool = False


@dataclass(frozen=True, slots=True)
class OfficeLexicon:
    """The words by which offices, their states and their holders are read in one language."""

    offices: Phrases[Office]
    status: Phrases[str]
    status_before: Phrases[str]
    then: Phrases[bool]
    counterpart: Phrases[bool]
    takes: Phrases[bool]
    leaves: Phrases[bool]
    until: Phrases[bool]
    holds: Phrases[bool]
    appoints: Phrases[bool]
    confirmed: frozenset[str]
    adjectives: frozenset[str]
    not_offices: frozenset[str]
    deputies: frozenset[str]
    courtesies: frozenset[str]
    speaks_for: frozenset[str]
    places: Phrases[tuple[str, str]]
    portfolios: Phrases[str]
    weightless: frozenset[str]
    named: dict[str, Office]
    introduces: frozenset[str]
    removed: frozenset[str]

    def office_at(self, words: Sequence[Word], place: int) -> tuple[int, Office] | None:
        """Return the length of the office that stands at a word, and which it is; None for «المحافظة», a province."""
        return None if words[place].folded in self.not_offices else self.offices.at(words, place)


@functools.cache
def office_lexicon(language: str) -> OfficeLexicon:
    """Return the lexicon of ``rules/languages/<language>/offices.yaml``."""
    table = language_resource(language, "offices")
    offices: list[tuple[str, Office]] = []
    for name, entry in table["offices"].items():
        single = entry["seats"] == "single"
        offices += [(word, Office(name, single, False)) for word in entry.get("phrases", ())]
        offices += [(word, Office(name, single, True)) for word in entry.get("heads", ())]
        offices += [(word, Office(name, single, False, True)) for word in entry.get("duals", ())]
    places = [(w, (p["office"] if "of" in p else "", p.get("of", ""))) for p in table["places"] for w in p["words"]]

    def listed(key: str) -> Phrases[bool]:
        return phrases((word, True) for word in table[key])

    return OfficeLexicon(
        phrases(offices),
        phrases((word, status) for status, listed in table["status"].items() for word in listed),
        phrases((word, status) for status, listed in table["status_before"].items() for word in listed),
        listed("then"),
        listed("counterpart"),
        listed("takes"),
        listed("leaves"),
        listed("until"),
        phrases((word, True) for word in table["deeds"]["holds"]),
        listed("appoints"),
        folded_words(table["deeds"]["confirmed"]),
        folded_words(table["adjectives"]),
        folded_words(table["not_offices"]),
        folded_words(table["deputies"]),
        folded_words(table.get("courtesies", ())),
        folded_words(table.get("speaks_for", ())),
        phrases(places),
        phrases(
            (word, held) for held, listed in table["portfolios"].items() for w in listed for word in _forms(w, language)
        ),
        folded_words(table["weightless"]),
        {name: Office(name, entry["seats"] == "single", "heads" in entry) for name, entry in table["offices"].items()},
        folded_words(table.get("introduces", ())),
        folded_words(table.get("removed", ())),
    )


def _forms(phrase: str, language: str) -> set[str]:
    """Return a phrase as listed and, of several words, in lemmas: a text has «الموارد المائية» for «موارد مائية»."""
    parts = phrase.split()
    return {phrase, " ".join(word_forms(word, language).lemma for word in parts) if len(parts) > 1 else phrase}


@functools.cache
def local_offices() -> frozenset[str]:
    """Return the offices that are those of the place at hand where no place is said."""
    return frozenset(knowledge_resource("offices")["local"])


@functools.cache
def callings() -> frozenset[str]:
    """Return what is a calling rather than an office: «مدرب المنتخب» is coach of the national team, not elected."""
    return frozenset(knowledge_resource("offices")["callings"])


@functools.cache
def with_body() -> frozenset[str]:
    """Return what is an office only with what it is of: «عميد الكلية», but «العميد سمير حداد» is a brigadier."""
    return frozenset(knowledge_resource("offices")["with_body"])


def is_minister(office: Office) -> bool:
    """Tell whether an office is that of a minister with a portfolio, or of a deputy of one."""
    leads = office.id.endswith("prime-minister") or office.id == "chief-minister"
    return office.id.endswith("minister") and not leads


def alike(one: str, other: str) -> bool:
    """Tell whether two words for an office may mean one: "the minister" and "the foreign minister"."""
    table = knowledge_resource("offices")["alike"]
    return one == other or other in table.get(one, ()) or one in table.get(other, ())


def portfolio(feature: str) -> str:
    """Return what a minister is in charge of, by one name: c:transport for "transport ministry"."""
    if not feature.startswith("c:"):
        return feature
    concept = feature[2:]
    renamed = knowledge_resource("offices")["portfolios"].get(concept)
    return f"c:{renamed or concept.removesuffix('-minister').removesuffix('-ministry')}"
