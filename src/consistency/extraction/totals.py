"""Totals and the parts that a text gives of them: "Of the 31 seats, 12 went to …, 9 to … and 8 to …"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, dates_of_sentences, quantities_of_sentences
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.fates import find_fates
from consistency.extraction.nouns import Thing, are_people, is_vehicle
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.roles import role_of
from consistency.extraction.site_words import PLACES
from consistency.extraction.speakers import is_speech_verb
from consistency.extraction.things import thing_of
from consistency.language.concepts import group_of
from consistency.model import Claim, Mention, Quantity, Value
from consistency.normalization.counting import is_plural
from consistency.normalization.units import currencies
from consistency.resources import language_resource

_FEW = 0.85  # parts that reach less of their total are taken for some of it, where nothing says that they are all
_MANY = 1.3  # parts that exceed their total by more overlap: pupils who play football and sing as well
_NEAR = 1.15  # as much, where no word says that the figures are parts
_TWO = 2
_LIST = 3  # figures that make a list of parts where no word says that they are all
_CUE = 7  # words after a total in which the word that splits it stands
_SUM = 3  # words between a total and the word that makes a sum of what stands before it
_EACH = 5  # words behind the last part in which it is told that it is that of each
_ENUMERATION = 5  # words behind a figure in which two more make it one of a list
_OWNED = 4  # words between a place and the figure that is its own
_OVER = 102.0  # percent; answers of one poll reach more by no rounding
_SCALED = 1e5
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "score", "ratio", "times"})
_YEARS = (1900, 2100)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: Phrases[bool]
    some: Phrases[bool]
    rest: Phrases[bool]
    sums: Phrases[bool]
    opinions: Phrases[bool]
    each: Phrases[bool]
    comprising: Phrases[bool]
    identity: Phrases[bool]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a sentence, the half-open range of its words, and what it counts."""

    mention: Mention[Quantity]
    first: int
    last: int
    thing: Thing

    @property
    def value(self) -> Quantity:
        return self.mention.value


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "totals")

    def listed(key: str) -> Phrases[bool]:
        return phrases((word, True) for word in table[key])

    return _Lexicon(
        *(listed(key) for key in ("whole", "some", "rest", "sums", "opinions", "each", "comprising", "identity"))
    )


def total_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "total" for each total that its sentence, or the next one, splits into at least two parts.

    Fields: total (Quantity), parts (Quantity: their sum). Only parts that are all of the total, or that exceed it, are
    claimed: "33 people, including two children and a nurse" says nothing of a sum. Where a figure of the same
    sentence is the sum, or what the parts lack, nothing is claimed.
    """
    before: list[_Figure] = []
    told: list[_Figure] = []
    known = quantities_of_sentences(analysis)
    for index, sentence in enumerate(analysis.sentences):
        figures = _figures(analysis, index, known.get(index, ()))
        if figures and not analysis.skips(sentence.start):
            found = _identified(analysis, index, figures)
            if found is not None:
                yield found
                before = figures
                told += figures
                continue
        if len(figures) >= 2 and not analysis.skips(sentence.start):
            found = (
                _split(analysis, index, figures)
                or _summed(analysis, index, figures)
                or _answers(analysis, index, figures)
                or _continued(analysis, index, before, figures)
                or _of_the_dead(analysis, index, before, figures)
                or _of_what_was_told(analysis, index, told, figures)
            )
            if found is not None:
                yield found
        before = figures
        told += figures


def _figures(analysis: Analysis, index: int, mentions: Sequence[Mention[Quantity]]) -> list[_Figure]:
    """Return the figures of a sentence that can be terms of a sum: exact, no rank, no time, no older value."""
    found = []
    for mention in sorted([*mentions, *_bare(analysis, index)], key=lambda m: m.start):
        value = mention.value
        if value.bound != "exact" or value.low != value.high or value.ordinal or value.unit in _TIMES or value.per:
            continue
        first, last = analysis.words_of(mention.start, mention.end)
        if any(word.date >= 0 for word in analysis.words[first:last]):
            continue
        joined = _follows_and(analysis, first)  # "51 voted against and 15 abstained"
        if not joined and role_of(analysis, first, last) in ("previous", "margin"):
            continue
        found.append(_Figure(mention, first, last, thing_of(analysis, mention, first, last)))
    return found


def _bare(analysis: Analysis, index: int) -> Iterator[Mention[Quantity]]:
    """Yield the numbers of a list that leaves out verb and noun: "Labour 15 and the Liberals 11"."""
    words = analysis.sentence_words(index)
    for place, word in enumerate(words):
        number = word.folded
        if not number.isdigit() or not number.isascii() or word.quantity >= 0 or word.date >= 0:
            continue
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if ":" in (before and before.folded, after and after.folded):
            continue  # "in 2:11:40"
        if after is None or not after.solid or after.function:
            value = float(number)
            if not _YEARS[0] <= value <= _YEARS[1]:
                yield Mention(word.start, word.end, word.text, Quantity(value, value))


def _split(analysis: Analysis, index: int, figures: Sequence[_Figure]) -> Claim | None:
    """Read a total before its parts, in one sentence."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    sentence = analysis.sentences[index]
    for place, total in enumerate(figures[:-2]):
        opening = next(
            (i for i in range(max(sentence.first, total.first - 3), total.first) if lexicon.whole.at(words, i)), None
        )
        if opening is not None and lexicon.comprising.at(words, opening) is not None:
            continue  # "They were split into 14 trawlers, nine skiffs and six dhows" begins with a part
        if opening is not None and any(w.quantity >= 0 for w in words[max(sentence.first, opening - 4) : opening]):
            continue  # "40 of the 45 seats"
        if _enumerated(analysis, total):
            continue
        cue = total.last if opening is not None else _cue(analysis, lexicon.some, total.last, total.last + _CUE)
        whole = opening is not None
        if cue is not None and not whole:
            whole = lexicon.whole.at(words, cue) is not None
        colon = _colon(analysis, total.last, total.last + _CUE)
        if cue is None and colon is not None:
            cue, whole = colon, True
        if cue is not None and cue >= figures[place + 1].last:
            cue = None  # "81 members took part, 45 of them …"
        parts = _parts(figures[place + 1 :], cue if cue is not None else total.last, total)
        if len(parts) < 2:
            continue
        rest = _cue(analysis, lexicon.rest, parts[0].first, min(parts[-1].last + 5, sentence.last)) is not None
        amount, value = sum(part.value.low for part in parts), total.value.low
        if cue is None or (not whole and not rest and amount <= value):
            if not _is_list(total, parts) or not _FEW * value <= amount <= _NEAR * value:
                continue
            if _is_item(analysis, total, parts):
                continue
        elif (
            amount > value * _MANY
            or (amount > value and not _told_alike(analysis, parts, whole))
            or (amount < value and not rest and len(parts) < _LIST)
            or (amount < value * _FEW and not rest)
        ):
            continue
        return _claim(analysis, index, total, parts, figures, told=cue is not None and whole)
    return None


def _summed(analysis: Analysis, index: int, figures: Sequence[_Figure]) -> Claim | None:
    """Read a total after its parts: "18 tanks and 22 guns, 50 pieces in all"."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    sentence = analysis.sentences[index]
    total = figures[-1]
    around = [
        *range(max(sentence.first, total.first - _SUM), total.first),
        *range(total.last, min(total.last + _SUM, sentence.last)),
    ]
    if not any(lexicon.sums.at(words, i) for i in around if words[i].solid):
        return None
    parts = [f for f in figures[:-1] if _on_scale(f, total)]
    amount = sum(part.value.low for part in parts)
    if len(parts) < 2 or not total.value.low / _MANY <= amount <= total.value.low * _MANY:
        return None
    return _claim(analysis, index, total, parts, figures)


def _answers(analysis: Analysis, index: int, figures: Sequence[_Figure]) -> Claim | None:
    """Read the answers of one poll, where some had none: their shares may not exceed a hundred."""
    lexicon = _lexicon(analysis.language)
    sentence = analysis.sentences[index]
    shares = [figure for figure in figures if figure.value.unit == "percent"]
    if len(shares) < _LIST or len(shares) != len(figures):
        return None
    undecided = _cue(analysis, lexicon.opinions, shares[0].last, sentence.last)
    amount = sum(share.value.low for share in shares)
    if undecided is None or not _OVER < amount <= 100 * _MANY:
        return None
    hundred = Quantity(100.0, 100.0, "percent")
    span = (shares[0].mention.start, shares[-1].mention.end)
    fields: dict[str, Value] = {"total": hundred, "parts": Quantity(amount, amount, "percent")}
    return make_claim(analysis, "total", fields, shares[0].first, max(shares[-1].last, undecided + 1), {"parts": span})


def _continued(analysis: Analysis, index: int, before: Sequence[_Figure], figures: Sequence[_Figure]) -> Claim | None:
    """Read a total of the sentence before: "The bus carried 42 people. Thirty were pilgrims, nine …, and five …"."""
    lexicon = _lexicon(analysis.language)
    sentence = analysis.sentences[index]
    if len(before) != 1:
        return None
    total = before[0]
    parts = _parts(figures, figures[0].first, total)
    if len(parts) != len(figures) or len(parts) < _LIST:
        return None
    rest = _cue(analysis, lexicon.rest, parts[0].first, sentence.last) is not None
    amount, value = sum(part.value.low for part in parts), total.value.low
    opened = range(sentence.first, min(parts[0].first, sentence.first + _CUE))
    comprised = any(
        lexicon.comprising.at(analysis.words, place) for place in opened
    )  # "The finds comprise 12 frogs, …"
    if not (_FEW * value <= amount <= _NEAR * value) or not (rest or comprised or _is_list(total, parts)):
        return None
    return _claim(analysis, index, total, parts, [*before, *figures])


def _identified(analysis: Analysis, index: int, figures: Sequence[_Figure]) -> Claim | None:
    """Read a list that says who all of some people are: «11 شخصا هم خمسة طلاب وأربع معلمات وسائق», where a person
    without a figure counts one. A list that goes on with what cannot be counted tells of no sum."""
    words, lexicon = analysis.words, _lexicon(analysis.language)
    for place, total in enumerate(figures):
        named = total.value.unit == "person" or (total.value.unit is None and bool(total.thing.words))
        if not named or not are_people(total.thing):
            continue
        opens = max([total.last, *(w.index + 1 for w in total.thing.words if w.index < total.last + _SUM)])
        cue = next((i for i in range(opens, min(opens + 2, len(words))) if lexicon.identity.at(words, i)), None)
        if cue is None or words[cue].sentence != index:
            continue
        parts: list[_Figure] = []
        end = cue + 1
        for part in figures[place + 1 :]:
            between = [w for w in words[end : part.first] if w.solid and w.folded != "and"]
            if between or not are_people(part.thing) or part.thing.head is None or part.value.low >= total.value.low:
                break
            parts.append(part)
            end = max([part.last, *(w.index + 1 for w in part.thing.words)])
        alone, goes_on = _alone(analysis, end) if parts else (0, False)
        if not parts or goes_on or len(parts) + alone < _TWO:
            continue
        amount = sum(part.value.low for part in parts) + alone
        if amount != total.value.low and total.value.low / _MANY <= amount <= total.value.low * _MANY:
            return _claim(analysis, index, total, parts, figures, told=True, amount=amount)
    return None


def _alone(analysis: Analysis, first: int) -> tuple[int, bool]:
    """Return how many people without a figure a list goes on with, and whether it goes on with what has no count."""
    words, count, place = analysis.words, 0, first
    home = words[first - 1].sentence
    while place < len(words) and words[place].sentence == home:
        word = words[place]
        joined = word.folded in ("and", ",", "،") if analysis.language == "en" else "و" in word.forms.proclitics
        if not joined:
            return count, False
        if analysis.language == "en":
            noun = next((w for w in words[place + 1 : place + 4] if w.solid and not w.function), None)
            article = place + 1 < len(words) and words[place + 1].folded in ("a", "an", "the", "their", "his", "her")
            if word.folded == "," and not article:
                return count, False
        else:
            noun, article = word, True
        person = noun is not None and group_of(noun.concept) == "person" and noun.quantity < 0
        plural = noun is not None and (is_plural(noun.folded) or noun.folded.endswith(("ين", "ون", "ات")))
        if noun is None or not article or not person or plural:
            return count, True
        count += 1
        place = noun.index + 1
        while place < len(words) and words[place].folded.startswith("ال") and words[place].solid:
            place += 1  # «سائق الحافلة»
    return count, False


def _of_the_dead(analysis: Analysis, index: int, before: Sequence[_Figure], figures: Sequence[_Figure]) -> Claim | None:
    """Read parts that exceed a toll of the sentence before: "killed 14 people. Eight of the victims died in …"."""
    fates, starts = find_fates(analysis), {q.start: i for i, q in enumerate(analysis.quantities)}
    dead = [f for f in before if f.value.unit in (None, "person") and starts.get(f.mention.start, -1) in fates]
    parts = [f for f in figures if f.value.unit in (None, "person")]
    if len(dead) != 1 or len(parts) < _LIST or len(parts) != len(figures):
        return None
    total, amount = dead[0], sum(part.value.low for part in parts)
    behind = [w.folded for w in analysis.words[parts[0].last : parts[0].last + 2]]
    of_them = behind[:1] in (["of"], ["من"]) or any(w in ("منهم", "منهن") for w in behind)
    if not of_them or not total.value.low < amount <= total.value.low * _NEAR:
        return None
    befell = {fates[i].fate for f in [total, *parts] if (i := starts.get(f.mention.start, -1)) in fates}
    if len(befell) > 1:
        return None
    return _claim(analysis, index, total, parts, [*before, *figures])


def _of_what_was_told(
    analysis: Analysis, index: int, told: Sequence[_Figure], figures: Sequence[_Figure]
) -> Claim | None:
    """Read a list that ends with the rest, of an amount that was told sentences before: "Exports came to 236,000
    tonnes. … China took 138,000 tonnes, Europe 62,000 and the other markets 26,000." """
    unit = figures[0].value.unit
    if (
        len(figures) < _LIST
        or unit in (None, "person", "percent")
        or any(not _on_scale(f, figures[0]) for f in figures)
    ):
        return None
    home = analysis.sentences[index]
    if _cue(analysis, _lexicon(analysis.language).rest, figures[-2].last, figures[-1].last) is None:
        return None
    amount = sum(figure.value.low for figure in figures)
    scaled = [f for f in told if f.value.unit == unit]
    near = {f.value.low: f for f in scaled if _FEW * f.value.low <= amount <= _NEAR * f.value.low}
    if len(near) != 1 or amount in near or any(f.value.low == amount for f in scaled):
        return None
    total = next(iter(near.values()))
    if max(f.value.low for f in figures) >= total.value.low or home.first == 0:
        return None
    return _claim(analysis, index, total, figures, figures)


def _is_list(total: _Figure, parts: Sequence[_Figure]) -> bool:
    """Tell whether there are three figures or more of what the total counts or measures."""
    return len(parts) >= _LIST and all(_of_one_kind(part, total) for part in parts)


def _told_alike(analysis: Analysis, parts: Sequence[_Figure], whole: bool) -> bool:
    """Tell whether parts are told in one breath: those who died may have been confirmed to be ill as well, and what one
    speaker puts at nine is no part of what another counts."""
    befell = {quantity.start: index for index, quantity in enumerate(analysis.quantities)}
    fates = find_fates(analysis)
    told = [fates.get(befell.get(part.mention.start, -1)) for part in parts]
    if len({fate.fate if fate is not None else None for fate in told}) > 1:
        return False
    between = analysis.words[parts[0].last : parts[-1].first]
    return whole or not any(is_speech_verb(word, analysis.language) for word in between)


def _is_item(analysis: Analysis, total: _Figure, parts: Sequence[_Figure]) -> bool:
    """Tell whether a figure is an item of the list rather than its total: it is of a place, and each part of another,
    as in "Balochistan has 24 cases, Sindh 13 and Punjab nine"."""
    own = _owner(analysis, total)
    return own is not None and any(_owner(analysis, part) not in (None, own) for part in parts)


def _enumerated(analysis: Analysis, total: _Figure) -> bool:
    """Tell whether two figures follow a figure, or one stands before it, with nothing but commas and "and" between:
    "of ten, six and four"."""
    before = (w for w in analysis.words[max(0, total.first - 2) : total.first][::-1] if w.solid and w.folded != "and")
    if (word := next(before, None)) is not None and word.quantity >= 0:
        return True
    behind = (w for w in analysis.words[total.last : total.last + _ENUMERATION] if w.solid and w.folded != "and")
    following = [w.quantity for _, w in zip(range(2), behind, strict=False)]
    return len(following) == 2 and -1 not in following and following[0] != following[1]


def _owner(analysis: Analysis, figure: _Figure) -> str | None:
    """Return the place or country that stands right before a figure, as what it is of."""
    home = analysis.words[figure.first].sentence
    for word in analysis.words[max(0, figure.first - _OWNED) : figure.first][::-1]:
        if word.sentence != home or word.quantity >= 0:
            return None
        if word.entity >= 0 and analysis.entities[word.entity].type in PLACES:
            return analysis.entities[word.entity].entity
    return None


def _of_one_kind(part: _Figure, total: _Figure) -> bool:
    if total.value.unit in currencies():
        scaled = part.value.unit is None and part.value.low >= _SCALED  # "120 million from the state"
        return part.value.unit == total.value.unit or scaled
    if part.value.unit not in (total.value.unit, None, "person"):
        return False
    if total.thing.head is None:
        return False
    if is_vehicle(part.thing) != is_vehicle(total.thing):
        return False  # of 112 people, five boats are none
    both = are_people(part.thing) and are_people(total.thing)
    return both or part.value.counted is None or part.thing.head == total.thing.head


def _follows_and(analysis: Analysis, first: int) -> bool:
    word = analysis.words[first]
    return (first > 0 and analysis.words[first - 1].folded == "and") or bool(word.forms.proclitics)


def _has_each(analysis: Analysis, parts: Sequence[_Figure]) -> bool:
    """Tell whether one of the parts is that of several: "Sindh 13, Punjab and Islamabad one each"."""
    each = _lexicon(analysis.language).each
    home = analysis.sentences[analysis.words[parts[0].first].sentence]
    return _cue(analysis, each, parts[0].first, min(parts[-1].last + _EACH, home.last)) is not None


def _dated(analysis: Analysis, parts: Sequence[_Figure], told: bool) -> bool:
    """Tell whether parts are figures of several times: "80 last year and 60 the year before"; of a total that is told
    as one, a single day between its parts is that of the news."""
    dates = dates_of_sentences(analysis).get(analysis.words[parts[0].first].sentence, ())
    beside = {place for part in parts for place in (part.last, part.last + 1)}
    between = [date for date in dates if parts[0].mention.end <= date.start < parts[-1].mention.start]
    if (
        told
        and len(between) == 1
        and between[0].value.start is not None
        and between[0].value.start == between[0].value.end
    ):
        between = []  # "22 seats, according to figures released on Monday, and 15 …"
    return bool(between) or any(analysis.word_at(date.start) in beside for date in dates)


def _claim(
    analysis: Analysis,
    index: int,
    total: _Figure,
    parts: Sequence[_Figure],
    figures: Sequence[_Figure],
    told: bool = False,
    amount: float | None = None,
) -> Claim | None:
    """Make the claim; `told` where a word says that the total is one, `amount` the sum where it is not that of the
    figures alone."""
    if amount is None:
        amount = sum(part.value.low for part in parts)
    others = [f for f in figures if f is not total and f not in parts]
    known = any(f.value.low in (amount, total.value.low - amount) for f in others)
    if known or _has_each(analysis, parts) or _dated(analysis, parts, told):
        return None
    first = min(total.first, parts[0].first)
    last = max(total.last, parts[-1].last)
    home = analysis.sentences[analysis.words[first].sentence]
    apart = analysis.words[parts[0].first].sentence - analysis.words[total.first].sentence > 1
    fields: dict[str, Value] = {"total": total.value, "parts": Quantity(amount, amount, total.value.unit)}
    spans = {
        "total": (total.mention.start, total.mention.end),
        "parts": (parts[0].mention.start, parts[-1].mention.end),
    }
    if apart:
        begin = analysis.sentences[analysis.words[parts[0].first].sentence].first
        beside = (max(begin, parts[0].first - 3), last)
        return make_claim(analysis, "total", fields, max(home.first, first - 3), total.last, spans, None, beside)
    return make_claim(analysis, "total", fields, max(home.first, first - 3), last, spans)


def _colon(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the word after a colon within reach in the sentence: what follows is the list of the parts."""
    home = analysis.words[first - 1].sentence
    for word in analysis.words[first : min(last, len(analysis.words))]:
        if word.sentence != home:
            return None
        if word.folded == ":":
            return word.index
    return None


def _cue(analysis: Analysis, table: Phrases[bool], first: int, last: int) -> int | None:
    words = analysis.words
    home = words[min(first, len(words) - 1)].sentence
    for index in range(first, min(last, len(words))):
        if words[index].sentence != home:
            return None
        if words[index].solid and table.at(words, index):
            return index
    return None


def _parts(figures: Sequence[_Figure], cue: int, total: _Figure) -> list[_Figure]:
    """Return the figures after the cue that can be parts: no larger than the total, on its scale."""
    return [f for f in figures if f.first >= cue and f.value.low <= total.value.low and _on_scale(f, total)]


def _on_scale(part: _Figure, total: _Figure) -> bool:
    units = {part.value.unit, total.value.unit} - {None, "person"}
    return len(units) <= 1 and (part.value.unit == "percent") == (total.value.unit == "percent")
