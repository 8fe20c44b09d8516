"""Write docs/configuration.md and docs/api.md: the keys of the configuration, and the public names of the library.

    python docs/make_reference.py

The one comes from the model of the configuration, the other from docstrings. tests/test_docs.py fails while they are
not up to date.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
ORIGIN = "<!-- Written by `python docs/make_reference.py`; do not edit by hand. -->"

# The public names, by the module that they are imported from, in the order in which a reader needs them.
PUBLIC = {
    "consistency": (
        "check", "check_claims", "read_sources", "extract_claims", "load_rules", "render",
        "write_discrepancies", "Source", "Claim", "Report",
    ),
    "consistency.model": (
        "Discrepancy", "Explained", "Evidence", "Coverage", "Skipped", "Context", "Quantity", "Period", "Name", "Term",
        "Terms", "Text", "Setting", "Mention",
    ),
    "consistency.normalization": ("find_quantities", "find_dates", "fold", "name_similarity"),
    "consistency.knowledge.tenures": ("load_tenures", "shipped_tenures", "Tenures", "Standing"),
    "consistency.claim_cache": ("ClaimCache",),
    "consistency.errors": ("ConsistencyError",),
}  # fmt: skip


def configuration() -> str:
    """Return the page of the configuration."""
    from consistency.configuration import Configuration, PathSettings

    lines = [ORIGIN, "# Configuration", ""]
    lines += [
        "The keys of `consistency.toml`, or of `[tool.consistency]` in `pyproject.toml`. The nearest file counts, in",
        "the folder of the first path that is checked or above it (of the working folder for standard input); in one",
        "folder `consistency.toml` goes before `pyproject.toml`. `--config FILE` names another; `--config /dev/null`",
        "is none. An option of the command line takes the place of the key of its name, and `--show-config` prints",
        "what holds and where each value comes from. Paths are relative to the folder of the file. An unknown key or a",
        "wrong value is an error with its line. Editors complete the keys by the JSON Schema in",
        "`src/consistency/schemas/configuration.json`; `rule.json` and `rule-tests.json` there are for rules and their",
        "tests.",
        "",
        "| key | value | default | |",
        "|---|---|---|---|",
    ]
    lines += _rows(Configuration)
    lines += ["", "## Settings of paths", "", 'Under `[per-path."PATTERN"]`:', ""]
    lines += ["| key | value | default | |", "|---|---|---|---|", *_rows(PathSettings)]
    lines += [
        "",
        "A rule that is left out for a file reports nothing in which one of the two sides is that file; conflicts of",
        "other files stay. A severity or a threshold holds where one of the two sides is such a file, and goes before",
        "that of all files. Where several patterns fit, all their `select` and `ignore` hold, and of the others the",
        "last that says something. Of a discrepancy between several files the gravest severity counts:",
        "",
        "```toml",
        '[per-path."drafts/*"]',
        "threshold = {quantity = 0.8}   # look only at what is surely one thing",
        '[per-path."archive/*"]',
        'ignore = "name"',
        'severity = {toll = "note"}',
        "```",
    ]
    return "\n".join(lines) + "\n"


def _rows(model: Any) -> list[str]:
    schema = model.model_json_schema()
    return [
        f"| `{name}` | {_kind(entry)} | {_default(entry)} | {entry['description']} |"
        for name, entry in schema["properties"].items()
    ]


def _kind(entry: dict[str, Any]) -> str:
    if "enum" in entry:
        return ", ".join(f"`{value}`" for value in entry["enum"])
    if "anyOf" in entry:
        kinds = [_kind(option) for option in entry["anyOf"] if option.get("type") != "null"]
        return "text or list of texts" if kinds == ["text", "list of texts"] else " or ".join(kinds)
    if entry.get("type") == "object":
        return f"table: {_kind(entry['additionalProperties'])}"
    if entry.get("type") == "array":
        return f"list of {_kind(entry['items'])}s"
    names = {"string": "text", "integer": "whole number", "boolean": "true, false", "number": "number"}
    return names.get(entry.get("type", ""), "table")


def _default(entry: dict[str, Any]) -> str:
    default = entry.get("default")
    return f"`{json.dumps(default)}`" if default not in (None, [], {}) else ""


def api() -> str:
    """Return the page of the public names."""
    lines = [ORIGIN, "# API", ""]
    for module, names in PUBLIC.items():
        lines += [f"## {module}", ""]
        found = importlib.import_module(module)
        for name in names:
            lines += _entry(name, getattr(found, name))
    return "\n".join(lines).rstrip() + "\n"


def _entry(name: str, value: Any) -> list[str]:
    lines = [f"### {name}", ""]
    if inspect.isclass(value):
        fields = getattr(value, "model_fields", None) or getattr(value, "__dataclass_fields__", None)
        if fields:
            annotations = inspect.get_annotations(value)
            lines += ["```python", f"class {name}", *(f"    {f}: {_type(annotations[f])}" for f in fields), "```", ""]
        lines += [_prose(value), ""]
        for member, method in inspect.getmembers(value, inspect.isfunction):
            if not member.startswith("_") and member in vars(value) and method.__doc__:
                lines += ["```python", f"{name}.{member}{_signature(method)}", "```", "", _prose(method), ""]
    else:
        lines += ["```python", f"{name}{_signature(value)}", "```", "", _prose(value), ""]
    return lines


def _signature(function: Any) -> str:
    text = str(inspect.signature(function)).replace("'", "")
    if len(text) < 100:
        return text
    parts = re.split(r", (?![^\[\(]*[\]\)])", text[1 : text.rindex(")")])
    return "(\n" + "".join(f"    {part},\n" for part in parts) + ")" + text[text.rindex(")") + 1 :]


def _type(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _prose(value: Any) -> str:
    text = inspect.cleandoc(value.__doc__ or "")
    prose, arrow, example = text.partition(">>> ")
    return f"{prose}\n```pycon\n{arrow}{example}\n```".replace("\n\n\n", "\n\n") if arrow else text


def main() -> None:
    """Write both pages."""
    for name, text in (("configuration.md", configuration()), ("api.md", api())):
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
