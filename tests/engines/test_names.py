"""Many names at once are read as one name is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.normalization.names import alias_table, name_similarity, name_tokens, word_likeness

pa = pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

from consistency.engines.arrays import digests_of, distinct_rows  # noqa: E402
from consistency.engines.likeness import WordLikeness  # noqa: E402
from consistency.engines.name_scores import NameScores, skeletons_of  # noqa: E402
from consistency.engines.names import name_table, words_of  # noqa: E402

_WORDS = [
    "عبد", "الله", "الرحمن", "عبدالله", "أبو", "مازن", "نور", "الدين", "الدكتور", "محمد", "مُحمَّد", "بن", "آل",
    "الحكيم", "د.",    "Abdel", "Abdul", "al", "Al-", "Dr.", "Omar", "O'Brien", "Sana'a", "Smith's", "''", "'", "bin",
    "Saad", "Eddine", "J.",    "Jr", "Ltd", "Müller", "ﷲ", "straße", "ЁЖ", "A", "و",
    "x_y", "2024", "ال", "والي", "Mohammed", "Muhammad", "ahmad",
    "أبو نادر", "أبي ناصر", "Abu Nader", "Abou Nasser", "Fathi", "فتحي", "Adham", "أدهم", "Khadhra", "خضرة", "Smith",
    "Hassan", "حسان", "حسن", "Ishaq", "إسحاق", "Sami", "سمير", "Mukhtar", "محمود",
]  # fmt: skip
names = st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join) | st.text(max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.lists(names, min_size=1, max_size=12))
def test_words_are_those_of_name_tokens(given_names: list[str]) -> None:
    table = name_table(pa.array(given_names, pa.string()))
    assert [words_of(table, row) for row in range(len(given_names))] == [name_tokens(name) for name in given_names]


def test_the_vocabulary_is_in_alphabetical_order_whatever_order_the_names_come_in() -> None:
    given_names = ["Omar Saad", "محمد علي", "Abdel Fattah Saeed", "علي محمد"]
    table, turned = (name_table(pa.array(order, pa.string())) for order in (given_names, given_names[::-1]))
    assert table.words == turned.words == sorted(table.words)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_WORDS) | st.text(min_size=1, max_size=8), min_size=2, max_size=12, unique=True))
def test_likeness_is_that_of_word_likeness(words: list[str]) -> None:
    words = sorted({token for word in words for token in name_tokens(word)})
    a, b = (index.reshape(-1) for index in np.indices((len(words), len(words))))
    likeness = WordLikeness(words)(a, b)
    for i, j, value in zip(a.tolist(), b.tolist(), likeness.tolist(), strict=True):
        assert value == pytest.approx(word_likeness(*sorted((words[i], words[j]))), abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=2, max_size=12, unique=True), st.floats(0, 1))
def test_likeness_is_left_out_only_below_what_is_asked_for(words: list[str], least: float) -> None:
    words = sorted({token for word in words for token in name_tokens(word)})
    a, b = (index.reshape(-1) for index in np.indices((len(words), len(words))))
    whole, asked = WordLikeness(words)(a, b), WordLikeness(words)(a, b, least)
    assert ((asked == whole) | ((whole < least) & (asked <= whole))).all()


_PEOPLE = [
    "Mohammed Saad", "Muhammad Saad Eddine", "محمد سعد", "محمد سعد الدين", "Ahmed Khaled Tamimi", "أحمد التميمي",
    "Tamimi Ahmed",    "Vladimir Putin", "فلاديمير بوتين", "Putin", "Abdullah Hassan", "عبد الله حسن",
    "Abd Allah Hassan Ali Omar", "J. Smith",    "John Smith", "Smith", "جون سميث",
    "Jamal Omar Haddad", "Kamal Omar Haddad", "Nour Eddine Bedoui",
    "Noureddine Bedoui", "عثمان الصادق", "الصادق عثمان", "جابر سعد", "جبار سعد",
    "سمير علي أبو نادر", "خالد أبو نادر", "خالد أبو ناصر", "Khaled Abu Nader", "Fathi Saad", "فتحي سعد",
    "Hassan Tamimi", "حسان التميمي", "Smith Saad",
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=10, unique=True))
def test_scores_are_those_of_name_similarity(people: list[str]) -> None:
    table = name_table(pa.array(people, pa.string()))
    rows, _, place = distinct_rows(table.tokens, digests_of(table.words))
    scores = NameScores(table.words, rows, skeletons_of(table.words), WordLikeness(table.words))
    a, b = np.triu_indices(len(people), 1)
    differ = place[a] != place[b]
    a, b = a[differ], b[differ]
    score = scores(place[a], place[b])[0] if len(a) else np.zeros(0)
    for i, j, value in zip(a.tolist(), b.tolist(), score.tolist(), strict=True):
        first, second = name_tokens(people[i]), name_tokens(people[j])
        wanted = min(0.99, name_similarity(people[i], people[j]) / 100)
        known = any(" ".join(name) in alias_table().ids for name in (first, second))
        if len(first) == len(second) and not known:  # a known name has spellings of more words and of fewer
            assert value == pytest.approx(wanted, abs=1e-9), (people[i], people[j])
        else:  # two names written as one word are only compared where they have the same consonants
            assert value <= wanted + 1e-9, (people[i], people[j])
            assert value == pytest.approx(wanted, abs=1e-9) or wanted < 0.6, (people[i], people[j])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=10, unique=True), st.floats(0, 1))
def test_scores_are_left_out_only_where_words_are_less_alike_than_asked_for(people: list[str], least: float) -> None:
    table = name_table(pa.array(people, pa.string()))
    rows, _, _ = distinct_rows(table.tokens, digests_of(table.words))
    scores = NameScores(table.words, rows, skeletons_of(table.words), WordLikeness(table.words))
    a, b = np.triu_indices(len(rows), 1)
    wanted, worst, joined = scores(a, b)
    found, its_worst, its_joined = scores(a, b, np.full(len(a), least))
    same = (found == wanted) & (its_worst == worst)
    assert (same | ((worst < least) & ~joined & (its_worst < least))).all()
    assert (its_joined == joined).all()
