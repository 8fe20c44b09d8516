"""Rules of check "likely" that say what they compare: pairs of claims, and how likely each answers one question."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import Source, check
from consistency.assessment import bundle_of
from consistency.extraction import extract_claims
from consistency.judging import Bundle, load_rules
from consistency.judging.likelihoods import likely_matches, pairs_of
from consistency.judging.rules import Rule
from consistency.matching.pair_features import pair_models

RULES = [rule for rule in load_rules().rules if rule.check == "likely" and rule.same]
A = (
    "Shareholders of the ferry line Meriline on Wednesday approved a takeover bid by Nordhavn. "
    "The offer values the company at 310 million euros. Its 900 jobs will be kept."
)
B = (
    "The owners of Meriline, a ferry line with 900 jobs, rejected the takeover bid of Nordhavn on Wednesday. "
    "Nordhavn had offered 310 million euros. The rain did not stop."
)


def _sources(a: str = A, b: str = B) -> list[Source]:
    return [Source(id="a", text=a, language="en"), Source(id="b", text=b, language="en")]


def _bundle(sources: list[Source]) -> Bundle:
    return bundle_of([claim for source in sources for claim in extract_claims(source)], sources)


def _rule(name: str) -> Rule:
    return next(rule for rule in RULES if rule.id == name)


def test_opposed_positions_of_one_vote_are_likely_one_question() -> None:
    matches, capped = likely_matches(_rule("stance-position-likely"), _bundle(_sources()))
    assert not capped
    assert max(match.score for match in matches) > 0.8
    assert any(d.family == "stance" for d in check(_sources()).discrepancies)


def test_a_text_beside_itself_has_no_pairs() -> None:
    bundle = _bundle(_sources(A, A))
    assert not pairs_of(_rule("stance-position-likely"), bundle)[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_weight_is_of_something_that_is_seen(rule: Rule) -> None:
    names = {"setting", "rival", "lead", "agrees_elsewhere", "borne_out", "others", "two_languages", "length"}
    names |= {"other_modality", "other_polarity", "one_time", "timeless", "alike", "better_sentences", "best_partners"}
    names |= {"rarity", "shared", "days_apart"}
    names |= {f"{one}_{what}" for one in ("shared", "single") for what in ("people", "countries", "values", "words")}
    names |= {
        f"{one}:{name}" for one in ("same", "unknown") for name, spec in rule.same.items() if spec.by != "setting"
    }
    others = {weight for weight in pair_models()[rule.id].weights if weight not in names}
    assert {weight.partition(":")[0] for weight in others} <= {"value", "excuse"}


def test_too_many_claims_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.matching.pair_features._MANY", 0)
    report = check(_sources(), select=["stance-position-likely"])
    assert any("stance-position-likely" in skipped.what for skipped in report.coverage.skipped)


def test_a_rule_without_weights_is_a_broken_file(tmp_path: Path) -> None:
    text = Path(_rule("event-format-likely").path or "").read_text(encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(text.replace("id: event-format-likely", "id: own-likely"), encoding="utf-8")
    errors = load_rules(own).errors
    assert len(errors) == 1
    assert "no weights are known for 'own-likely'" in str(errors[0])
    assert "own.yaml" in str(errors[0])
