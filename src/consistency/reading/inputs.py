"""From paths to sources and claims: what every input format comes together in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from consistency.errors import ClaimError, ConsistencyError, SourceError
from consistency.model import LIMITS, Claim, Evidence, Limits, Source
from consistency.reading.feeds import LOOKS_LIKE_FEED, feed_sources
from consistency.reading.files import (
    ENDINGS,
    FEED_ENDINGS,
    HTML_ENDINGS,
    RECORD_ENDINGS,
    STDIN,
    TEXT_ENDINGS,
    Identity,
    bounded_lines,
    decode,
    find_files,
    read_bytes,
    shown_path,
    unchanged,
)
from consistency.reading.front_matter import split_front_matter
from consistency.reading.html import LOOKS_LIKE_HTML, html_source
from consistency.reading.metadata import with_metadata
from consistency.reading.records import Record, looks_like_json, read_json, read_lines

_START = 4096  # bytes that tell the shape of what has no telling name
_BYTES = 8  # bytes of a file or a line for a character of its text: those of UTF-8, escapes, markup
_MANY = 8  # times as much has a file of several texts


@dataclass(slots=True)
class Inputs:
    """What was read: texts, claims extracted elsewhere, and an error for each thing that could not be read.

    `against` holds the ids of the sources that only serve to check the others.
    """

    sources: list[Source] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    errors: list[ConsistencyError] = field(default_factory=list)
    against: frozenset[str] = frozenset()


def read_sources(
    paths: Iterable[str | Path] | str | Path, language: str | None = None, strict: bool = True
) -> list[Source]:
    """Return the texts in files and folders (``-`` is standard input), in the order given.

    `language` ("ar" or "en") is that of the texts that do not state theirs. Raises the first SourceError, also for a
    file that holds claims; with `strict` False what cannot be read is left out.
    """
    inputs = read_inputs((paths,) if isinstance(paths, str | Path) else paths, language=language)
    if strict and inputs.claims:
        raise SourceError("claims, where texts are read; use check_claims", inputs.claims[0].evidence[0].path)
    if strict and inputs.errors:
        raise inputs.errors[0]
    return inputs.sources


def read_inputs(
    paths: Iterable[str | Path],
    against: Iterable[str | Path] = (),
    language: str | Callable[[str], str | None] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits = LIMITS,
    apart: Sequence[str | Path] = (),
) -> Inputs:
    """Read everything that `paths` and `against` name; an error does not keep the rest from being read.

    A file that both name counts among `paths`. `language` is that of texts that do not state theirs, or tells it of the
    name of a file. `progress` is called with "opening", files done and files in all. A text that is longer than
    `limits` says is an error. The files `apart` are left out of folders: the baseline, and reports of earlier runs.
    """
    seen: set[Identity] = set()
    own = list(find_files(paths, seen, apart))
    files = [*own, *find_files(against, seen, apart)]
    inputs = Inputs()
    ids: dict[str, str] = {}
    checked: set[str] = set()
    served: set[str] = set()
    for number, file in enumerate(files):
        if isinstance(file, ConsistencyError):
            inputs.errors.append(file)
            continue
        sides = checked if number < len(own) else served
        spoken = language(shown_path(file)) if callable(language) else language
        for record in records_of(file, limits.text):
            if isinstance(record, Claim):
                inputs.claims.append(record)
                sides.add(record.source)
            elif isinstance(record, Source):
                if len(record.text) > limits.text:
                    what = f"{len(record.text):,} characters; the longest text has {limits.text:,} (longest-text)"
                    inputs.errors.append(SourceError(what, shown_path(file)))
                    continue
                if record.id in ids:
                    place = f"the id '{record.id}' is already that of a text in {ids[record.id]}"
                    inputs.errors.append(SourceError(place, shown_path(file)))
                    continue
                ids[record.id] = shown_path(file)
                inputs.sources.append(with_metadata(record, spoken))
                sides.add(record.id)
            else:
                inputs.errors.append(record)
        if progress:
            progress("opening", number + 1, len(files))
    inputs.against = frozenset(served - checked)
    if inputs.sources and inputs.claims:
        _place_evidence(inputs)
    return inputs


def _place_evidence(inputs: Inputs) -> None:
    """Hold the quotations of claims against the texts that are at hand: fill in their place, refuse wrong ones."""
    texts = {source.id: source.text for source in inputs.sources}
    kept: list[Claim] = []
    for claim in inputs.claims:
        if not any(evidence.source in texts for evidence in claim.evidence):
            kept.append(claim)
            continue
        try:
            evidence = tuple([_placed(e, texts[e.source]) if e.source in texts else e for e in claim.evidence])
        except ClaimError as error:
            inputs.errors.append(error)
            continue
        kept.append(claim.model_copy(update={"evidence": evidence}))
    inputs.claims = kept


def _placed(evidence: Evidence, text: str) -> Evidence:
    start = evidence.start
    if start is None:
        start = text.find(evidence.quote)
        if start < 0 or text.find(evidence.quote, start + 1) >= 0:
            return evidence  # not in the text as it is, or in more than one place
    elif text[start : start + len(evidence.quote)] != evidence.quote:
        short = evidence.quote if len(evidence.quote) <= 60 else f"{evidence.quote[:60]}…"
        raise ClaimError(f"the text has other words at {start} than the claim's quotation “{short}”", evidence.source)
    return evidence.model_copy(update={"start": start, "end": start + len(evidence.quote)})


def records_of(path: Path, longest: int = Limits.text) -> Iterator[Record]:
    """Return the sources and claims in one file, and the errors in it. Its ending tells the kind, else its shape.

    `longest` is the length of the longest text, in characters; files that must hold a longer one are not read.
    """
    name = shown_path(path)
    ending = path.suffix.lower()
    try:
        if ending in RECORD_ENDINGS and ending != ".json":
            with unchanged(path), path.open("rb") as lines:  # claims come by the million: a line at a time
                yield from read_lines(bounded_lines(lines, longest * _BYTES), name, longest * _BYTES)
            return
        several = ending in RECORD_ENDINGS or ending not in ENDINGS
        content = read_bytes(path, longest * _BYTES * (_MANY if several else 1))
        if ending in HTML_ENDINGS:
            yield html_source(content, name, name)
        elif ending in FEED_ENDINGS:
            yield from feed_sources(content, name)
        elif ending not in (*RECORD_ENDINGS, *TEXT_ENDINGS):
            yield from _by_shape(content, name, None if str(path) == STDIN else name)
        elif ending == ".json":
            yield from read_json(decode(content, name), name)
        else:
            yield _text_source(decode(content, name), name, name)
    except OSError as error:
        yield SourceError(f"cannot be read: {(error.strerror or str(error)).lower()}", name)
    except ConsistencyError as error:
        yield error


def _by_shape(content: bytes, name: str, path: str | None) -> Iterator[Record]:
    start = content[:_START].decode("utf-8", "ignore").lstrip("\ufeff")
    if LOOKS_LIKE_HTML.match(start):
        yield html_source(content, name, path)
        return
    if LOOKS_LIKE_FEED.match(start):
        yield from feed_sources(content, name)
        return
    text = decode(content, name)
    if not looks_like_json(text):
        yield _text_source(text, name, path)
    elif text.lstrip().partition("\n")[0].rstrip().endswith("}"):
        yield from read_lines(content.split(b"\n"), name)
    else:
        yield from read_json(text, name)


def _text_source(content: str, name: str, path: str | None) -> Source:
    fields, start = split_front_matter(content, name)
    text = content[start:]
    if not text.strip():
        what = "no text after the front matter" if start else "the file is empty"
        raise SourceError(what, name)
    return Source(id=name, text=text, path=path, first_line=content.count("\n", 0, start) + 1, **fields)
