"""Number words of both languages as tables: each written form with what it stands for.

The words are in rules/languages/{ar,en}/numbers.yaml; Arabic forms are listed with every clitic they may carry.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

from consistency.language.orthography import fold_word, folded_words
from consistency.resources import language_resource


class Reading(NamedTuple):
    """A number that was read: the index of the token after it, and its value.

    `weak` marks a word that is a number only where a unit or a scale follows ("نص", "few").
    """

    end: int
    low: float
    high: float
    ordinal: bool = False
    fraction: bool = False
    vague: bool = False
    weak: bool = False
    words: bool = True


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number word in one of its written forms; `joined` after "و", `definite` with the article."""

    kind: str
    value: float
    joined: bool = False
    definite: bool = False
    prefix: str = ""
    high: float = 0.0


# The kinds of words that no number begins with: those that only go on with one ("ثلثين", "فاصلة", "bn").
_NOT_FIRST_ARABIC = frozenset({"fraction_plural", "point", "less"})
_NOT_FIRST_ENGLISH = frozenset({"fraction_plural", "scale_after"})


@functools.cache
def number_starts() -> frozenset[str]:
    """Return the words of both languages that a number can begin with, articles among them."""
    arabic = {word for word, entry in arabic_number_words().items() if entry.kind not in _NOT_FIRST_ARABIC}
    english = {word for word, entry in english_number_words().items() if entry.kind not in _NOT_FIRST_ENGLISH}
    return frozenset(arabic | english)


@functools.cache
def articles() -> frozenset[str]:
    """Return the words that begin a number only with a number word after them ("a million")."""
    return frozenset(word for word, entry in english_number_words().items() if entry.kind == "article")


@functools.cache
def arabic_number_words() -> dict[str, NumberWord]:
    """Return every folded form of a number word, with each clitic it may carry."""
    table = language_resource("ar", "numbers")
    bare: dict[str, NumberWord] = {}

    def add(forms: list[str], kind: str, value: float, high: float = 0.0) -> None:
        for form in forms:
            bare.setdefault(fold_word(form), NumberWord(kind, float(value), high=float(high)))

    add(table["zero"], "zero", 0)
    for kind, name in (("unit", "units"), ("teen", "teens"), ("tens", "tens"), ("hundreds", "hundreds")):
        for value, forms in table[name].items():
            add(forms, kind, float(value))
    add(table["bound_one"], "one", 1)
    add(table["ten"], "ten", 10)
    add(table["hundred"], "hundred", 100)
    for word, (low, high) in table["vague"].items():
        add([word], "vague", low, high)
    add(table["hundred_plural"], "vague", 200, 999)
    add(table["vague_before_scale"], "several", 3, 9)
    add(table["excess"], "excess", 0)
    for value, forms_of in table["scales"].items():
        add(forms_of["singular"], "scale", float(value))
        add(forms_of["plural"], "scale_plural", float(value))
        add(forms_of["accusative"], "scale_accusative", float(value))
        add(forms_of["dual"], "scale_dual", float(value))
    for value, forms_of in table["fractions"].items():
        add(forms_of["singular"], "fraction", 1 / int(value))
        add(forms_of.get("dual", []), "fraction", 2 / int(value))
        add(forms_of["plural"], "fraction_plural", 1 / int(value))
    for value, forms in table["ordinals"].items():
        add(forms, "ordinal", float(value))
    add(table["bound_ordinal_one"], "ordinal_one", 1)
    words = dict(bare)
    for clitic in sorted(
        (fold_word(clitic) for clitic in table["clitics"] if clitic), key=lambda form: (len(form), form)
    ):
        definite = clitic.endswith(("ال", "لل"))
        for form, word in bare.items():
            if word.kind == "several" and not definite and clitic != "و":
                continue
            words.setdefault(
                clitic + form,
                NumberWord(word.kind, word.value, clitic in {"و", "وال", "ولل"}, definite, clitic, word.high),
            )
    for form in table["not_numbers"]:
        words.pop(fold_word(form), None)
    add_marks = {"point": table["point"], "less": table["less"]}
    for kind, forms in add_marks.items():
        for form in forms:
            words.setdefault(fold_word(form), NumberWord(kind, 0))
    return words


@functools.cache
def parts_before_definite() -> dict[str, int]:
    """Return the words that are a part of something before a definite noun ("خمس السكان"), with their denominators."""
    parts = language_resource("ar", "numbers")["parts_before_definite"]
    return {
        prefix + fold_word(word): int(value) for word, value in parts.items() for prefix in ("", "و", "ب", "ل", "ف")
    }


@functools.cache
def not_ordinal_before() -> dict[str, frozenset[str]]:
    """Return by an ordinal the words before which it is none ("أول أمس")."""
    table = language_resource("ar", "numbers")
    return {fold_word(word): folded_words(after) for word, after in table["not_ordinal_before"].items()}


@functools.cache
def english_number_words() -> dict[str, NumberWord]:
    """Return every folded number word. A fraction that is spelled as an ordinal ("third") is listed as the ordinal."""
    table = language_resource("en", "numbers")
    words: dict[str, NumberWord] = {}

    def add(forms: list[str], kind: str, value: float, high: float = 0.0) -> None:
        for form in forms:
            words.setdefault(fold_word(form), NumberWord(kind, float(value), high=float(high)))

    add(table["zero"], "zero", 0)
    for kind, name in (("unit", "units"), ("teen", "teens"), ("tens", "tens"), ("ordinal", "ordinals")):
        for value, forms in table[name].items():
            add(forms, kind, float(value))
    for value, tens in table["tens"].items():
        for kind, name in (("tens_full", "units"), ("ordinal", "ordinals")):
            for unit, forms in table[name].items():
                if int(unit) < 10:
                    for ten in tens:  # "twentyfifth"
                        add([ten + form for form in forms], kind, float(value) + float(unit))
    add(table["hundred"], "hundred", 100)
    only_after_number = {fold_word(word) for word in table["only_after_number"]}
    for value, forms_of in table["scales"].items():
        for form in forms_of["singular"]:
            add([form], "scale_after" if fold_word(form) in only_after_number else "scale", float(value))
        add([form for form in forms_of["plural"] if form not in table["vague"]], "scale_plural", float(value))
    for value, forms_of in table["fractions"].items():
        add(forms_of["singular"], "fraction", 1 / int(value))
        add(forms_of["plural"], "fraction_plural", 1 / int(value))
    for word, (low, high) in table["vague"].items():
        add([word], "vague", low, high)
    for word, value in table["pairs"].items():
        add([word], "pair", float(value))
    add(table["articles"], "article", 1)
    add(table["point"], "point", 0)
    add(table["minus"], "minus", 0)
    return words


@functools.cache
def english_fractions() -> dict[str, float]:
    """Return the names of parts, singular and plural, with their values."""
    table = language_resource("en", "numbers")["fractions"]
    return {form: 1 / int(value) for value, forms in table.items() for form in forms["singular"] + forms["plural"]}


@functools.cache
def after_part() -> frozenset[str]:
    """Return what may follow "a third" that is a part; before a noun it is one more ("a third man")."""
    return frozenset(language_resource("en", "numbers")["after_part"])


@functools.cache
def suffix_scales() -> dict[str, float]:
    """Return the scales that are written onto digits ("3m")."""
    return {suffix: float(value) for suffix, value in language_resource("en", "numbers")["suffixes"].items()}


@functools.cache
def ordinal_suffixes() -> frozenset[str]:
    """Return what makes an ordinal of digits ("21st")."""
    return frozenset(language_resource("en", "numbers")["ordinal_suffixes"])
