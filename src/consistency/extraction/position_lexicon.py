"""The words of positions: the verbs that take each side of a scale, what they must be about, and what turns them.

They stand in rules/languages/positions.yaml and rules/languages/{ar,en}/positions.yaml; an Arabic verb is listed as
"perfect/imperfect", of which the third persons are made here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any

from consistency.extraction.acts import act_table
from consistency.extraction.analysis import Analysis, Word, once, printed
from consistency.extraction.antecedents import ends_in_pronoun
from consistency.language.orthography import fold, folded_words
from consistency.language.word_table import WordTable
from consistency.resources import language_resource, shared_resource

_GAP_MARK = "…"
_NOT = ("لم", "لن")  # before a verb
_MARKS = "^+=~"  # before an entry of the table; what they stand for is written at its head


@dataclass(frozen=True, slots=True)
class PositionVerb:
    """A way to take a position: the words behind its first one, in stretches between gaps; whether it is a noun,
    whether its subject is what it is about ("won approval"), whether it needs no word for its matter near it, and
    whether its object is an opponent ("beat")."""

    scale: str
    position: str
    stretches: tuple[tuple[frozenset[str], ...], ...]
    noun: bool
    received: bool = False
    plain: bool = False
    opposed: bool = False


@functools.cache
def position_scales() -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Return of each scale whose position it is ("agent", "theme"), its positions, and its matter's feature or ""."""
    raw = shared_resource("positions")["scales"]
    return {
        scale: (entry["of"], tuple(entry["positions"]), f"c:{entry['matter']}" if "matter" in entry else "")
        for scale, entry in raw.items()
    }


@functools.cache
def acting_bodies() -> dict[str, str]:
    """Return of the feature of each who acts as part of a body the feature of that body."""
    raw = shared_resource("positions")["bodies"]
    return {f"c:{member}": f"c:{members[0]}" for members in raw for member in members}


@functools.cache
def verbs_by_form(language: str) -> dict[str, tuple[PositionVerb, ...]]:
    """Return the verbs by each form of their first word."""
    raw = language_resource(language, "positions")
    predicates = frozenset(raw.get("predicates", ()))
    found: dict[str, list[PositionVerb]] = {}
    for scale, positions in raw["scales"].items():
        for position, entries in positions.items():
            for entry in entries:
                told = str(entry).lstrip(_MARKS)
                marks = str(entry)[: -len(told)]
                stretches = [
                    tuple(_forms(part, raw) for part in stretch.replace("-", " - ").split())
                    for stretch in told.split(_GAP_MARK)
                ]
                opening, *rest = stretches[0]
                first = told.split()[0]
                verbal = "/" in first or "*" in first or not predicates.isdisjoint(first.split("|")) or first in _NOT
                noun = not verbal and "^" not in marks
                verb = PositionVerb(
                    scale, position, (tuple(rest), *stretches[1:]), noun, "+" in marks, "=" in marks, "~" in marks
                )
                for form in opening:
                    found.setdefault(form, []).append(verb)
    return {form: tuple(verbs) for form, verbs in found.items()}


def _forms(part: str, raw: dict[str, Any]) -> frozenset[str]:
    """Return the folded forms of a word, the third persons of a verb given as "perfect/imperfect", or the forms of a
    participle given as "مؤيد*"; of words between which "|" stands, those of each."""
    if "|" in part:
        return frozenset().union(*(_forms(one, raw) for one in part.split("|")))
    if part.endswith("*"):
        return frozenset(fold(part[:-1] + ending).text for ending in raw["participle_endings"])
    perfect, slash, imperfect = part.partition("/")
    if not slash:
        bound = (part[:-1] + ending for ending in raw.get("bound_endings", ()) if part.endswith("ة"))
        return frozenset(fold(form).text for form in (part, *bound, *raw.get("irregular", {}).get(part, ())))
    forms = {perfect, *(perfect + ending for ending in raw["perfect_endings"])}
    if perfect[-1:] in "ىا":
        forms |= {perfect[:-1] + ending for ending in ("ت", "وا")}  # «نما», «نمت»
    for opening in raw["imperfect_openings"] if imperfect else ():
        forms |= {opening + imperfect[1:] + ending for ending in raw["imperfect_endings"]}
        if imperfect[-1:] in "يى":
            forms |= {opening + imperfect[1:-1] + ending for ending in ("", "ون", "وا")}
        elif imperfect[-2:-1] in "يوا":
            forms.add(opening + imperfect[1:-2] + imperfect[-1:])  # «لم يقر», "لم يعد" beside «يعود»
    return frozenset(fold(form).text for form in forms)


@functools.cache
def listed_words(language: str, key: str) -> frozenset[str]:
    """Return one of the lists of a language's positions.yaml."""
    return folded_words(language_resource(language, "positions")[key])


@functools.cache
def matters_of_scales(language: str) -> dict[str, frozenset[str]]:
    """Return of each scale that is about certain things the words for them."""
    return {
        scale: folded_words(words)
        for scale, words in language_resource(language, "positions")["about"].items()
        if words
    }


@functools.cache
def scales_of_states() -> frozenset[str]:
    """Return the scales of states that come to an end: behind "after" or "ending" they are over."""
    return frozenset(shared_resource("positions")["states"])


@functools.cache
def scales_listed(key: str) -> frozenset[str]:
    """Return the scales of a list: "contests", "single", "both" or "not_consent"."""
    return frozenset(shared_resource("positions")[key])


@functools.cache
def verbs_of_list(language: str, key: str) -> frozenset[str]:
    """Return the forms of the verbs of a list of positions.yaml: those that ask for a position, that deny, …"""
    raw = language_resource(language, "positions")
    return frozenset(form for word in raw[key] for form in _forms(word, raw))


@functools.cache
def words_of_consent() -> frozenset[str]:
    """Return the forms with which an Arabic verb of consent begins."""
    consent = ("assent", "approve")
    return frozenset(
        form for form, verbs in verbs_by_form("ar").items() if any((v.scale, v.position) == consent for v in verbs)
    )


@functools.cache
def negative_words(language: str) -> frozenset[str]:
    """Return the words that deny a verb, without the verbs of refusing."""
    return folded_words(language_resource(language, "modality")["negative"]) - act_table()["refusals"]


def keys_of_printed(text: str, language: str) -> tuple[str, ...]:
    """Return the forms under which a printed word may be listed, in Arabic with clitics taken off as well where no
    dictionary has the rest, and without the object that it may carry as a verb."""
    return _all_keys(language)[text]


@functools.cache
def _all_keys(language: str) -> WordTable[tuple[str, ...]]:
    return WordTable(functools.partial(_keys, language=language))


def _keys(text: str, language: str) -> tuple[str, ...]:
    word = printed(text, language)
    folded, keys = word.folded, word.forms.keys
    if language != "ar":
        return keys
    found = dict.fromkeys(key for key in keys if key in folded)  # the verb of a noun of doing is another word
    bare = folded[1:] if folded[:1] in "وف" and len(folded) > 3 else folded
    for form in (
        bare,
        bare.removeprefix("ال"),
        bare.removeprefix("س"),
        bare.removeprefix("بال"),
        bare.removeprefix("لل"),
    ):
        found.setdefault(form)
    if ends_in_pronoun(folded, text):
        verb = bare.removesuffix("م").removesuffix("ا").removesuffix("ه")
        found.setdefault(verb + "ا" if verb.endswith("و") else verb)
    return tuple(found)


Begun = tuple[int, str, PositionVerb]
"""A verb that may begin with a word: its rank among them, the form under which the word is listed, the verb."""


@dataclass(frozen=True, slots=True)
class VerbsBegun:
    """The verbs that a printed word may begin: those of one word, and by the forms of a further word that each needs
    those that need one right behind it (`by_next`), or somewhere in its sentence (`by_later`)."""

    alone: list[Begun]
    by_next: dict[str, list[Begun]]
    by_later: dict[str, list[Begun]]

    def among(self, following: Iterable[str], sentence: Set[str]) -> list[Begun]:
        """Return the verbs that have the word they need, given the forms of the next word and of the sentence's."""
        found = self.alone
        if self.by_next:
            found = found + [begun for form in following for begun in self.by_next.get(form, ())]
        if self.by_later and (later := self.by_later.keys() & sentence):
            found = found + [begun for form in later for begun in self.by_later[form]]
        return sorted({begun[0]: begun for begun in found}.values()) if len(found) > 1 else found


@functools.cache
def verbs_of_printed(language: str) -> WordTable[VerbsBegun | None]:
    """Return the verbs that may begin with each printed word; None for most words, which begin none."""
    return WordTable(functools.partial(_verbs_of, language=language))


def _verbs_of(text: str, language: str) -> VerbsBegun | None:
    table = verbs_by_form(language)
    begun = VerbsBegun([], {}, {})
    listed = [(form, verb) for form in keys_of_printed(text, language) for verb in table.get(form, ())]
    for rank, (form, verb) in enumerate(listed):
        opening, *later = verb.stretches
        if not opening and not later:
            begun.alone.append((rank, form, verb))
            continue
        needed, by_form = (opening[0], begun.by_next) if opening else (later[0][0], begun.by_later)
        for other in needed:
            by_form.setdefault(other, []).append((rank, form, verb))
    return begun if listed else None


def is_among(word: Word, words: frozenset[str], language: str) -> bool:
    """Tell whether a word of a text is one of some that are listed."""
    return not words.isdisjoint(keys_of_printed(word.text, language))


@once
def keys_of_words(analysis: Analysis) -> list[tuple[str, ...]]:
    """Return for each word of a text the forms under which it may be listed."""
    return [*map(_all_keys(analysis.language).__getitem__, analysis.printed)]
