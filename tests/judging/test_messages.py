"""Messages in English and Arabic: every shipped rule has them, and every value has words."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from consistency.judging import Rule, load_rules, parse_rule
from consistency.judging.messages import message, translations
from consistency.judging.value_words import value_words
from consistency.model import Claim, Evidence, Name, Period, Quantity, Term, Terms, Value
from consistency.resources import language_resource, rules_root

LANGUAGES = sorted(p.parent.name for p in (rules_root() / "languages").glob("*/report.yaml"))
RULES = load_rules().rules
LATIN = re.compile("[A-Za-z]")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_shipped_rule_speaks_every_language_of_reports(rule: Rule) -> None:
    others = [language for language in LANGUAGES if language != "en"]
    assert sorted(rule.translations) == others, f"{rule.path}: a summary, message and why for each of {others}"
    for words in rule.translations.values():
        assert set(re.findall(r"\{[^}]*\}", words.message)) == set(re.findall(r"\{[^}]*\}", rule.message))
        assert bool(words.why) == bool(rule.why)
        told = re.sub(r"\{[^}]*\}", "", f"{words.summary} {words.message} {words.why}")
        assert not LATIN.search(told)


@pytest.mark.parametrize("name", ["report", "values"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_of_reports(language: str, name: str) -> None:
    english, other = language_resource("en", name), language_resource(language, name)
    assert set(english) <= set(other)
    for group in ("severity", "severities", "confidence", "family", "reason", "counted", "text", "bounds"):
        if group in english:
            assert set(english[group]) == set(other[group]), group
    for key, said in english.get("text", {}).items():
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", other["text"][key])), key


def test_every_family_and_every_excuse_has_a_name() -> None:
    from consistency.judging.excuses import EXCUSES

    words = language_resource("en", "report")
    assert {rule.family for rule in RULES} <= set(words["family"])
    assert {name.replace("_", "-") for name in EXCUSES} <= set(words["reason"])


ARABIC_OFFICES = sorted(language_resource("ar", "offices")["offices"])


def listed(*keys: str) -> list[str]:
    found: Any = language_resource("en", keys[0])
    for key in keys[1:]:
        found = found[key]
    return list(found)


@pytest.mark.parametrize(
    "concept", [*ARABIC_OFFICES, *listed("fates", "words"), *listed("directions", "directions"), "serving", "late"]
)
def test_meanings_have_arabic_words(concept: str) -> None:
    assert not LATIN.search(value_words("ar").meaning(concept))


@pytest.mark.parametrize("unit", listed("units", "units"))
def test_units_have_arabic_names(unit: str) -> None:
    if "singular" in language_resource("ar", "units")["units"].get(unit, {}):
        assert not LATIN.search(value_words("ar").quantity(Quantity(12, 12, unit)))


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        (Quantity(41, 41, "person"), "41", "41 شخصا"),
        (Quantity(3, 3, "person"), "3", "3 أشخاص"),
        (Quantity(1396000, 1396000, "USD", "about"), "about 1,396,000 USD", "نحو 1,396,000 دولار"),
        (Quantity(2.5, 2.5, "tonne", "at_least"), "at least 2.5 tonne", "ما لا يقل عن 2.5 طن"),
        (Quantity(50, 50, "percent"), "50%", "50%"),
        (Quantity(3, 5, "day"), "3-5 day", "بين 3 و5 أيام"),
        (Quantity(3, 3, None, ordinal=True), "3rd", "الثالث"),
        (Quantity(112, 112, None, ordinal=True), "112th", "رقم 112"),
        (Quantity(40, 40, "barrel", per="day"), "40 barrel per day", "40 برميلا لكل يوم"),
        (Quantity(2, 2, "score", counted="2-1"), "2-1", "2-1"),
        (Period(datetime.date(2024, 5, 13), datetime.date(2024, 5, 13)), "2024-05-13", "13 مايو 2024"),
        (
            Period(datetime.date(2024, 5, 1), datetime.date(2024, 5, 31)),
            "2024-05-01 to 2024-05-31",
            "من 1 مايو 2024 إلى 31 مايو 2024",
        ),
        (Period(None, None, day=3, month=4), "day 3 of month 4", "3 أبريل"),
        (Period(None, None), "an open stretch of time", "مدة مفتوحة"),
        (Term("not:approve"), "not approve", "عدم موافقة"),
        (Term("c:flood"), "flood", "فيضان"),
        (Terms(frozenset({"north", "south-east"})), "north, south east", "جنوب شرق، شمال"),
        (Name("Anna Bell"), "Anna Bell", "Anna Bell"),
    ],
)
def test_values_in_words(value: Value, english: str, arabic: str) -> None:
    assert value_words("en").say(value) == english
    assert value_words("ar").say(value) == arabic


def claim(source: str, **fields: Value) -> Claim:
    return Claim(kind="toll", source=source, fields=fields, evidence=(Evidence(source=source, quote="q"),))


RULE = """
id: own
family: own
summary: One thing has two counts.
severity: error
claims: toll
same: {thing: 1}
differs: value
message: "{a.value} in {a.source}, {b.value} there, {b.none}."
translations:
  fr: {summary: Deux bilans., message: "{a.value} dans {a.source}, {b.value} ailleurs."}
"""


def test_a_language_needs_no_code_and_says_values_as_english_does_where_it_has_no_words() -> None:
    rule = parse_rule(RULE, "own.yaml")
    a, b = claim("x", value=Quantity(14, 14, "day")), claim("y", value=Quantity(41, 41, "day"))
    assert message(rule, a, b) == "14 day in x, 41 day there, ?."
    assert translations(rule, a, b) == {"fr": "14 day dans x, 41 day ailleurs."}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RULE.replace("{a.value} dans", "{c.value} dans"), "message names '{c.value}'"),
        (RULE.replace("fr: {summary: Deux bilans., ", "fr: {"), "'translations.fr.summary' is missing"),
        (RULE.replace("fr: {summary", "fr: {sumary"), "unknown key 'translations.fr.sumary'; did you mean 'summary'?"),
        (RULE.replace("  fr:", '  "../fr":'), "translations.../fr"),
    ],
)
def test_a_broken_translation_is_told(text: str, problem: str) -> None:
    from consistency.errors import RuleError

    with pytest.raises(RuleError) as error:
        parse_rule(text, "own.yaml")
    assert problem in str(error.value)
