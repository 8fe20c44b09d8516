"""Sentences of two texts set side by side."""

from __future__ import annotations

import itertools
import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from consistency.matching.alignment import Alignment
from consistency.model import Claim, Evidence, Terms


def _text(source: str, *sentences: str) -> list[Claim]:
    places = itertools.accumulate((len(s) + 1 for s in sentences), initial=0)
    return [
        Claim(
            kind="sentence",
            source=source,
            fields={"words": Terms(frozenset(sentence.split()))},
            evidence=(Evidence(source=source, quote=sentence, start=start, end=start + len(sentence)),),
        )
        for start, sentence in zip(places, sentences, strict=False)
    ]


def _partnership(alignment: Alignment, a: Claim, b: Claim) -> str | None:
    return next(alignment.partnerships(a, [b]))


A = _text("a", "bus crash six dead", "driver charged court", "school closed friday", "minister visits town")
B = _text("b", "council budget vote", "court driver free", "dead six bus gorge", "town mourns friday")


def test_the_partner_shares_the_rare_words() -> None:
    alignment = Alignment([*A, *B])
    assert _partnership(alignment, A[0], B[2]) == "best"
    assert _partnership(alignment, A[1], B[1]) == "best"
    assert _partnership(alignment, A[0], B[0]) is None


def test_it_does_not_matter_which_text_comes_first() -> None:
    alignment = Alignment([*B, *A])
    assert all(_partnership(alignment, a, b) == _partnership(alignment, b, a) for a, b in itertools.product(A, B))


def test_the_only_sentences_of_short_texts_must_be_alike_by_themselves() -> None:
    one, other = (
        _text("a", "trial opened tuesday fishers eels"),
        _text("b", "trial opened tuesday balcony fall"),
    )
    like = _text("c", "trial opened tuesday fishers smuggling eels")
    assert _partnership(Alignment([*one, *_text("b", "storm tuesday port ships lost")]), one[0], other[0]) is None
    assert _partnership(Alignment([*one, *like]), one[0], like[0]) == "best"


def test_claims_of_texts_without_sentences_have_no_partners() -> None:
    assert _partnership(Alignment(A), A[0], B[2]) is None


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), min_size=3, max_size=6))
def test_a_sentence_of_words_of_its_own_is_its_copy_s_partner(sentences: list[set[str]]) -> None:
    told = [" ".join(sorted(s)) + f" own{i} rare{i} told{i}" for i, s in enumerate(sentences)]
    one, other = _text("a", *told), _text("b", *told)
    alignment = Alignment([*one, *other])
    assert all(_partnership(alignment, x, y) for x, y in zip(one, other, strict=True))


_SENTENCES = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), min_size=1, max_size=6)


@given(_SENTENCES, _SENTENCES)
def test_what_is_found_for_one_sentence_is_what_all_of_them_give(one: list[set[str]], other: list[set[str]]) -> None:
    """Against the definition: cosines of all sentences, with a share of the best one beside them on each side."""
    counts = Counter(word for sentence in (*one, *other) for word in sentence)
    weight = {word: math.log(1 + (len(one) + len(other)) / count) ** 2 for word, count in counts.items()}

    def norm(words: set[str]) -> float:
        return math.sqrt(math.fsum(weight[w] for w in words))

    def cosine(row: int, column: int) -> float:
        if not (0 <= row < len(one) and 0 <= column < len(other)):
            return 0.0
        return math.fsum(weight[w] for w in one[row] & other[column]) / (norm(one[row]) * norm(other[column]))

    def whole(row: int, column: int) -> float:
        beside = [max(cosine(row + s, column + s), cosine(row + s, column), cosine(row, column + s)) for s in (-1, 1)]
        return cosine(row, column) + 0.15 * sum(beside)

    a, b = (_text(key, *(" ".join(sorted(s)) for s in text)) for key, text in (("a", one), ("b", other)))
    alignment = Alignment([*a, *b])
    table = [[whole(row, column) for column in range(len(other))] for row in range(len(one))]
    for row, column in itertools.product(range(len(one)), range(len(other))):
        own = table[row][column]
        lines = (table[row], [line[column] for line in table])
        near = [[x for x in line if abs(x - own) < 1e-9] for line in lines]
        if any(len(values) > 1 for values in near) or abs(own - 0.25) < 1e-9:
            continue  # as good as equal: rounding decides
        better = max(sum(x > own + 1e-9 for x in line) for line in lines)
        short = min(len(one), len(other)) < 3 and own < 0.25
        expected = [None, "near", "best"][(better <= 1) + (better <= 0)] if own > 0 and not short else None
        assert _partnership(alignment, a[row], b[column]) == expected
