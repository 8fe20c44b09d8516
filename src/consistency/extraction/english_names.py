"""Person names in English text: runs of capitalised words with an anchor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consistency.extraction.name_lexicon import NameWords, Run, is_ordinary, name_words
from consistency.knowledge.entities import EntityMention
from consistency.language.orthography import Folded

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]['\")\]]*\s+$|\n\s*$|^\s*['\"(\[]*$|[.!?:;,]\s*['\"(\[]+$|[-*] +$")
_TITLE_CASE = 0.75  # of the longer words of a line; above this, capitals mark no names
_AGED = re.compile(r"(?:, (?:aged )?| \()[1-9][0-9](?=[,.)])")  # ", 53," or " (53)" right after a name
_LONGEST = 5  # words of a name
_LONGEST_RUN = 12  # capitalised words that are looked at together, with titles and offices


def english_names(folded: Folded, known: Sequence[EntityMention]) -> list[Run]:
    """Return the ranges of the person names of an English text, in order; `known` are its known entities."""
    lexicon = name_words("en")
    text = folded.text
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    blocked = _inside_entities(known)
    headlines = _headlines(folded)
    capital = [_is_capitalised(folded, start, end, lexicon) for start, end in words]
    found: list[Run] = []
    seen: set[str] = set()
    index = 0
    while index < len(words):
        if not capital[index] or (words[index][0] in blocked and not _alias_here(text, words, index, lexicon)):
            index += 1
            continue
        last = _run_end(text, words, capital, blocked, index, lexicon)
        run = _name_within(folded, words, index, last, lexicon, seen, headlines)
        if run is not None:
            found.append(run[0])
            if run[1]:
                seen.add(_plain(text[slice(*words[run[2]])]))
            index = run[2] + 1
        else:
            index = last + 1
    return found


def _is_capitalised(folded: Folded, start: int, end: int, lexicon: NameWords) -> bool:
    """Tell whether a word is printed with a capital, behind a particle too: al-Sharaa."""
    if folded.source[folded.place(start)].isupper():
        return True
    particle, hyphen, _ = folded.text[start:end].partition("-")
    return (
        bool(hyphen)
        and particle in lexicon.particles
        and folded.source[folded.place(start + len(particle) + 1)].isupper()
    )


def _alias_here(text: str, words: list[tuple[int, int]], index: int, lexicon: NameWords) -> bool:
    """Tell whether a full name of the alias table stands here: Jordan Bardella is not the country."""
    rests = lexicon.persons.get(text[slice(*words[index])], ())
    following = [_plain(text[slice(*words[place])]) for place in range(index + 1, min(index + 6, len(words)))]
    return any(tuple(following[: len(rest)]) == rest for rest in rests)


def _inside_entities(known: Sequence[EntityMention]) -> frozenset[int]:
    """Return the places inside known countries, organisations and places, where no name of a person begins."""
    return frozenset(
        place for mention in known if mention.type != "person" for place in range(mention.start, mention.end)
    )


def _headlines(folded: Folded) -> list[tuple[int, int]]:
    """Return the lines in title case, where a capital says nothing."""
    lines: list[tuple[int, int]] = []
    start = 0
    for line in folded.text.split("\n"):
        end = start + len(line)
        if len(line) < 200 and not line.rstrip().endswith((".", "!", "?", '"', ":", ";", ",")):
            words = [match for match in _WORD.finditer(line) if len(match.group()) > 3]
            capitals = sum(1 for match in words if folded.source[folded.place(start + match.start())].isupper())
            if len(words) >= 4 and capitals > _TITLE_CASE * len(words):
                lines.append((start, end))
        start = end + 1
    return lines


def _run_end(
    text: str,
    words: list[tuple[int, int]],
    capital: list[bool],
    blocked: frozenset[int],
    index: int,
    lexicon: NameWords,
) -> int:
    last = index
    place = index
    while place + 1 < len(words) and place - index < _LONGEST_RUN:
        gap = text[words[place][1] : words[place + 1][0]]
        word = text[slice(*words[place])]
        initial = len(word) == 1 or word in lexicon.titles
        if gap != " " and not (gap in (". ", ".") and initial):
            break
        if word.endswith("'s"):
            break
        place += 1
        following = text[slice(*words[place])]
        if capital[place]:
            if words[place][0] in blocked and not _surname_here(following, word, lexicon):
                break
            last = place
        elif following not in lexicon.particles:
            break
    return last


def _surname_here(word: str, before: str, lexicon: NameWords) -> bool:
    """Tell whether a place's or a people's name is a surname here: George Washington, Jack London."""
    return before in lexicon.given and before not in lexicon.common and word not in lexicon.ends


def _plain(word: str) -> str:
    """Return a word without a genitive, or without what says that an office is not held: President-elect."""
    if word.endswith(("-elect", "-designate")):
        return word.rpartition("-")[0]
    if word.startswith(("then-", "ex-")):
        return word.partition("-")[2]
    return word[:-2] if word.endswith("'s") else word


def _name_within(
    folded: Folded,
    words: list[tuple[int, int]],
    index: int,
    last: int,
    lexicon: NameWords,
    seen: set[str],
    headlines: list[tuple[int, int]],
) -> tuple[Run, bool, int] | None:
    """Return the name within a run of capitals, whether it is a full one, and the index of its last word."""
    text = folded.text
    titled = _titled_before(text, words, index, lexicon)
    first = index
    while first <= last:
        word = _plain(text[slice(*words[first])])
        is_title = word in lexicon.titles or word in lexicon.offices
        if is_title and first < last and not (word in lexicon.given and not titled and not word.endswith(".")):
            titled = True
            first = _after_title(text, words, first, last, lexicon)
        elif word in lexicon.ends and word not in lexicon.given:
            titled = False
            first += 1
        else:
            break
    if first > last or (first == last and text[slice(*words[first])] in lexicon.particles):
        return None
    stop = first
    while stop < last and stop - first < _LONGEST:
        following = _plain(text[slice(*words[stop + 1])])
        ends = following in lexicon.ends and following not in lexicon.known and following not in lexicon.particles
        if ends and not _middle_name(text, words, first, stop + 1, last, lexicon):
            break
        stop += 1
    while stop > first and _trailing(_plain(text[slice(*words[stop])]), lexicon):
        stop -= 1
    name = [_plain(text[slice(*words[place])]) for place in range(first, stop + 1)]
    start, end = words[first][0], words[stop][1]
    if text[start:end].endswith("'s"):
        end -= 2
    in_headline = any(left <= start < right for left, right in headlines)
    parts = [part for word in name for part in word.split("-")]
    known = tuple(parts[1:]) in lexicon.persons.get(parts[0], ()) if len(parts) > 1 else name[0] in lexicon.single
    if len(name) == 1:
        accepted = known or name[0] in seen or (titled and _surname_alone(text, words, first, name[0], folded, lexicon))
        if known and name[0] in lexicon.given and not titled and name[0] not in seen:
            accepted = False
        if accepted:
            return Run(start, end), titled and not known, stop
        inner = [place for place in range(first + 1, last) if _is_title(_plain(text[slice(*words[place])]), lexicon)]
        # "Assistant Health Secretary Lena Okafor"
        return _name_within(folded, words, inner[-1], last, lexicon, seen, headlines) if inner else None
    accepted = known or (not in_headline and _anchored(text, words, first, stop, name, titled, lexicon))
    if accepted:
        return Run(start, end), True, stop
    inner = [place for place in range(first + 1, last) if _is_title(_plain(text[slice(*words[place])]), lexicon)]
    if inner:  # "Fire Chief Tom Brannigan": the title stands within the run
        return _name_within(folded, words, inner[-1], last, lexicon, seen, headlines)
    if not in_headline and len(name) > 2 and _opens_sentence(text, start):
        return _name_within(folded, words, first + 1, last, lexicon, seen, headlines)
    return None


def _middle_name(
    text: str, words: list[tuple[int, int]], first: int, place: int, last: int, lexicon: NameWords
) -> bool:
    """Tell whether a word of everyday stands between a given name and a surname of no dictionary: Johan Dam Hansen."""
    if place != first + 1 or place == last or text[slice(*words[first])] not in lexicon.given:
        return False
    surname = _plain(text[slice(*words[place + 1])])
    return surname not in lexicon.ends and not is_ordinary(surname, "en")


def _after_title(text: str, words: list[tuple[int, int]], first: int, last: int, lexicon: NameWords) -> int:
    """Return the word after a title that begins at `first`, with its field: "Deputy Mining Minister Carla Rocabado"."""
    for place in range(first + 1, last):
        word = _plain(text[slice(*words[place])])
        if place > first + 1 and _is_title(word, lexicon):
            return place + 1
        if word in lexicon.given or word in lexicon.titles or not is_ordinary(word, "en"):
            break
    return first + 1


def _is_title(word: str, lexicon: NameWords) -> bool:
    return (word in lexicon.titles or word in lexicon.offices) and word not in lexicon.given


def _trailing(word: str, lexicon: NameWords) -> bool:
    return word in lexicon.particles or (word in lexicon.ends and word not in lexicon.known)


def _surname_alone(
    text: str, words: list[tuple[int, int]], first: int, word: str, folded: Folded, lexicon: NameWords
) -> bool:
    """Tell whether one word after a title is a surname: the title has a capital, and the word is no common one."""
    if not first or len(word) < 3 or word in lexicon.never:
        return False
    title = words[first - 1]
    if not folded.source[folded.place(title[0])].isupper():
        return False
    return text[slice(*title)] in lexicon.address or not is_ordinary(word, "en")


def _anchored(
    text: str, words: list[tuple[int, int]], first: int, stop: int, name: list[str], titled: bool, lexicon: NameWords
) -> bool:
    opening = name[0].split("-")[0]
    if opening in lexicon.given:
        if opening not in lexicon.common or titled:
            return True
        return not _opens_sentence(text, words[first][0]) or name[1] in lexicon.known
    if titled:
        return True
    if len(opening) == 1 and text[words[first][1] : words[first][1] + 1] == ".":
        return True
    after = text[slice(*words[stop + 1])] if stop + 1 < len(words) else ""
    gap = text[words[stop][1] : words[stop + 1][0]] if after else ""
    spoken = gap == " " and after in lexicon.speech
    if spoken and len(name) <= 3 and name[-1] not in lexicon.ends and opening not in lexicon.ends:
        return True
    if len(name) <= 3 and not any(word in lexicon.ends for word in name) and _AGED.match(text, words[stop][1]):
        return True
    if _is_set_off(text, words, first, stop, lexicon) and not any(word in lexicon.ends for word in name):
        return True
    free = len(name) <= 3 and name[-1] not in lexicon.ends and opening not in lexicon.ends
    before = _word_before(text, words, first)
    cited = before == "to" and text[slice(*words[first - 2])] == "according"
    leads = before in lexicon.leads and before != "and" and not cited
    if free and not leads and _described(text, words, stop, lexicon):
        return True
    return _unlisted(text, words, first, name, lexicon)


_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her"))
_BELONGS = frozenset(("of", "for", "at", "in", "to", "and", "until", "since"))
_APPOSITION = 8  # words behind a name and a comma among which an office tells that the name is a person's


def _is_set_off(text: str, words: list[tuple[int, int]], first: int, stop: int, lexicon: NameWords) -> bool:
    """Tell whether a name stands between commas behind an office: "Vietnam's labor minister, Le Thi Hong, said"."""
    if not first or stop - first >= _LONGEST or text[words[first - 1][1] : words[first][0]] != ", ":
        return False
    return text[slice(*words[first - 1])] in lexicon.offices and text[words[stop][1] : words[stop][1] + 2] == ", "


def _described(text: str, words: list[tuple[int, int]], stop: int, lexicon: NameWords) -> bool:
    """Tell whether an apposition says that a name is a person's: "Ingvild Aas, the federation's secretary".

    Without an article the office, or its state, opens it and is not the title of another name: "Hichem Ayari, acting
    chief of the utility".
    """
    end = words[stop][1]
    if stop + 1 == len(words) or text[end : words[stop + 1][0]] != ", ":
        return False
    opening = text[slice(*words[stop + 1])]
    if opening not in _ARTICLES and opening not in lexicon.states | lexicon.offices | lexicon.describes:
        return opening == "who"
    for place in range(stop + 1, min(stop + 2 + _APPOSITION, len(words))):
        if place > stop + 1 and text[words[place - 1][1] : words[place][0]].strip(" -"):
            return False
        word = text[slice(*words[place])]
        office = word in lexicon.offices or word in lexicon.describes
        if office and (opening in _ARTICLES or _goes_on(text, words, place)):
            return True
        if opening not in _ARTICLES and word not in lexicon.states | _ARTICLES:
            return False
    return False


def _goes_on(text: str, words: list[tuple[int, int]], place: int) -> bool:
    """Tell whether what an office is of follows it, or nothing: it is then no title of a name behind it."""
    if place + 1 == len(words):
        return True
    behind = text[words[place][1] : words[place + 1][0]]
    word = text[slice(*words[place + 1])]
    return behind[:1] in (",", ".", ";") or (behind == " " and word in _BELONGS)


def _unlisted(text: str, words: list[tuple[int, int]], first: int, name: list[str], lexicon: NameWords) -> bool:
    """Tell whether two or three words of no dictionary are a person's name: not after a word that leads to a place."""
    before = _word_before(text, words, first)
    if len(name) not in (2, 3) or before in lexicon.leads or any(word in lexicon.ends for word in name):
        return False
    return all(len(word) > 2 and not is_ordinary(word, "en") for word in name)


def _word_before(text: str, words: list[tuple[int, int]], first: int) -> str:
    """Return the word right before a name, of the same sentence and with no figure between."""
    if not first or text[words[first - 1][1] : words[first][0]] != " ":
        return ""
    return text[slice(*words[first - 1])]


def _titled_before(text: str, words: list[tuple[int, int]], index: int, lexicon: NameWords) -> bool:
    if not index:
        return False
    gap = text[words[index - 1][1] : words[index][0]]
    word = text[slice(*words[index - 1])]
    return gap in (" ", ". ") and (word in lexicon.offices or (word in lexicon.titles and len(word) > 2))


def _opens_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, start - 6) : start])) or start == 0
