"""Many texts, long ones, copies, and other languages."""

from __future__ import annotations

import datetime

import pytest

import consistency
from consistency import Source
from consistency.extraction.tokenizer import sentence_starts

DAY = datetime.date(2025, 3, 2)
TOLL = "The collapse of the grain silo in {place} killed {count} workers on Sunday, {office} said."
TALK = "In {place} the mayor opened a library named after the poet {name}, and {count} children read there."
STRIKE = """\
Dockers in the port of Brindle voted on Monday to end their strike after nine days. The union said 410 members
backed the offer and 65 opposed it. Wages will rise by 4 percent in May, and the owners agreed to hire 30
apprentices. Ships that had waited outside the harbour began to unload containers of fruit in the evening. The
mayor, Ada Finch, thanked both sides and promised a new crane by autumn. Farmers had feared
that their melons would rot on the quays."""
STRIKE_RETOLD = """\
The nine-day strike in Brindle's port is over: 410 union members voted for the owners' offer on Monday, with 65
opposed. It brings wages up by 4 percent from May and 30 new apprentices. By evening the first ships were
unloading containers of fruit, and mayor Ada Finch said a crane would be built by autumn. The harbour had been
closed to all ships since the dockers walked out over wages."""
HARVEST = """\
حصد مزارعو سهل البقيعة هذا الموسم كميات قياسية من القمح بفضل أمطار الشتاء الغزيرة. وقال مدير التعاونية سامي
الخطيب إن المخازن استقبلت آلاف الأكياس خلال أسبوعين. وأضاف أن الأسعار بقيت مستقرة في الأسواق المحلية رغم ارتفاع
كلفة النقل والوقود. وتخطط التعاونية لشراء حاصدتين جديدتين وبناء صومعة قرب الطريق الرئيسي، فيما يأمل الأهالي في
مواسم أفضل للزيتون والعنب والتين."""


def bundle(count: int) -> list[Source]:
    """Return texts on other things, each of a place of its own."""
    names = [f"{a}{b}{c}" for a in ("Ka", "Lo", "Mi", "Ru") for b in ("dra", "spe", "vol", "nim") for c in ("k", "ra")]
    return [
        Source(
            id=f"other{number}",
            text=TALK.format(place=f"{names[number % 32]}ton", name=f"Orlin {names[-number % 31]}", count=number + 20),
            language="en",
            published=DAY,
        )
        for number in range(count)
    ]


def tolls(*counts: int) -> list[Source]:
    return [
        Source(
            id=f"toll{number}",
            text=TOLL.format(place="Varnik", count=count, office="the labour office"),
            language="en",
            published=DAY,
        )
        for number, count in enumerate(counts)
    ]


@pytest.mark.parametrize("others", [0, 40])
def test_a_conflict_is_found_among_few_texts_and_among_many(others: int) -> None:
    report = consistency.check([*bundle(others), *tolls(17, 71)])
    assert {"toll0", "toll1"} in [{e.source for e in d.evidence} for d in report.discrepancies]
    assert any("pairs of texts" in entry.what for entry in report.coverage.skipped) == bool(others)


def test_a_syndicated_copy_counts_once() -> None:
    first, second = tolls(17, 71)
    copy = first.model_copy(update={"id": "toll0-copy"})
    report = consistency.check([first, second, copy])
    assert [{e.source for e in d.evidence} for d in report.discrepancies] == [{"toll0", "toll1"}]
    assert [(s.what, s.why) for s in report.coverage.skipped] == [("toll0-copy", "the same text as toll0")]


def test_a_text_in_another_language_is_skipped_and_said() -> None:
    french = Source(id="fr", text="Le silo à grains s'est effondré dimanche, tuant dix-sept ouvriers, selon la mairie.")
    report = consistency.check([*tolls(17, 71), french])
    assert [s.what for s in report.coverage.skipped] == ["fr"]
    assert "'fr'" in report.coverage.skipped[0].why
    assert report.coverage.sources == 2


def test_a_text_without_a_stop_is_read_in_pieces() -> None:
    """Claims look at their whole sentence, which must not be the whole of a long text."""
    endless = Source(id="endless", text="and 17 workers died in Varnik " * 300, language="en")
    spans = [e for claim in consistency.extract_claims(endless) for e in claim.evidence]
    assert spans
    starts = sentence_starts(endless.text.split(), [True] * len(endless.text.split()), "en")
    assert 1 < sum(starts) <= 1 + len(starts) // 400


def test_texts_that_tell_of_different_things_are_not_compared_and_coverage_says_so() -> None:
    report = consistency.check([Source(id="a", text=STRIKE), Source(id="b", text=HARVEST)])
    assert [(s.what, s.why) for s in report.coverage.skipped] == [
        ("1 of 1 pairs of texts", "they tell of different things")
    ]
    report = consistency.check([Source(id="a", text=STRIKE), Source(id="b", text=STRIKE_RETOLD)])
    assert report.coverage.skipped == ()
