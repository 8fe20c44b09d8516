"""The command line as a user meets it: exit codes, one sentence an error, and what is (not) imported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consistency import checker
from consistency.cli import main
from consistency.model import Discrepancy, Evidence, Report

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CLAIMS = str(EXAMPLES / "claims.jsonl")
RULES = str(EXAMPLES / "rules")
PRICES = [CLAIMS, "--rules", RULES]


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "consistency.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


def errors(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("The minister said that 14 people were injured in the fire on Monday.\n", encoding="utf-8")
    return path


# ---- exit codes


def test_discrepancies_exit_with_1_and_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(PRICES) == 1
    out = capsys.readouterr().out
    assert "error  price" in out
    assert "shop-a" in out
    assert "15.20 euros" in out


def test_nothing_found_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PRICES, "--ignore", "price"]) == 0
    assert "Nothing found" in capsys.readouterr().out
    assert main([*PRICES, "--ignore", "price", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", "error", 1), ("error", "note", 1), ("error", "never", 0), ("warning", None, 1),
        ("warning", "error", 0), ("note", None, 0), ("note", "note", 1),
    ],
)  # fmt: skip
def test_fail_on(monkeypatch: pytest.MonkeyPatch, text: Path, severity: Any, fail_on: str | None, code: int) -> None:
    quote = Evidence(source="a", quote="x")
    found = Discrepancy(
        rule="r", family="f", severity=severity, confidence="high", message="m", evidence=(quote,), fields=(),
        fingerprint="0",
    )  # fmt: skip
    monkeypatch.setattr(checker, "check", lambda *_, **__: Report(discrepancies=(found,)))
    assert main([str(text), *(["--fail-on", fail_on] if fail_on else [])]) == code


def test_an_error_exits_with_2_and_the_rest_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Path(CLAIMS).read_text(encoding="utf-8") + '{"kind": "price", "source": "x", "fields": {"price": 1}}\n'
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "rule.yaml").write_text("id: broken\nfamly: x\n", encoding="utf-8")
    gone = str(tmp_path / "gone.txt")
    assert main([str(tmp_path / "claims.jsonl"), gone, "--rules", RULES, "--rules", str(tmp_path / "rule.yaml")]) == 2
    captured = capsys.readouterr()
    assert "error  price" in captured.out
    rule, claim, file = sorted(captured.err.splitlines(), key=lambda line: (".txt" in line, ".jsonl" in line))
    assert rule.startswith(f"{tmp_path / 'rule.yaml'}:")
    assert claim.startswith(f"{tmp_path / 'claims.jsonl'}:7: a claim needs 'evidence'")
    assert file == f"{gone}: no such file or folder"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to check"),
        (["--against", "x"], "nothing to check"),
        (["--nonsense"], "--nonsense"),
        (["--select", "toll-cuont", "x"], "did you mean 'toll-count'?"),
        (["--ignore", "price", "x"], "no rule or family 'price'"),
        (["--format", "xml", "x"], "unknown format 'xml'; known are text, json"),
        (["--format", "json", "--format", "csv", "x"], "json and csv would go to one place; write json=FILE"),
        (["--ui", "fr", "x"], "--ui: unknown language 'fr'; known are ar and en"),
        (["--fail-on", "fatal", "x"], "--fail-on"),
        (["--as-of", "2025-02-30", "x"], "'2025-02-30' is not a date"),
        (["--as-of", "tomorrow", "x"], "'tomorrow' is not a date"),
        (["--language", "fr", "x"], "unknown language 'fr'; known are ar and en"),
        (["--jobs", "0", "x"], "--jobs"),
        (["--jobs", "many", "x"], "--jobs"),
        (["--test-rules", "/nonexistent"], "no such rule file or folder"),
        (["--quiet", "--why-not", "x"], "--quiet and --why-not: one leaves out what the other asks for"),
        (["--select", "toll-count", "--ignore", "toll-count", "x"], "--ignore: nothing is left of what is selected"),
        (["--update-baseline", "x"], "--update-baseline: no --baseline FILE is given"),
        (["--explain", "nonsense-rule"], "no rule 'nonsense-rule'"),
        ([CLAIMS, "--output", "/nonexistent/folder/out.txt"], "cannot be written"),
    ],
)
def test_usage_errors_are_one_sentence(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    (line,) = errors(capsys)
    assert line.startswith("check: ")
    assert message in line


def test_no_input_that_can_be_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no texts in this folder" in captured.err
    assert main([str(tmp_path), "--format", "json"]) == 2
    assert "no texts in this folder" in json.loads(capsys.readouterr().out)["errors"][0]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_links_in_a_circle(tmp_path: Path, text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "again").symlink_to(tmp_path)
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert " in 1 source" in captured.out  # the text itself, once
    assert captured.err.splitlines() == [
        f"{tmp_path / name}: cannot be read: too many levels of symbolic links" for name in ("one.txt", "two.txt")
    ]


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing.txt"
    growing.write_text("Nobody was hurt.", encoding="utf-8")
    opened = Path.open

    def open_and_change(path: Path, *args: Any, **kwargs: Any) -> Any:
        file = opened(path, *args, **kwargs)
        if path == growing and args[:1] == ("rb",):
            with opened(growing, "w", encoding="utf-8") as other:
                other.write("Nobody was hurt, police said.")
        return file

    monkeypatch.setattr(Path, "open", open_and_change)
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert " in 1 source" in captured.out
    assert captured.err == f"{growing}: changed while it was read; check it again\n"


def test_a_bad_path_for_rules_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PRICES, "--rules", "/nonexistent.yaml"]) == 2
    assert errors(capsys) == ["/nonexistent.yaml: no such rule file"]


# ---- options


def test_json_to_a_file_that_is_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.json"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    assert main([*PRICES, "--format", "json", "--output", str(out)]) == 1
    assert capsys.readouterr().out == ""
    report = json.loads(out.read_text(encoding="utf-8"))
    assert [found["rule"] for found in report["discrepancies"]] == ["price"]
    assert out.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_several_reports_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.sarif"
    assert main([*PRICES, "--format", f"sarif={out}", "--format", "text", "--ui", "ar"]) == 1
    assert "خطأ  price" in capsys.readouterr().out
    assert json.loads(out.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_one_report_that_cannot_be_written_leaves_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.csv"
    lost = tmp_path / "none" / "report.sarif"
    assert main([*PRICES, "--format", f"sarif={lost}", "--format", "json", "--format", f"csv={out}"]) == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)["discrepancies"]
    assert "15.20" in out.read_text(encoding="utf-8")
    assert captured.err == f"check: the report '{lost}' cannot be written: no such file or directory\n"


def test_select_takes_families_and_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PRICES, "--select", "toll,office"]) == 0
    assert main([*PRICES, "--select", "toll", "--select", "price, office"]) == 1
    assert "error  price" in capsys.readouterr().out


def test_against_reports_only_what_touches_the_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Path(CLAIMS).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "mine.jsonl").write_text(lines[4], encoding="utf-8")  # bread, which nobody else sells
    (tmp_path / "theirs.jsonl").write_text("".join(lines[:2]), encoding="utf-8")
    paths = [str(tmp_path / "mine.jsonl"), "--against", str(tmp_path / "theirs.jsonl"), "--rules", RULES]
    assert main([*paths, "--quiet"]) == 1  # shop-b is in both
    mine = lines[4].replace("shop-b", "shop-d")
    (tmp_path / "mine.jsonl").write_text(mine, encoding="utf-8")
    capsys.readouterr()
    assert main([*paths, "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_options_reach_the_check(monkeypatch: pytest.MonkeyPatch, text: Path, tmp_path: Path) -> None:
    seen: dict[str, Any] = {}

    def fake(sources: Any, **options: Any) -> Report:
        seen.update(options, sources=[(source.id, source.language) for source in sources])
        return Report()

    monkeypatch.setattr(checker, "check", fake)
    other = tmp_path / "b.txt"
    other.write_text("نص آخر.\n", encoding="utf-8")
    options = ["--as-of", "2025-03-02", "--jobs", "2", "--language", "en", "--select", "name", "--ignore", "name-place"]
    assert main([str(text), "--against", str(other), *options]) == 0
    assert seen["sources"] == [(str(text), "en"), (str(other), "en")]
    assert str(seen["as_of"]) == "2025-03-02"
    assert (seen["jobs"], seen["against"]) == (2, {str(other)})
    assert (seen["select"], seen["ignore"]) == (["name"], ["name-place"])


# ---- the configuration


def configure(folder: Path, content: str) -> None:
    (folder / "consistency.toml").write_text(content, encoding="utf-8")


def test_the_configuration_stands_in_for_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = tmp_path / "claims.jsonl"
    shop.write_text(Path(CLAIMS).read_text(encoding="utf-8"), encoding="utf-8")
    configure(tmp_path, f"rules = {json.dumps(RULES)}\nquiet = true\n[severity]\nprice = 'note'\n")
    assert main([str(shop)]) == 0
    assert capsys.readouterr().out.startswith("note  price")
    assert main([str(shop), "--fail-on", "note"]) == 1
    assert main([str(shop), "--config", os.devnull]) == 0  # without the rule nothing speaks of prices
    assert "Nothing found" in capsys.readouterr().out.split("note  price")[-1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("\nselct = 'toll'", ":2: unknown key 'selct'; did you mean 'select'?"),
        ("select = 'toll-cuont'", ":1: select: no rule or family 'toll-cuont'; did you mean 'toll-count'?"),
        ("[severity]\ntol = 'note'", ":2: severity: no rule or family 'tol'; did you mean 'toll'?"),
        ("[threshold]\ntol = 0.5", ":2: threshold: no rule or family 'tol'; did you mean 'toll'?"),
        ("[per-path]\n'*' = {ignore = 'tol'}", ":2: per-path: no rule or family 'tol'; did you mean 'toll'?"),
        ("[per-path]\n'*' = {severity = {tol = 'note'}}", ":2: per-path: no rule or family 'tol'"),
        ("[per-path]\n'*' = {threshold = {tol = 0.5}}", ":2: per-path: no rule or family 'tol'"),
        ("format = 'xml'", ":1: format: unknown format 'xml'"),
        ("as-of = 'soon'", ":1: as-of: 'soon' is not a date"),
        ("rules = 'pack:none'", ":1: rules: no rule pack 'none'"),
    ],
)
def test_what_is_wrong_in_the_configuration_is_one_sentence(
    text: Path, content: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(text.parent, content)
    assert main([str(text)]) == 2
    (line,) = errors(capsys)
    assert line.startswith(f"{text.parent / 'consistency.toml'}{message}")


def test_the_settings_of_a_path_leave_rules_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, count in (("a", 14), ("b", 41), ("old/c", 77)):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The fire at the Selby terminal injured {count} people on Monday evening.\n", encoding="utf-8")
    assert main([str(tmp_path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["discrepancies"]
    assert {e["source"] for d in found for e in d["evidence"]} == {str(path) for path in tmp_path.rglob("*.txt")}
    for setting in ("ignore = 'toll'", "select = 'office'"):
        configure(tmp_path, f"[per-path.'old/*']\n{setting}\n")
        assert main([str(tmp_path), "--format", "json"]) == 1
        found = json.loads(capsys.readouterr().out)["discrepancies"]
        assert {e["source"] for d in found for e in d["evidence"]} == {str(tmp_path / n) for n in ("a.txt", "b.txt")}


def test_the_severity_and_the_threshold_of_a_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, count in (("a", 14), ("b", 41), ("old/c", 77)):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The fire at the Selby terminal injured {count} people on Monday.\n", encoding="utf-8")

    def found(setting: str) -> dict[str, set[str]]:
        configure(tmp_path, f"[per-path.'old/*']\n{setting}\n")
        main([str(tmp_path), "--format", "json", "--select", "toll"])
        report = json.loads(capsys.readouterr().out)
        return {d["severity"]: {Path(e["source"]).stem for e in d["evidence"]} for d in report["discrepancies"]}

    assert found("") == {"error": {"a", "b", "c"}}
    assert found("severity = {toll = 'note'}") == {"error": {"a", "b", "c"}}  # a and b are at odds as before
    configure(tmp_path, "[per-path.'old/*']\nseverity = {toll = 'note'}\n[per-path.'a.txt']\nignore = 'toll'\n")
    assert main([str(tmp_path), "--select", "toll", "--fail-on", "warning", "--quiet"]) == 0
    assert main([str(tmp_path), "--select", "toll", "--fail-on", "note", "--quiet"]) == 1


def test_the_settings_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(tmp_path, "jobs = 2\n")
    assert main(["--show-config", str(tmp_path / "a.txt"), "--select", "toll"]) == 0
    shown = capsys.readouterr().out
    assert f"jobs = 2  # {tmp_path / 'consistency.toml'}:1" in shown
    assert 'select = ["toll"]  # command line' in shown


TERMS = """
known_until: 2031
people:
  mira-veldt: {en: [Mira Veldt], ar: [ميرا فيلدت]}
rosters:
  - {office: president, of: FR, terms: [{person: mira-veldt, from: 2030-01-10, open: true, confirmed: us}]}
"""


def test_knowledge_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "---\npublished: 2030-06-01\n---\nFormer French President Mira Veldt opened the show in Lyon on Friday.\n",
        encoding="utf-8",
    )
    terms = tmp_path / "terms.yaml"
    terms.write_text(TERMS, encoding="utf-8")
    assert main([str(draft)]) == 0
    assert main([str(draft), "--knowledge", str(terms)]) == 1
    assert "error  known-office" in capsys.readouterr().out
    configure(tmp_path, "knowledge = 'terms.yaml'\n")
    assert main([str(draft)]) == 1
    broken = tmp_path / "broken.yaml"
    broken.write_text(TERMS.replace("2030-01-10", "soon"), encoding="utf-8")
    capsys.readouterr()
    assert main([str(draft), "--knowledge", str(broken), "--knowledge", str(terms)]) == 2
    captured = capsys.readouterr()
    assert "error  known-office" in captured.out
    assert captured.err.startswith(f"{broken}:6:")
    assert len(captured.err.splitlines()) == 1
    assert main([str(draft), "--knowledge", str(tmp_path / "gone.yaml")]) == 2
    assert errors(capsys) == [f"{tmp_path / 'gone.yaml'}: cannot be read: No such file or directory"]


def test_version_help_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("check ")
    assert main(["--help"]) == 0
    assert "--fail-on" in capsys.readouterr().out
    assert main(["--list-rules", "--rules", RULES]) == 0
    listed = capsys.readouterr().out
    assert "price" in listed
    assert "toll-count" in listed
    assert main(["--explain", "toll-count"]) == 0
    assert "toll-count" in capsys.readouterr().out


def test_rule_tests_run_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--test-rules", RULES]) == 0
    assert "2 tests of 1 rule: 0 failed, 0 problems" in capsys.readouterr().out


# ---- the process


def test_real_texts_end_to_end() -> None:
    done = run(str(EXAMPLES / "english"), "--format", "json")
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    report = json.loads(done.stdout)
    assert {"toll", "office"} <= {found["family"] for found in report["discrepancies"]}
    texts = {source["id"]: Path(source["path"]).read_text(encoding="utf-8") for source in report["sources"]}
    for found in report["discrepancies"]:
        assert len(found["evidence"]) >= 2
        for evidence in found["evidence"]:
            line = texts[evidence["source"]].splitlines()[evidence["line"] - 1]
            assert line[evidence["column"] - 1 :].startswith(evidence["quote"].splitlines()[0])


def test_standard_input() -> None:
    done = run("-", "--rules", RULES, input=Path(CLAIMS).read_text(encoding="utf-8"))
    assert done.returncode == 1, done.stderr
    assert "error  price" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["--list-rules"], ["--explain", "toll-count"], PRICES]
)
def test_no_spacy_where_no_text_is_read(arguments: list[str]) -> None:
    code = f"import sys\nfrom consistency.cli import main\nmain({arguments!r})\nprint('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("content", ["", "\0", "---\ntitle: [\n---\nx", "{", "x" * 20, "\ufeff", "١٢٣ 50% (" * 50])
@pytest.mark.parametrize("ending", [".txt", ".md", ".json", ".jsonl"])
def test_no_content_of_a_file_ends_in_a_traceback(tmp_path: Path, content: str, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content.encode())
    assert main([str(path)]) in (0, 1, 2)


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="needs POSIX pipes")
def test_a_reader_that_has_gone_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "consistency.cli", *PRICES]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_interrupt_ends_without_a_traceback(monkeypatch: pytest.MonkeyPatch, text: Path) -> None:
    def interrupted(*_: object, **__: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(checker, "check", interrupted)
    assert main([str(text)]) == 130


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_the_report_is_the_same_in_every_locale(environment: dict[str, str]) -> None:
    whole = {**os.environ, "PYTHONHASHSEED": "7"}
    plain = run(*PRICES, env=whole)
    other = run(*PRICES, env={**whole, **environment, "PYTHONHASHSEED": "8"})
    assert plain.stdout == other.stdout
    assert "€" in plain.stdout
