"""The command line: options in, report out, and an exit code."""

from __future__ import annotations

import datetime
import difflib
import gc
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consistency.console import Progress, has_colors, print_errors, print_line, print_text, write_report
from consistency.errors import ConsistencyError, OptionError

if TYPE_CHECKING:
    from consistency.judging import RuleSet
    from consistency.model import Report
    from consistency.reading import Inputs

OK, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130


class FailOn(StrEnum):
    """The lowest severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


_SEVERITIES = ("error", "warning", "note")

# typer gives no public name to the parent of its usage errors.
_UsageError: Any = typer.BadParameter.__bases__[0]

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with `argv` (those of the process when None); return the exit code.

    0: nothing at or above --fail-on. 1: discrepancies. 2: an error in the usage, a source, a claim or a rule.
    """
    if argv is None:  # a process of its own: what it loads stays, so looking for garbage all the time is lost labour
        gc.set_threshold(400_000, 20, 50)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the report is the same in every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command = typer.main.get_command(app)
    try:
        code = command.main(None if argv is None else list(argv), prog_name="check", standalone_mode=False)
        return int(code or OK)
    except _UsageError as error:
        return _fail([OptionError(str(error.format_message()).rstrip("."))])
    except ConsistencyError as error:
        return _fail([error])
    except (KeyboardInterrupt, typer.Abort):
        print_line("check: interrupted")
        return INTERRUPTED
    except RecursionError:
        return _fail([ConsistencyError("the input nests too deeply")])


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Texts, folders, JSON (Lines) of texts or of claims; - is standard input."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Check PATHs against these; report only what touches the PATHs."),
    ] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="Form of the report: text or json.")] = "text",  # noqa: A002
    output: Annotated[str | None, typer.Option(metavar="FILE", help="Write the report to a file.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 from this severity on.")] = FailOn.WARNING,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these rules or families; commas separate.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="None of these rules or families.")] = None,
    rules: Annotated[
        list[str] | None, typer.Option(metavar="PATH", help="Rule files or folders, added to the shipped rules.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication of texts that give none: 2025-03-02.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language of texts that do not state theirs: ar or en.")
    ] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Texts that are read at the same time.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only discrepancies and errors.")] = False,
    why_not: Annotated[bool, typer.Option("--why-not", help="List what was excused, and why.")] = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List the rules.")] = False,
    explain: Annotated[str | None, typer.Option(metavar="RULE", help="Tell what a rule does.")] = None,
    test_rules: Annotated[
        bool, typer.Option("--test-rules", help="Run the tests of the rules in PATHs, or of the shipped ones.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> int:
    """Find what cannot all be right across texts about the same events, in Arabic and English.

    Exit code: 0 nothing found, 1 discrepancies at or above --fail-on, 2 an error in the usage, a text or a rule.
    """
    if version:
        from consistency import __version__

        print_text(f"check {__version__}\n")
        return OK
    if test_rules:
        return _test_rules(paths)
    rule_set = _load_rules(rules)
    if list_rules or explain is not None:
        return _show_rules(rule_set, explain)
    if not paths:
        raise OptionError("nothing to check; give files, folders, or - for standard input")
    return _check(
        _read(paths, against or (), language, quiet),
        rule_set,
        as_of=_day(as_of),
        jobs=jobs,
        select=_known_rules(select, rule_set, "--select"),
        ignore=_known_rules(ignore, rule_set, "--ignore"),
        shown={"format": _known_format(format), "why_not": why_not, "quiet": quiet},
        output=output,
        fail_on=fail_on,
    )


def _fail(errors: Iterable[ConsistencyError]) -> int:
    print_errors(errors)
    return WRONG


# ---- options


def _split(values: Iterable[str] | None) -> list[str]:
    return [part for value in values or () for part in value.replace(",", " ").split()]


def _known_rules(values: list[str] | None, rule_set: RuleSet, option: str) -> list[str]:
    names = _split(values)
    known = {rule.id for rule in rule_set.rules} | {rule.family for rule in rule_set.rules}
    for name in names:
        if name not in known:
            raise OptionError(f"{option}: no rule or family '{name}'{_near(name, known)}")
    return names


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"; did you mean '{near[0]}'?" if near else "; --list-rules shows them"


def _known_format(name: str) -> str:
    from consistency.reports import FORMATS

    if name not in FORMATS:
        raise OptionError(f"--format: unknown format '{name}'; known are {', '.join(FORMATS)}")
    return name


def _day(value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise OptionError(f"--as-of: '{value}' is not a date; write it as 2025-03-02") from None


# ---- what is done


def _load_rules(paths: list[str] | None) -> RuleSet:
    from consistency.judging import load_rules

    return load_rules([Path(path) for path in paths or ()])


def _show_rules(rule_set: RuleSet, explain: str | None) -> int:
    from consistency.rule_pages import rule_list, rule_page

    if explain is None:
        text = rule_list(rule_set.rules)
    else:
        chosen = next((rule for rule in rule_set.rules if rule.id == explain), None)
        if chosen is None:
            raise OptionError(f"--explain: no rule '{explain}'{_near(explain, (rule.id for rule in rule_set.rules))}")
        text = rule_page(chosen)
    print_text(text)
    return _fail(rule_set.errors) if rule_set.errors else OK


def _test_rules(paths: list[str] | None) -> int:
    from consistency.rule_pages import rule_test_page
    from consistency.rule_testing import run_rule_tests

    for path in paths or ():
        if not Path(path).exists():
            raise OptionError(f"--test-rules: no such rule file or folder: '{path}'")
    report = run_rule_tests([Path(path) for path in paths] if paths else None)
    print_text(rule_test_page(report))
    return OK if report.ok else FOUND


def _read(paths: Sequence[str], against: Sequence[str], language: str | None, quiet: bool) -> Inputs:
    from consistency.reading import read_inputs

    if language not in (None, "ar", "en"):
        raise OptionError(f"--language: unknown language '{language}'; known are ar and en")
    with Progress(quiet) as progress:
        return read_inputs(paths, against, language, progress)


def _check(
    inputs: Inputs,
    rule_set: RuleSet,
    as_of: datetime.date | None,
    jobs: int,
    select: Sequence[str],
    ignore: Sequence[str],
    shown: dict[str, Any],
    output: str | None,
    fail_on: FailOn,
) -> int:
    from consistency.checker import check, check_claims
    from consistency.reports import join_reports, render

    errors = [*rule_set.errors, *inputs.errors]
    chosen: dict[str, Any] = {"rules": rule_set, "against": inputs.against, "select": select, "ignore": ignore}
    reports: list[Report] = []
    with Progress(shown["quiet"]) as progress:
        if inputs.sources:
            reports.append(check(inputs.sources, as_of=as_of, jobs=jobs, progress=progress, **chosen))
        if inputs.claims:
            reports.append(check_claims(inputs.claims, sources=inputs.sources, progress=progress, **chosen))
    report = join_reports(reports).model_copy(update={"errors": tuple(str(error) for error in errors)})
    if reports or shown["format"] != "text":
        write_report(render(report, color=output is None and has_colors(), **shown), output)
    if errors:
        return _fail(errors)
    loud = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on != FailOn.NEVER else ()
    return FOUND if any(found.severity in loud for found in report.discrepancies) else OK


if __name__ == "__main__":
    sys.exit(main())
