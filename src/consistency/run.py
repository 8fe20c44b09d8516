"""One run of the command: what is read, checked by which rules, and where the reports go."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.configuration import Settings, rule_paths
from consistency.console import Progress, has_colors, print_errors, print_line, write_report
from consistency.errors import ConsistencyError, OptionError, nearest

if TYPE_CHECKING:
    from consistency.assessment import Exempt
    from consistency.configuration import PathSettings
    from consistency.judging import Override, Rule, RuleSet
    from consistency.knowledge.tenures import Tenures
    from consistency.model import Report
    from consistency.reading import Inputs
    from consistency.reports.outputs import Output

OK, FOUND, WRONG = 0, 1, 2

_SEVERITIES = ("error", "warning", "note")


def chosen_rules(settings: Settings) -> RuleSet:
    """Return the rules of a run: the shipped ones and the user's own, with his severities and thresholds."""
    from consistency.judging import load_rules

    found = load_rules(rule_paths(settings))
    values = settings.values
    for key, names in (("severity", values.severity), ("threshold", values.threshold)):
        for name in names:
            if name not in found.names:
                raise settings.wrong(f"no rule or family '{name}'{_hint(name, found.names)}", key, name)
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


def _hint(name: str, known: Iterable[str]) -> str:
    return nearest(name, known, "--list-rules shows them")


def _known_rules(settings: Settings, key: str, names: Iterable[str], known: Collection[str]) -> list[str]:
    chosen = [part for name in names for part in name.replace(",", " ").split()]
    for name in chosen:
        if name not in known:
            raise settings.wrong(f"no rule or family '{name}'{_hint(name, known)}", key)
    return chosen


def _outputs(settings: Settings) -> list[Output]:
    from consistency.reports.outputs import parse_outputs

    try:
        return parse_outputs(settings.values.format, settings.values.output)
    except OptionError as error:
        raise settings.wrong(error.message, "format") from None


def ui_language(settings: Settings) -> str:
    """Return the language of messages and reports. Raises OptionError or ConfigurationError for an unknown one."""
    from consistency.reports import ui_languages

    language = settings.values.ui
    if language not in ui_languages():
        raise settings.wrong(f"unknown language '{language}'; known are {' and '.join(ui_languages())}", "ui")
    return language


def _places(inputs: Inputs) -> dict[str, str]:
    """Return for the id of each source the path that settings of paths are for; that of claims alone is their id."""
    given = {source.id: source.path or source.id for source in inputs.sources}
    return {claim.source: claim.source for claim in inputs.claims} | given


def _overrides(settings: Settings, places: Mapping[str, str]) -> tuple[Override, ...]:
    """Return the severities and thresholds of paths, in the order of the configuration."""
    from consistency.judging import Override

    changing = {p: chosen for p, chosen in settings.values.per_path.items() if chosen.severity or chosen.threshold}
    fitting: dict[str, set[str]] = {pattern: set() for pattern in changing}
    for source, path in places.items() if changing else ():
        for pattern, _ in settings.of_path(path):
            if pattern in fitting:
                fitting[pattern].add(source)
    return tuple(
        Override(frozenset(fitting[pattern]), chosen.severity, chosen.threshold)
        for pattern, chosen in changing.items()
        if fitting[pattern]
    )


def _exempt(settings: Settings, places: Mapping[str, str], known: Collection[str]) -> Exempt | None:
    """Return what tells of a rule and a source whether the settings of the source's path leave the rule out.

    A source that is not in `places` has its id for a path.
    """
    per_path = settings.values.per_path
    for pattern, chosen in per_path.items():
        for names in (chosen.select, chosen.ignore, chosen.severity, chosen.threshold):
            for name in names:
                if name not in known:
                    raise settings.wrong(f"no rule or family '{name}'{_hint(name, known)}", "per-path", pattern)
    if not any(chosen.select or chosen.ignore for chosen in per_path.values()):
        return None

    @functools.cache
    def chosen_for(source: str) -> list[PathSettings]:
        return [entry for _, entry in settings.of_path(places.get(source, source))]

    def exempt(rule: Rule, source: str) -> bool:
        names = {rule.id, rule.family}
        return any(names & set(c.ignore) or (c.select and not names & set(c.select)) for c in chosen_for(source))

    return exempt


def _held_against(file: str, report: Report, update: bool, whole: bool) -> Report:
    """Return what is new in a report by the baseline, which is written first where it is to be brought up to date."""
    from consistency.baseline import new_in, read_baseline, write_baseline

    path = Path(file)
    if not update:
        return new_in(report, read_baseline(path), file)
    if not whole:
        raise OptionError(f"the baseline '{file}' is left as it was, since not everything could be checked")
    return new_in(report, write_baseline(path, report), file)


def _read(paths: Sequence[str], settings: Settings, outputs: Sequence[Output]) -> Inputs:
    from consistency.reading import read_inputs

    written = [output.path for output in outputs if output.path is not None and not output.is_printed]
    apart = [*written, *([settings.values.baseline] if settings.values.baseline else [])]
    with Progress(settings.values.quiet) as progress:
        return read_inputs(paths, settings.values.against, settings.language_of, progress, settings.limits(), apart)


def run(
    paths: Sequence[str],
    settings: Settings,
    rule_set: RuleSet,
    update_baseline: bool = False,
    stats: bool = False,
    engine: str = "auto",
) -> int:
    """Check `paths`, write the reports, print the errors, and return the exit code.

    `stats` tells what a check of tables of claims looked at, `engine` by what they are checked.
    """
    from consistency.assessment import Choices
    from consistency.checker import check, check_claims
    from consistency.claim_cache import ClaimCache
    from consistency.reports import join_reports, render
    from consistency.table_run import are_tables, run_tables

    values = settings.values
    chosen: dict[str, Any] = {"rules": rule_set}
    for key, names in (("select", values.select), ("ignore", values.ignore)):
        chosen[key] = _known_rules(settings, key, names, rule_set.names)
    if update_baseline and values.baseline is None:
        raise OptionError("--update-baseline: no --baseline FILE is given to be written")
    if not rule_set.selected(chosen["select"], chosen["ignore"]).rules:
        raise settings.wrong("nothing is left of what is selected", "ignore")
    outputs = _outputs(settings)
    shown: dict[str, Any] = {"why_not": values.why_not, "quiet": values.quiet, "ui": ui_language(settings)}
    chosen["as_of"] = settings.day()
    chosen["limits"] = settings.limits()
    if are_tables(paths, values.against):
        if values.baseline is not None:
            raise settings.wrong("tables of claims are checked without a baseline", "baseline")
        choices = Choices(**chosen, exempt=_exempt(settings, {}, rule_set.names))

        def overrides_of(sources: Collection[str]) -> Sequence[Override]:
            return _overrides(settings, {source: source for source in sources})

        return run_tables(paths, settings, choices, overrides_of, outputs, shown, stats, engine)
    inputs = _read(paths, settings, outputs)
    errors = [*rule_set.errors, *inputs.errors]
    places = _places(inputs)
    chosen["against"] = inputs.against
    chosen["exempt"] = _exempt(settings, places, rule_set.names)
    chosen["overrides"] = _overrides(settings, places)
    chosen["tenures"] = _load_knowledge(values.knowledge, errors)
    reports: list[Report] = []
    with Progress(values.quiet) as progress:
        if inputs.sources:
            chosen_here: dict[str, Any] = {"jobs": values.jobs, "cache": ClaimCache() if values.cache else None}
            reports.append(check(inputs.sources, progress=progress, **chosen_here, **chosen))
        if inputs.claims:
            reports.append(check_claims(inputs.claims, sources=inputs.sources, progress=progress, **chosen))
    report = join_reports(reports)
    in_texts = report.errors
    if values.baseline is not None:
        try:
            report = _held_against(values.baseline, report, update_baseline, whole=not (errors or in_texts))
        except ConsistencyError as error:  # everything is reported then
            errors.append(error)
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
