"""In what form people met, spoke or voted: by video, by telephone or in person, behind closed doors or in public."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.sites import sites
from consistency.extraction.speakers import speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource

_BESIDE = 4  # words between a verb of meeting and the place of it


@functools.cache
def _lexicon(language: str) -> tuple[Phrases[tuple[str, str]], frozenset[str]]:
    table = dict(language_resource(language, "formats"))
    meeting = folded_words(table.pop("meeting"))
    entries = (
        (phrase, (dimension, form))
        for dimension, forms in table.items()
        for form, listed in forms.items()
        for phrase in listed
    )
    return phrases(entries), meeting


def format_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "format" for each form that is told.

    Fields: form (Term), dimension (Term: attendance, publicity, ballot), thing (Terms: who meets), told (Term: named,
    or implied by a verb of meeting with a place), setting.
    """
    spoken = speakers(analysis)
    found = list(_named(analysis))
    told = {analysis.words[first].sentence for first, _, (dimension, _), _ in found if dimension == "attendance"}
    found += [one for one in _met(analysis) if analysis.words[one[0]].sentence not in told]
    for first, last, (dimension, form), how in sorted(found):
        fields: dict[str, Value] = {
            "form": Term(form),
            "dimension": Term(dimension),
            "told": Term(how),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        who = _who(analysis, first)
        if who:
            fields["thing"] = Terms(who)
        context = context_of(analysis, first, last, spoken.get(analysis.words[first].sentence))
        yield make_claim(analysis, "format", fields, first, last, {"form": analysis.span(first, last)}, context)


_Form = tuple[int, int, tuple[str, str], str]


def _named(analysis: Analysis) -> Iterator[_Form]:
    table, _ = _lexicon(analysis.language)
    done = 0
    for index in table.places(analysis):
        word = analysis.words[index]
        if index < done or not word.solid or word.person >= 0 or analysis.skips(word.start):
            continue
        match = table.at(analysis.words, index)
        if match is not None:
            done = index + match[0]
            yield index, done, match[1], "named"


def _met(analysis: Analysis) -> Iterator[_Form]:
    """Yield verbs of meeting with the place of it: "met in Istanbul", «اجتمعا في الدوحة»."""
    _, meeting = _lexicon(analysis.language)
    for site in sites(analysis):
        if not site.placed:
            continue
        home = analysis.words[site.first]
        for word in analysis.words[max(0, site.first - _BESIDE) : site.first][::-1]:
            if word.clause == home.clause and (word.folded in meeting or word.forms.lemma in meeting):
                yield word.index, site.last, ("attendance", "person"), "implied"
                break


def _who(analysis: Analysis, first: int) -> frozenset[str]:
    """Return the persons and bodies in the clause of a form and the one before it, else those of its sentence."""
    home = analysis.words[first]
    near: set[str] = set()
    far: set[str] = set()
    for word in analysis.sentence_words(home.sentence):
        known = word.entity >= 0 and analysis.entities[word.entity].type not in ("place", "capital")
        feature = feature_of(analysis, word) if word.person >= 0 or known else None
        if feature is not None:
            far.add(feature)
            if 0 <= home.clause - word.clause <= 1:
                near.add(feature)
    persons = {feature for feature in near if feature.startswith("p:")}
    return frozenset(persons or near or far)
