"""In what form people met, spoke or voted: by video, by telephone or in person, behind closed doors or in public."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import features, is_preposition, parts_of
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.sites import sites
from consistency.extraction.speakers import speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource, load_shipped, rules_root

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

    Fields: form (Term), dimension (Term: attendance, publicity, ballot), thing (Terms: who meets), people (Terms: the
    persons among them), told (Term: named, or implied by a verb of meeting with a place), setting.
    """
    spoken = speakers(analysis)
    found = list(_named(analysis))
    told = {analysis.words[first].sentence for first, _, (dimension, _), _ in found if dimension == "attendance"}
    found += [one for one in _met(analysis) if analysis.words[one[0]].sentence not in told]
    for (first, last, (dimension, form), how), end in _joined(analysis, found):
        fields: dict[str, Value] = {
            "form": Term(form),
            "dimension": Term(dimension),
            "told": Term(how),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        who = _who(analysis, first, end if how == "named" else None)
        if who:
            fields["thing"] = Terms(who)
        people = frozenset(one for one in who if one.startswith("p:"))
        if people:
            fields["people"] = Terms(people)
        context = context_of(analysis, first, last, spoken.get(analysis.words[first].sentence))
        yield make_claim(analysis, "format", fields, first, last, {"form": analysis.span(first, last)}, context)


_Form = tuple[int, int, tuple[str, str], str]


def _joined(analysis: Analysis, found: list[_Form]) -> list[tuple[_Form, int]]:
    """Return the forms, those of one kind in one sentence as one ("took the stage in the hall"), each with the place
    where the first of them ends."""
    joined: dict[tuple[int, tuple[str, str], str], tuple[_Form, int]] = {}
    for first, last, form, how in sorted(found):
        key = (analysis.words[first].sentence, form, how)
        known = joined.get(key)
        if known is None:
            joined[key] = ((first, last, form, how), last)
        else:
            joined[key] = ((known[0][0], max(last, known[0][1]), form, how), known[1])
    return sorted(joined.values())


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


def _who(analysis: Analysis, first: int, last: int | None) -> frozenset[str]:
    """Return who meets so: the subject of a verb that tells the form, else the persons, bodies and roles in its clause,
    or in the one before it, or else the persons and bodies of its sentence; these alone where `last` is None."""
    home = analysis.words[first]
    if last is not None and not is_preposition(analysis, first):
        subject = features(analysis, parts_of(analysis, first, last).subject)
        told = frozenset(f for f in subject if f[0] in "ep" or f in _roles())
        if told:
            return told
    clauses: dict[int, set[str]] = {}
    before: tuple[int, str] | None = None  # the nearest person before, and the clause
    for word in analysis.sentence_words(home.sentence):
        place = word.entity >= 0 and analysis.entities[word.entity].type in ("place", "capital")
        feature = feature_of(analysis, word)
        if feature is not None and not place and (feature[0] in "ep" or feature in _roles()):
            clauses.setdefault(word.clause, set()).add(feature)
            if feature[0] == "p" and word.index < first:
                before = (word.clause, feature)
    if last is not None and before is not None and before[0] < home.clause:
        # "Aydin, who came on Monday, sat beside Saadi": whoever is named behind the verb sat there as well.
        led = any(w.clause == home.clause and w.person >= 0 for w in analysis.words[max(0, first - _BESIDE) : first])
        if not led and not is_preposition(analysis, first):
            clauses.setdefault(home.clause, set()).add(before[1])
    for clause in (home.clause, home.clause - 1) if last is not None else ():
        near = clauses.get(clause, set())
        persons = frozenset(feature for feature in near if feature[0] == "p")
        if persons or near:
            return persons or frozenset(near)
    return frozenset(feature for near in clauses.values() for feature in near if feature[0] in "ep")


@functools.cache
def _roles() -> frozenset[str]:
    return frozenset(f"c:{role}" for role in load_shipped(rules_root() / "languages" / "formats.yaml")["roles"])
