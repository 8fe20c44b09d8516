"""Write docs/dependencies.md: what is installed with the library, and under which licence.

    python docs/make_dependencies.py

Names, versions and licences are those of the metadata of the installed distributions.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).resolve().parent / "dependencies.md"
_EXTRAS = ("", "html", "feeds", "scale", "spark")


def _required(name: str, extras: tuple[str, ...], found: dict[str, str], optional: bool) -> None:
    for text in distribution(name).requires or ():
        requirement = Requirement(text)
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        key = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if key in found or key == "fact-consistency":
            continue
        try:
            distribution(key)
        except PackageNotFoundError:
            continue
        found[key] = "extra" if optional else "always"
        _required(key, ("", *requirement.extras), found, optional)


def _licence(name: str) -> str:
    metadata = distribution(name).metadata
    told = metadata.get("License-Expression") or ""
    classified = [c.rpartition(" :: ")[2] for c in metadata.get_all("Classifier") or () if c.startswith("License ::")]
    short = (metadata.get("License") or "").strip().partition("\n")[0]
    return told or "; ".join(c for c in classified if c != "OSI Approved") or short[:60] or "not told in its metadata"


def rows() -> dict[str, str]:
    """Return the row of each package by its name."""
    found: dict[str, str] = {}
    _required("fact-consistency", ("",), found, optional=False)
    _required("fact-consistency", _EXTRAS, found, optional=True)
    return {n: f"| {n} | {distribution(n).version} | {_licence(n)} | {found[n]} |" for n in sorted(found)}


def page() -> str:
    """Return the page."""
    return (
        "# Dependencies and their licences\n"
        "<!-- Written by `python docs/make_dependencies.py`; do not edit by hand. -->\n\n"
        "What was installed on the day that this page was written, with what those packages need themselves.\n"
        "*extra*: only with `[html]`, `[feeds]`, `[scale]` or `[spark]`. Licences are as the\n"
        "packages' metadata tell them. All are permissive but three under the Mozilla Public License, which binds changed\n"
        "files of theirs alone, and nothing of them is changed or copied here: certifi and tqdm, which spaCy needs, and\n"
        "tld, which trafilatura needs, and of whose three licences the MPL is taken.\n\n"
        "| package | version | licence | installed |\n|---|---|---|---|\n" + "\n".join(rows().values()) + "\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
