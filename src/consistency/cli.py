"""The command line: options in, report out, and an exit code."""

from __future__ import annotations

import difflib
import gc
import sys
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consistency.console import Progress, has_colors, print_errors, print_line, print_text, write_report
from consistency.errors import ConsistencyError, OptionError

if TYPE_CHECKING:
    from consistency.checker import Exempt
    from consistency.configuration import Settings
    from consistency.judging import Rule, RuleSet
    from consistency.knowledge.tenures import Tenures
    from consistency.model import Report, Source
    from consistency.reading import Inputs
    from consistency.reports.outputs import Output

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
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="Only discrepancies and errors.")] = None,
    why_not: Annotated[bool | None, typer.Option("--why-not", help="List what was excused, and why.")] = None,
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
    from consistency.configuration import effective_settings

    options = {
        "against": against, "format": format, "output": output, "fail-on": fail_on,
        "select": select, "ignore": ignore, "rules": rules, "knowledge": knowledge, "as-of": as_of,
        "language": language, "jobs": jobs, "quiet": quiet, "why-not": why_not, "ui": ui,
    }  # fmt: skip
    given = {name: tuple(v) if isinstance(v, list) else v for name, v in options.items() if v is not None}
    settings = effective_settings(given, paths[0] if paths else None, config)
    if show_config:
        print_text(settings.shown())
        return OK
    rule_set = _load_rules(settings)
    if list_rules or explain is not None:
        return _show_rules(rule_set, explain)
    if not paths:
        raise OptionError("nothing to check; give files, folders, or - for standard input")
    return _check(paths, settings, rule_set)


def _fail(errors: Iterable[ConsistencyError]) -> int:
    print_errors(errors)
    return WRONG


# ---- settings


def _known_rules(settings: Settings, key: str, names: Iterable[str], known: Collection[str]) -> list[str]:
    chosen = [part for name in names for part in name.replace(",", " ").split()]
    for name in chosen:
        if name not in known:
            raise settings.wrong(f"no rule or family '{name}'{_near(name, known)}", key)
    return chosen


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"; did you mean '{near[0]}'?" if near else "; --list-rules shows them"


def _outputs(settings: Settings) -> list[Output]:
    from consistency.reports.outputs import parse_outputs

    try:
        return parse_outputs(settings.values.format, settings.values.output)
    except OptionError as error:
        raise settings.wrong(error.message, "format") from None


def _ui(settings: Settings) -> str:
    from consistency.reports import ui_languages

    language = settings.values.ui
    if language not in ui_languages():
        raise settings.wrong(f"unknown language '{language}'; known are {' and '.join(ui_languages())}", "ui")
    return language


def _exempt(settings: Settings, sources: Iterable[Source], known: Collection[str]) -> Exempt | None:
    """Return what tells of a rule and a source whether the settings of the source's path leave the rule out."""
    per_path = settings.values.per_path
    for pattern, chosen in per_path.items():
        for names in (chosen.select, chosen.ignore):
            for name in names:
                if name not in known:
                    raise settings.wrong(f"no rule or family '{name}'{_near(name, known)}", "per-path", pattern)
    if not per_path:
        return None
    of_source = {source.id: settings.of_path(source.path or source.id) for source in sources}

    def exempt(rule: Rule, source: str) -> bool:
        names = {rule.id, rule.family}
        chosen = [entry for _, entry in of_source.get(source, ())]
        return any(names & set(c.ignore) or (c.select and not names & set(c.select)) for c in chosen)

    return exempt


# ---- what is done


def _load_rules(settings: Settings) -> RuleSet:
    from consistency.configuration import rule_paths
    from consistency.judging import load_rules

    found = load_rules(rule_paths(settings))
    values = settings.values
    for key, names in (("severity", values.severity), ("threshold", values.threshold)):
        for name in names:
            if name not in found.names:
                raise settings.wrong(f"no rule or family '{name}'{_near(name, found.names)}", key, name)
    return found.adjusted(values.severity, values.threshold)


def _load_knowledge(files: Sequence[str], errors: list[ConsistencyError]) -> Tenures | None:
    """Return the terms of office with the files of the user's own; a broken one is told of and left out."""
    from consistency.knowledge.tenures import load_tenures

    sound = list(dict.fromkeys(files))
    while sound:
        try:
            return load_tenures(sound)
        except ConsistencyError as error:
            if error.path not in sound:
                raise
            errors.append(error)
            sound.remove(error.path)
    return None


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


def _read(paths: Sequence[str], settings: Settings) -> Inputs:
    from consistency.reading import read_inputs

    with Progress(settings.values.quiet) as progress:
        return read_inputs(paths, settings.values.against, settings.language_of, progress)


def _check(paths: Sequence[str], settings: Settings, rule_set: RuleSet) -> int:
    from consistency.checker import check, check_claims
    from consistency.reports import join_reports, render

    values = settings.values
    chosen: dict[str, Any] = {"rules": rule_set}
    for key, names in (("select", values.select), ("ignore", values.ignore)):
        chosen[key] = _known_rules(settings, key, names, rule_set.names)
    outputs = _outputs(settings)
    shown: dict[str, Any] = {"why_not": values.why_not, "quiet": values.quiet, "ui": _ui(settings)}
    as_of = settings.day()
    inputs = _read(paths, settings)
    errors = [*rule_set.errors, *inputs.errors]
    chosen["against"] = inputs.against
    chosen["exempt"] = _exempt(settings, inputs.sources, rule_set.names)
    chosen["tenures"] = _load_knowledge(values.knowledge, errors)
    reports: list[Report] = []
    with Progress(values.quiet) as progress:
        if inputs.sources:
            reports.append(check(inputs.sources, as_of=as_of, jobs=values.jobs, progress=progress, **chosen))
        if inputs.claims:
            reports.append(check_claims(inputs.claims, sources=inputs.sources, progress=progress, **chosen))
    report = join_reports(reports)
    in_texts = report.errors
    report = report.model_copy(update={"errors": (*map(str, errors), *in_texts)})
    for output in outputs:
        if not reports and output.format == "text":
            continue
        try:
            write_report(render(report, output.format, color=output.is_printed and has_colors(), **shown), output.path)
        except OptionError as error:  # the other reports are written all the same
            errors.append(error)
    if errors or in_texts:
        print_errors(errors)
        for line in in_texts:
            print_line(line)
        return WRONG
    loud = _SEVERITIES[: _SEVERITIES.index(values.fail_on) + 1] if values.fail_on != "never" else ()
    return FOUND if any(found.severity in loud for found in report.discrepancies) else OK


if __name__ == "__main__":
    sys.exit(main())
