"""Text of unknown origin made fit for a terminal: no control characters, and two directions of writing kept apart."""

from __future__ import annotations

import re

FSI, PDI = "\u2068", "\u2069"  # first strong isolate … pop directional isolate (Unicode Standard Annex 9)

_RTL = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_RTL = re.compile(f"[{_RTL}]")
# Right-to-left words and what stands between them, so that a sentence in the other script is not torn apart.
RTL_RUN = re.compile(f"[{_RTL}]+(?:[ \u00a0'\"،.\\-–/]{{1,3}}[{_RTL}]+)*+")
_SPACE = re.compile(r"[\t\n\v\f\r \x85\u2028\u2029]+")
# Marks that turn the direction or hide text, controls that a terminal obeys, halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """Return `text` on one line, with control characters made visible and marks of direction left out."""
    return _UNSAFE.sub(_visible, _SPACE.sub(" ", text))


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if 0x80 <= code <= 0x9F or 0xD800 <= code <= 0xDFFF else ""


def isolated(text: str) -> str:
    """Return a safe text as a unit of its own direction; one without right-to-left letters needs no marks."""
    return f"{FSI}{text}{PDI}" if _HAS_RTL.search(text) else text


def isolated_runs(text: str) -> str:
    """Return a safe left-to-right sentence with the right-to-left words in it as units of their own."""
    return RTL_RUN.sub(lambda match: f"{FSI}{match.group()}{PDI}", text)
