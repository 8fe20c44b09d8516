"""Boilerplate: the lines of a page that belong to the site and not to the article, and so make no claims."""

from __future__ import annotations

import re

from consistency.reading.dateline import find_datelines
from consistency.reading.page import Line, PageWords, folded_line, lines_of, page_words, script_language

_LONGEST = 200
_LONGEST_BYLINE = 80
_LONGEST_CAPTION = 160
_MOST_BYLINE_WORDS = 8
_HEAD = 12  # lines from the top in which pictures stand
_SIGNS = " \t+-–—*•·|:.!?؟…<>«»()[]{}#\"'،,؛;/\\=~^→←↓↑▶►▼▲"
_NUMBERED_CAPTION = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3} ?[(\[]\d{1,3}[)\]]\Z")
_BRACKETS_AT_END = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\.?\Z")
_SENTENCE_INSIDE = re.compile(r"[.!?؟] ")
_CREDIT_PARTS = re.compile(r"[/|,،\-]")
_NAME_PART = re.compile(r"[^\W\d_][\w'’.-]*")
_NO_WORDS = re.compile(r"[\W_]+\Z")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\Z|[@#]\w+\Z")


def boilerplate(source_text: str, language: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of `source_text` that make no claims, in order, none overlapping.

    `language` is "ar" or "en"; a line in the other script is read by the other language's words. Each range covers a
    line: buttons, bylines, datelines, captions of pictures, calls to follow, lines of copyright. The bullet points of
    a summary are not among them.
    """
    lines = lines_of(source_text)
    found = {line.start: line for line, _ in find_datelines(source_text, lines)}
    takes_next = False
    covered = 0
    for index, line in enumerate(lines):
        if line.start in found:
            covered = found[line.start].end
        elif line.start < covered:  # the second half of a dateline
            continue
        body = source_text[line.start : line.end]
        script = script_language(body)
        kind = _kind(body, page_words(script), index)
        if not kind and script != language:
            kind = _kind(body, page_words(language), index)
        if not kind and takes_next and _may_be_link(body, line, lines[index - 1]):
            kind = "link"
        takes_next = kind == "label"
        if kind:
            found.setdefault(line.start, line)
    return [(found[start].start, found[start].end) for start in sorted(found)]


def _may_be_link(body: str, line: Line, before: Line) -> bool:
    follows = line.number == before.number + 1
    return follows and len(body) <= _LONGEST_CAPTION and not body.endswith((".", "؟", "?", "!"))


def _kind(line: str, words: PageWords, index: int) -> str:
    """Return why a line is boilerplate: "label" when it announces a link on the next line; "" when it is not."""
    if len(line) > _LONGEST:
        return ""
    if _NO_WORDS.match(line):
        return "signs"
    if _ADDRESS.match(line):
        return "address"
    folded = folded_line(line)
    bare = " ".join(folded.strip(_SIGNS).split())
    started = _start_of(bare, words.starts) or _start_of(folded, words.starts)
    if started is not None and (bare == started.rstrip(": ") or bare == started):
        return "label"
    if bare in words.whole:
        return "whole"
    if started is not None:
        return "starts"
    if any(_has(folded, phrase) for phrase in words.contains):
        return "contains"
    if _is_byline(line, folded, words):
        return "byline"
    if _NUMBERED_CAPTION.match(folded) or _is_credit(folded, index):
        return "caption"
    return ""


def _start_of(folded: str, phrases: tuple[str, ...]) -> str | None:
    """Return the phrase with which a line begins, its last word whole."""
    if not folded.startswith(phrases):
        return None  # as of nearly all lines
    for phrase in phrases:
        if folded.startswith(phrase):
            after = folded[len(phrase) : len(phrase) + 1]
            if not after.isalnum() or not phrase[-1].isalnum():
                return phrase
    return None


def _has(folded: str, phrase: str) -> bool:
    place = folded.find(phrase)
    if place < 0:
        return False
    before, after = folded[place - 1 : place] if place else "", folded[place + len(phrase) : place + len(phrase) + 1]
    return not before.isalnum() and not after.isalnum()


def _is_byline(line: str, folded: str, words: PageWords) -> bool:
    if len(line) > _LONGEST_BYLINE or line.endswith("."):
        return False
    if _start_of(folded, words.bylines) is not None:
        return True
    # "By Sara Haddad, Beirut": names all along, and few of them.
    first, _, rest = line.partition(" ")
    if first.casefold() not in words.byline_words:
        return False
    parts = _NAME_PART.findall(rest)
    named = all(part[0].isupper() or part.partition("-")[0] in words.name_particles for part in parts)
    return 1 <= len(parts) <= _MOST_BYLINE_WORDS and parts[0][0].isupper() and named


def _is_credit(folded: str, index: int) -> bool:
    """Tell whether a line is the caption of a picture: short, one sentence, and a credit in brackets at its end.

    Agencies are credited in brackets after an article's last sentence too, so a caption stands near the top.
    """
    match = _BRACKETS_AT_END.search(folded)
    if not match or len(folded) > _LONGEST_CAPTION:
        return False
    parts = [part.strip() for part in _CREDIT_PARTS.split(match[1])]
    known = page_words("ar").credits | page_words("en").credits
    if known.isdisjoint((match[1].strip(), *parts)):
        return False
    before = folded[: match.start()].strip()
    if not before.strip(_SIGNS):
        return True
    return index < _HEAD and not before.endswith((".", '."')) and not _SENTENCE_INSIDE.search(before)
