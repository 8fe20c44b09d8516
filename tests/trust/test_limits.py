"""Linear time on hostile text, and limits that are said in one sentence where they are reached."""

from __future__ import annotations

import json
import os
import shutil
import textwrap
import time
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from consistency import Source, check, extract_claims
from consistency.cli import main
from consistency.errors import RuleError
from consistency.judging import load_rules
from consistency.model import Limits
from consistency.reading import read_inputs
from consistency.resources import parse_yaml

# Text that patterns with more than one way to match are slow on, or that nests, or that never ends.
HOSTILE = (
    "a", "1", "1,", "1.", "1/", "12:", "(", "[(", '"', "«a ", "“he said ", "و", "وال", "\u064e", "ب\u0651\u064e", "ـ",
    "\n", "-", "a-", "'", "<", "<!-- ", "&#x", "http://a.", "\u200d", "\u202e", "e\u0301", "|", "one hundred and ",
    "مئة و", "محمد ", "قال إن ", "killed 5 people ", "من 1 إلى ",
)  # fmt: skip
_LENGTH = 3000
_SLACK = 9  # four times the text; twice that is noise of a busy machine, sixteen times would be quadratic


def _seconds(text: str, language: str) -> float:
    source = Source.model_validate({"id": "a", "text": text, "language": language})
    started = time.process_time()
    extract_claims(source)
    return time.process_time() - started


@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_takes_linear_time(piece: str) -> None:
    language = "ar" if any("\u0600" <= char <= "\u06ff" for char in piece) else "en"
    _seconds("Ten people. عشرة أشخاص.", language)
    once = piece * (_LENGTH // len(piece))
    ratios = []
    for _ in range(3):
        four_times = _seconds(once * 4, language)
        ratios.append(four_times / _seconds(once, language))
        if four_times < 0.2 or ratios[-1] < _SLACK:
            return
    pytest.fail(f"four times the text takes {min(ratios):.1f} times as long")


@pytest.mark.parametrize("piece", ["<!-- ", "<", "<b>", "]]>", "&#x", "<![CDATA["])
def test_a_feed_takes_linear_time(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "a.rss"
    took = []
    for length in (20_000, 80_000):
        body = (piece * (length // len(piece))).replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]] >")
        path.write_text(
            "<rss version='2.0'><channel><title>W</title><item><guid>1</guid><title>Fire</title>"
            f"<description>{body}</description></item></channel></rss>"
        )
        started = time.process_time()
        read_inputs([path])
        took.append(time.process_time() - started)
    assert took[1] < max(0.5, _SLACK * took[0])


# ---- sizes


@pytest.mark.parametrize("ending", [".txt", ".html", ".rss", ".jsonl", ""])
def test_fifty_megabytes_are_refused_at_once(tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"large{ending}"
    line = "The minister said that 14 people were injured in the fire. "
    path.write_text(("{" if ending == ".jsonl" else "") + line * (50_000_000 // len(line)))
    started = time.process_time()
    assert main([str(path), "--quiet", "--no-cache"]) == 2
    assert time.process_time() - started < 20
    (told,) = capsys.readouterr().err.splitlines()
    assert "(longest-text)" in told
    if ending != ".jsonl":
        return
    assert told.startswith(f"{path}:1: too long")


def test_a_line_of_ten_megabytes_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": str(n), "text": "14 people were injured. " * (1 if n != 1 else 450_000)}) for n in range(3)
    ]
    path.write_text("\n".join(lines))
    inputs = read_inputs([path])
    assert [source.id for source in inputs.sources] == ["0", "2"]
    (error,) = inputs.errors
    assert str(error) == f"{path}:2: too long; the longest line has 8,000,000 bytes (longest-text)"


def test_the_limit_is_set_in_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("14 people were injured in the fire in Basra on Monday.\n")
    (tmp_path / "consistency.toml").write_text("longest-text = 20\n")
    assert main([str(tmp_path / "a.txt"), "--quiet"]) == 2
    assert "a.txt: 55 characters; the longest text has 20 (longest-text)" in capsys.readouterr().err


def test_coverage_tells_of_a_text_that_is_too_long() -> None:
    report = check([Source(id="a", text="14 people were injured.")], limits=Limits(text=10))
    assert [(s.what, s.why) for s in report.coverage.skipped] == [("a", "longer than 10 characters")]


def test_a_rule_cannot_run_away() -> None:
    """Texts of nothing but numbers propose a million pairs; what is beyond the budget is left out and told."""
    texts = [Source(id=name, text=f"{name} " + "1 " * 1000, language="en") for name in "ab"]
    started = time.process_time()
    report = check(texts, limits=Limits(pairs=8000))
    assert time.process_time() - started < 60
    told = [s.what for s in report.coverage.skipped if s.why == "too many claims share it"]
    assert told
    assert report.coverage.pairs <= 8000 * len(report.rules) * 2


def test_the_smallest_blocks_are_compared_first() -> None:
    sentence = "The minister Salim Haddad said {} people were injured in the fire in Basra on Monday."
    texts = [Source(id=name, text=sentence.format(n), language="en") for name, n in (("a", 14), ("b", 41))]
    assert check(texts, limits=Limits(pairs=1000)).discrepancies == check(texts).discrepancies != ()


# ---- YAML

_ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (_ALIASES, "YAML nests or repeats too much"),
        ("a: &a [*a]", "YAML nests or repeats too much"),
        ("[" * 100 + "]" * 100, "YAML nests or repeats too much"),
        ("[" * 100_000, "not YAML: exceeded maximum nesting depth"),
        ("{a: " * 100_000, "not YAML: exceeded maximum nesting depth"),
        ("- " * 100_000, "not YAML: exceeded maximum nesting depth"),
        ("a: " + "9" * 5000, "a number of too many digits"),
        ("a: !!python/object/apply:os.system [x]", "YAML tag tag:yaml.org,2002:python/object/apply:os.system"),
        ("a: !!python/name:os.system x", "YAML tag tag:yaml.org,2002:python/name:os.system"),
        ("a: !x {b: c}", "YAML tag !x is not allowed"),
    ],
)
def test_yaml_bombs_are_one_sentence(text: str, message: str) -> None:
    started = time.process_time()
    with pytest.raises(RuleError, match=r"^bad\.yaml:\d+:\d+: ") as caught:
        parse_yaml(text, "bad.yaml")
    assert message in str(caught.value)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "content", [_ALIASES, "[" * 100_000, "a: " + "9" * 5000, "a: &a [*a]", "#" * 9_000_000, "- !!python/none x"],
    ids=["aliases", "deep", "digits", "circle", "large", "tag"],
)  # fmt: skip
@pytest.mark.parametrize(
    "use", ["--rules", "--knowledge", "--test-rules", "suppressions", "front matter", "--baseline", "--config"]
)
def test_no_file_of_a_user_ends_in_a_traceback(
    tmp_path: Path, content: str, use: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, text = tmp_path / "bad.yaml", tmp_path / "a.txt"
    bad.write_text(content)
    text.write_text("14 people were injured.\n")
    monkeypatch.chdir(tmp_path)
    arguments = ["a.txt", "--quiet", use, "bad.yaml"]
    if use == "--test-rules":
        arguments = [use, "bad.yaml"]
    elif use == "front matter":
        inside = textwrap.indent(content, "  ")
        text.write_text(f"---\noutlet:\n{inside}\n---\n14 people were injured.\n")
        arguments = arguments[:2]
    elif use == "suppressions":
        bad.rename(tmp_path / ".check-ignore.yaml")
        arguments = arguments[:2]
    code = main(arguments)
    told = capsys.readouterr()
    if use == "--test-rules":
        assert (code, told.err) == (1, "")
        assert "bad.yaml: " in told.out or "bad.yaml:1:" in told.out
    else:
        (line,) = told.err.splitlines()
        assert (code, "Traceback" in line) == (2, False)
        assert line.startswith((str(bad), "bad.yaml:", ".check-ignore.yaml:", "a.txt:"))


# ---- what fuzzing found


@pytest.mark.parametrize("sign", ["\u0613", "\u064e", "\u0670", "\u200d", "\u0301", "\u2060", "\ufe0f"])
def test_a_sign_that_stands_alone_is_no_word(sign: str) -> None:
    """It is nothing once it is folded; things that are counted were looked for in it."""
    text = f"خفض رسوم الشحن {sign} بنسبة 50% في {sign} ألماتي. قتل {sign} 14 {sign} شخصا {sign} يوم الثلاثاء."
    for claim in extract_claims(Source(id="a", text=text, language="ar")):
        for evidence in claim.evidence:
            assert evidence.start is not None
            assert text[evidence.start : evidence.end] == evidence.quote


def test_lines_of_nothing_but_space_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(" \n\n")
    (error,) = read_inputs([path]).errors
    assert str(error) == f"{path}: the file is empty"


# ---- rules of strangers

_ONE_KIND = """\
id: everything
family: own
check: conflict
summary: Whatever is of one kind is compared with all others.
severity: error
claims: measure
same: {attribute: {by: equal, required: true}}
differs: {field: value}
message: "{a.value} and {b.value}"
"""


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_rule_of_ones_own_that_compares_all_with_all_has_a_budget(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the claims of one attribute contradicts each of the other source: 90,000 pairs, of which 8,000 may be."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(_ONE_KIND)
    (tmp_path / "consistency.toml").write_text("most-pairs = 8000\n")
    rows = [
        {"kind": "measure", "source": f"s{n % 2}", "fields": {"attribute": a, "value": n}, "evidence": f"{a} {n}"}
        for a, count in (("height", 600), ("weight", 4))
        for n in range(count)
    ]
    if form == "jsonl":
        (tmp_path / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        flat = [{**row, **cast("dict[str, object]", row["fields"])} for row in rows]
        table = pa.Table.from_pylist(flat).drop_columns(["fields"])
        pq.write_table(table, tmp_path / "claims.parquet")
    assert main([f"claims.{form}", "--rules", "own.yaml", "--select", "everything", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["coverage"]["pairs"] <= 8000
    (skipped,) = report["coverage"]["skipped"]
    assert skipped in (
        {"what": "everything: block 'height'", "why": "too many claims share it"},
        {"what": "a group of 600 claims", "why": "more pairs than most-pairs allows"},
    )
    quoted = {e["quote"] for found in report["discrepancies"] for e in found["evidence"]}
    assert quoted == {"weight 0", "weight 1", "weight 2", "weight 3"}  # the small block is compared all the same


@pytest.mark.parametrize("value", ["a" * 10_001, {"type": "name", "text": "a" * 10_001}])
def test_a_value_that_would_take_long_to_compare_is_refused(tmp_path: Path, value: object) -> None:
    line = {"kind": "x", "source": "s", "fields": {"title": value}, "evidence": "q"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (error,) = read_inputs([tmp_path / "a.jsonl"]).errors
    assert str(error) == f"{tmp_path}/a.jsonl:1: field 'title' has 10,001 characters; the longest has 10,000"


@pytest.mark.parametrize("ending", [".yaml", ".test.yaml"])
def test_no_link_leads_out_of_a_folder_of_rules(
    tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret").write_text("password: x\n")
    rules = tmp_path / "rules"
    shutil.copytree(Path(__file__).resolve().parents[2] / "examples/rules", rules)
    (rules / f"price{ending}").unlink()
    (rules / f"price{ending}").symlink_to("../secret")
    assert main(["--test-rules", str(rules)]) == 1
    told = capsys.readouterr()
    assert f"{rules / f'price{ending}'}: a link that leads out of the folder of the rules" in told.out
    assert "password" not in told.out + told.err


def test_a_link_within_a_folder_of_rules_is_followed(tmp_path: Path) -> None:
    (tmp_path / "rules/old").mkdir(parents=True)
    (tmp_path / "rules/old/own.txt").write_text(_ONE_KIND)
    (tmp_path / "rules/own.yaml").symlink_to("old/own.txt")
    loaded = load_rules(tmp_path / "rules", shipped=False)
    assert ([rule.id for rule in loaded.rules], loaded.errors) == (["everything"], ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("rules/a.yaml", "texts/a.txt"):
        (tmp_path / name).parent.mkdir()
        os.mkfifo(tmp_path / name)
    (error,) = load_rules(tmp_path / "rules", shipped=False).errors
    assert str(error) == f"{tmp_path}/rules/a.yaml: cannot be read: no regular file"
    (told,) = read_inputs([tmp_path / "texts"]).errors
    assert str(told) == f"{tmp_path}/texts/a.txt: cannot be read: no regular file"
