"""Totals and the parts that a text gives of them: "Of the 31 seats, 12 went to …, 9 to … and 8 to …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.extraction.analysis import Analysis, quantities_of_sentences
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.nouns import PEOPLE, are_people, is_vehicle
from consistency.extraction.partitions import contested, of_a_set, paired
from consistency.extraction.rosters import identified, of_the_dead, of_what_was_told
from consistency.extraction.site_words import PLACES
from consistency.extraction.speakers import is_speech_verb
from consistency.extraction.summands import (
    FEW,
    LIST,
    MANY,
    NEAR,
    SCALED,
    SUM,
    Figure,
    cue_of,
    fates_of_figures,
    figures_of,
    is_split,
    on_scale,
    total_claim,
    totals_lexicon,
)
from consistency.language.concepts import group_of
from consistency.model import Claim, Quantity, Value
from consistency.normalization.units import currencies

_LISTED = 2  # words between a colon and a figure that opens the list behind it
_CUE = 7  # words after a total in which the word that splits it stands
_ENUMERATION = 5  # words behind a figure in which two more make it one of a list
_OWNED = 4  # words between a place and the figure that is its own
_OVER = 102.0  # percent; answers of one poll reach more by no rounding


def total_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "total" for each total that its sentence, or the next one, splits into at least two parts.

    Fields: total (Quantity), parts (Quantity: their sum). Only parts that are all of the total, or that exceed it, are
    claimed: "33 people, including two children and a nurse" says nothing of a sum. Where a figure of the same
    sentence is the sum, or what the parts lack, nothing is claimed.
    """
    before: list[Figure] = []
    told: list[Figure] = []
    known = quantities_of_sentences(analysis)
    for index, sentence in enumerate(analysis.sentences):
        figures = figures_of(analysis, index, known.get(index, ()))
        if figures and not analysis.skips(sentence.start):
            found = identified(analysis, index, figures)
            if found is not None:
                yield found
                before = figures
                told += figures
                continue
        if len(figures) >= 2 and not analysis.skips(sentence.start):
            found = (
                _split(analysis, index, figures)
                or _summed(analysis, index, figures)
                or of_a_set(analysis, index, figures)
                or contested(analysis, index, figures)
                or paired(analysis, index, figures)
                or _answers(analysis, index, figures)
                or _continued(analysis, index, before, figures)
                or of_the_dead(analysis, before, figures)
                or of_what_was_told(analysis, index, told, figures)
            )
            if found is not None:
                yield found
        before = figures
        told += figures


def _split(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read a total before its parts, in one sentence."""
    lexicon, words = totals_lexicon(analysis.language), analysis.words
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
        cue = total.last if opening is not None else cue_of(analysis, lexicon.some, total.last, total.last + _CUE)
        whole = opening is not None
        if cue is not None and not whole:
            whole = lexicon.whole.at(words, cue) is not None
        colon = _colon(analysis, total.last, total.last + _CUE)
        if cue is None and colon is not None:
            cue, whole = colon, True
        listed = colon is not None and 0 < figures[place + 1].first - colon <= _LISTED
        if cue is not None and cue >= figures[place + 1].last:
            cue = None  # "81 members took part, 45 of them …"
        parts = _parts(figures[place + 1 :], cue if cue is not None else total.last, total)
        if len(parts) < 2:
            continue
        rest = cue_of(analysis, lexicon.rest, parts[0].first, min(parts[-1].last + 5, sentence.last)) is not None
        amount, value = sum(part.value.low for part in parts), total.value.low
        if cue is None or (not whole and not rest and amount <= value):
            if not _is_list(total, parts) or not FEW * value <= amount <= NEAR * value:
                continue
            if _is_item(analysis, total, parts):
                continue
        elif (
            amount > value * MANY
            or (amount > value and not rest and not _told_alike(analysis, parts, whole))
            or (amount < value and not rest and len(parts) < LIST and not listed)
            or (amount < value * FEW and not rest)
        ):
            continue
        return total_claim(analysis, total, parts, figures, told=cue is not None and whole)
    return None


def _summed(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read a total after its parts: "18 tanks and 22 guns, 50 pieces in all"."""
    lexicon, words = totals_lexicon(analysis.language), analysis.words
    sentence = analysis.sentences[index]
    total = figures[-1]
    around = [
        *range(max(sentence.first, total.first - SUM), total.first),
        *range(total.last, min(total.last + SUM, sentence.last)),
    ]
    leads = range(figures[-2].last, total.first)
    completed = any(lexicon.completes.at(words, i) for i in leads if words[i].solid)
    if not completed and not any(lexicon.sums.at(words, i) for i in around if words[i].solid):
        return None
    parts = [f for f in figures[:-1] if on_scale(f, total)]
    amount = sum(part.value.low for part in parts)
    if len(parts) < 2 or not total.value.low / MANY <= amount <= total.value.low * MANY:
        return None
    return total_claim(analysis, total, parts, figures)


def _answers(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read the answers of one poll, where some had none: their shares may not exceed a hundred."""
    lexicon = totals_lexicon(analysis.language)
    sentence = analysis.sentences[index]
    shares = [figure for figure in figures if figure.value.unit == "percent"]
    if len(shares) < LIST or len(shares) != len(figures):
        return None
    undecided = cue_of(analysis, lexicon.opinions, shares[0].last, sentence.last)
    amount = sum(share.value.low for share in shares)
    others = cue_of(analysis, lexicon.others, shares[-2].last, sentence.last)
    undecided = undecided if undecided is not None else others
    if undecided is None or not _OVER < amount <= 100 * MANY:
        return None
    hundred = Quantity(100.0, 100.0, "percent")
    span = (shares[0].mention.start, shares[-1].mention.end)
    fields: dict[str, Value] = {"total": hundred, "parts": Quantity(amount, amount, "percent")}
    return make_claim(analysis, "total", fields, shares[0].first, max(shares[-1].last, undecided + 1), {"parts": span})


def _continued(analysis: Analysis, index: int, before: Sequence[Figure], figures: Sequence[Figure]) -> Claim | None:
    """Read a total of the sentence before: "The bus carried 42 people. Thirty were pilgrims, nine …, and five …"."""
    lexicon = totals_lexicon(analysis.language)
    sentence = analysis.sentences[index]
    if len(before) != 1:
        return None
    total = before[0]
    parts = _parts(figures, figures[0].first, total)
    if len(parts) != len(figures) or len(parts) < LIST:
        return None
    rest = cue_of(analysis, lexicon.rest, parts[0].first, sentence.last) is not None
    amount, value = sum(part.value.low for part in parts), total.value.low
    comprised = is_split(analysis, index, parts[0].first)  # "The finds comprise 12 frogs, …"
    if not (FEW * value <= amount <= NEAR * value) or not (rest or comprised or _is_list(total, parts)):
        return None
    return total_claim(analysis, total, parts, [*before, *figures])


def _is_list(total: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether there are three figures or more of what the total counts or measures."""
    return len(parts) >= LIST and all(_of_one_kind(part, total) for part in parts)


def _told_alike(analysis: Analysis, parts: Sequence[Figure], whole: bool) -> bool:
    """Tell whether parts are told in one breath: those who died may have been confirmed to be ill as well, and what one
    speaker puts at nine is no part of what another counts."""
    fates = fates_of_figures(analysis)
    if len({fates.get(part.mention.start) for part in parts}) > 1:
        return False
    between = analysis.words[parts[0].last : parts[-1].first]
    return whole or not any(is_speech_verb(word, analysis.language) for word in between)


def _is_item(analysis: Analysis, total: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether a figure is an item of the list rather than its total: it is of a place, and each part of another,
    as in "Balochistan has 24 cases, Sindh 13 and Punjab nine"."""
    own = _owner(analysis, total)
    return own is not None and any(_owner(analysis, part) not in (None, own) for part in parts)


def _enumerated(analysis: Analysis, total: Figure) -> bool:
    """Tell whether two figures follow a figure, or one stands before it, with nothing but commas and "and" between:
    "of ten, six and four"."""
    before = (w for w in analysis.words[max(0, total.first - 2) : total.first][::-1] if w.solid and w.folded != "and")
    if (word := next(before, None)) is not None and word.quantity >= 0:
        return True
    behind = (w for w in analysis.words[total.last : total.last + _ENUMERATION] if w.solid and w.folded != "and")
    following = [w.quantity for _, w in zip(range(2), behind, strict=False)]
    return len(following) == 2 and -1 not in following and following[0] != following[1]


def _owner(analysis: Analysis, figure: Figure) -> str | None:
    """Return the place or country that stands right before a figure, as what it is of."""
    home = analysis.words[figure.first].sentence
    for word in analysis.words[max(0, figure.first - _OWNED) : figure.first][::-1]:
        if word.sentence != home or word.quantity >= 0:
            return None
        if word.entity >= 0 and analysis.entities[word.entity].type in PLACES:
            return analysis.entities[word.entity].entity
    return None


def _of_one_kind(part: Figure, total: Figure) -> bool:
    if total.value.unit in currencies():
        scaled = part.value.unit is None and part.value.low >= SCALED  # "120 million from the state"
        return part.value.unit == total.value.unit or scaled
    if part.value.unit not in (total.value.unit, None, "person"):
        return False
    if total.thing.head is None:
        return False
    if is_vehicle(part.thing) != is_vehicle(total.thing):
        return False  # of 112 people, five boats are none
    both = are_people(part.thing) and are_people(total.thing)
    return both or part.value.counted is None or part.thing.head == total.thing.head


def _colon(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the word after a colon within reach in the sentence: what follows is the list of the parts."""
    home = analysis.words[first - 1].sentence
    for word in analysis.words[first : min(last, len(analysis.words))]:
        if word.sentence != home:
            return None
        if word.folded == ":":
            return word.index
    return None


def _parts(figures: Sequence[Figure], cue: int, total: Figure) -> list[Figure]:
    """Return the figures after the cue that can be parts: no larger than the total, on its scale."""
    return [
        f
        for f in figures
        if f.first >= cue and f.value.low <= total.value.low and on_scale(f, total) and not _is_single(f, total)
    ]


def _is_single(part: Figure, total: Figure) -> bool:
    """Tell whether a figure is no part but a word of a single thing of another kind: "six of them from one family"."""
    if part.value.low != 1:
        return False
    head = part.thing.head
    if head == PEOPLE and part.value.counted is not None:
        return True  # "One side received …"
    same = head in (None, total.thing.head) or group_of((head or "")[2:]) == "person"
    return not same or part.last - part.first > 1
