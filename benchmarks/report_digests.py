"""Digests of all reports: ``PYTHONHASHSEED=0 python benchmarks/report_digests.py > before.txt``, and once more after.

What only makes a check faster changes no report, nor the claims that it rests on. A line for each bundle: the cases of
shared/benchmark and those beside this file, the real articles, the texts of the rules' tests, and invented news, in
which much is compared with much. The digest is of the report as JSON with what was excused and what was covered, and of
the claims of each text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date

import yaml

import consistency
from accuracy import CASES, HERE, read_cases
from bundles import bundle
from consistency import Source

RULES = HERE.parent / "rules"


def main() -> None:
    """Print the digests, and one of all."""
    whole = hashlib.blake2b(digest_size=8)
    for name, sources in _bundles():
        report = consistency.check(sources)
        told = [consistency.render(report, format="json", why_not=True), report.model_dump_json(exclude={"rules"})]
        # A set of compiled code keeps the order of the process that compiled it, whatever the hash seed of this one.
        claims = (claim for source in report.sources for claim in consistency.extract_claims(source))
        told += [json.dumps(claim.model_dump(), ensure_ascii=False, default=_plain) for claim in claims]
        digest = hashlib.blake2b("\n".join(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        whole.update(digest.encode())
        print(digest, name, flush=True)
    print(whole.hexdigest(), "all")


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _bundles() -> Iterator[tuple[str, list[Source]]]:
    for part in ("all", "seeds"):
        for case in read_cases(CASES, part):
            yield f"case {case.get('id', part)}", _sources_of(case)
    for folder in sorted(path for path in (HERE / "cases").iterdir() if path.is_dir()):
        for case in read_cases(folder, "all"):
            yield f"case {folder.name} {case.get('id')}", _sources_of(case)
    for path in sorted(RULES.rglob("*.test.yaml")):
        tests = yaml.safe_load(path.read_text(encoding="utf-8"))
        for part in ("fires", "silent", "todo"):
            texts = [test["sources"] for test in tests.get(part) or () if "sources" in test]
            given = [Source(id=f"{n} {key}", text=_text(text)) for n, test in enumerate(texts) for key, text in
                     test.items()]  # fmt: skip
            if given:
                yield f"rule {path.name} {part}", given
    for languages in (("ar",), ("en",), ("ar", "en")):
        yield f"invented {' '.join(languages)}", bundle(16, languages=languages)
        told = [source.text for source in bundle(16, words=200, languages=languages)]
        long = ["\n\n".join(told[number::4]) for number in range(2)]
        yield f"invented {' '.join(languages)}, long", [Source(id=str(n), text=text) for n, text in enumerate(long)]


def _text(given: str | dict[str, str]) -> str:
    return given if isinstance(given, str) else given["text"]


def _sources_of(case: dict[str, object]) -> list[Source]:
    given = case["sources"]
    assert isinstance(given, list)
    return [
        Source(
            id=str(one["id"]),
            text=one["full"],
            language=one.get("language"),
            published=date.fromisoformat(str(one["published"])[:10]) if one.get("published") else None,
            outlet=one.get("outlet"),
        )
        for one in given
    ]


if __name__ == "__main__":
    main()
