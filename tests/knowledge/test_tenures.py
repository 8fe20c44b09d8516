"""Who held which office on a day, from the shipped files and from a user's own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import RuleError
from consistency.knowledge import tenures
from consistency.knowledge.tenure_files import Span, read_span, read_tenures
from consistency.knowledge.tenures import MARGIN, load_tenures, shipped_paths, shipped_tenures

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"


@pytest.mark.parametrize(
    ("person", "office", "of", "on", "holds", "former"),
    [
        ("Donald Trump", "president", "US", "2019-05-05", "yes", "no"),
        ("دونالد ترمب", "president", "US", "2023-05-05", "no", "yes"),
        ("donald-trump", "president", "US", "2025-03-02", "yes", "no"),
        ("Donald Trump", "president", "US", "2015-03-02", "no", "no"),
        ("Joe Biden", "president", "US", "2025-01-20", "yes", "not known"),
        ("Joe Biden", "president", "US", "2025-01-21", "no", "yes"),
        ("Lula da Silva", "president", "BR", "2010-12-31", "yes", "no"),
        ("لولا", "president", "BR", "2018-01-01", "no", "yes"),
        ("Lula", "president", "BR", "2024-01-01", "yes", "no"),
        ("نوري المالكي", "prime-minister", "IQ", "2013-01-01", "yes", "no"),
        ("Nouri al-Maliki", "prime-minister", "IQ", "2022-01-01", "no", "yes"),
        ("محمد شياع السوداني", "prime-minister", "IQ", "2022-10-27", "yes", "no"),
        ("Mohammed Shia al-Sudani", "prime-minister", "IQ", "2022-10-01", "no", "no"),
        ("نبيه بري", "speaker", "LB", "2000-01-01", "yes", "no"),
        ("نبيه برّي", "speaker", "LB", "2025-01-01", "yes", "no"),
        ("Dmitry Medvedev", "president", "RU", "2010-06-01", "yes", "no"),
        ("فلاديمير بوتين", "president", "RU", "2010-06-01", "no", "yes"),
        ("Binyamin Netanyahu", "prime-minister", "IL", "2022-01-01", "no", "yes"),
        ("Dmitry Peskov", "spokesperson", "kremlin", "2024-01-01", "yes", "no"),
        ("Antonio Guterres", "head", "UN", "2020-01-01", "yes", "no"),
    ],
)
def test_offices_are_known_by_day(person: str, office: str, of: str, on: str, holds: str, former: str) -> None:
    day = date.fromisoformat(on)
    assert (tenures.holds(person, office, of, day), tenures.former(person, office, of, day)) == (holds, former)


def test_a_family_name_is_understood_among_the_holders_of_the_office() -> None:
    assert tenures.holds("Trump", "president", "US", date(2025, 3, 2)) == "yes"
    assert tenures.holds("ترامب", "president", "US", date(2022, 3, 2)) == "no"
    assert tenures.holds("السيسي", "president", "EG", date(2022, 3, 2)) == "yes"
    assert tenures.holds("Trump", "president", "FR", date(2022, 3, 2)) == "not known"


def test_a_family_name_of_two_holders_is_not_decided() -> None:
    assert tenures.holds("al-Assad", "president", "SY", date(2001, 1, 1)) == "not known"
    assert tenures.holds("Bashar al-Assad", "president", "SY", date(2001, 1, 1)) == "yes"


def test_strangers_and_unknown_offices_are_not_known() -> None:
    day = date(2020, 1, 1)
    assert tenures.holds("Nobody Atall", "president", "US", day) == "not known"
    assert tenures.holds("Donald Trump", "harbour-master", "US", day) == "not known"
    assert tenures.holds("Angela Merkel", "president", "ZZ", day) == "not known"
    assert tenures.terms("Nobody Atall") == []


def test_another_holder_excludes_whoever_never_stood_in_the_roster() -> None:
    standing = shipped_tenures().standing("Angela Merkel", "president", "US", date(2020, 1, 1))
    assert standing.holds == "no"
    assert standing.former == "not known"  # he may have held it before the roster begins
    assert [person.id for person in standing.holders] == ["donald-trump"]


def test_an_open_term_is_vouched_for_until_the_margin_ends() -> None:
    [term] = [term for term in tenures.terms("Vladimir Putin") if term.open and term.office == "president"]
    last = term.known_until + MARGIN
    assert tenures.holds("Vladimir Putin", "president", "RU", last) == "yes"
    assert tenures.holds("Vladimir Putin", "president", "RU", last + timedelta(days=1)) == "not known"
    assert tenures.former("Vladimir Putin", "president", "RU", last + timedelta(days=1)) == "not known"


def test_holders_on_the_day_of_a_handover_are_both() -> None:
    found = tenures.holders("president", "US", date(2025, 1, 20))
    assert [person.id for person in found] == ["joe-biden", "donald-trump"]
    assert [person.id for person in tenures.holders("emir", "KW", date(2022, 1, 1))] == ["nawaf-al-ahmad-al-sabah"]


def test_only_what_other_data_bears_out_is_confirmed() -> None:
    shipped = shipped_tenures()
    assert shipped.standing("Barack Obama", "president", "US", date(2012, 1, 1)).confirmed
    assert shipped.standing("Donald Trump", "president", "US", date(2025, 3, 2)).confirmed
    assert shipped.standing("Donald Trump", "president", "US", date(2023, 3, 2)).confirmed
    assert not shipped.standing(
        "Maria Zakharova", "spokesperson", "russian-foreign-ministry", date(2020, 1, 1)
    ).confirmed
    # The emirate of Nawaf is confirmed from its start until the data was made, not to its end.
    assert shipped.standing("Nawaf al-Ahmad al-Sabah", "emir", "KW", date(2021, 6, 1)).confirmed
    assert not shipped.standing("Nawaf al-Ahmad al-Sabah", "emir", "KW", date(2023, 6, 1)).confirmed


def test_a_source_read_by_hand_confirms_as_far_as_it_reaches() -> None:
    shipped = shipped_tenures()
    assert shipped.standing("Nabih Berri", "speaker", "LB", date(2021, 1, 1)).confirmed
    assert not shipped.standing("Nabih Berri", "speaker", "LB", date(2024, 1, 1)).confirmed


def test_every_confirmation_names_its_source_and_its_reach() -> None:
    named = re.compile(r"[a-z_-]+|[\w.-]+/[\w.-]+|https://\S+")
    for term in shipped_tenures().all_terms:
        if term.confirmed:
            assert named.fullmatch(term.confirmed), term
            assert term.end or term.confirmed_until, term


def test_coarse_dates_leave_their_ends_open(tmp_path: Path) -> None:
    own = _own(tmp_path, "{person: a-b, from: 2008-05, to: 2010}")
    assert own.holds("A B", "mayor", "US", date(2008, 5, 15)) == "not known"
    assert own.holds("A B", "mayor", "US", date(2008, 5, 31)) == "yes"
    assert own.holds("A B", "mayor", "US", date(2008, 4, 30)) == "no"
    assert own.holds("A B", "mayor", "US", date(2010, 6, 1)) == "not known"
    assert own.holds("A B", "mayor", "US", date(2011, 1, 1)) == "no"


def test_an_end_that_is_left_out_is_not_guessed(tmp_path: Path) -> None:
    own = _own(tmp_path, "{person: a-b, from: 2008-05-01}")
    assert own.holds("A B", "mayor", "US", date(2008, 5, 2)) == "not known"
    assert own.holds("A B", "mayor", "US", date(2008, 4, 2)) == "no"
    assert own.former("A B", "mayor", "US", date(2020, 4, 2)) == "not known"


def test_a_users_file_adds_and_closes_terms(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "people:\n  new-one: {en: [New One], ar: [فلان الجديد]}\nrosters:\n"
        "  - {office: prime-minister, of: IQ, terms: [{person: new-one, from: 2026-01-15, open: true,"
        " known_until: 2026-11}]}\n",
        encoding="utf-8",
    )
    own = load_tenures([path])
    assert own.holds("فلان الجديد", "prime-minister", "IQ", date(2026, 5, 1)) == "yes"
    assert own.holds("محمد شياع السوداني", "prime-minister", "IQ", date(2026, 5, 1)) == "no"
    assert own.former("Mohammed Shia al-Sudani", "prime-minister", "IQ", date(2026, 5, 1)) == "yes"
    assert tenures.holds("فلان الجديد", "prime-minister", "IQ", date(2026, 5, 1)) == "not known"


def test_a_users_terms_of_a_person_replace_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "rosters:\n  - {office: president, of: US, terms: [{person: bill-clinton, from: 1993, to: 1999}]}\n",
        encoding="utf-8",
    )
    assert load_tenures([path]).holds("Bill Clinton", "president", "US", date(2000, 6, 1)) == "no"
    assert tenures.holds("Bill Clinton", "president", "US", date(2000, 6, 1)) == "yes"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("people: {a-b: {en: [A B]}}\nroster: []\n", "2:1", "unknown field 'roster'"),
        ("people:\n  a-b: {en: [A B], fr: [A]}\n", "2:20", "unknown field 'fr'"),
        ("people:\n  a-b: {en: A B}\n", "2:9", "list of names"),
        ("people:\n  a-b: {en: []}\n", "2:3", "no name"),
        ("people:\n  a b: {en: [A]}\n", "2:3", "hyphens"),
        ("rosters:\n  - {of: US, terms: []}\n", "2:5", "'office' is missing"),
        ("rosters:\n  - {office: mayor, of: US}\n", "2:5", "'terms' must be a list"),
        (
            "rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, until: 2020}\n",
            "5:19",
            "unknown field 'until'",
        ),
        (
            "rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, from: May 2020}\n",
            "5:19",
            "must be a date",
        ),
        ("rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, from: 2020-13}\n", "5:19", "must be a date"),
        (
            "rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, from: 2020, to: 2019}\n",
            "5:31",
            "ends before",
        ),
        ("rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, open: yes}\n", "5:19", "true or false"),
        (
            "rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, open: true}\n",
            "5:19",
            "needs 'known_until'",
        ),
        ("rosters:\n- office: mayor\n  of: US\n  terms:\n  - {person: a-b, from: 2020}\n", "5:6", "stands nowhere"),
        ("- a\n", "1:1", "must be a mapping"),
        ("people: [\n", "2:1", "not YAML"),
    ],
)
def test_mistakes_are_shown_with_their_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_tenures([path])
    assert str(caught.value).startswith(f"{path}:{place}: ")
    assert words in caught.value.message


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        load_tenures([tmp_path / "none.yaml"])


@pytest.mark.parametrize("path", shipped_paths(), ids=lambda path: path.stem)
def test_shipped_files_are_in_order(path: Path) -> None:
    """Every person has names in both languages; nobody follows in a single seat before the one before has left."""
    people, terms, _ = read_tenures(path)
    assert all(person.en and person.ar for person in people.values())
    assert not {
        name for person in people.values() for name in person.ar if not any("؀" <= sign <= "ۿ" for sign in name)
    }
    by_roster: dict[tuple[str, str], list[tuple[Span, Span | None, str]]] = {}
    for term in terms:
        if not term.shared and not term.acting and term.start:
            by_roster.setdefault((term.office, term.of), []).append((term.start, term.end, term.person))
    for key, roster in by_roster.items():
        roster.sort(key=lambda one: one[0].first)
        for (_, end, person), (start, _, successor) in pairwise(roster):
            if person == successor:
                assert end is not None, (key, person)
                assert end.first <= start.last, (key, person)
            assert end is None or end.first <= start.last + timedelta(days=2), (key, person, successor)


def test_every_person_shipped_holds_something() -> None:
    shipped = shipped_tenures()
    assert [person for person in shipped.people if not shipped.terms(person)] == []


def test_no_name_stands_for_two_people_of_one_office() -> None:
    shipped = shipped_tenures()
    names: dict[str, set[str]] = {}
    for person in shipped.people.values():
        for name in person.names:
            names.setdefault(tenures.name_key(name), set()).add(person.id)
    doubles = {name: people for name, people in names.items() if len(people) > 1}
    for people in doubles.values():
        seats = [{(term.office, term.of) for term in shipped.terms(person)} for person in people]
        assert not set.intersection(*seats), people


@pytest.mark.skipif(not EVAL.is_dir(), reason="the peers' data in ../shared/eval is not here")
def test_the_presidents_of_the_data_are_ours() -> None:
    import json

    rows = (EVAL / "us_executive" / "us_executive.jsonl").read_text(encoding="utf-8").splitlines()
    recent = [row for row in map(json.loads, rows) if row["office"] == "President" and row["start"] > "2000"]
    assert recent
    for row in recent:
        middle = date.fromisoformat(row["start"]) + timedelta(days=40)
        family = row["person"].split()[-1]
        assert tenures.holds(family, "president", "US", middle) == "yes", row


@given(st.text(max_size=40), st.text(max_size=20), st.one_of(st.none(), st.text(max_size=5)), st.dates())
def test_any_question_is_answered(person: str, office: str, of: str | None, on: date) -> None:
    assert tenures.holds(person, office, of, on) in ("yes", "no", "not known")
    assert tenures.holds(person, "president", of, on) in ("yes", "no", "not known")


@given(st.sampled_from(sorted(shipped_tenures().people)), st.dates(date(1999, 1, 1), date(2027, 1, 1)))
def test_nobody_is_former_while_holding(person: str, on: date) -> None:
    for term in tenures.terms(person):
        standing = shipped_tenures().standing(person, term.office, term.of, on)
        assert not (standing.holds == "yes" and standing.former == "yes")
        assert standing.holds != "not known" or standing.former == "not known"
        assert standing.terms or standing.holds != "yes"


@given(st.text(max_size=12))
def test_spans_are_read_or_refused(text: str) -> None:
    span = read_span(text)
    assert span is None or span.first <= span.last


def _own(folder: Path, term: str) -> tenures.Tenures:
    path = folder / "own.yaml"
    path.write_text(
        f"people: {{a-b: {{en: [A B]}}}}\nrosters:\n  - {{office: mayor, of: US, terms: [{term}]}}\n", encoding="utf-8"
    )
    return load_tenures([path])
