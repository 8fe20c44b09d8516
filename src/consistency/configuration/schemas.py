"""JSON Schemas (draft 2020-12) of the files that a user writes, so that editors complete and check them.

They are made of the models that read those files and are kept in ``src/consistency/schemas``; a test says when they
are stale, and ``python -m consistency.configuration.schemas`` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by the names of their files."""
    from consistency.configuration.model import Configuration
    from consistency.judging import Rule
    from consistency.rule_testing import ExampleFile

    rule = Rule.model_json_schema()
    del rule["properties"]["path"]  # the reader's own
    forms = rule["$defs"]  # a field may be written short, which the models take up before they check it
    forms["SameField"] = {"anyOf": [forms["SameField"], {"type": "number"}, forms["SameField"]["properties"]["by"]]}
    forms["DiffersField"] = {"anyOf": [forms["DiffersField"], {"type": "string"}]}
    return {
        "configuration.json": _titled(Configuration.model_json_schema(), "Configuration of check (consistency.toml)"),
        "rule.json": _titled(rule, "A rule of check"),
        "rule-tests.json": _titled(ExampleFile.model_json_schema(), "The tests beside a rule of check"),
    }


def _titled(schema: dict[str, Any], title: str) -> dict[str, Any]:
    return {"$schema": _DIALECT, **schema, "title": title}


def main() -> None:
    """Write the schemas."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
