"""Figures: each number with what it counts or measures, where, when and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from consistency.extraction.ages import is_age, is_bare_age
from consistency.extraction.amounts import is_change
from consistency.extraction.analysis import Analysis, dates_of_sentences, once
from consistency.extraction.baselines import Told as ToldBeside
from consistency.extraction.baselines import baseline_of, span_of, time_told
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import relative_asides
from consistency.extraction.contexts import context_of, is_beginning, speaks_of_country, state_of
from consistency.extraction.fates import are_left, find_fates
from consistency.extraction.indicators import Told, told_of_figures
from consistency.extraction.measure_kinds import kinds_told
from consistency.extraction.measured import measured_of
from consistency.extraction.nouns import PEOPLE, Thing, are_people, is_whole
from consistency.extraction.ordinals import (
    PLACE,
    feat_of,
    is_numbered,
    is_place_number,
    is_promised,
    says_how_often,
    sphere_of,
    tells_time_of_day,
)
from consistency.extraction.reaches import reaches_told
from consistency.extraction.roles import PLAIN, companions, is_each, is_left, role_of
from consistency.extraction.scores import sides_of, stage_of
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.model import Claim, Quantity, Term, Terms, Value
from consistency.normalization.units import convert, is_time, money_name

_EXTREMES = frozenset({"peak", "trough", "high", "low"})
_OF, _THE = frozenset({"of", "من"}), frozenset({"the", "them", "these", "those", "its", "their", "whom", "which"})
_COUNTED, _MEASURED, _MARGIN = Term("counted"), Term("measured"), Term("margin")
_RECALLED = 40  # days after which an event is no news but recalled beside it
_QUOTED = 4  # words of what is counted that are quoted with a figure


def figure_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim for each figure: of kind "toll" for people in a state (killed, arrested), of kind "duration" for a
    length of time, of kind "ordinal" for a rank, of kind "score" for one of a match, else of kind "figure".

    Fields: value (Quantity), dimension (Term: what the unit measures, the feat that an ordinal counts, or "count"),
    scale (Term: counted, measured), head (Term: the counted noun), thing (Terms: the words of what is counted or
    measured), measured (Term: the noun that grammar gives it), baseline (Term: with what a change is compared), span
    (Term: for how long an amount is meant), when (Period: of which month, quarter or year a share is), kinds and reach
    (Terms: as claims of their own have them), role (Term: plain, margin, previous, whole, rest), indicator (Terms: what
    it is a figure of, as the news has it), limits (Terms:
    of which part, time or kind of that), beside (Terms: the other figures of the kind in its sentence), only (Term:
    where the text has no other figure of the indicator), holder (Terms: who has it, of several), fate (Term: what
    befell people), part (Term: where it counts some of those known), recalled (Term: where an earlier event is told),
    stage (Term: of which part of a match a score or a margin is), sides (Terms: the countries beside a score or a
    share), feat (Term: title, win, place … that an ordinal counts), owner (Terms: who is named last before it), sphere
    (Term: among whom a place is one), place (Terms),
    state (Term: revised, updated, provisional, final), setting.
    """
    spoken, fates = speakers(analysis), find_fates(analysis)
    kinds, reaches = kinds_told(analysis), reaches_told(analysis)
    group: tuple[int, Thing | None] = (-1, None)
    for index, quantity in enumerate(analysis.quantities):
        if analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        if quantity.value.unit != "score" and _is_dated(analysis, quantity.start, first, last):
            continue
        sentence = analysis.words[first].sentence
        told_of = told_of_figures(analysis)[index]
        thing = told_of.thing
        if is_place_number(analysis, quantity.value, first, last):
            quantity = replace(quantity, value=replace(quantity.value, ordinal=True))
        if quantity.value.ordinal and is_numbered(analysis, thing, first):
            continue
        fate = fates.get(index) if are_people(thing) else None
        unit = next((indicator.unit for indicator in told_of.indicators), None)
        if unit is not None and unit != quantity.value.unit:
            quantity = replace(quantity, value=replace(quantity.value, unit=unit))
        fields: dict[str, Value] = {
            "value": quantity.value,
            "dimension": Term(_dimension(quantity.value)),
            "scale": _COUNTED if quantity.value.unit in (None, "person") else _MEASURED,
            "setting": setting(analysis, first, last, range(first, last)),
        }
        ranked = quantity.value.ordinal and not is_left(analysis, first, last)
        fields["role"] = Term(PLAIN if ranked else role_of(analysis, first, last))
        if fate is not None and fields["role"] == _MARGIN:
            fields["role"] = Term(PLAIN)  # «فارق 34 مريضا الحياة»
        kind = _kind(quantity.value, fate is not None)
        if kind == "duration" and quantity.value.unit == "year" and is_age(analysis, first, last):
            continue  # "the ferry, 31 years old": of persons, ages.py tells
        if quantity.value.unit is None and kind != "score" and is_bare_age(analysis, first, last):
            continue  # "She was 81."
        if kind == "duration" and is_each(analysis, first, last):
            continue
        if kind == "duration" and last < len(analysis.words) and analysis.words[last].concept in _EXTREMES:
            kind = "figure"  # "a 12-year high" lasts no time
        if kind == "ordinal" and tells_time_of_day(analysis, first, last):
            continue
        feat = feat_of(thing.head) if kind == "ordinal" else None
        if feat == "edition" and is_promised(analysis, first):
            continue
        if feat is not None:
            fields["feat"] = fields["dimension"] = Term(feat)
            owner = _owner(analysis, first)
            if owner:
                fields["owner"] = Terms(owner)
            sphere = sphere_of(analysis, first, last) if feat == "place" else None
            if sphere is not None:
                fields["sphere"] = Term(sphere)
        if kind == "score" or fields["role"] == _MARGIN:
            fields["stage"] = Term(stage_of(analysis, first, last))
            sides = sides_of(analysis, first)
            if sides:
                fields["sides"] = Terms(sides)
        if kind == "figure" and quantity.value.unit == "percent" and is_change(analysis, quantity):
            partners = sides_of(analysis, first)
            if partners:
                fields["sides"] = Terms(partners)
        named = thing
        if kind == "toll":
            # "Four workers were killed and 29 wounded": a bare figure counts the people named before it.
            if not thing.features and group[0] == sentence and group[1] is not None:
                named = group[1]
            group = (sentence, named)
        if named.features and kind != "score":  # who won it, and what else stands beside it, is no thing that it counts
            fields["thing"] = Terms(named.features)
        if named.head not in (None, PLACE):  # places have a rule of their own
            fields["head"] = Term(named.head)
        told: dict[str, ToldBeside] = {}
        if kind in ("figure", "toll"):
            noun = measured_of(analysis, quantity, first, last, thing)
            if noun is not None and (said_of := feature_of(analysis, noun)) is not None:
                fields["measured"] = Term(said_of)
            told = _told_beside(analysis, quantity.value, first, last)
            fields.update((name, Term(meaning)) for name, (meaning, _, _) in told.items())
        if told_of.indicators or fate is not None:
            fields.update(_indicator_fields(told_of))
            holder = _owner(analysis, first) if any(indicator.held for indicator in told_of.indicators) else None
            if holder:
                fields["holder"] = Terms(holder)
        if index in kinds:
            fields["kinds"] = kinds[index].kinds
        if index in reaches:
            fields["reach"] = Terms(reaches[index][0])
        state = state_of(analysis, first) if kind not in ("ordinal", "score") else None  # those are not revised
        if state is None and kind == "toll" and _told_anew(analysis):
            state = "updated"
        if state:
            fields["state"] = Term(state)
        when = time_told(analysis, quantity.value, first, last) if kind == "figure" and "baseline" not in told else None
        if when is not None:
            fields["when"] = when
        if speaks_of_country(analysis, first):
            fields["level"] = Term("country")
        places = _places(analysis, first)
        if places:
            fields["place"] = Terms(places)
        if fate is not None:
            fields["fate"] = Term(fate.fate)
        some = fate is not None and (fate.part or (fate.fate != "missing" and are_left(analysis, first, last)))
        if some or _is_some(analysis, quantity.value, last):
            fields["part"] = Term("part")
        if quantity.value.ordinal and says_how_often(analysis, last):
            last += 1
        if fate is not None and _recalls(analysis, sentence):
            fields["recalled"] = Term("recalled")
        nouns = (w.index + 1 for w in thing.words if w.index < last + _QUOTED)
        end = max([last, *nouns, *(behind for _, _, behind in told.values())])
        start = min([first, *(w.index for w in thing.words if w.index >= first - 3)])
        context = context_of(analysis, first, last, spoken.get(sentence))
        spans = {"value": (quantity.start, quantity.end)}
        spans.update((name, analysis.span(begin, behind)) for name, (_, begin, behind) in told.items())
        yield make_claim(analysis, kind, fields, start, end, spans, context)
        if kind == "toll" and named.head not in (None, PEOPLE):
            # What befell them may be told in other words than the lexicon has: they are compared by their noun as well.
            yield make_claim(analysis, "figure", fields, start, end, spans, context)


def _indicator_fields(told: Told) -> Iterator[tuple[str, Value]]:
    """Yield the fields of what is told of a figure that has an indicator, or counts people whom something befell."""
    if told.indicators:
        yield "indicator", Terms(frozenset(indicator.id for indicator in told.indicators))
    for name, told_with in (("limits", told.limits), ("beside", told.beside)):
        if told_with:
            yield name, Terms(told_with)
    if told.only:
        yield "only", Term("only")


def _told_beside(analysis: Analysis, value: Quantity, first: int, last: int) -> dict[str, ToldBeside]:
    """Return what the words beside a figure tell of it by the fields "baseline" and "span"."""
    told: dict[str, ToldBeside] = {}
    if (baseline := baseline_of(analysis, value, first, last)) is not None:
        told["baseline"] = baseline
    if (span := span_of(analysis, value, first, last)) is not None:
        told["span"] = span
    return told


def _is_dated(analysis: Analysis, start: int, first: int, last: int) -> bool:
    """Tell whether a figure is part of a date; the day of a rate is none: «180 ألف برميل في اليوم»."""
    dates = [word.date for word in analysis.words[first:last] if word.date >= 0]
    return bool(dates) and any(analysis.dates[date].start <= start for date in dates)


def _owner(analysis: Analysis, first: int) -> frozenset[str]:
    """Return the feature of the person or country, a team among them, named last before a word in its sentence."""
    begin = analysis.sentences[analysis.words[first].sentence].first
    aside = relative_asides(analysis, begin, first)
    for word in reversed(analysis.words[begin:first]):
        if word.index in aside:
            continue
        named = word.entity >= 0 and analysis.entities[word.entity].type != "place"
        if (word.person >= 0 or named) and (feature := feature_of(analysis, word)) is not None:
            return frozenset({feature})
    return frozenset()


def _recalls(analysis: Analysis, sentence: int) -> bool:
    """Tell whether a sentence tells of a time long before the text was published: "the floods of 2022"."""
    published = analysis.source.published
    if published is None:
        return False
    told = dates_of_sentences(analysis).get(sentence, ())
    ends = [d.value.end for d in told if not is_beginning(analysis, analysis.word_at(d.start))]
    return any(end is not None and (published - end).days > _RECALLED for end in ends)


@once
def _told_anew(analysis: Analysis) -> bool:
    """Tell whether the text says of a toll that it grew: the others of its tolls may have grown as well."""
    figures = (analysis.quantities[index] for index in find_fates(analysis))
    return any(state_of(analysis, analysis.word_at(figure.start)) == "revised" for figure in figures)


def _is_some(analysis: Analysis, value: Quantity, last: int) -> bool:
    """Tell whether a figure is of some of what is known: "74 of the drones", «28 من التلاميذ», "two of them",
    "5 million dollars of the cost", but not «5 أطنان من القمح»."""
    after = analysis.words[last : last + 2]
    if any(word.folded in companions(analysis.language) for word in after):
        return True  # «مع عشرين جريحا غيره»
    if len(after) < 2 or after[0].folded not in _OF:
        return False
    if value.unit not in (None, "person"):
        nouns = analysis.words[last + 1 : last + 3]
        return value.unit != "percent" and any(is_whole(word, analysis.language) for word in nouns)
    return after[1].folded in _THE or (after[1].folded.startswith("ال") and len(after[1].folded) > 4)


def _kind(value: Quantity, befell: bool) -> str:
    if value.ordinal:
        return "ordinal"
    if value.unit == "score":
        return "score"
    if befell and value.unit in (None, "person"):
        return "toll"
    return "duration" if is_time(value) else "figure"


def _dimension(value: Quantity) -> str:
    if value.unit is None or value.unit == "person":
        return "ordinal" if value.ordinal else "count"
    return money_name(convert(1.0, value.unit)[1] or value.unit)


def _places(analysis: Analysis, first: int) -> frozenset[str]:
    """Return the places other than countries named in the clause of a figure."""
    home = analysis.words[first]
    found = set()
    for word in analysis.sentence_words(home.sentence):
        if word.entity >= 0 and abs(word.clause - home.clause) <= 1:
            entity = analysis.entities[word.entity]
            if entity.type == "place":
                found.add(entity.entity)
    return frozenset(found)
