"""Write docs/rules: a page for each shipped rule, and a list of them by family.

    python docs/make_rule_pages.py

Everything comes from the rule, from the test file beside it, and from the rendering that `check --explain` prints.
Pages of rules that are no more are deleted. tests/test_rule_pages.py fails while the pages are not up to date.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from consistency.judging import Rule, load_rules
from consistency.judging.excuses import EXCUSES
from consistency.reports.terminal import isolated
from consistency.rule_pages import rule_page
from consistency.rule_testing import Example, ExampleSource, read_test_file

PAGES = Path(__file__).resolve().parent / "rules"
ORIGIN = "<!-- Written by `python docs/make_rule_pages.py`; do not edit by hand. -->"
LANGUAGES = {"ar": "Arabic", "en": "English"}

# What the guards of a rule do, in words; consistency.judging.guards and differences apply them.
GUARDS = {
    "mutual_best": "One of the two has a partner that fits it better in the other text.",
    "corroborated": "The other text says the same as well, in a setting that fits about equally.",
    "absent": "The other text knows the value: it says it somewhere of the same thing, or of none.",
    "unclaimed": "The other text says the same in another claim of this kind, of the same thing in another state.",
    "addends": "A third figure is their sum or difference: they are parts of a whole, or a whole and a part.",
    "left_over": "Either text has another figure of this dimension which the other text does not have.",
    "unnamed": "One text names the place of the other as well.",
    "unrivalled": "One of the two has another partner in the other text that fits it nearly as well.",
    "plausible": "By all that is seen of the two values they hardly answer one question (rules/languages/slots.yaml).",
}
# What the comparison of quantities lets pass in words; consistency.matching.quantities gives the reasons.
FIGURES = "One figure is the other rounded, hedged, within its bound or range, or in another unit."


def pages() -> dict[str, str]:
    """Return the text of each page by its file name. Raises RuleError for a rule or test file that cannot be read."""
    found = load_rules()
    if found.errors:
        raise found.errors[0]
    texts = {f"{rule.id}.md": page(rule) for rule in found.rules}
    return {"README.md": contents(found.rules), **texts}


def contents(rules: Sequence[Rule]) -> str:
    """Return the list of rules, a table for each family."""
    lines = [ORIGIN, "# Rules", ""]
    lines.append(f"{len(rules)} rules ship with the library. `check --explain RULE` prints the gist of a page.")
    ordered = sorted(rules, key=lambda rule: (rule.family, rule.id))
    for family, members in groupby(ordered, key=lambda rule: rule.family):
        lines += ["", f"## {family}", "| rule | severity | confidence | what |", "|---|---|---|---|"]
        lines += [f"| [{r.id}]({r.id}.md) | {r.severity} | {r.confidence} | {_cell(r.summary)} |" for r in members]
    return "\n".join(lines) + "\n"


def page(rule: Rule) -> str:
    """Return the page of one rule: what, why, how it matches, examples, what excuses a difference, known limits."""
    path = Path(rule.path or "")
    tests = read_test_file(path.with_name(f"{path.stem}.test{path.suffix}"))
    lines = [ORIGIN, f"# {rule.id}", "", rule.summary, ""]
    if rule.why:
        lines += [f"**Why it matters.** {rule.why}", ""]
    lines += ["|   |   |", "|---|---|"]
    lines += [f"| {name} | {_cell(value)} |" for name, value in facts(rule)]
    lines += ["", f"Defined in `rules/{path.parent.name}/{path.name}`.", "", "## It fires", ""]
    lines += _examples(rule, tests.fires, "Bold is what the evidence must cover.")
    lines += ["## It stays silent", ""]
    lines += _examples(rule, tests.silent, "")
    lines += ["## What excuses a difference", ""]
    lines += [f"- {reason}" for reason in _excuses(rule)] or ["Nothing that the rule names."]
    lines += ["", "## Known limits", ""]
    lines += [_limit(case) for case in tests.todo] or ["None stands in its tests."]
    return "\n".join(lines) + "\n"


def facts(rule: Rule) -> list[tuple[str, str]]:
    """Return names and values of the rows that `check --explain` prints, without excuses and the path of the file.

    They stand between "family" and the next empty line, the value after a name padded to one width.
    """
    lines = iter(rule_page(rule).splitlines())
    rows = [next(line for line in lines if line.startswith("  family "))]
    for line in lines:
        if not line:
            break
        rows.append(line)
    width = len(rows[0]) - len(rows[0].removeprefix("  family").lstrip())
    split = [(row[:width].strip(), row[width:]) for row in rows]
    return [(name, value) for name, value in split if name not in ("excused by", "file")]


def _examples(rule: Rule, cases: Sequence[Example], note: str) -> Iterator[str]:
    """Yield the first case in each language of the rule."""
    found = [next((case for case in cases if _language(case) == name), None) for name in rule.languages]
    shown = [case for case in found if case is not None] or list(cases[:1])
    if shown and note:
        yield from (note, "")
    for case in shown:
        yield from (f"{_title(case)}:", "")
        for key, source in case.sources.items():
            published = f", published {source.published}" if source.published else ""
            yield from (f"{key}{published}", "", _quotation(source, case.evidence.get(key, [])), "")
        if case.claims:
            yield from ("```json", *(json.dumps(claim, ensure_ascii=False) for claim in case.claims), "```", "")


def _language(case: Example) -> str | None:
    spoken = {source.language or case.language for source in case.sources.values()} or {case.language}
    return spoken.pop() if len(spoken) == 1 else None


def _title(case: Example) -> str:
    language = LANGUAGES.get(_language(case) or "")
    return f"{isolated(_plain(case.name))} ({language})" if language else isolated(_plain(case.name))


def _quotation(source: ExampleSource, quotes: str | list[str]) -> str:
    """Return a text as a block that keeps its direction of writing, with the quoted parts in bold."""
    bold: set[int] = set()
    for quote in [quotes] if isinstance(quotes, str) else quotes:
        start = source.text.find(quote)
        bold.update(range(start, start + len(quote)) if start >= 0 else ())
    runs = groupby(range(len(source.text)), key=lambda place: place in bold)
    parts = []
    for marked, places in runs:
        part = html.escape("".join(source.text[place] for place in places), quote=False)
        parts.append(f"<b>{part}</b>" if marked else part)
    # An empty line would end the block of HTML.
    text = "<br>".join(line.strip() for line in "".join(parts).splitlines() if line.strip())
    return f'<blockquote dir="auto">{text}</blockquote>'


def _excuses(rule: Rule) -> list[str]:
    excuses = [(EXCUSES[name].__doc__ or name).split("\n")[0] for name in rule.unless]
    if rule.differs.by in (None, "quantity") and rule.differs.field in ("value", "total"):
        excuses.append(FIGURES)
    return excuses + [GUARDS[name] for name in rule.guards if rule.differs.against is None and rule.check != "known"]


def _limit(case: Example) -> str:
    return f"- {'false alarm' if case.expect == 'silent' else 'missed'}: {_title(case)}"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def main() -> None:
    """Write all pages and delete the others."""
    texts = pages()
    PAGES.mkdir(exist_ok=True)
    for path in PAGES.glob("*.md"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
