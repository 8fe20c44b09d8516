"""What a rule is, and how rule files are read.

A rule names a claim kind, the fields that must agree for two claims to be about one thing, the field that can hold
only one value there, how values compare, and what excuses a difference. It holds no code: comparisons, guards and
excuses are closed sets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from consistency.errors import RuleError
from consistency.judging.excuses import EXCUSES
from consistency.matching.alignment import Partners
from consistency.matching.identity import ComparisonName, SameField, one_of
from consistency.matching.pair_features import pair_models
from consistency.model import Claim, RuleDescription, RuleWording, Severity, Term
from consistency.resources import Document, parse_yaml, read_shipped_yaml, read_yaml, rules_root

Check = Literal["conflict", "internal", "variant", "known", "total", "likely", "suppression"]
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


ExcuseName = Annotated[str, one_of(EXCUSES, "excuse")]
Guard = Literal[
    "mutual_best", "corroborated", "absent", "unclaimed", "addends", "unrivalled", "left_over", "plausible", "unnamed"
]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DiffersField(_Form):
    """The field that can hold only one value; `against` names a second field of the same claim instead of a partner.

    `tolerance` is the share of the larger figure by which two figures may differ and still be one.
    """

    field: str
    by: ComparisonName | None = None
    against: str | None = None
    tolerance: float = Field(default=0.0, ge=0, lt=1)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"field": value} if isinstance(value, str) else value


class Rule(RuleDescription):
    """A rule as its file gives it; see docs/rules for what each shipped one does."""

    id: str = Field(pattern=_ID)
    family: str = Field(pattern=_ID)
    check: Check = "conflict"
    languages: tuple[Literal["ar", "en"], ...] = ("ar", "en")
    claims: str
    where: dict[str, tuple[str, ...]] = Field(default={})
    same: dict[str, SameField] = Field(default={})
    differs: DiffersField
    threshold: float = Field(default=0.6, ge=0, le=1)
    partners: Partners | None = None
    alone: float | None = Field(default=None, ge=0, le=1)
    guards: tuple[Guard, ...] = ("mutual_best", "corroborated")
    unless: tuple[ExcuseName, ...] = ()
    path: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Rule:
        for message in (self.message, *(wording.message for wording in self.translations.values())):
            for place in _PLACEHOLDER.findall(message):
                if not re.fullmatch(r"[ab]\.\w+", place):
                    raise ValueError(
                        f"message names '{{{place}}}'; write {{a.FIELD}}, {{b.FIELD}}, {{a.source}} or {{a.quote}}"
                    )
        if self.differs.against is None and self.check in ("conflict", "variant") and not self.same:
            raise ValueError(f"a rule that checks a {self.check} names under 'same' what makes two claims one thing")
        if self.check == "likely" and self.same and self.id not in pair_models():
            raise ValueError(
                f"no weights are known for '{self.id}' (rules/languages/likelihoods.yaml); without 'same' figures count"
            )
        if self.check == "total" and self.differs.against is None:
            raise ValueError("a rule that checks a total names the field of the parts: differs: {field: …, against: …}")
        return self


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that were read, in the order of their ids, and what was wrong with the others."""

    rules: tuple[Rule, ...]
    errors: tuple[RuleError, ...] = ()

    def selected(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleSet:
        """Return the rules whose id or family is among `select` (all when empty) and not among `ignore`."""
        kept = (r for r in self.rules if not select or r.id in select or r.family in select)
        return RuleSet(tuple(r for r in kept if r.id not in ignore and r.family not in ignore), self.errors)

    def adjusted(self, severity: Mapping[str, Severity], threshold: Mapping[str, float]) -> RuleSet:
        """Return the rules with other severities and thresholds, given by id or by family; the id goes first."""

        return RuleSet(tuple(adjusted(rule, severity, threshold) for rule in self.rules), self.errors)

    @property
    def names(self) -> frozenset[str]:
        """The ids and the families of the rules: what selects them."""
        return frozenset(name for rule in self.rules for name in (rule.id, rule.family))


def adjusted(rule: Rule, severity: Mapping[str, Severity], threshold: Mapping[str, float]) -> Rule:
    """Return a rule with the severity and threshold that are given for its id, or else for its family."""
    changes: dict[str, Any] = {}
    for name, given in (("severity", severity), ("threshold", threshold)):
        chosen = given.get(rule.id, given.get(rule.family))
        if chosen is not None:
            changes[name] = chosen
    return rule.model_copy(update=changes) if changes else rule


def meets(claim: Claim, where: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether each field named in `where` holds one of the terms listed for it."""
    for name, terms in where.items():
        value = claim.fields.get(name)
        if not isinstance(value, Term) or value.concept not in terms:
            return False
    return True


def load_rules(paths: Sequence[Path | str] | Path | str = (), shipped: bool = True) -> RuleSet:
    """Read rule files, or all rules below folders, after the shipped ones unless `shipped` is False.

    A broken file is listed in `errors` with file, line and column; the others are still read.
    """
    if isinstance(paths, str | Path):
        paths = (paths,)
    if shipped and not paths:
        return _shipped_rules()
    base = _shipped_rules() if shipped else RuleSet(())
    errors = list(base.errors)
    own = _files(paths, errors)
    return _read_rules(base.rules, own, read_rule, errors)


@functools.cache
def _shipped_rules() -> RuleSet:
    """Return the shipped rules, read once in a process, as the shipped lexicons are."""
    return _read_rules((), _shipped_files(), lambda path: build_rule(read_shipped_yaml(path), str(path)), [])


def _read_rules(
    base: Iterable[Rule], paths: Iterable[Path], read: Callable[[Path], Rule], errors: list[RuleError]
) -> RuleSet:
    rules = {rule.id: rule for rule in base}
    for path in paths:
        try:
            rule = read(path)
        except RuleError as error:
            errors.append(error)
            continue
        if rule.id in rules:
            errors.append(RuleError(f"rule '{rule.id}' is already defined in {rules[rule.id].path}", str(path), 1))
            continue
        rules[rule.id] = rule
    return RuleSet(tuple(rules[key] for key in sorted(rules)), tuple(errors))


def read_rule(path: Path) -> Rule:
    """Read one rule file. Raises RuleError with the place of what is wrong."""
    return build_rule(read_yaml(path), str(path))


def parse_rule(text: str, name: str) -> Rule:
    """Read a rule from YAML text. Raises RuleError."""
    return build_rule(parse_yaml(text, name), name)


def build_rule(document: Document, name: str) -> Rule:
    """Make a rule of a parsed document. Raises RuleError at the first thing that is wrong."""
    if not isinstance(document.value, dict):
        raise RuleError("a rule file holds one mapping: id, family, claims, same, differs …", name, 1, 1)
    try:
        return Rule.model_validate({**document.value, "path": name})
    except ValidationError as error:
        # A misspelt key also makes the right one missing: the misspelling is what the user can see.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        where = tuple(part for part in first["loc"] if isinstance(part, str | int))
        line, column = document.position(where) or (1, 1)
        raise RuleError(_sentence(first, where), name, line, column) from None


def _sentence(error: Any, where: tuple[str | int, ...]) -> str:
    key = ".".join(str(part) for part in where)
    if error["type"] == "missing":
        return f"key '{key}' is missing"
    if error["type"] == "extra_forbidden":
        return f"unknown key '{key}'{_nearest(str(where[-1]), len(where))}"
    text = error["msg"].removeprefix("Value error, ")
    return f"{key}: {text}" if key else text


def _nearest(key: str, depth: int) -> str:
    from rapidfuzz import process

    inner = (SameField, DiffersField, RuleWording)
    known = list(Rule.model_fields) if depth == 1 else [name for form in inner for name in form.model_fields]
    found = process.extractOne(key, [name for name in known if name != "path"], score_cutoff=60)
    return f"; did you mean '{found[0]}'?" if found else ""


def _shipped_files() -> list[Path]:
    root = rules_root()
    aside = ("languages", "knowledge")
    return [p for p in sorted(root.glob("*/*.yaml")) if p.parent.name not in aside and not is_test(p)]


def is_test(path: Path) -> bool:
    """Tell whether a file holds the tests of a rule."""
    return path.name.endswith((".test.yaml", ".test.yml"))


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether a path below a folder is a link to something that is not below it: rules may come from strangers."""
    return not path.resolve().is_relative_to(folder.resolve())


def _files(paths: Sequence[Path | str], errors: list[RuleError]) -> list[Path]:
    found: list[Path] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.suffix in (".yaml", ".yml") and not is_test(p)]
            if not inside:
                errors.append(RuleError("no rule files (*.yaml) in this folder", str(path)))
            for file in inside:
                if leads_out(file, path):
                    errors.append(RuleError("a link that leads out of the folder of the rules", str(file)))
                elif not file.is_file():
                    errors.append(RuleError("cannot be read: no regular file", str(file)))
                else:
                    found.append(file)
        elif path.exists():
            found.append(path)
        else:
            errors.append(RuleError("no such rule file", str(path)))
    return found
