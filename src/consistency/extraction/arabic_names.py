"""Person names in Arabic text: runs of words anchored by a given name, a title, an office, or the alias table."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.extraction.name_announcements import (
    ANNOUNCES,
    NameText,
    announced,
    has_age,
    is_place_of_office,
    is_title,
    name_text,
    readings,
)
from consistency.extraction.name_evidence import evident_name
from consistency.extraction.name_lexicon import Run, is_inflected, is_ordinary, name_words
from consistency.knowledge.entities import EntityMention
from consistency.language.orthography import Folded
from consistency.language.word_table import WordTable
from consistency.language.words import word_forms

_LONGEST = 6
_SON_OF = frozenset(("بن", "بنت", "ولد", "منت", "مينت"))
_PRONOUNS = ("ه", "ها", "هم")


def arabic_names(folded: Folded, known: Sequence[EntityMention]) -> list[Run]:
    """Return the ranges of the person names of an Arabic text, in order; `known` are its known entities."""
    text = name_text(folded, known)
    found: list[Run] = []
    seen: set[str] = set()
    near = -1  # the last word for which a title or an office stands near enough to announce a name of no list
    done = 0
    standings = _standings()
    for index, standing in enumerate(map(standings.__getitem__, text.word[: len(text.words)])):
        announced_here = index <= near
        if standing.title:
            near = index + ANNOUNCES
        elif standing.says:
            near = max(near, index + 1)
        named_before = not seen.isdisjoint(standing.surnames)
        explained = not announced_here and index >= done and standings[text.word[index + 2]].title
        if index < done or not (
            announced_here or standing.opens or named_before or (explained and _set_off(text, index))
        ):
            continue  # most words: nothing below finds a name there
        match = (
            (_known_person(text, index) if standing.opens else None)
            or _full_name(text, index)
            or evident_name(text, index)
            or (_short_name(text, index, seen) if standing.opens or named_before else None)
        )
        if match is not None:
            start, last = match
            found.append(Run(start, text.words[last][1]))
            if last > index:
                seen.add(_bare(text.word[last]))
            done = last + 1
    return found


def _set_off(text: NameText, index: int) -> bool:
    """Tell whether an office in commas explains two words that no preposition leads to: «تاديسي غبري، وزير …»."""
    end = text.words[index + 1][1]
    led = text.adjacent[index] and text.word[index - 1] in text.lexicon.title_prepositions
    return text.adjacent[index + 1] and text.folded.text[end : end + 2] == "، " and not led


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a word by itself may have to do with names: whether it is a title or an office, whether a list of names has
    it, and what it is as the surname of somebody named before; with or without a proclitic.
    """

    title: bool
    says: bool
    opens: bool
    surnames: tuple[str, ...]


@functools.cache
def _standings() -> WordTable[_Standing]:
    return WordTable(_standing)


def _standing(word: str) -> _Standing:
    lexicon = name_words("ar")
    lists = (lexicon.persons, lexicon.given, lexicon.joined, lexicon.single)
    read = [reading for _, reading in readings(word)]
    opens = any(reading in listed for reading in read for listed in lists)
    says = any(reading in lexicon.speech for reading in read)
    return _Standing(is_title(word), says, opens, tuple(_bare(reading) for reading in read))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _known_person(text: NameText, index: int) -> tuple[int, int] | None:
    for cut, word in readings(text.word[index]):
        for rest in text.lexicon.persons.get(word, ()):
            last = index + len(rest)
            if all(text.adjacent[index + n] and text.word[index + n] == part for n, part in enumerate(rest, start=1)):
                return text.words[index][0] + cut, last
    return None


def _full_name(text: NameText, index: int) -> tuple[int, int] | None:
    lexicon = text.lexicon
    strong: int | None = None
    for cut, word in readings(text.word[index]):
        if word not in lexicon.given and word not in lexicon.joined and (cut or not _unlisted_name(text, index)):
            continue
        if cut and (text.word[index] in lexicon.given or is_ordinary(text.printed(index), "ar")):
            continue  # كريم is not ك and ريم, nor لجان ل and جان
        if strong is None:
            strong = 2 if has_age(text, index) or _is_son_of(text, index) else announced(text, index)
        listed = text.is_listed(index, cut, word)
        if word in lexicon.ends and not (strong == 2 and listed):
            continue
        if text.entity[index] is not None and (cut or not listed or not strong):
            continue
        body, anchored = index, listed
        if word in lexicon.joined and text.adjacent[index + 1] and _name_word(text, index + 1, strong):
            body, anchored = index + 1, True  # عبد الله فلان, أبو مازن
        if not anchored and (strong < 2 or cut or not _unlisted_name(text, index)):
            continue
        if (word in lexicon.offices or word in lexicon.titles) and not text.is_listed(body + 1, 0, text.word[body + 1]):
            continue
        last = _name_end(text, body, strong)
        if last == index:
            continue
        if not listed and body == index and last > index + 1 and is_place_of_office(text, index):
            continue
        following = text.word[body + 1]
        sure = text.is_listed(body + 1, 0, following) and following not in lexicon.common
        if cut and word in lexicon.common and not sure:
            continue
        # خالد حسين التميمي: of two names that are common words and a surname, all three cannot be anything else.
        sure = sure or (last > body + 1 and text.is_listed(body + 1, 0, following))
        sure = sure or _is_surname(text, body + 1)
        if word in lexicon.common and strong == 1 and not sure and is_ordinary(text.printed(body + 1), "ar"):
            continue  # «ذكر بيان مشترك»
        if word in lexicon.common and not strong and not (cut == 0 and sure):
            continue
        return text.words[index][0] + cut, last
    return None


def _is_surname(text: NameText, index: int) -> bool:
    """Tell whether a word is a surname by its form: no word that a dictionary has, with or without the article or what
    else may be written onto it (الزاوي, الطراونة, بنجلون), or the beginning of one (أبو زيد, بن صالح).
    """
    if not text.adjacent[index] or text.entity[index] is not None:
        return False
    word, printed = text.word[index], text.printed(index)
    if word in text.lexicon.joined or word in ("بن", "ولد"):
        return True
    if len(word) < 4 or word in text.lexicon.never or is_inflected(printed):
        return False
    if word.startswith("ال"):
        return len(word) > 5 and not is_ordinary(printed[2:], "ar")
    return not any(is_ordinary(text.printed(index, cut), "ar") for cut, _ in readings(word))


def _unlisted_name(text: NameText, index: int) -> bool:
    """Tell whether two words that no list knows are a name, after a title or an office: الدكتورة زيتا فلانوفا."""
    if not text.adjacent[index + 1] or not text.adjacent[index]:
        return False
    if _is_son_of(text, index):
        return True
    for place in (index, index + 1):
        word = text.word[place]
        if word in text.lexicon.never or len(word) < 3:
            return False
        printed = text.printed(place)
        if text.entity[place] is not None or (printed.startswith("ال") and place == index):
            return False
        if place > index and text.is_listed(place, 0, word):
            continue
        if any(is_ordinary(text.printed(place, cut), "ar") for cut, _ in readings(word) if word[:cut] != "ف"):
            return False
        if is_inflected(printed) or word.startswith(("وال", "بال", "لل")):
            return False
    return True


def _is_son_of(text: NameText, index: int) -> bool:
    """Tell whether a word stands between a title or a verb of saying and "son of": whatever it means otherwise it is a
    given name («الوزيرة حورية بن يحيى», «الدكتور نبيل ولد أحمد», «قال معز بن عمر»).
    """
    word, before = text.word[index], text.word[index - 1]
    if text.word[index + 1] not in _SON_OF or not text.adjacent[index + 2] or not text.adjacent[index]:
        return False
    if word.startswith("ال") or word in text.lexicon.ends or word in text.lexicon.title_adjectives:
        return False
    if len(word) < 3 or text.entity[index] is not None or is_title(word) or word in text.lexicon.speech:
        return False
    read = [reading for _, reading in readings(before)]
    if not text.lexicon.speech.isdisjoint(read):
        return text.word[index + 1] == "بن" or not is_ordinary(text.printed(index), "ar")
    # «وزير صحة سابق بن يحيى»: only what is definite can have no genitive behind it.
    return announced(text, index) == 2 and any(reading.startswith("ال") for reading in read)


def _name_end(text: NameText, body: int, strong: int) -> int:
    """Return the index of the last word of a name whose first word is at `body`."""
    lexicon = text.lexicon
    last = body
    parts = 1
    while parts < _LONGEST and text.adjacent[last + 1]:
        word = text.word[last + 1]
        if word in lexicon.particles or word in lexicon.joined:
            after = last + 2
            if text.adjacent[after] and text.word[after] in lexicon.particles:
                after += 1
            if not text.adjacent[after] or not (_name_word(text, after, 1) or _is_joined(text, after)):
                break
            if text.word[after] in lexicon.joined and text.adjacent[after + 1] and _is_joined(text, after + 1):
                after += 1  # الداه ولد عبد الجليل
            last = after
            parts += 1
            continue
        if parts > 1 and word not in lexicon.known and is_inflected(text.printed(last + 1)):
            break
        sure = _name_word(text, last + 1, strong if parts == 1 else -1)
        if not sure and not (parts == 2 and _unlisted_surname(text, last + 1)):
            break
        last += 1
        parts += 1
    return last


def _is_joined(text: NameText, index: int) -> bool:
    """Tell whether a word can only be part of a name behind the word before it: عبد الكريم, ولد سيدينا."""
    before, word = text.word[index - 1], text.word[index]
    if before == "عبد":
        return word.startswith("ال")  # عبد الجليل, though الجليل alone is a place
    if before not in _SON_OF or text.entity[index] is not None:
        return False
    return word not in text.lexicon.never or _is_closed(text, index)  # «مريم منت اعلي، التي …»


def _unlisted_surname(text: NameText, index: int) -> bool:
    """Tell whether a third word is a surname that no list knows, and no dictionary either: الرئيس علي مزيان بكاري."""
    led = text.word[index].startswith("ف") and is_ordinary(text.printed(index, 1), "ar")  # «فاعترض»
    return (
        not led
        and not text.word[index].startswith("ال")
        and _name_word(text, index, 0)
        and not is_ordinary(text.printed(index), "ar")
    )


def _name_word(text: NameText, index: int, strong: int) -> bool:
    """Tell whether a word goes on with a name; `strong` is -1 after the second word, where only sure words do."""
    lexicon = text.lexicon
    word = text.word[index]
    if word in lexicon.ends or (word in lexicon.offices and strong < 0):
        return False
    if word in lexicon.known:
        return word not in lexicon.given or text.is_listed(index, 0, word)
    if word in lexicon.ends or word in lexicon.titles or word in lexicon.offices or len(word) < 2:
        return False
    if any(reading in lexicon.ends for cut, reading in readings(word) if cut):
        return False
    if word.startswith(("بال", "وال", "لل", "فال", "كال", "ولل", "وبال")) or text.marked(index):
        return False
    if _is_behind_preposition(text, index) or word.endswith("هما"):  # «لقاء جمعهما»
        return False
    if word[0] == "ي" and (strong < 1 or len(word) < 6 or is_ordinary(text.printed(index), "ar")):
        return False
    if word[0] == "و" and (strong < 2 or text.entity[index] or word[1:] in lexicon.known or word[1:] in lexicon.speech):
        return False
    entity = text.entity[index]
    if entity is not None and entity != "nationality":
        return False
    if word.startswith("ال"):
        nisba = word.endswith("ي") and len(word) > 4
        if strong >= 0 and entity is None and _is_closed(text, index) and text.word[index - 1] not in lexicon.common:
            return True
        if strong < 0:
            return nisba and entity is None
        return nisba if strong == 0 or entity is not None else nisba or strong == 2
    if strong < 0:
        return False
    # A present-tense or feminine past verb by its shape, where the name list does not know better.
    future = word[0] == "س" and is_ordinary(text.printed(index)[1:], "ar")
    verb = (
        ((word[0] == "ت" or future) and len(word) > 3)
        or (word.endswith("ت") and len(word) > 3)
        or word.endswith(("وا", "ها", "هم"))
    )
    if verb and strong < 2:
        return False
    return entity is None


def _is_closed(text: NameText, index: int) -> bool:
    """Tell whether a mark, "who" or "that" follows a word: a definite noun there is a surname (قال ماجد العتيق إن)."""
    end = text.words[index][1]
    if text.folded.text[end : end + 1] in ("،", ",", ".", ":", "(", '"'):
        return True
    return text.adjacent[index + 1] and text.word[index + 1] in text.lexicon.closes


def _is_behind_preposition(text: NameText, index: int) -> bool:
    """Tell whether a word is a common one with a preposition on it (لمليون, بنظيره), and no word as a whole (بدوي)."""
    word, printed = text.word[index], text.printed(index)
    if word[0] not in "بل" or word[1:] in text.lexicon.known or is_ordinary(printed, "ar"):
        return False
    if is_ordinary(text.printed(index, 1), "ar"):
        return True
    if not word.endswith(_PRONOUNS):
        return False
    forms = word_forms(printed, "ar")
    return forms.known and forms.proclitics[:1] == (word[0],)


def _short_name(text: NameText, index: int, seen: set[str]) -> tuple[int, int] | None:
    """Return a name of one word: one the alias table knows, or the surname of a full name before it."""
    lexicon = text.lexicon
    for cut, word in readings(text.word[index]):
        start = text.words[index][0] + cut
        if word in lexicon.single:
            printed = text.printed(index, cut)
            if printed.endswith("ى") or text.marked(index):
                continue
            doubtful = word in lexicon.given or word in lexicon.ends or text.entity[index] is not None
            if word in lexicon.not_alone or doubtful:
                if (
                    _bare(word) in seen
                    and word not in lexicon.ends
                    and (word.startswith("ال") or announced(text, index))
                ):
                    return start, index
            else:
                return start, index
        elif _bare(word) in seen and word not in lexicon.ends:
            if text.marked(index):
                continue
            free = text.entity[index] is None and word not in lexicon.given and word not in lexicon.never
            if (free and not is_ordinary(text.printed(index, cut), "ar")) or announced(text, index):
                return start, index
    return None
