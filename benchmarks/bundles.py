"""Bundles of invented news for measures of speed: many events, several articles an event, in both languages.

``python benchmarks/bundles.py 20`` prints some. The words are in bundles.yaml. An article tells the sentences of its
event in an order of its own, with the event's nouns, names and figures; now and then a figure is another one.
"""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from consistency import Source

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
LANGUAGES = ("ar", "en")
ARTICLES_AN_EVENT = 4
_FIRST_DAY = datetime.date(2025, 1, 6)
_ALTERED = 0.08  # of the figures that an article gives

_Event = dict[str, list[str]]  # what fills a slot, in Arabic and in English


def bundle(count: int, *, words: int = 250, languages: Sequence[str] = LANGUAGES, seed: int = 0) -> list[Source]:
    """Return `count` articles of about `words` words, four an event, the languages in turn. The same for one seed."""
    sources = []
    for number in range(count):
        event = number // ARTICLES_AN_EVENT
        language = languages[number % len(languages)]
        told = _event(random.Random(f"{seed} {event}"))
        day = _FIRST_DAY + datetime.timedelta(days=event % 20)
        text = _article(told, language, words, random.Random(f"{seed} {event} {number}"))
        sources.append(Source(id=f"{number:05}", text=text, language=language, published=day))
    return sources


def _event(chance: random.Random) -> _Event:
    def one(key: str) -> list[str]:
        return [str(form) for form in chance.choice(WORDS[key])]

    def joined(first: list[str], second: list[str], between: str = " ") -> list[str]:
        return [f"{a}{between}{b}" for a, b in zip(first, second, strict=True)]

    company = joined(joined(one("syllable"), one("syllable"), ""), one("syllable"), "")
    event = {key: one(key) for key in ("place", "country", "body", "role")}
    event["minister"] = joined(one("given"), one("surname"))
    event["expert"] = joined(one("given"), one("surname"))
    event["company"] = [company[0], company[1].capitalize()]
    for place, topic in enumerate(chance.sample(WORDS["topic"], 9), 1):
        event[f"t{place}"] = topic
    for key, low, high in (
        ("dead", 3, 9),
        ("hurt", 10, 90),
        ("money", 12, 980),
        ("share", 3, 60),
        ("units", 1100, 98000),
        ("years", 3, 9),
    ):
        event[key] = [str(chance.randint(low, high))] * 2
    day = _FIRST_DAY + datetime.timedelta(days=chance.randint(0, 60))
    months = (("يناير", "January"), ("فبراير", "February"), ("مارس", "March"))[day.month - 1]
    event["day"] = [f"{day.day} {months[0]}", f"{day.day} {months[1]}"]
    return event


def _article(event: _Event, language: str, words: int, chance: random.Random) -> str:
    column = LANGUAGES.index(language)
    sentences: list[str] = []
    length = 0
    order: list[str] = []
    while length < words:
        if not order:
            order = chance.sample(WORDS["sentences"][language], len(WORDS["sentences"][language]))
        filled = {key: _altered(forms[column], chance) for key, forms in event.items()}
        sentence = order.pop().format(**filled)
        sentences.append(sentence[:1].upper() + sentence[1:])
        length += len(sentence.split())
    title = f"{event['place'][column]}: {event['t1'][column]}, {event['t2'][column]}"
    paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
    return "\n\n".join([title, *paragraphs])


def _altered(form: str, chance: random.Random) -> str:
    if form.isdigit() and chance.random() < _ALTERED:
        return str(int(form) + chance.randint(1, 9))
    return form


if __name__ == "__main__":
    for source in bundle(int(sys.argv[1]) if len(sys.argv) > 1 else 4):
        print(source.id, source.language, source.published)
        print(source.text, end="\n\n")
