"""A second make of synthetic claims, to see that nothing was fitted to the first: `mixed`.

Other names than in `claim_sets` and shared/perf/gen.py (Turkish, Persian, Slavic, Spanish, French, West African, in the
spellings of either script), other slips of the hand (the next key, a lost or doubled space, an initial, a word left
out), other kinds of values (money, shares, days, terms), and blocks of a term and a day.
"""

from __future__ import annotations

import datetime
import random
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]

MIXED_RULE = """\
id: record
family: record
check: conflict
summary: A register has two values for one person, topic and day.
severity: error
claims: record
same:
  person: {by: name, weight: 2, required: true, at_least: 0.6}
  topic: {by: term, required: true, at_least: 1}
  day: {by: period, required: true, at_least: 1}
differs: {field: value, tolerance: 0.01}
message: "{a.person}: {a.value} in {a.source}, {b.value} in {b.source}."
"""
_GIVEN = [
    ("مصطفى", "Mustafa", "Moustafa"), ("بولنت", "Bülent", "Bulent"), ("أيلين", "Aylin", "Ailin"),
    ("سهراب", "Sohrab", "Suhrab"), ("بهرام", "Bahram", "Behram"), ("نسرين", "Nasrin", "Nesrin"),
    ("داريوش", "Dariush", "Daryoush"), ("فلاديمير", "Vladimir", "Wladimir"), ("ناتاليا", "Natalia", "Nataliya"),
    ("ياروسلاف", "Yaroslav", "Jaroslav"), ("أوليكسي", "Oleksiy", "Alexey"), ("خوسيه", "José", "Jose"),
    ("إيزابيل", "Isabel", "Isabelle"), ("رودريغو", "Rodrigo", "Rodrigue"), ("فرانسوا", "François", "Francois"),
    ("سيلفي", "Sylvie", "Silvie"), ("أمادو", "Amadou", "Amadu"), ("عيساتو", "Aissatou", "Aisatu"),
    ("كوفي", "Kofi", "Koffi"), ("أوليفييه", "Olivier", "Oliver"), ("تيمور", "Timur", "Teymur"),
    ("غولنار", "Gulnar", "Gülnar"), ("هارون", "Haroun", "Harun"), ("سلمى", "Salma", "Selma"),
]  # fmt: skip
_FAMILY = [
    ("يلماز", "Yılmaz", "Yilmaz"), ("دميرتاش", "Demirtaş", "Demirtas"), ("أوزتورك", "Öztürk", "Ozturk"),
    ("حسيني", "Hosseini", "Husseini"), ("كرماني", "Kermani", "Kirmani"), ("شيرازي", "Shirazi", "Chirazi"),
    ("رضائي", "Rezaei", "Rezai"), ("كوزلوف", "Kozlov", "Koslow"), ("شيفتشينكو", "Shevchenko", "Chevtchenko"),
    ("فولكوف", "Volkov", "Wolkow"), ("ميلنيك", "Melnyk", "Melnik"), ("غونزاليس", "González", "Gonzales"),
    ("راميريث", "Ramírez", "Ramirez"), ("فرنانديز", "Fernández", "Fernandez"), ("دوبوا", "Dubois", "Duboy"),
    ("لوفيفر", "Lefèvre", "Lefebvre"), ("ديالو", "Diallo", "Jallow"), ("تراوري", "Traoré", "Traore"),
    ("كوليبالي", "Coulibaly", "Koulibaly"), ("مينساه", "Mensah", "Mensa"), ("أوسمانوفيتش", "Osmanović", "Osmanovic"),
    ("كراسنيقي", "Krasniqi", "Krasnici"), ("حيدروف", "Haydarov", "Khaidarov"), ("بيرنار", "Bernard", "Bernar"),
    ("سانشيز", "Sánchez", "Sanchez"), ("كاراداغ", "Karadağ", "Karadag"), ("نوروزي", "Nowruzi", "Norouzi"),
    ("بوتشكاريوف", "Bochkaryov", "Bochkarev"), ("زابالا", "Zabala", "Savala"), ("كيتا", "Keïta", "Keita"),
]  # fmt: skip
_KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "ضصثقفغعهخحج", "شسيبلاتنمك", "ئءؤرىةوزظ"]
_TOPICS = ("turnover", "turnout", "verdict", "post", "opening")
_POSTS = ("chair", "treasurer", "secretary", "auditor", "spokesperson")
_FIRST_DAY = datetime.date(2019, 1, 7)


def mixed(count: int, seed: int, conflicts: float = 0.08) -> tuple[pa.Table, Ints]:
    """Return claims of this make, and the number of the thing of each; `conflicts` of them have another value."""
    draw = random.Random(f"mixed {seed}")
    people = sorted({_person(draw) for _ in range(max(30, count // 50))})
    days = [_FIRST_DAY + datetime.timedelta(days=7 * week) for week in range(max(3, count // 4000))]
    things = sorted({(draw.choice(people), draw.choice(_TOPICS), draw.choice(days)) for _ in range(count // 7)})
    draw.shuffle(things)
    truth = [_value(topic, day, draw) for _, topic, day in things]
    rows: dict[str, list[Any]] = {name: [] for name in ("source", "person", "topic", "day", "value", "evidence")}
    topics: list[int] = []
    for row in range(count):
        number = int(draw.betavariate(0.8, 2.4) * len(things))
        person, topic, day = things[number]
        said = truth[number]
        if draw.random() < conflicts:
            while said == truth[number]:
                said = _value(topic, day, draw)
        name = _printed(person, draw)
        rows["source"].append(f"gazette {draw.randrange(300)}")
        rows["person"].append(name)
        rows["topic"].append({"type": "term", "concept": topic})
        rows["day"].append(day)
        rows["value"].append(said)
        rows["evidence"].append(f"{name}, {topic} on {day} ({row})")
        topics.append(number)
    types = {
        "type": pa.string(), "low": pa.float64(), "high": pa.float64(), "unit": pa.string(), "concept": pa.string(),
        "start": pa.date32(), "end": pa.date32(),
    }  # fmt: skip
    value = pa.array(rows.pop("value"), pa.struct(list(types.items())))
    return pa.table({"kind": ["record"] * count, **rows, "value": value}), np.array(topics, np.int64)


def _person(draw: random.Random) -> tuple[int, ...]:
    given = int(draw.betavariate(1, 1.6) * len(_GIVEN))
    families = [int(draw.betavariate(1, 1.4) * len(_FAMILY)) for _ in range(draw.choice([1, 1, 2]))]
    return (given, *families)


def _value(topic: str, day: datetime.date, draw: random.Random) -> dict[str, Any]:
    """Return a value as the topic has it: an amount, a share, a meaning, or a day."""
    if topic == "turnover":
        amount = round(draw.uniform(1, 900), 1) * 1e6
        return {"type": "quantity", "low": amount, "high": amount, "unit": "EUR"}
    if topic == "turnout":
        share = round(draw.uniform(5, 95), 1)
        return {"type": "quantity", "low": share, "high": share, "unit": "percent"}
    if topic == "opening":
        opened = day + datetime.timedelta(days=draw.randrange(1, 300))
        return {"type": "period", "start": opened, "end": opened}
    return {"type": "term", "concept": draw.choice(_POSTS if topic == "post" else ("guilty", "not-guilty", "retrial"))}


def _printed(person: tuple[int, ...], draw: random.Random) -> str:
    script = draw.choice([0, 0, 0, 1, 1, 2])
    words = [_GIVEN[person[0]][script], *(_FAMILY[family][script] for family in person[1:])]
    slip = draw.random()
    if slip < 0.03 and script:
        words[0] = f"{words[0][0]}."
    elif slip < 0.06 and len(words) > 2:
        del words[draw.choice([1, 2])]
    name = " ".join(words)
    if 0.06 <= slip < 0.11:  # the next key
        place = draw.randrange(len(name))
        row = next((row for row in _KEYS if name[place].lower() in row), "")
        near = [row[at] for at in (row.find(name[place].lower()) + step for step in (-1, 1)) if 0 <= at < len(row)]
        name = name[:place] + draw.choice(near or [name[place]]) + name[place + 1 :]
    elif slip < 0.13:
        name = name.replace(" ", "  " if draw.random() < 0.5 else "", 1)
    return name.upper() if script and draw.random() < 0.05 else name
