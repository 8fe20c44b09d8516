"""How much of the shipped knowledge of tenures other data confirms, and what it contradicts.

    python benchmarks/knowledge_confirmed.py [--eval ../shared/eval] [--write] [--all]

A fact is a term with a start and an end. It is confirmed to the day or to the month where a data set has the same
person in the same office with the same two dates, contradicted where it has other ones, else not covered. Archigos
tells who led a country, not in which office; where it has other dates, that is counted apart. ``--write`` puts
``confirmed`` into the YAML files; ``--all`` also lists contradictions that a second data set does not share.
The data is read where it lies, and never copied. A term may also be confirmed by a public source that was read by hand,
named by its address or by owner/repository; ``--write`` leaves that in place where no data set says as much, and such
terms are counted apart. A contradiction that was looked into has a ``note`` in the YAML, and is listed last.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rapidfuzz import fuzz

from consistency.knowledge.tenure_files import Span, Term, read_span, read_tenures
from consistency.knowledge.tenures import name_key, shipped_paths

# Archigos has the one effective leader of a country, whatever his office.
LEADERS = {
    "president", "prime-minister", "chancellor", "king", "emir", "sultan", "leader", "supreme-leader", "party-leader",
    "head-of-presidential-council",
}  # fmt: skip
OFFICES = {
    "president": "president", "vice president": "vice-president", "prime minister": "prime-minister", "king": "king",
    "emir": "emir", "minister of foreign affairs": "foreign-minister", "minister of defence": "defense-minister",
    "secretary of state": "foreign-minister", "secretary of defence": "defense-minister",
    "secretary of the treasury": "finance-minister", "attorney general": "attorney-general",
    "chair of the federal reserve": "central-bank-governor",
    "chairman of the sovereignty council": "head-of-sovereignty-council",
    "chairman of the transitional military council": "head-of-transitional-military-council",
    "president of iraqi kurdistan": "president@kurdistan-region",
    "prime minister of iraqi kurdistan": "prime-minister@kurdistan-region",
    "secretary-general of the united nations": "secretary-general@un",
    "deputy secretary-general of the united nations": "deputy-secretary-general@un",
    "president of the united nations general assembly": "president-of-the-general-assembly@un",
    "director-general of the world trade organization": "director-general@wto",
    "white house press secretary": "spokesperson@white-house",
    "national security advisor": "national-security-adviser",
    "director of the cia": "intelligence-chief", "director of the fbi": "director@fbi",
    "chairman of the joint chiefs of staff": "chief-of-staff",
}  # fmt: skip
COUNTRIES = {
    "egypt": "EG", "iraq": "IQ", "jordan": "JO", "kuwait": "KW", "sudan": "SD", "uae": "AE", "us": "US", "yemen": "YE",
    "world": "-",
}  # fmt: skip
# Correlates of War letters that are not the ISO alpha-3 code's country.
_LETTERS = (
    "USA=US CAN=CA MEX=MX CUB=CU UKG=GB FRN=FR GMY=DE GFR=DE ITA=IT SPN=ES POR=PT NTH=NL BEL=BE IRE=IE AUS=AT "
    "SWD=SE NOR=NO DEN=DK FIN=FI GRC=GR CYP=CY MLT=MT RUS=RU UKR=UA BLR=BY POL=PL HUN=HU CZR=CZ SLO=SK RUM=RO "
    "BUL=BG SER=RS ALB=AL KOS=XK LIT=LT EST=EE MLD=MD GRG=GE ARM=AM AZE=AZ SAU=SA UAE=AE QAT=QA KUW=KW BAH=BH "
    "OMA=OM YEM=YE IRQ=IQ SYR=SY LEB=LB JOR=JO EGY=EG LIB=LY TUN=TN ALG=DZ MOR=MA MAA=MR SUD=SD SSD=SS DJI=DJ "
    "SOM=SO COM=KM IRN=IR TUR=TR ISR=IL CHN=CN JPN=JP ROK=KR PRK=KP TAW=TW IND=IN PAK=PK AFG=AF BNG=BD SRI=LK "
    "NEP=NP INS=ID MAL=MY SIN=SG THI=TH PHI=PH DRV=VN CAM=KH MYA=MM KZK=KZ UZB=UZ TKM=TM TAJ=TJ KYR=KG SAF=ZA "
    "ETH=ET ERI=ER KEN=KE UGA=UG RWA=RW BUI=BI TAZ=TZ DRC=CD CON=CG GAB=GA CAO=CM CEN=CF CHA=TD MLI=ML NIR=NE "
    "BFO=BF SEN=SN NIG=NG GHA=GH CDI=CI LBR=LR GUI=GN GAM=GM TOG=TG ZIM=ZW ANG=AO ZAM=ZM MZM=MZ NAM=NA BOT=BW "
    "BRA=BR ARG=AR VEN=VE COL=CO CHL=CL PER=PE BOL=BO ECU=EC PAR=PY URU=UY SAL=SV NIC=NI PAN=PA AUL=AU NEW=NZ "
)
ARCHIGOS = dict(pair.split("=") for pair in _LETTERS.split())


@dataclass
class Spell:
    """A time in office as a data set has it; `end` is None where it still lasted when the set was made."""

    person: str
    start: Span
    end: Span | None
    made: date
    dataset: str


Spells = dict[tuple[str, str], list[Spell]]


def read_spells(folder: Path) -> tuple[Spells, Spells]:
    """Return the spells by (office, of), and those of effective leaders by ("leader", of)."""
    exact: Spells = defaultdict(list)
    leaders: Spells = defaultdict(list)
    paths = [*sorted((folder / "tenures").glob("*.jsonl")), folder / "us_executive" / "us_executive.jsonl"]
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        made = max(date.fromisoformat(row["start"]) for row in rows if len(row["start"]) == 10)
        if path.stem == "archigos":
            made = date(2015, 12, 31)
        for row in rows:
            start, end = read_span(row["start"]), read_span(row["end"])
            if not start or (end and end.last < date(2000, 1, 1)):
                continue
            until = made
            if end and end.first > made:  # a fixed term that still runs
                until, end = end.first, None
            elif row.get("exit") == "Still in Office":
                end = None
            spell = Spell(row["person"], start, end, until, path.stem)
            if path.stem == "archigos":
                leaders["leader", ARCHIGOS.get(row["country_code"], "?")].append(spell)
                continue
            office = OFFICES.get(row["office"].casefold())
            of = "US" if path.stem == "us_executive" else COUNTRIES[row["country"]]
            if office and "@" in office:
                office, of = office.split("@")
            if office:
                exact[office, of].append(spell)
    for spells in (*exact.values(), *leaders.values()):
        _join(spells)
    return exact, leaders


def _join(spells: list[Spell]) -> None:
    """Make one spell of those that follow each other within a week: a re-election or a new cabinet."""
    spells.sort(key=lambda spell: (spell.dataset, spell.person, spell.start.first))
    for index in range(len(spells) - 1, 0, -1):
        before, after = spells[index - 1], spells[index]
        if (before.dataset, before.person) != (after.dataset, after.person) or not before.end:
            continue
        if after.start.first - before.end.last <= timedelta(days=7):
            before.end = after.end if after.end is None or after.end.last > before.end.last else before.end
            del spells[index]


def same_person(names: tuple[str, ...], other: str) -> bool:
    """Say whether one of `names` is that of `other`, which may be a family name alone."""
    theirs = name_key(other).split()
    for name in names:
        ours = name_key(name).split()
        short, long = sorted((ours, theirs), key=len)
        if all(any(fuzz.ratio(word, wanted) >= 80 for wanted in long) for word in short):
            return True
        if fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs)) >= 85:
            return True
    return False


def agreement(ours: Span, theirs: Span) -> str:
    """Return "day", "month" or "no" for two dates; the coarser of the two says how exact an agreement can be."""
    if ours == theirs:
        return "day" if ours.first == ours.last else "month"
    if ours.first <= theirs.first <= theirs.last <= ours.last:
        return "month" if (ours.last - ours.first).days < 31 else "year"
    if theirs.first <= ours.first <= ours.last <= theirs.last and (theirs.last - theirs.first).days < 31:
        return "month"
    if abs(ours.first - theirs.first).days <= 15 and ours.first == ours.last and theirs.first == theirs.last:
        return "month"  # the oath or the election, the last day or the successor's first
    return "no"


# Archigos names whoever effectively led a country: its other dates are no contradiction of an office's own.
GRADES = ["day", "month", "no", "otherwise"]
Found = tuple[str, Spell, date | None]
_TERM = "      - {person: "
_READ_BY_HAND = re.compile(r", confirmed: [^,}]*/")  # an address or owner/repository, not a data set of --eval
_NOTE = re.compile(r", note: .*")


def compare(term: Term, names: tuple[str, ...], spells: list[Spell], exact: bool) -> Found | None:
    """Return how far `term` is confirmed, by which spell, and until when it is open there; None where not covered."""
    found: list[Found] = []
    for spell in spells:
        if not term.start or not same_person(names, spell.person):
            continue
        last, their_last = term.end.last if term.end else date.max, spell.end.last if spell.end else spell.made
        if min(last, their_last) < max(term.start.first, spell.start.first):
            continue  # another time of theirs
        start = agreement(term.start, spell.start)
        if spell.end is None:
            lasting = last > spell.made
            end, until = (start if lasting else "no"), spell.made
        elif term.end is None:
            end, until = "no", None
        else:
            end, until = agreement(term.end, spell.end), None
        grades = {start, end}
        grade = "no" if "no" in grades else "month" if grades & {"month", "year"} else "day"
        found.append((grade, spell, until))
    ranked = sorted(found, key=lambda one: (GRADES.index(one[0]), one[2] is not None))
    if not ranked:
        return None
    grade, spell, until = ranked[0]
    return ("otherwise" if grade == "no" and not exact else grade), spell, until


def term_lines(path: Path) -> list[str]:
    """Return the lines of a file that hold its terms, one term a line."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(_TERM)]


def flag(path: Path, flags: list[tuple[str, str, date | None] | None]) -> None:
    """Write ``confirmed`` into the lines of the terms of one file, one term a line in the order of `flags`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    remaining = iter(flags)
    for index, line in enumerate(lines):
        if not line.startswith(_TERM):
            continue
        confirmed = next(remaining)
        if confirmed is None and _READ_BY_HAND.search(line):
            continue
        note = _NOTE.search(line)
        line = re.sub(r", confirmed(?:_to|_until)?: [^,}]+", "", line)
        if confirmed:
            grade, dataset, until = confirmed
            more = f", confirmed: {dataset}" + (", confirmed_to: month" if grade == "month" else "")
            place = line.index(note.group()) if note else len(line) - 1
            line = line[:place] + more + (f", confirmed_until: {until}" if until else "") + line[place:]
        lines[index] = line
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("--eval", type=Path, default=root.parent / "shared" / "eval")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    if not (options.eval / "tenures").is_dir():
        print(f"no data to compare with in {options.eval}")
        return 2
    exact, leaders = read_spells(options.eval)
    people = {}
    files = []
    for path in shipped_paths():
        new, terms, _ = read_tenures(path, shipped=True)
        people.update(new)
        files.append((path, terms))
    closed, opened, contradictions = Counter[str](), Counter[str](), []
    for path, terms in files:
        flags: list[tuple[str, str, date | None] | None] = []
        for term, line in zip(terms, term_lines(path), strict=True):
            names = people[term.person].en
            results = [compare(term, names, exact.get((term.office, term.of), []), True)]
            if term.office in LEADERS:
                results.append(compare(term, names, leaders.get(("leader", term.of), []), False))
            known = [result for result in results if result]
            best = min(known, key=lambda one: (GRADES.index(one[0]), one[2] is not None), default=None)
            grade = best[0] if best else "not covered"
            if grade not in ("day", "month") and _READ_BY_HAND.search(line):
                grade = "by hand"
            contradicted = [one for one in known if one[0] in ("no", "otherwise")]
            if contradicted and (grade == "no" or options.all):
                note = _NOTE.search(line)
                contradictions.append((grade, term, contradicted, note.group()[8:].strip(' "}') if note else ""))
            (closed if term.start and term.end else opened)[grade] += 1
            flags.append((grade, best[1].dataset, best[2]) if best and grade in ("day", "month") else None)
        if options.write:
            flag(path, flags)
    for title, counts in (("facts (terms with start and end)", closed), ("open or one-sided terms", opened)):
        print(f"{title}: {sum(counts.values())}")
        for grade, label in (
            ("day", "confirmed to the day"),
            ("month", "confirmed to the month"),
            ("by hand", "confirmed by hand"),
            ("no", "contradicted"),
            ("otherwise", "led otherwise (Archigos)"),
            ("not covered", "not covered"),
        ):
            print(f"  {label:26}{counts[grade]:5}")
    looked_into = sum(bool(note) for *_, note in contradictions)
    print(f"contradictions listed below: {len(contradictions)}, of them looked into: {looked_into}")
    for grade, term, against, reason in sorted(contradictions, key=lambda one: bool(one[3])):
        times = f"{_text(term.start)}..{_text(term.end)}"
        spells = [spell for _, spell, _ in against]
        theirs = "; ".join(f"{one.dataset} {one.person} {_text(one.start)}..{_text(one.end)}" for one in spells)
        word = "disputed" if grade != "no" else "against"
        why = f" | {reason}" if reason else ""
        print(f"{word} {term.office} {term.of} {term.person} {times} | {theirs}{why}")
    return 0


def _text(span: Span | None) -> str:
    if span is None:
        return ""
    if span.first == span.last:
        return str(span.first)
    return str(span.first)[: 7 if (span.last - span.first).days < 31 else 4]


if __name__ == "__main__":
    sys.exit(main())
