"""Reports to render: an ordinary one, and one in which everything that a text can hold is hostile."""

from __future__ import annotations

import pytest

from consistency.model import (
    Agreement,
    Coverage,
    Discrepancy,
    Evidence,
    Explained,
    Report,
    RuleDescription,
    RuleWording,
    Skipped,
    Source,
)  # fmt: skip

ARABIC = "عنوان\n\nوقال إن خفض حجم القوات بنسبة 50% سيبدأ قريبا في جميع أنحاء البلاد وفق الخطة المعلنة أمس.\n"
ENGLISH = "The plan is to cut military spending by 50% within two years, officials said.\nNine people\nwere hurt."
HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) \u202egnp.exe "
    "=HYPERLINK(1) ::error::x %0A @team #1 \x1b[2J \x00 | * _ ` $x$ [1] \\[a](2) ]]> & \ud800"
)


def evidence(source: Source, quote: str, differs: str | None = None, role: str = "primary", **more: object) -> Evidence:
    start = source.text.index(quote)
    marks: tuple[tuple[int, int], ...] = ()
    if differs is not None:
        first = source.text.index(differs)
        marks = ((first, first + len(differs)),)
    line = source.first_line + source.text.count("\n", 0, start)
    column = start - source.text.rfind("\n", 0, start)
    given = {"source": source.id, "quote": quote, "start": start, "end": start + len(quote), "role": role}
    placed = {"path": source.path, "line": line, "column": column, "differs": marks}
    return Evidence.model_validate({**given, **placed, **more})


def discrepancy(*quotes: Evidence, **changes: object) -> Discrepancy:
    ordinary = {
        "rule": "quantity-measure", "family": "quantity", "severity": "warning", "confidence": "high",
        "message": "Two things are cut.", "messages": {"ar": "خُفض شيئان."}, "evidence": quotes,
        "fields": ("measure",), "fingerprint": "0123456789abcdef",
    }  # fmt: skip
    return Discrepancy.model_validate({**ordinary, **changes})


def rule(name: str, family: str, severity: str) -> RuleDescription:
    arabic = RuleWording(summary=f"قاعدة {name}.", message="تضارب.", why="السبب.")
    return RuleDescription.model_validate(
        {
            "id": name, "family": family, "severity": severity, "summary": f"What {name} finds.", "message": "m",
            "why": f"Why {name} matters.", "translations": {"ar": arabic},
        }
    )  # fmt: skip


RULES = (
    rule("name-variant", "name", "note"),
    rule("quantity-measure", "quantity", "warning"),
    rule("toll-count", "toll", "error"),
)


@pytest.fixture
def ordinary() -> Report:
    """Three discrepancies between an Arabic file, an English file and a text without one; one difference excused."""
    a = Source(id="a.txt", text=ARABIC, language="ar", path="texts/a.txt", first_line=5)
    b = Source(id="b.md", text=ENGLISH, language="en", path="texts/b b.md", title="The plan", outlet="Wire")
    c = Source(id="wire-7", text=ENGLISH.upper(), language="en")
    pair = (
        evidence(a, "خفض حجم القوات بنسبة 50%", "حجم القوات"),
        evidence(b, "cut military spending by 50%", "military spending", "related"),
    )
    several_lines = (
        evidence(b, "Nine people\nwere hurt", "Nine"),
        evidence(c, "NINE PEOPLE\nWERE HURT", "NINE", "related"),
    )
    found = (
        discrepancy(
            *several_lines, rule="toll-count", family="toll", severity="error", confidence="medium", message="9, 9.",
            messages={"ar": "9 و9."},
        ),
        discrepancy(*pair),
        discrepancy(*pair, rule="name-variant", family="name", severity="note", fingerprint="0123456789abcdef"),
    )  # fmt: skip
    coverage = Coverage(
        sources=3, claims={"quantity": 3, "toll": 12}, pairs=1, skipped=(Skipped(what="d.txt", why="language 'fr'"),),
        agreements=(Agreement(sources=("a.txt", "b.md"), claims=2),),
    )  # fmt: skip
    excused = Explained(rule="toll-count", family="toll", reason="rounding", evidence=pair)
    return Report(
        discrepancies=found, explained=(excused,), coverage=coverage, sources=(a, b, c), rules=RULES,
        errors=("e.txt:1:2: the file is empty",),
    )  # fmt: skip


@pytest.fixture
def hostile() -> Report:
    """A report whose every text is an attack on whatever shows it."""
    text = f"before {HOSTILE} after\n"
    one = Source(id=HOSTILE.replace("\ud800", ""), text=text, path=f"x,:%{HOSTILE}.txt", title=HOSTILE, outlet=HOSTILE)
    other = Source(id="other", text=f"{HOSTILE}\n", url="javascript:alert(1)")
    quotes = (evidence(one, HOSTILE, "alert(1)"), evidence(other, HOSTILE, "alert(1)", "related"))
    found = discrepancy(*quotes, message=HOSTILE, messages={"ar": HOSTILE})
    excused = Explained(rule=HOSTILE, family=HOSTILE, reason=HOSTILE, evidence=quotes)
    told = rule(found.rule, "quantity", "error").model_copy(update={"summary": HOSTILE, "why": HOSTILE})
    coverage = Coverage(sources=2, skipped=(Skipped(what=HOSTILE, why=HOSTILE),))
    return Report(
        discrepancies=(found,), explained=(excused,), coverage=coverage, sources=(one, other), rules=(told,),
        errors=(HOSTILE,),
    )  # fmt: skip
