"""What came about or did not: an act that the lexicon knows, with those who take part in it by word order.

"has been charged" and "has not been charged" are one act, told and denied; so are "lodged a complaint" and "has no
complaint", where a verb that says little carries a noun of doing. The acts stand in rules/languages/outcomes.yaml.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.acts import phase_of
from consistency.extraction.analysis import Analysis, Word, places_of_concepts, words_at
from consistency.extraction.antecedents import antecedent
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import Parts, features, is_auxiliary, parts_of
from consistency.extraction.contexts import context_of
from consistency.extraction.position_lexicon import PositionVerb, is_among, keys_of_words, listed_words, verbs_of_list
from consistency.extraction.position_turns import Taken, happening, is_lasting, phase_on, turned_by
from consistency.extraction.settings import setting
from consistency.extraction.speakers import Speaker, speakers
from consistency.language.concepts import group_of
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import shared_resource

_CARRIED = {"en": 4, "ar": 9}  # words from a verb that says little to the noun of doing that it carries
_AMONG = 4  # words before an act in which "among those who" stands
_SHOWN = (10, 12)  # words before and behind an act that are quoted with it
_ARTICLES = frozenset({"a", "an", "any", "no"})
_ANY = frozenset({"any", "اي", "ايه"})
_FIRST_PERSON = frozenset({"we", "i", "our", "my"})
# Forms of Arabic nouns of doing whose verb is spelled otherwise: تمديد, إعلان, انسحاب, استئناف.
_MASDAR = re.compile(r"(?:ت..ي.|ا.[^ت]ا.|ان..ا.|ا.ت.ا.|است..ا.)ه?")
_GROUPS = ("person", "role", "people", "body", "group")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    acts: dict[str, str]
    suffered: frozenset[str]
    contests: frozenset[str]


@functools.cache
def _lexicon() -> _Lexicon:
    raw = shared_resource("outcomes")
    first = {act: acts[0] for acts in raw["one"] for act in acts}
    acts = {act: first.get(act, act) for act in [*raw["acts"], *first]}
    return _Lexicon(acts, *(frozenset(raw[key]) for key in ("suffered", "contests")))


def outcome_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "outcome" for each act that came about, or did not.

    Fields: act (Term; "not:" before it where it is denied), agent and patient (Terms, where both are told), theme
    (Terms: whoever and whatever takes part), phase (Term: begin or end of a state, or the day of it), setting.
    """
    spoken, lexicon = speakers(analysis), _lexicon()
    for word in words_at(analysis, places_of_concepts(analysis), lexicon.acts.keys()):
        act = lexicon.acts[word.concept or ""]
        if word.person >= 0 or word.entity >= 0 or not word.solid or analysis.skips(word.start):
            continue
        before = analysis.words[word.index - 1] if word.index else None
        if before is not None and before.concept == word.concept and before.sentence == word.sentence:
            continue
        claim = _claim(analysis, word, act, spoken.get(word.sentence))
        if claim is not None:
            yield claim


def _claim(analysis: Analysis, word: Word, act: str, speaker: Speaker | None) -> Claim | None:
    words, lexicon = analysis.words, _lexicon()
    last = analysis.end_of_concept(word)
    carrier = _carrier(analysis, word, last)
    noun = carrier is None and _is_noun(analysis, word)
    place = carrier.index if carrier is not None else _opening(analysis, word)
    end = place + 1 if carrier is not None else last
    taken = Taken(PositionVerb(act, act, (), noun), place if carrier is not None else word.index, end, end)
    turned, refusing = turned_by(analysis, taken)
    if turned is None or (turned and carrier is None and _is_attribute(analysis, word.index, last)):
        return None
    if analysis.language == "en" and carrier is not None and _has_none(analysis, carrier.index, word.index):
        turned = not turned
    parts = parts_of(analysis, place, end, noun)
    if refusing is not None and noun:
        parts = Parts(parts_of(analysis, refusing, refusing + 1).subject, (*parts.subject, *parts.object))
    parts = Parts(parts.subject, (*parts.object, *antecedent(analysis, place, end, parts)))
    if act in lexicon.suffered:  # where, and of what, somebody died
        parts = Parts(parts.subject or tuple(w for w in parts.object if w.index < place) or parts.object, ())
    if are_counted(analysis, (*parts.subject, *parts.object), lexicon.suffered if act in lexicon.suffered else None):
        return None
    own = {w.index for w in words[word.index : last]} | {place}
    subject = features(analysis, (w for w in parts.subject if w.index not in own))
    patient = features(analysis, (w for w in _certain(parts.object) if w.index not in own))
    if speaker is not None and speaker.person and any(w.folded in _FIRST_PERSON for w in parts.subject):
        subject |= features(analysis, words[speaker.first : speaker.last])
    theme = subject | patient
    if not any(_takes_part(feature) for feature in theme) or (act in lexicon.contests and not (subject and patient)):
        return None
    fields: dict[str, Value] = {"act": Term(f"not:{act}" if turned else act), "theme": Terms(theme)}
    if subject and patient and act not in lexicon.suffered:
        fields["agent"], fields["patient"] = Terms(subject), Terms(patient)
    fields["setting"] = setting(analysis, word.index, last, range(word.index, last))
    shown = [w.index for w in (*parts.subject, *parts.object) if w.sentence == word.sentence]
    first = min([place, word.index, *(i for i in shown if i >= place - _SHOWN[0])])
    through = max([end, last, *(i + 1 for i in shown if i < last + _SHOWN[1])])
    context = happening(analysis, taken.first, context_of(analysis, word.index, last, speaker))
    phase = phase_of(word.concept or "")
    if phase is not None and not turned and not is_lasting(analysis, place):
        fields["phase"] = phase_on(analysis, word, phase, context)
    return make_claim(analysis, "outcome", fields, first, through, {"act": (word.start, words[last - 1].end)}, context)


def _carrier(analysis: Analysis, word: Word, last: int) -> Word | None:
    """Return the verb that carries a noun of doing: "lodged a complaint", «وجهت النيابة تهمة»."""
    words, keys = analysis.words, keys_of_words(analysis)
    light = verbs_of_list(analysis.language, "light")
    begin = max(analysis.sentences[word.sentence].first, word.index - _CARRIED[analysis.language])
    for index in range(word.index - 1, begin - 1, -1):
        other = words[index]
        if not other.solid and other.folded not in "-\"'«»":
            break
        if not light.isdisjoint(keys[index]):
            if analysis.language == "ar":
                return other
            between = words[index + 1 : word.index]
            bare = not between or word.folded.endswith("ed") or any(is_auxiliary(w) for w in between)
            return None if bare else other
    if analysis.language == "en":
        for index in range(last, min(last + _CARRIED["en"], len(words))):
            other = words[index]
            if other.sentence != word.sentence or not (other.function or is_among(other, light, "en")):
                break
            if is_among(other, light, "en") and other.folded.endswith(("ed", "en", "id", "de", "nt", "ht")):
                return other if index > last else None
    return None


def _is_attribute(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a participle stands between an article and its noun: "had no elected mayor" denies no act."""
    words = analysis.words
    if analysis.language != "en" or not first or last >= len(words) or not words[first].folded.endswith("ed"):
        return False
    return words[first - 1].folded in _ARTICLES and words[last].solid and not words[last].function


def _has_none(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether "no" stands further among the words between a verb and its noun: "gave them no warning"."""
    return any(w.folded == "no" for w in analysis.words[first + 2 : last])


def _is_noun(analysis: Analysis, word: Word) -> bool:
    """Tell whether an Arabic word of an act is a noun of doing."""
    if analysis.language != "ar":
        return False
    led = any(letter in ("ب", "ل", "لل", "ك") for letter in word.forms.proclitics)
    bare = word.folded[1:] if word.forms.proclitics[:1] in (("و",), ("ف",)) else word.folded
    return led or bare.startswith("ال") or _MASDAR.fullmatch(bare) is not None


def _opening(analysis: Analysis, word: Word) -> int:
    """Return where the predicate of an act begins: "among those who voted against" begins with "among"."""
    begin = max(analysis.sentences[word.sentence].first, word.index - _AMONG)
    among = listed_words(analysis.language, "among")
    return next((i for i in range(begin, word.index) if analysis.words[i].folded in among), word.index)


def _certain(words: tuple[Word, ...]) -> list[Word]:
    """Return the words of an object without what is only any of its kind: "any offence", «أي تهمة»."""
    return [w for place, w in enumerate(words) if not (place and words[place - 1].folded in _ANY)]


def are_counted(analysis: Analysis, words: tuple[Word, ...], suffered: frozenset[str] | None) -> bool:
    """Tell whether so many take part, of whom others fare otherwise; of what is suffered, whether many do."""
    if suffered is not None and not any(w.person >= 0 or w.entity >= 0 for w in words):
        roles = [w for w in words if group_of(w.concept) in _GROUPS]
        if any(_is_many(analysis, w) for w in roles[:1]):
            return True
    found = (analysis.quantities[w.quantity].value for w in words if w.quantity >= 0)
    return any(not value.ordinal and value.unit in (None, "person") for value in found)


def _is_many(analysis: Analysis, word: Word) -> bool:
    if analysis.language == "en":
        return word.folded != word.forms.lemma and word.folded.endswith(("s", "men", "people", "children"))
    bare = word.folded.removeprefix("ال").removeprefix("لل")
    return word.forms.lemma not in (word.folded, bare, bare.removesuffix("ه"), word.folded[1:])


def _takes_part(feature: str) -> bool:
    """Tell whether a feature is of somebody or something that may take part in an act."""
    if feature[0] in "pel":
        return True
    return group_of(feature[2:]) not in ("act", "speech", "measure", "quality", None)
