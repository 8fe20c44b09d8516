"""The command line: options in, report out, and an exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consistency.console import print_errors, print_line, print_text
from consistency.errors import ConsistencyError, OptionError, nearest

if TYPE_CHECKING:
    from consistency.judging import RuleSet

OK, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130


class Engine(StrEnum):
    """What checks a table of claims."""

    AUTO = "auto"
    PROCESS = "process"
    DUCKDB = "duckdb"


class FailOn(StrEnum):
    """The lowest severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


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
        if code == INTERRUPTED:  # as typer tells of an interrupt
            print_line("check: interrupted")
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
        typer.Argument(
            metavar="PATH",
            help="Texts, folders, JSON (Lines) of texts or claims, Parquet of claims; - is standard input.",
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Check PATHs against these; report only what touches the PATHs."),
    ] = None,
    format: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            metavar="FORMAT[=FILE]",
            help="Form of the report, and its file; may be repeated. Text (unless given), json, sarif, github, gitlab, "
            "junit, rdjson, markdown, html, csv.",
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the report that has no FILE of its own to this one.")
    ] = None,
    ui: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language of messages and reports: en (unless given) or ar.")
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 1 from this severity on (warning).")] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these rules or families; commas separate.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="None of these rules or families.")] = None,
    rules: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Rule files, folders or pack:NAME, added to the shipped rules."),
    ] = None,
    knowledge: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Terms of office, added to the shipped ones.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication of texts that give none: 2025-03-02, today.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language of texts that do not state theirs: ar or en.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Texts that are read at the same time.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every text anew, and keep nothing of it.")] = False,
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="Only discrepancies and errors.")] = None,
    why_not: Annotated[bool | None, typer.Option("--why-not", help="List what was excused, and why.")] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Discrepancies that are known, which are not reported.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now to the baseline.")
    ] = False,
    stats: Annotated[
        bool, typer.Option("--stats", help="Tell what a check of a table of claims looked at, and how long it took.")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option(
            help="What checks a table of claims: this process, or duckdb, on disk. auto: what the memory holds."
        ),
    ] = Engine.AUTO,
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Configuration, instead of the nearest consistency.toml.")
    ] = None,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Show the settings, and where each comes from.")
    ] = False,
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
    if language not in (None, "ar", "en"):
        raise OptionError(f"--language: unknown language '{language}'; known are ar and en")
    if quiet and why_not:
        raise OptionError("--quiet and --why-not: one leaves out what the other asks for")
    from consistency.configuration import effective_settings

    options = {
        "against": against, "format": format, "output": output, "fail-on": fail_on,
        "select": select, "ignore": ignore, "rules": rules, "knowledge": knowledge, "as-of": as_of,
        "language": language, "jobs": jobs, "quiet": quiet, "why-not": why_not, "ui": ui,
        "baseline": baseline, "cache": False if no_cache else None,
    }  # fmt: skip
    given = {name: tuple(v) if isinstance(v, list) else v for name, v in options.items() if v is not None}
    settings = effective_settings(given, paths[0] if paths else None, config)
    if show_config:
        print_text(settings.shown())
        return OK
    from consistency.run import chosen_rules, run, ui_language

    rule_set = chosen_rules(settings)
    if list_rules or explain is not None:
        return _show_rules(rule_set, explain, ui_language(settings))
    if not paths:
        raise OptionError("nothing to check; give files, folders, or - for standard input")
    return run(paths, settings, rule_set, update_baseline, stats, engine)


def _fail(errors: Iterable[ConsistencyError]) -> int:
    print_errors(errors)
    return WRONG


def _show_rules(rule_set: RuleSet, explain: str | None, ui: str) -> int:
    from consistency.rule_pages import rule_list, rule_page

    if explain is None:
        text = rule_list(rule_set.rules, ui)
    else:
        chosen = next((rule for rule in rule_set.rules if rule.id == explain), None)
        if chosen is None:
            hint = nearest(explain, (rule.id for rule in rule_set.rules), "--list-rules shows them")
            raise OptionError(f"--explain: no rule '{explain}'{hint}")
        text = rule_page(chosen, ui)
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


if __name__ == "__main__":
    sys.exit(main())
