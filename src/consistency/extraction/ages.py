"""How old people are: "Khalid, 45", «البالغ 22 عاما», "the 26-year-old", «صاحب الـ27 ربيعا»."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.descriptions import countries_of_persons
from consistency.extraction.holders import times_named
from consistency.extraction.office_lexicon import office_lexicon
from consistency.language.concepts import group_of
from consistency.language.orthography import word_lists
from consistency.model import Claim, Quantity, Term, Value
from consistency.resources import language_resource

_PERSON = 20  # words between a person and the age
_DESCRIBED = 4  # words beside an age that say whose it is without a name: "the 26-year-old Dutch sprinter"
_NAMED = 3  # words between a word that leads to a name and the name
_REFERRED = 2  # sentences back to the person whom such words mean
_OPENING = 2  # sentences at the head of a text that tell of somebody before the name is told
_OLDEST = 115
_LAW = 5  # words before an age in which it is told that it is one that a law sets
_MARKS = frozenset({",", "،", "(", ")", "."})


@dataclass(frozen=True, slots=True)
class _Cues:
    cues: frozenset[str]
    forward: frozenset[str]
    reference: frozenset[str]
    possessive: frozenset[str]
    past: frozenset[str]
    subjects: frozenset[str]
    being: frozenset[str]
    reaching: frozenset[str]
    deaths: frozenset[str]
    follow: frozenset[str]
    laws: frozenset[str]
    naming: frozenset[str]


@functools.cache
def _cues(language: str) -> _Cues:
    return word_lists(_Cues, language_resource(language, "ages"))


def age_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "age" for each age of a person.

    Fields: age (Quantity, in years), person (Name, where the text tells whose it is), link (Term: "named" beside the
    name, "referred" where a description stands for a person named elsewhere, "past" for an age that
    somebody had once), country (Term, where the text tells whose citizen it is), dimension (Term: age).
    """
    for quantity in analysis.quantities:
        value = quantity.value
        young = value.unit is None and value.counted is None  # «ابن الحادية والعشرين», "Khalid (45)"
        if not (value.unit == "year" or young) or not 0 < value.low <= _OLDEST or analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        if not is_age(analysis, first, last) or (value.ordinal and not _is_young(analysis, first, last)):
            continue
        person, link = _holder(analysis, first, last)
        if person is None and value.unit != "year" and not is_bare_age(analysis, first, last):
            continue
        if _is_past(analysis, first) or _is_past_at(analysis, last):
            link = "past"
        years = Quantity(value.low, value.high, "year", value.bound)
        told: dict[str, Value] = {"age": years, "link": Term(link), "dimension": Term("age")}
        spans = {"age": (quantity.start, quantity.end)}
        if person is not None:
            told["person"] = person_value(analysis, person)
            spans["person"] = analysis.original(analysis.persons[person])
        country = (
            countries_of_persons(analysis).get(person_value(analysis, person).text) if person is not None else None
        )
        if country is None and link == "referred":
            country = _described_country(analysis, first, last)
        if country is not None:
            told["country"] = Term(country)
        yield make_claim(analysis, "age", told, max(0, first - 1), last, spans)


def is_age(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether the words around a number of years make an age of it."""
    words, cues, laws = analysis.words, _cues(analysis.language).cues, _cues(analysis.language).laws
    around = words[max(0, first - _LAW) : last + 3]
    if not laws.isdisjoint([w.folded for w in around]) or not laws.isdisjoint([w.forms.lemma for w in around]):
        return False  # the age of retirement is nobody's
    # The words as they stand: the lemma of سنوات is سن, which is an age as well.
    near = [word.folded for word in words[max(0, first - 4) : last + 3] if word.person < 0]
    led = not cues.isdisjoint(near) or not cues.isdisjoint([form.lstrip("وبفل") for form in near])
    if led or _reference(analysis, first) is not None:
        return not _of_a_thing(analysis, first, last)
    # "Khalid, 45, said", «خالد (45 عاما)»: a bare figure set off right after a name.
    beside = first > 1 and words[first - 1].folded in (",", "،", "(") and words[first - 2].person >= 0
    if beside and last < len(words) and words[last].folded in (",", "،", ".", ")"):
        return True
    if is_bare_age(analysis, first, last):
        return True
    # "The driver, 44, was held": the value reader makes years of a figure that is set off.
    number = words[first:last]
    years = number[0].quantity >= 0 and analysis.quantities[number[0].quantity].value.unit == "year"
    return years and len(number) == 1 and number[0].folded.isdigit() and words[first - 1].folded in (",", "(")


def is_bare_age(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a number without a unit is the age of somebody: "She was 81.", "a man of 34", «وهو في الستين»."""
    return any(told(analysis, first, last) for told in (_of_bare_age, _in_his, _is_plain))


def _is_plain(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a bare number is said of somebody: "She was 81.", "died at 81", "turned 36", «رحل عن 84 عاما»."""
    words, cues = analysis.words, _cues(analysis.language)
    home = words[first].sentence
    after = words[last] if last < len(words) and words[last].sentence == home else None
    closes = after is None or not after.solid or after.folded in cues.follow or after.date >= 0
    ahead = [w for w in words[max(0, first - _PERSON // 2) : first] if w.sentence == home]
    if not closes or not ahead or (after is not None and after.folded == "-"):
        return False
    before, subject = ahead[-1].folded, ahead[-2] if len(ahead) > 1 else None
    died = any(w.folded in cues.deaths for w in ahead)
    if analysis.language == "ar":
        return (before == "عن" and died) or (_is_late_ordinal(words[first:last]) and before in ("في", *cues.reaching))
    number = analysis.words[first].quantity
    if number >= 0 and analysis.quantities[number].value.ordinal:
        return False  # "She was 14th."
    if before in cues.reaching:
        return subject is None or subject.folded != "have"  # "would have turned 82"
    if before in cues.being:
        return subject is not None and (subject.folded in cues.subjects or subject.person >= 0)
    if before != "at":
        return False
    opens = subject is None and after is not None and words[last + 1 : last + 3][-1:] != []
    named = opens and any(w.person >= 0 for w in words[last + 1 : last + 3])
    counted = len(ahead) > 2 and ahead[-3].folded in ("of", "the")  # "put the number of dead at 91"
    return named or (subject is not None and not counted and subject.folded in cues.deaths)


def _is_late_ordinal(number: Sequence[Word]) -> bool:
    """Tell whether words are an Arabic ordinal of twenty or more in the feminine, as of years: «السادسة والثلاثين»."""
    forms = [word.folded for word in number]
    return len(forms) == 2 and forms[0].endswith("ه") and forms[1].endswith(("ين", "ون"))


def _is_past_at(analysis: Analysis, last: int) -> bool:
    """Tell whether an age is told of an earlier event: "She was 12 when the war began", but not "when she died"."""
    cues, words = _cues(analysis.language), analysis.words
    if last >= len(words) or words[last].folded not in ("when", "عندما", "حين"):
        return False
    clause = [w for w in words[last : last + 6] if w.sentence == words[last].sentence]
    return not any(w.folded in cues.deaths for w in clause)


def _in_his(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an ordinal alone follows «وهو في»: «وهو في السابعة والستين»."""
    words = analysis.words
    led = first > 1 and words[first - 1].folded == "في" and words[first - 2].folded.lstrip("و") in ("هو", "هي")
    return led and (last >= len(words) or not words[last].solid or words[last].folded == "من")


def _is_young(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an ordinal is the year of life that somebody is in: «ابن الحادية والعشرين», «وهو في الستين»."""
    if _reference(analysis, first) is not None or _in_his(analysis, first, last):
        return True
    return analysis.language == "ar" and _is_plain(analysis, first, last)


def _is_past(analysis: Analysis, first: int) -> bool:
    """Tell whether an age is one that somebody had at an earlier time: "when he was 10", «منذ كان في العاشرة»."""
    past = _cues(analysis.language).past
    home = analysis.words[first].clause
    near = [w for w in analysis.words[max(0, first - _PERSON // 2) : first] if w.clause == home]
    return any(w.folded in past or w.folded.lstrip("و") in past or w.forms.lemma in past for w in near)


def _of_bare_age(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a bare number follows a noun for a person: "a former headteacher of 58"."""
    words = analysis.words
    if first < 2 or words[first - 1].folded != "of" or last >= len(words) or words[last].folded not in _MARKS:
        return False
    return words[first].folded.isdigit() and _is_person(analysis, words[first - 2])


def _of_a_thing(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an age is that of what is no person: "a 60-year-old bridge", «مبنى عمره 80 عاما»."""
    words = analysis.words
    if analysis.language == "en":
        noun = _noun_after(analysis, last)
        return noun is not None and _is_thing(noun)
    before = [w for w in words[max(0, first - 3) : first] if w.sentence == words[first].sentence]
    for word in reversed(before):  # «أخرج الدفاع المدني طفلة عمرها سبعة أعوام»: the nearest noun tells
        if word.person >= 0 or group_of(word.concept) == "person":
            return False
        if _is_thing(word):
            return True
    return False


def _noun_after(analysis: Analysis, last: int) -> Word | None:
    """Return the noun that "year-old" goes before: the last of the words that follow without a mark or a name."""
    words, found = analysis.words, None
    for place in range(last, min(last + 2 + _DESCRIBED, len(words))):
        word = words[place]
        if word.folded in ("-", "old") and found is None:
            continue
        if not word.solid or word.function or word.person >= 0:
            break
        if word.entity < 0:
            found = word
    return found


def _is_thing(word: Word) -> bool:
    return group_of(word.concept) in ("facility", "place", "vehicle", "object", "group", "document", "weapon")


def _is_person(analysis: Analysis, word: Word) -> bool:
    if group_of(word.concept) == "person":
        return True
    return office_lexicon(analysis.language).offices.at(analysis.words, word.index) is not None


def _holder(analysis: Analysis, first: int, last: int) -> tuple[int | None, str]:
    """Return the person whose age it is, and whether the name stands beside it or elsewhere."""
    words = analysis.words
    named = _named_after(analysis, first, last)
    if named is not None:
        return named, "named"
    forward = any(w.folded in _cues(analysis.language).forward for w in words[first : last + 2])
    if forward:
        for place in range(last, min(last + 3 + _DESCRIBED, len(words))):
            word = words[place]
            if word.person >= 0 and word.sentence == words[first].sentence:
                return word.person, "named"
            if word.function or (not word.solid and word.folded != "-"):
                break
    if not _is_reference(analysis, first):
        for place in range(first - 1, max(first - 1 - _PERSON, -1), -1):
            if words[place].sentence != words[first].sentence:
                break
            if words[place].person >= 0 and not (forward and _begins_description(analysis, place, first)):
                return words[place].person, "named"
        for place in range(last, min(last + 4, len(words))):
            if words[place].person >= 0 and words[place].sentence == words[first].sentence:
                return words[place].person, "named"
    return _referred(analysis, first, last), "referred"


def _named_after(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person whom a description with an age goes on to name: «مهندس عمره 34 عاما يدعى أنس التازي»."""
    words, naming = analysis.words, _cues(analysis.language).naming
    for place in range(last, min(last + 1 + _DESCRIBED, len(words))):
        word = words[place]
        if word.sentence != words[first].sentence or not (word.solid or word.folded == "-") or word.person >= 0:
            return None
        if word.folded in naming:
            ahead = (w for w in words[place + 1 : place + 1 + _NAMED] if w.sentence == word.sentence and w.person >= 0)
            return next((w.person for w in ahead), None)
    return None


def _begins_description(analysis: Analysis, place: int, first: int) -> bool:
    """Tell whether an article begins a new noun phrase between a name and "year-old": "Ali beat the 19-year-old"."""
    between = analysis.words[place + 1 : first]
    return bool(between) and between[-1].folded in ("the", "a", "an") and not any(w.folded == "," for w in between[-2:])


def _is_reference(analysis: Analysis, first: int) -> bool:
    """Tell whether an Arabic description that needs no name beside it leads to the age: «ابن الثامنة والأربعين»."""
    words, cues = analysis.words, _cues(analysis.language)
    reference = _reference(analysis, first)
    if reference is not None:
        return not reference or words[reference - 1].person < 0  # «حسام النعيمي ابن السبعة عشر عاما»
    before = words[max(0, first - 2) : first + 1]
    his = [w.index for w in before if {w.folded, w.folded.lstrip("وف")} & cues.possessive]
    if not his:
        return False
    ahead = [w for w in words[max(0, his[0] - 3) : his[0]] if w.solid and w.sentence == words[first].sentence]
    # «وقال البطل القطري، وعمره 24 سنة»
    return not any(w.person >= 0 for w in ahead) and any(_is_person(analysis, w) for w in ahead)


def _reference(analysis: Analysis, first: int) -> int | None:
    """Return the word right before an age, or before its article, that stands for who has it: «صاحب الـ27 ربيعا»."""
    words, cues = analysis.words, _cues(analysis.language)
    for word in reversed(words[max(0, first - 2) : first + 1]):
        if word.sentence == words[first].sentence and {word.folded, word.folded.lstrip("وفبل")} & cues.reference:
            return word.index
    return None


def _referred(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person whom a description with an age means: the one told of before, else the text's main person.

    Among those named in the sentences before it is the one whom the text names most often; a nationality in the
    description leaves out people who have another.
    """
    words = analysis.words
    home = words[first].sentence
    country = _described_country(analysis, first, last)
    named, known = times_named(analysis), countries_of_persons(analysis)

    def fits(person: int) -> bool:
        of = known.get(person_value(analysis, person).text)
        return country is None or of is None or of == country

    if country is not None:
        told = [i for i in range(len(analysis.persons)) if known.get(person_value(analysis, i).text) == country]
        before = [i for i in told if analysis.original(analysis.persons[i])[0] < words[first].start]
        return before[-1] if before else None
    for sentence in range(home, home - _REFERRED - 1, -1):
        if sentence < 0:
            break
        ahead = [w.person for w in analysis.sentence_words(sentence) if w.person >= 0 and w.index < first]
        fitting = [person for person in dict.fromkeys(ahead) if fits(person)]
        if fitting:
            return max(fitting, key=lambda person: named[person_value(analysis, person).text])
    if home < _OPENING and named:
        (name, most), *others = named.most_common(2)
        if most > 1 and (not others or others[0][1] < most):
            return next(i for i in range(len(analysis.persons)) if person_value(analysis, i).text == name)
    return None


def _described_country(analysis: Analysis, first: int, last: int) -> str | None:
    """Return the country in a description with an age: "the 26-year-old Dutch sprinter"."""
    words = analysis.words
    described = words[max(0, first - _DESCRIBED) : last + _DESCRIBED + 2]
    own = (analysis.entities[w.entity] for w in described if w.entity >= 0 and w.sentence == words[first].sentence)
    return next((entity.country for entity in own if entity.type in ("nationality", "country")), None)
