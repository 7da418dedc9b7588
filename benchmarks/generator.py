"""Arabic news articles of our own writing for measuring: seeded, streamed, as varied as an archive, and as dull.

An article is a title, a lead and sentences from the folder ``wording``, whose slots are filled with states, offices,
names, days and topics. Article ``number`` of a seed depends on these two alone, so that any slice of an archive can be
made on any machine. What an article tells is invented: nothing of it is a fact.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import accumulate, cycle
from math import gcd, log
from pathlib import Path
from types import MappingProxyType
from typing import Any

CHARACTERS = 1700
# Shares of an archive of a general newspaper with a strong foreign desk.
MIX: Mapping[str, float] = MappingProxyType(
    {
        "diplomacy": 0.50,
        "politics": 0.13,
        "economy": 0.11,
        "sport": 0.10,
        "crime": 0.05,
        "culture": 0.05,
        "weather": 0.02,
        "opinion": 0.04,
    }
)
STORIES: Mapping[str, float] = MappingProxyType(
    {"meeting": 26, "call": 14, "visit": 14, "session": 14, "signing": 14, "message": 9, "statement": 9}
)

_SPREAD = 0.4  # of the logarithm of the lengths: most articles have 1,000 to 2,500 characters
_SHORTEST, _LONGEST = 400, 8000
_HAPPENINGS = 4  # at most so many second happenings more in a story of the wanted length
_FIRST_DAY = dt.date(2008, 1, 1)
_DAYS = 6500
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WITHOUT_HAMZA = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``kind`` is a key of the mix, the other fields are those of an input row."""

    id: str
    kind: str
    title: str
    text: str
    published_on: str
    publisher: str
    url: str
    language: str = "ar"

    @property
    def characters(self) -> int:
        """Length of the document that the article is read as: the title, a blank line, the text."""
        return len(self.title) + 2 + len(self.text)

    def to_json(self) -> str:
        """One row of a JSON Lines file, without the kind, which no archive tells."""
        return json.dumps({name: getattr(self, name) for name in _WRITTEN}, ensure_ascii=False)


_WRITTEN = tuple(field.name for field in fields(Article) if field.name != "kind")


def articles(
    count: int, *, seed: int = 1, start: int = 0, mix: Mapping[str, float] = MIX, characters: int = CHARACTERS
) -> Iterator[Article]:
    """Articles ``start`` to ``start + count`` of the archive that ``seed`` stands for, one at a time.

    ``mix`` gives the share of each kind; ``ValueError`` for a kind that is not written here.
    """
    unknown = sorted(set(mix) - set(MIX))
    if unknown:
        raise ValueError(f"no articles of the kinds {', '.join(unknown)}; there are {', '.join(MIX)}")
    writer = _Writer(_wording(), mix, characters)
    for number in range(start, start + count):
        yield writer.article(seed, number)


def write_archive(
    folder: Path, count: int, *, seed: int = 1, start: int = 0, mix: Mapping[str, float] = MIX, a_file: int = 5000
) -> None:
    """Writes :func:`articles` into JSON Lines files of ``a_file`` articles each."""
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(start, start + count, a_file):
        with (folder / f"articles-{first:09d}.jsonl").open("w", encoding="utf-8") as stream:
            for article in articles(min(a_file, start + count - first), seed=seed, start=first, mix=mix):
                stream.write(f"{article.to_json()}\n")


@dataclass(frozen=True, slots=True)
class _Scene:
    titles: Sequence[str]
    leads: Sequence[str]


class _State:
    """A row of the states, with what it puts into the cast when it is side a or b of a story."""

    def __init__(self, row: Sequence[str]) -> None:
        self.name, self.nisba, self.nisba_f, self.capital, city, self.people, self.months = row
        values = {
            "state": self.name,
            "nisba": self.nisba,
            "nisba_f": self.nisba_f,
            "nisba_bare": self.nisba[2:],
            "capital": self.capital,
            "city": city,
        }
        self.cast = {side: {f"{side}_{slot}": value for slot, value in values.items()} for side in "ab"}


@dataclass(frozen=True)
class _Wording:
    states: Sequence[_State]
    offices: Sequence[Sequence[str]]
    offices_of_women: Sequence[str]
    months: Mapping[str, Sequence[str]]
    weekdays: Sequence[str]
    given: Mapping[str, Sequence[str]]
    family: Mapping[str, Sequence[str]]
    slots: Mapping[str, Sequence[str]]
    scenes: Mapping[str, _Scene]
    sentences: Mapping[str, Sequence[str]]

    @cached_property
    def homes(self) -> Sequence[_State]:
        """The states whose papers write: the Arab ones."""
        return [state for state in self.states if state.people == "arab"]


@cache
def _wording() -> _Wording:
    states = _table("states")
    both = {**_table("diplomacy"), **_table("everyday")}
    return _Wording(
        **{**states, "states": [_State(row) for row in states["states"]]},
        slots=_table("slots"),
        scenes={name: _Scene(table["titles"], table["leads"]) for name, table in both.items() if "leads" in table},
        sentences={name: table["sentences"] for name, table in both.items() if "sentences" in table},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).with_name("wording") / f"{name}.toml").read_text(encoding="utf-8"))


def template_count() -> int:
    """How many titles, leads and sentences the articles are made of."""
    wording = _wording()
    scenes = sum(len(scene.titles) + len(scene.leads) for scene in wording.scenes.values())
    return scenes + sum(map(len, wording.sentences.values()))


class _Cast(dict[str, str]):
    """Who and what an article is about; a slot that is not cast is filled anew, never twice alike in a row."""

    def __init__(self, wording: _Wording, rng: random.Random) -> None:
        super().__init__()
        self._wording, self._random = wording, rng.random
        self._last: dict[str, int] = {}
        self.day = _FIRST_DAY + dt.timedelta(days=int(rng.random() * _DAYS))
        self.home: _State = self.one_of(wording.homes)
        self.update(self.home.cast["a"])
        self["host"] = self.home.capital

    def one_of(self, choices: Sequence[Any]) -> Any:
        return choices[int(self._random() * len(choices))]

    def name_of(self, people: str) -> str:
        return f"{self.one_of(self._wording.given[people])} {self.one_of(self._wording.family[people])}"

    def add_story(self, scene: str) -> None:
        """Casts the other state, the people of both sides, and where they are."""
        other: _State = self.home
        while other is self.home:
            other = self.one_of(self._wording.states)
        self.update(other.cast["b"])
        office = self.one_of(self._wording.offices)
        self._add_official("a", self.home, office)
        self._add_official("b", other, office)
        self._add_official("c", other, self.one_of(self._wording.offices))
        self["b_name_2"] = self.name_of(other.people)
        self["w_office"] = f"{self.one_of(self._wording.offices_of_women)} {other.nisba_f}"
        self["w_name"] = self.name_of("women")
        if scene == "visit" or self._random() < 0.3:
            self["host"] = other.capital

    def _add_official(self, side: str, state: _State, office: Sequence[str]) -> None:
        family = self.one_of(self._wording.family[state.people])
        with_adjective = self._random() < 0.7
        self[f"{side}_name"] = f"{self.one_of(self._wording.given[state.people])} {family}"
        self[f"{side}_last"] = family
        self[f"{side}_short"] = office[0]
        self[f"{side}_office"] = f"{office[0]} {state.nisba}" if with_adjective else f"{office[1]} {state.name}"

    def __missing__(self, slot: str) -> str:
        choices = self._wording.slots.get(slot)
        if choices is None:
            return str(_COMPUTED[slot](self, self._random()))
        step = 1 + int(self._random() * (len(choices) - 1))
        place = self._last[slot] = (self._last.get(slot, 0) + step) % len(choices)
        return choices[place]


def _weekday(cast: _Cast, chance: float) -> str:
    return cast._wording.weekdays[(cast.day.weekday() - int(chance * 5)) % 7]


def _date(cast: _Cast, chance: float) -> str:
    day = cast.day - dt.timedelta(days=int(chance * 6))
    month = cast._wording.months[cast.home.months][day.month - 1]
    return f"{day.day} {month}" if chance < 0.4 else f"{day.day} {month} {day.year}"


_COMPUTED: Mapping[str, Callable[[_Cast, float], object]] = {
    "person": lambda cast, _: cast.name_of(cast.home.people),
    "woman": lambda cast, _: cast.name_of("women"),
    "foreigner": lambda cast, chance: cast.name_of("latin" if chance < 0.4 else "west"),
    "b_state": lambda cast, _: cast.one_of(cast._wording.states).name,
    "number": lambda _, chance: int(20 + chance * 980),
    "small": lambda _, chance: int(3 + chance * 8),
    "small_number": lambda _, chance: int(11 + chance * 80),
    "percent": lambda _, chance: f"{1 + chance * 60:.1f}",
    "year": lambda cast, chance: cast.day.year - 1 - int(chance * 12),
    "year_ahead": lambda cast, chance: cast.day.year + 5 + int(chance * 15),
    "weekday": _weekday,
    "date": _date,
}


class _Writer:
    def __init__(self, wording: _Wording, mix: Mapping[str, float], characters: int) -> None:
        self._wording, self._rng = wording, random.Random()
        self._kinds, self._kind_weights = list(mix), list(accumulate(mix.values()))
        self._stories, self._story_weights = list(STORIES), list(accumulate(STORIES.values()))
        self._mean = log(characters) - _SPREAD**2 / 2

    def article(self, seed: int, number: int) -> Article:
        rng = self._rng
        rng.seed(seed << 48 | number)
        scene = kind = rng.choices(self._kinds, cum_weights=self._kind_weights)[0]
        wanted = min(max(rng.lognormvariate(self._mean, _SPREAD), _SHORTEST), _LONGEST)
        cast = _Cast(self._wording, rng)
        if kind == "diplomacy":
            scene = rng.choices(self._stories, cum_weights=self._story_weights)[0]
            cast.add_story(scene)
        title = str(cast.one_of(self._wording.scenes[scene].titles).format_map(cast))
        lead = self._lead(cast, scene)
        text = self._text(cast, lead, self._pool(kind, wanted), wanted - len(title) - 3)
        title, text = _styled(title, text, rng.random())
        return Article(
            id=f"{seed}-{number}",
            kind=kind,
            title=title,
            text=text,
            published_on=cast.day.isoformat(),
            publisher=f"صحيفة {cast['newspaper']}",
            url=f"https://archive.example/{seed}/{number}",
        )

    def _lead(self, cast: _Cast, scene: str) -> str:
        lead = str(cast.one_of(self._wording.scenes[scene].leads).format_map(cast))
        style = self._rng.random()
        if scene == "opinion" or style < 0.5:
            return lead
        place, agency = cast["host"], cast["agency"]
        return f"{place} - {agency}: {lead}" if style < 0.75 else f"{place} ({agency}) – {lead}"

    def _pool(self, kind: str, wanted: float) -> list[str]:
        """Sentences of ``kind`` in the order to take them; in diplomacy with second happenings among the first."""
        if kind != "diplomacy":
            return self._mixed(self._wording.sentences[kind])
        pool = self._mixed(self._wording.sentences["filler"])
        after = self._mixed(self._wording.sentences["after"])
        happenings = 1 + int(self._rng.random() * _HAPPENINGS * wanted / CHARACTERS)
        for sentence in after[:happenings]:
            pool.insert(int(self._rng.random() * 3 * happenings), sentence)
        return pool

    def _mixed(self, sentences: Sequence[str]) -> list[str]:
        """``sentences`` from a random one on, by a random stride that meets each once: much faster than a shuffle."""
        count = len(sentences)
        stride = int(self._rng.random() * count) or 1
        while gcd(stride, count) > 1:
            stride += 1
        first = int(self._rng.random() * count)
        return [sentences[(first + step * stride) % count] for step in range(count)]

    def _text(self, cast: _Cast, lead: str, pool: Sequence[str], wanted: float) -> str:
        """The lead and sentences until ``wanted`` characters are as near as whole sentences come to it."""
        written, length, chance = [lead], len(lead), self._rng.random
        for template in cycle(pool):  # a long article comes back to a sentence, with other words in its slots
            sentence = template.format_map(cast)
            if length + len(sentence) / 2 > wanted:
                break
            written += ("\n" if chance() < 0.4 else " ", sentence)
            length += len(sentence) + 1
        return "".join(written)


def _styled(title: str, text: str, style: float) -> tuple[str, str]:
    """Some papers write Eastern digits, some leave hamzas out."""
    if style < 0.2:
        return title.translate(_EASTERN), text.translate(_EASTERN)
    if style < 0.28:
        return title.translate(_WITHOUT_HAMZA), text.translate(_WITHOUT_HAMZA)
    return title, text
