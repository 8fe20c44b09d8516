"""Judging: rules, how they are read, and what they say of matched claims."""

from consistency.judging.bundle import Bundle
from consistency.judging.explanations import Explanations
from consistency.judging.grouping import concerns, group_conflicts, in_order
from consistency.judging.judge import judge
from consistency.judging.judgement import Conflict, Excused, Judgement
from consistency.judging.known import judge_known
from consistency.judging.likely import judge_likely
from consistency.judging.overrides import Override, judge_each, keys_of, rule_for
from consistency.judging.places import Places
from consistency.judging.rules import Rule, RuleSet, is_test, load_rules, meets, parse_rule

__all__ = [
    "Bundle", "Conflict", "Excused", "Explanations", "Judgement", "Override", "Places", "Rule", "RuleSet",
    "concerns", "group_conflicts", "in_order", "is_test", "judge", "judge_each", "judge_known", "judge_likely",
    "keys_of", "load_rules", "meets", "parse_rule", "rule_for",
]  # fmt: skip
