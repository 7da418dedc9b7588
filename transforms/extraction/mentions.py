"""Who is spoken of: persons with their titles, offices without a name, states, bodies, cities, and words that point back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.arabic.sentences import Sentence
from transforms.extraction.names import Name, read_bare_name, read_name
from transforms.extraction.text import Text
from transforms.extraction.title_reader import read_title
from transforms.extraction.titles import Title, opens_title
from transforms.lexicon import lexicon, may_open_name, word_info
from transforms.lexicon.compiled import ADJECTIVE
from transforms.lexicon.entries import (
    CITY,
    COUNTRY,
    HONORIFIC,
    INSTITUTION,
    MARKER,
    ORGANIZATION,
    City,
    Country,
    EventVerb,
    Head,
    Honorific,
    Institution,
    LightVerb,
    Marker,
    NounForm,
    Organization,
    VerbForm,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point at somebody, tokens ``first`` up to, not including, ``last``.

    ``kind``: ``home`` (المملكة, until the home state is known), ``person`` (has ``name``), ``office`` (a title alone), ``country``, ``city``, ``organization``, ``group`` (a delegation,
    a ministry), ``counterpart`` (نظيره without a name), ``pair`` (الوزيران), ``pronoun`` (سموه), ``guest`` (ضيفه).
    ``governor`` is the particle before it (مع، بين، في، إلى، ب، ل …) or empty; ``joined`` whether و ties it to what precedes.
    """

    first: int
    last: int
    kind: str
    name: str = ""
    parts: tuple[str, ...] = ()
    title_text: str = ""
    position: str | None = None
    country: str | None = None
    organization: str | None = None
    accredited: str | None = None
    governor: str = ""
    joined: bool = False
    resolution: str = "named"
    number: str = "singular"
    city: City | None = None
    pair_class: str = ""
    name_first: int = 0
    name_last: int = 0
    countries: tuple[str, ...] = ()
    owner: str = ""
    is_home: bool = False
    title_key: str = ""


_GOVERNORS = frozenset(
    {
        "مع",
        "بين",
        "في",
        "الي",
        "من",
        "لدي",
        "عن",
        "علي",
        "وبين",
        "ومع",
        "عبر",
        "نحو",
        "تجاه",
        "ضد",
        "حول",
        "والي",
        "ومن",
        "وفي",
        "صوب",
        "بحضور",
        "وبحضور",
        "باسم",
        "قبل",
        "برياسه",
        "بقياده",
        "برعايه",
        "بدعوه",
        "لدعوه",
        "يضم",
        "عند",
        "بتوجيه",
    }
)
_PREFIX_GOVERNORS = {"ب": "ب", "ل": "ل", "وب": "ب", "ول": "ل", "ك": "ك", "فب": "ب", "فل": "ل"}
_CITY_CUES = frozenset(
    {
        "مدينه",
        "بمدينه",
        "العاصمه",
        "بالعاصمه",
        "للعاصمه",
        "عاصمه",
        "منتجع",
        "بمنتجع",
        "المدينه",
        "محافظه",
        "بمحافظه",
        "ولايه",
        "بولايه",
        "مطار",
        "بمطار",
    }
)
_PLACE_GOVERNORS = frozenset({"في", "الي", "ب", "من", "وفي", "والي", "نحو", "صوب", "لدي", "عبر"})


def read_mentions(text: Text, sentence: Sentence) -> list[Mention]:
    """The mentions of one sentence, left to right, none inside another."""
    reader = _MentionReader(text, sentence)
    return list(reader.read())


class _MentionReader:
    def __init__(self, text: Text, sentence: Sentence) -> None:
        self._text = text
        self._sentence = sentence
        self._limit = sentence.last
        self._dates = {d.first: d.last for d in text.dates if sentence.first <= d.first < sentence.last}

    def read(self) -> Iterator[Mention]:
        behind = self._sentence.first
        for position in self._text.openings_between(behind, self._limit):
            if position < behind:
                continue
            if position in self._dates:
                behind = self._dates[position]
                continue
            if self._text.tokens[position].kind != "word":
                continue
            mentions = self._at(position)
            if mentions:
                yield from mentions
                behind = max(m.last for m in mentions)
            else:
                match = self._text.matches[position]
                behind = position + 1 if match is None else max(position + 1, match.last)

    def _at(self, position: int) -> list[Mention]:
        text = self._text
        match = text.matches[position]
        if match is not None:
            for meaning in match.meanings if match.kinds & MARKER else ():
                if isinstance(meaning, Marker):
                    found = self._marker(position, match.last, match.prefix, meaning)
                    if found:
                        return found
            if match.kinds & HONORIFIC or opens_title(text, position):
                found = self._titled(position)
                if found:
                    return found
            return self._body(position)
        return self._bare(position)

    # ------------------------------------------------------------ persons
    def _titled(self, position: int) -> list[Mention]:
        """A person or office that begins with a title or a word of respect."""
        if (
            position > self._sentence.first
            and self._text.norms[position] in lexicon().title_words.patrons
            and self._text.norms[position - 1] in lexicon().named_after
        ):
            name = self._name_after(self._skip_respect(position), is_titled=True)
            if name is not None:  # «جامعة الملك عبدالعزيز»
                return [Mention(position, name.last, "thing")]
        opening = self._opening(position)
        titles, respect, after = opening
        if titles and titles[-1].number != "singular":
            return self._several(position, titles[-1], after)
        name = self._name_after(after, bool(titles or respect))
        if name is None:
            return self._office(position, titles) if titles else self._addressed(position, after)
        last = name.last + (
            name.last < self._limit
            and self._text.norms[name.last] in '»"”'
            and self._text.norms[name.first - 1] in '«"“'
        )
        titles_behind, last = self._behind(last, bool(titles))
        return [self._person(position, last, [*titles, *titles_behind], name)]

    def _opening(self, position: int) -> tuple[list[Title], bool, int]:
        """Titles and words of respect from ``position`` on: the titles, whether there was respect, and where they end."""
        text = self._text
        titles: list[Title] = []
        respect = False
        while position < self._limit:
            match = text.matches[position]
            is_continued = bool(titles) or respect
            if (
                match is not None
                and match.prefix
                and is_continued
                and not self._second_office(match.prefix, titles, position)
            ):
                break
            if opens_title(text, position) and not self._is_named_like_office(position):
                title = read_title(text, position, self._limit)
                assert title is not None
                if titles and (title.number != "singular" or self._is_of_another(titles[-1], title)):
                    break
                if (
                    titles
                    and titles[-1].is_epithet
                    and titles[-1].position == "head_of_state"
                    and title.position != "head_of_state"
                ):
                    break  # «أناب خادم الحرمين الشريفين معالي نائب وزير الخارجية»
                titles.append(title)
                position = title.last
            elif match is not None and text.meaning(position, Honorific) is not None:
                if self._honours_another(position, titles):
                    break
                respect = True
                position = match.last
                if position < self._limit and text.norms[position] == "." and len(text.norms[position - 1]) == 1:
                    position += 1
            elif text.norms[position] == "(" and titles and (after := self._behind_brackets(position)):
                position = after
            elif (
                (text.norms[position] in ("/", ":") and respect and not titles)
                or (
                    text.norms[position] in ("،", ",")
                    and is_continued
                    and self._respect_or_name_after_comma(position, titles)
                )
                or (text.norms[position] == "." and len(text.norms[position - 1]) == 1 and respect)
            ):
                position += 1
            else:
                break
        return titles, respect, position

    def _honours_another(self, position: int, titles: list[Title]) -> bool:
        """«نيابة عن جلالة السلطان صاحب السمو السيد هيثم»: a new form of address behind a ruler begins another person."""
        before = self._text.norms[position - 1] if position > self._sentence.first else ""
        form = self._text.norms[position]
        is_ruler = (
            bool(titles)
            and (titles[-1].is_epithet or before in ("السلطان", "الملك", "الرييس"))
            and titles[-1].position == "head_of_state"
        )
        if before in ("السلطان", "الملك"):
            is_ruler = True
        return is_ruler and (
            form in ("معالي", "سعاده")
            or (
                form in ("صاحب", "صاحبه")
                and self._text.norms[position + 1 : position + 2] in (["السمو"], ["المعالي"], ["السعاده"])
            )
        )

    def _behind_brackets(self, position: int) -> int:
        """«سفير جمهورية الكونغو (برازافيل) X»: where a name goes on behind a short bracket, else 0."""
        for closing in range(position + 2, min(position + 5, self._limit)):
            if self._text.norms[closing] == ")":
                following = closing + 1
                is_respect = following < self._limit and self._text.meaning(following, Honorific) is not None
                return following if is_respect or self._name_after(following, is_titled=True) is not None else 0
        return 0

    def _is_of_another(self, before: Title, title: Title) -> bool:
        """«زار الموفد الروسي رئيس مجلس النواب»: behind a definite head with its nisba an office without one is another's.

        «التقى الوزير وزير خارجية بلجيكا»: so it is behind «الوزير» and «الرئيس» that stand alone.
        """
        is_alone = before.last - before.first == 1 and self._text.norms[before.first] in lexicon().title_words.alone
        if is_alone and not title.opens_definite:
            return True
        if title.opens_definite:  # «خص رئيس الجمهورية السفير الألماني بمقابلة»
            return title.country is not None and title.country != before.country
        return before.opens_definite and before.country is not None and title.country != before.country

    def _is_named_like_office(self, position: int) -> bool:
        """مساعد بن محمد، سلطان بن سعد: an office word that is a given name before بن or behind a word of respect."""
        norm = self._text.norms[position]
        match = self._text.matches[position]
        is_phrase = match is not None and match.last > position + 1  # «أمير الكويت»
        if norm not in lexicon().given or position + 1 >= self._limit or is_phrase:
            return False
        if self._text.norms[position + 1] in ("بن", "ابن", "ال"):
            return True
        following = self._text.norms[position + 1]
        is_before_family = not word_info(following).classes and self._text.matches[position + 1] is None
        if is_before_family and self._text.tokens[position + 1].kind == "word" and position > self._sentence.first:
            return self._text.norms[position - 1].startswith("ال")  # «رئيس مجلس النواب أمين شحيتلي»
        behind_respect = position > self._sentence.first and self._text.meaning(position - 1, Honorific) is not None
        return behind_respect and read_name(self._text, position + 1, self._limit) is not None

    def _second_office(self, prefix: str, titles: list[Title], position: int) -> bool:
        """«نائب رئيس الوزراء ووزير الخارجية»: و before a second office of a minister; never after a head of state."""
        if prefix != "و" or not titles or not opens_title(self._text, position):
            return False
        if titles[-1].position not in (
            "deputy_head_of_government",
            "foreign_minister",
            "minister",
            "head_of_government",
            "deputy_minister",
            "official",
        ):
            return False
        title = read_title(self._text, position, self._limit)
        if (
            title is None
            or title.number != "singular"
            or title.position not in ("foreign_minister", "minister", "deputy_minister")
        ):
            return False
        if titles[-1].country and title.country and titles[-1].country != title.country:
            return False
        if titles[-1].country and not title.country and titles[-1].position != "deputy_head_of_government":
            return False
        after = self._skip_respect(title.last)
        return self._name_after(after, is_titled=True) is not None and not (titles[-1].position == title.position)

    def _respect_or_name_after_comma(self, comma: int, titles: list[Title]) -> bool:
        """A comma between a title and its name: «وزير الخارجية، السيد ناصر بوريطة،»."""
        following = comma + 1
        if following >= self._limit or self._text.tokens[following].kind != "word" or following in self._dates:
            return False
        match = self._text.matches[following]
        if match is not None and match.prefix:
            return False
        if self._text.meaning(following, Honorific) is not None and not opens_title(self._text, following):
            return True
        if opens_title(self._text, following):
            return (
                self._text.meaning(following, Honorific) is not None
                and self._name_after(following + 1, is_titled=True) is not None
            )
        name = read_name(self._text, following, self._limit)
        if name is None or name.prefix:
            return False
        return len(name.parts) >= 2 or name.parts[0] in lexicon().given or self._is_single_name(name)

    def _is_single_name(self, name: Name) -> bool:
        """«وزيرة خارجية إندونيسيا، سوليستيانينغسيه، إلى …»: an unknown word between two commas behind a title."""
        word = name.parts[0]
        is_unknown = not word_info(word).classes and self._text.matches[name.first] is None
        return (
            is_unknown
            and len(word) > 4
            and not word.startswith("ال")
            and name.last < self._limit
            and self._text.norms[name.last] in ("،", ",")
        )

    def _name_after(self, position: int, is_titled: bool) -> Name | None:
        if position >= self._limit or position in self._dates:
            return None
        name = (read_name if is_titled else read_bare_name)(self._text, position, self._limit)
        return name if name is not None and not (is_titled and name.prefix) else None

    def _behind(self, position: int, has_title: bool) -> tuple[list[Title], int]:
        """Titles in apposition behind a name: «NAME وزير الدولة عضو مجلس الوزراء», «NAME، وزير الخارجية،»."""
        text = self._text
        titles: list[Title] = []
        while True:
            start = self._after_formula(position)
            comma = start < self._limit and text.norms[start] in ("،", ",", "(", "-", "–")
            if comma:
                start += 1
            if comma and start < self._limit and text.norms[start] in ("وهو", "وهي") and not titles:
                start += 1  # «تاراس بوهدانيتس، وهو مستشار في الرئاسة الأوكرانية»
            if start >= self._limit or not opens_title(text, start):
                return titles, position
            match = text.matches[start]
            if match is not None and match.prefix:
                if not (match.prefix == "و" and titles and not comma):
                    return titles, position
            title = read_title(text, start, self._limit)
            if title is None or (title.number != "singular" and text.norms[start] not in ACCUSATIVES):
                return titles, position
            if self._name_after(title.last, is_titled=True) is not None:
                return titles, position
            if comma and (has_title and not titles) and not title.is_definite:
                return titles, position
            if (
                comma
                and has_title
                and title.last < self._limit
                and text.norms[title.last] in ("،", ",")
                and self._is_named_behind(title.last)
            ):
                return titles, position  # «المفوض X، كاتبة الدولة المكلفة بالصيد، Y،»
            titles.append(title)
            position = title.last
            if position < self._limit and text.norms[position] == ")":
                position += 1

    def _is_named_behind(self, comma: int) -> bool:
        name = self._name_after(comma + 1, is_titled=True)
        return name is not None and len(name.parts) > 1 and not name.prefix and self._text.norms[name.first][:1] != "و"

    def _after_formula(self, position: int) -> int:
        """The position after a pious wish, with its dashes: «-أيده الله-», «حفظه الله ورعاه»."""
        step = position
        if step < self._limit and self._text.norms[step] in ("-", "–", "("):
            step += 1
        match = self._text.matches[step] if step < self._limit else None
        if match is None or not any(isinstance(m, Marker) and m.group == "formula" for m in match.meanings):
            return position
        step = match.last
        if step < self._limit and self._text.norms[step] in ("-", "–", ")"):
            step += 1
        return step

    def _person(self, first: int, last: int, titles: list[Title], name: Name) -> Mention:
        best = _best(titles)
        countries = [t.country for t in titles if t.country]
        bodies = [t.organization for t in titles if t.organization]
        accredited = [t.accredited for t in titles if t.accredited]
        governor, joined = self._governor(first)
        title_text = "، ".join(self._text.surface(t.first, t.last) for t in titles)
        return Mention(
            first=first, last=last, kind="person", name=name.written(self._text), parts=name.parts, title_text=title_text,
            position=self._with_rank(best.position if best else self._honorific_position(first, name.first), first, name.first, title_text),
            title_key=best.key if best else "",
            country=countries[0] if countries else self._epithet_country(first, name.first),
            organization=bodies[0] if bodies and not countries else None,
            accredited=accredited[0] if accredited else None, governor=governor, joined=joined,
            name_first=name.first, name_last=name.last,
            owner=next((t.owner for t in titles if t.owner), ""), is_home=any(t.is_home for t in titles),
        )  # fmt: skip

    def _with_rank(self, position: str | None, first: int, last: int, title: str) -> str | None:
        """«مدير التعاون العسكري اللواء الركن X»: an officer with a military rank and no other office; intelligence is none."""
        if position not in (None, "official", "adviser") or any(
            word in title for word in ("خابرات", "ستخبارات", "محافظ", "أمير", "شرطة", "الأمن", "للأمن")
        ):
            return position
        ranks = lexicon().ranks
        return "military" if any(self._text.norms[p] in ranks for p in range(first, last)) else position

    def _honorific_position(self, first: int, last: int) -> str | None:
        """The office that a word of respect names when no title does: «الملك», «الرئيس», «السفير»; «خادم الحرمين الشريفين»."""
        for position in range(first, last):
            institution = self._text.meaning(position, Institution)
            if institution is not None and institution.position:
                return institution.position
            norm = self._text.norms[position]
            for word, office in _RESPECT_OFFICES.items():
                if norm.endswith(word) and len(norm) - len(word) <= 2:
                    return office
        return None

    def _epithet_country(self, first: int, last: int) -> str | None:
        for position in range(first, last):
            institution = self._text.meaning(position, Institution)
            if institution is not None:
                return institution.country
        return None

    def _office(self, first: int, titles: list[Title]) -> list[Mention]:
        """A title without a name: «وزير الخارجية المصري»; an indefinite one («وزير سابق») is nobody in particular."""
        governor, joined = self._governor(first)
        best = _best(titles)
        assert best is not None
        title = titles[0] if len(titles) == 1 else best
        country = next((t.country for t in titles if t.country), None)
        mention = Mention(
            first=first, last=titles[-1].last, kind="office", title_text=self._text.surface(title.first, title.last),
            position=title.position, country=country, organization=None if country else title.organization,
            accredited=title.accredited, governor=governor, joined=joined, resolution="implied",
            owner=next((t.owner for t in titles if t.owner), ""), is_home=any(t.is_home for t in titles),
        )  # fmt: skip
        return [mention]

    def _addressed(self, first: int, after: int) -> list[Mention]:
        """«سمو الأمير», «جلالة السلطان» without a name: somebody of that rank who was named before."""
        rank = lexicon().ranks_alone.get(self._text.norms[after - 1])
        if rank is None or after - first < 2:
            return []
        governor, joined = self._governor(first)
        return [
            Mention(first, after, "pronoun", governor=governor, joined=joined, resolution="anaphora", pair_class=rank)
        ]

    def _several(self, first: int, title: Title, after: int) -> list[Mention]:
        """Dual and plural titles: «وزيرا خارجية مصر والأردن», «وزيري خارجية البلدين X وY», «رئيسا الوزراء الكندي X واليابانية Y»."""
        governor, joined = self._governor(first)
        pair = self._text.meaning(title.last, Marker) if title.last < self._limit else None
        if pair is not None and pair.group == "pairs" and title.number == "dual":
            wanted = (
                title.position
                if title.position in ("foreign_minister", "head_of_state", "head_of_government")
                and title.last - first > 1
                else "any"
            )
            of_pair = Mention(
                first,
                title.last + 1,
                "pair",
                governor=governor,
                joined=joined,
                resolution="anaphora",
                pair_class=wanted,
                number="dual",
            )
            office = replace(
                of_pair,
                kind="group",
                title_text=self._text.surface(first, title.last),
                position=title.position,
                resolution="implied",
            )
            members = self._named_list(title.last + 1, office)
            return (
                [replace(m, owner=f"pair{index}") for index, m in enumerate(members)]
                if len(members) == 2
                else [of_pair]
            )
        start = title.last
        if (
            start + 1 < self._limit
            and self._text.norms[start] in ("في", "ب", "لدي", "من")
            and self._text.norms[start + 1] in ("البلدين", "الدولتين")
        ):
            start += 2  # «وزيرا الدفاع في البلدين، A وB»
        base = Mention(
            first=first, last=title.last, kind="group", title_text=self._text.surface(title.first, title.last),
            position=title.position, country=title.country, organization=title.organization, governor=governor, joined=joined,
            resolution="implied", number=title.number, countries=title.countries,
        )  # fmt: skip
        names = self._named_list(start, base)
        if len(names) == 2 and start > title.last:
            return [replace(name, owner=f"pair{index}") for index, name in enumerate(names)]
        if names and len(names) == len(title.countries):
            return [replace(name, country=code) for name, code in zip(names, title.countries, strict=True)]
        if names:
            return names
        if len(title.countries) > 1:
            return [
                replace(
                    base, kind="office", country=country, number="singular", joined=joined or index > 0, countries=()
                )
                for index, country in enumerate(title.countries)
            ]
        return [base]

    def _named_list(self, position: int, base: Mention) -> list[Mention]:
        """Names that follow a dual or plural title, each with a nisba of its own: «الأذربيجاني جيحون بيراموف والأرميني …»."""
        text = self._text
        found: list[Mention] = []
        country = base.country
        while position < self._limit and len(found) < 12:
            start = position
            if text.norms[position] in ("،", ",", ":", "،"):
                position += 1
                if position >= self._limit:
                    break
            nisba = text.meaning(position, Country)
            match = text.matches[position]
            is_state = nisba is not None and not nisba.is_adjective and bool(found) and base.number != "singular"
            if nisba is not None and (nisba.is_adjective or is_state) and match is not None:
                if found and match.prefix not in ("و",) and text.norms[start] not in ("،", ","):
                    break
                country = nisba.code
                position = match.last
            position = self._skip_respect(position)
            limit = self._next_of_pair(position) if base.number == "dual" and not found else self._limit
            name = read_name(text, position, limit) if position < self._limit else None
            if name is not None and found and base.number == "dual":
                name = name.joined()
            if name is None or (found and not name.prefix.startswith("و") and (nisba is None)):
                break
            if not found and name.prefix:
                break
            behind, last = self._behind(name.last, has_title=True)
            found.append(
                replace(
                    base,
                    first=start if found else base.first,
                    last=last,
                    kind="person",
                    name=name.written(text),
                    parts=name.parts,
                    country=country or next((title.country for title in behind if title.country), None),
                    joined=base.joined or bool(found),
                    resolution="named" if base.resolution == "implied" else base.resolution,
                    number="singular",
                    name_first=name.first,
                    name_last=name.last,
                    countries=(),
                )  # fmt: skip
            )
            position = last
            if base.number == "dual" and len(found) == 2:
                break
        return found

    def _next_of_pair(self, position: int) -> int:
        """«وزيرا الخارجية بختيار سعيدوف ويرميك كوشيرباييف»: a dual names two, so an unknown word in و begins the second."""
        text = self._text
        for step in range(position + 1, min(position + 5, self._limit)):
            norm = text.norms[step]
            if text.tokens[step].kind != "word" or norm in lexicon().particles:
                break
            if len(norm) > 3 and norm.startswith("و") and norm not in lexicon().given and not word_info(norm).classes:
                return step
        return self._limit

    def _skip_respect(self, position: int) -> int:
        while position < self._limit:
            match = self._text.matches[position]
            if match is None or self._text.meaning(position, Honorific) is None or match.prefix:
                return position
            position = match.last
            if position < self._limit and self._text.norms[position] == ".":
                position += 1
        return position

    # ------------------------------------------------------------ words that point back
    def _marker(self, position: int, last: int, prefix: str, marker: Marker) -> list[Mention]:
        if marker.group == "counterparts":
            return self._counterpart(position, last, marker.name)
        if marker.group == "pairs":
            governor, joined = self._governor(position)
            nisba = self._following_nisba(last)
            if nisba is not None and marker.name in ("any", "foreign_minister", "head_of_state", "head_of_government"):
                pass
            named = self._pair_names(position, last, marker.name)
            if named:
                return named
            return [
                Mention(
                    position,
                    last,
                    "pair",
                    governor=governor,
                    joined=joined,
                    resolution="anaphora",
                    pair_class=marker.name,
                    number="dual",
                )
            ]
        if marker.group == "singular_anaphors":
            return self._anaphor(position, last, marker.name)
        if marker.group == "home":
            governor, joined = self._governor(position)
            if text_prefix := _PREFIX_GOVERNORS.get(prefix) or _glued_governor(self._text.norms[position]):
                governor = text_prefix
            return [Mention(position, last, "home", pair_class=marker.name, governor=governor, joined=joined)]
        if marker.group == "group":
            return self._group(position, last, marker.name)
        return []

    def _pair_names(self, position: int, last: int, pair_class: str) -> list[Mention]:
        """«الوزيرين الأذربيجاني X والأرميني Y», «الرئيسان الكيني والأوغندي»: a pair that names its members."""
        governor, joined = self._governor(position)
        office = pair_class if pair_class in lexicon().position_rank else None
        base = Mention(
            first=position, last=last, kind="group", title_text=self._text.surface(position, last), position=office,
            governor=governor, joined=joined, resolution="implied", number="dual",
        )  # fmt: skip
        if self._following_nisba(last) is None:
            if last < self._limit and pair_class != "sides":
                return self._named_list(last, base) if self._name_after(last, is_titled=True) else []
            return []
        named = self._named_list(last, base)
        if len(named) > 1:
            return named
        return self._nisba_pair(last, base) or named

    def _nisba_pair(self, position: int, base: Mention) -> list[Mention]:
        """«الجانبان المصري والأردني»: two states by their adjectives."""
        found: list[Mention] = []
        while position < self._limit and len(found) < 2:
            match = self._text.matches[position]
            nisba = self._text.meaning(position, Country)
            if match is None or nisba is None or not nisba.is_adjective or (found and match.prefix != "و"):
                break
            kind = "office" if base.position else "group"
            found.append(
                replace(
                    base,
                    last=match.last,
                    kind=kind,
                    country=nisba.code,
                    number="singular",
                    joined=base.joined or bool(found),
                )
            )
            position = match.last
        return found if len(found) == 2 else []

    def _following_nisba(self, position: int) -> Country | None:
        if position >= self._limit:
            return None
        country = self._text.meaning(position, Country)
        return country if country is not None and country.is_adjective else None

    def _counterpart(self, position: int, last: int, number: str) -> list[Mention]:
        governor, joined = self._governor(position)
        base = Mention(
            first=position, last=last, kind="counterpart", title_text="", governor=governor, joined=joined,
            resolution="counterpart", number=number,
        )  # fmt: skip
        if number != "singular":
            named = self._named_list(last, base)
            if named:
                return named
            pair = self._nisba_pair(last, base)
            return [replace(m, kind="counterpart") for m in pair] or [base]
        after = last
        country: str | None = None
        nisba = self._following_nisba(after)
        match = self._text.matches[after] if after < self._limit else None
        if nisba is not None and match is not None:
            country, after = nisba.code, match.last
        elif match is not None and self._text.norms[after] in ("في", "من"):
            following = self._text.meaning(after + 1, Country) if after + 1 < self._limit else None
            if following is not None:
                country, after = following.code, after + 2
        body = self._text.meaning(after, Organization) if after < self._limit else None
        after = self._after_sign_before_name(after)
        after = self._skip_respect(after)
        name = self._name_after(after, is_titled=True)
        if name is None:
            end = match.last if nisba is not None and match is not None else last
            return [replace(base, last=end, country=country, organization=body.name if body and not country else None)]
        titles, end = self._behind(name.last, has_title=True)
        return [
            replace(
                base,
                last=end,
                kind="person",
                name=name.written(self._text),
                parts=name.parts,
                country=country or next((t.country for t in titles if t.country), None),
                position=best.position if (best := _best(titles)) else None,
                title_text="، ".join(self._text.surface(t.first, t.last) for t in titles),
                name_first=name.first,
                name_last=name.last,
            )  # fmt: skip
        ]

    def _after_sign_before_name(self, position: int) -> int:
        if position + 1 < self._limit and self._text.norms[position] in ("،", ","):
            following = position + 1
            name = read_name(self._text, following, self._limit) if following not in self._dates else None
            if self._text.meaning(following, Honorific) is not None or (
                name is not None and len(name.parts) > 1 and not name.prefix
            ):
                return following
        return position

    def _anaphor(self, position: int, last: int, name: str) -> list[Mention]:
        governor, joined = self._governor(position)
        nisba = self._following_nisba(last)
        if name == "guest":
            after = last
            country = None
            match = self._text.matches[after] if after < self._limit else None
            if nisba is not None and match is not None:
                country, after = nisba.code, match.last
            inner = (
                self._at(after)
                if after < self._limit and after not in self._dates and self._text.tokens[after].kind == "word"
                else []
            )
            if inner and inner[0].kind in ("person", "office") and not inner[0].joined and inner[0].first == after:
                return [
                    replace(
                        inner[0], first=position, governor=governor, joined=joined, country=inner[0].country or country
                    )
                ]
            named = self._name_after(after, is_titled=True)
            if named is not None:
                return [replace(self._person(position, named.last, [], named), country=country)]
            return [
                Mention(
                    position, after, "guest", governor=governor, joined=joined, resolution="anaphora", country=country
                )
            ]
        return [
            Mention(position, last, "pronoun", governor=governor, joined=joined, resolution="anaphora", pair_class=name)
        ]

    # ------------------------------------------------------------ states, bodies, cities
    def _group(self, position: int, last: int, shape: str) -> list[Mention]:
        """«الوفد المغربي», «الحكومة اليمنية», «وزارة الخارجية الروسية», «حكومة النيجر»; alone it points at nobody."""
        text = self._text
        governor, joined = self._governor(position)
        step = last
        if step + 1 < self._limit and text.norms[step] == "من":
            step += 1
        while step < self._limit and step - last < 4:
            country = text.meaning(step, Country)
            match = text.matches[step]
            if country is not None and match is not None and not match.prefix:
                return [
                    Mention(position, match.last, "group", title_text=text.surface(position, match.last), country=country.code,
                            governor=governor, joined=joined, resolution="metonym", number="plural")
                ]  # fmt: skip
            body = text.meaning(step, Organization)
            if body is not None and match is not None and not match.prefix:
                return [
                    Mention(position, match.last, "group", title_text=text.surface(position, match.last), organization=body.name,
                            governor=governor, joined=joined, resolution="metonym", number="plural")
                ]  # fmt: skip
            if text.meaning(step, Head) is not None:
                break  # «والوفد الآخر المبعوث الأمريكي»
            info = word_info(text.norms[step])
            is_group = isinstance(m := text.meaning(step, Marker), Marker) and m.group == "group"
            if (
                text.tokens[step].kind != "word"
                or not (text.norms[step].startswith("ال") or is_group or info.classes & ADJECTIVE)
                or not info.classes
            ):
                break
            step += 1
        return []

    def _body(self, position: int) -> list[Mention]:
        text = self._text
        match = text.matches[position]
        assert match is not None
        if not match.kinds & (ORGANIZATION | INSTITUTION | COUNTRY | CITY):
            return [] if match.kinds & MARKER else self._bare(position)
        governor, joined = self._governor(position)
        for meaning in match.meanings:
            if isinstance(meaning, Organization):
                return [
                    Mention(
                        position,
                        match.last,
                        "organization",
                        organization=meaning.name,
                        governor=governor,
                        joined=joined,
                    )
                ]
            if isinstance(meaning, Institution):
                return self._institution(position, match.last, meaning, governor, joined)
            if isinstance(meaning, Country):
                return self._country(position, match.last, meaning, governor, joined)
        for meaning in match.meanings:
            if isinstance(meaning, City):
                is_cued = governor in _PLACE_GOVERNORS or self._has_city_cue(position)
                if meaning.is_guarded and not is_cued:
                    return self._bare(position)
                kind = "city"
                if meaning.role == "capital" and not is_cued:
                    kind = "capital"
                return [
                    Mention(
                        position,
                        match.last,
                        kind,
                        city=meaning,
                        country=meaning.country,
                        governor=governor,
                        joined=joined,
                        resolution="metonym",
                    )
                ]
        if any(isinstance(m, Marker) for m in match.meanings):
            return []
        return self._bare(position)

    def _has_city_cue(self, position: int) -> bool:
        """«مدينة جدة», «العاصمة العمانية مسقط»: a word for a city, with a nisba between them at most."""
        before = position - 1
        nisba = self._text.meaning(before, Country) if before > self._sentence.first else None
        if nisba is not None and nisba.is_adjective:
            before -= 1
        if before < self._sentence.first:
            return False
        form = self._text.meaning(before, VerbForm)
        is_reached = form is not None and isinstance(form.verb, EventVerb) and form.verb.event_type == "visit"
        is_hosting = (
            form is not None and isinstance(form.verb, LightVerb) and form.verb.voice == "hosting"
        )  # «احتضنت مسقط الجولة»
        journey = self._text.meaning(before, NounForm)
        is_visited = journey is not None and journey.noun.event_type == "visit"  # «بزيارة جدة»
        return is_reached or is_hosting or is_visited or self._text.norms[before] in _CITY_CUES

    def _capital(self, position: int, last: int, nisba: Country) -> list[Mention]:
        """«العاصمة القطرية» without its name is the capital of the state."""
        lex = lexicon()
        name = lex.capitals.get(nisba.code, "")
        if self._text.norms[position - 1] not in ("العاصمه", "بالعاصمه", "للعاصمه", "والعاصمه") or not name:
            return []
        if last < self._limit and self._text.meaning(last, City) is not None:
            return []
        governor, joined = self._governor(position)
        return [
            Mention(
                position - 1,
                last,
                "city",
                city=City(name, nisba.code, "capital", False),
                country=nisba.code,
                governor=governor or "في",
                joined=joined,
                resolution="metonym",
            )
        ]

    def _institution(
        self, position: int, last: int, institution: Institution, governor: str, joined: bool
    ) -> list[Mention]:
        return [
            Mention(
                position,
                last,
                "institution",
                country=institution.country,
                governor=governor,
                joined=joined,
                resolution="metonym",
            )
        ]

    def _country(self, position: int, last: int, country: Country, governor: str, joined: bool) -> list[Mention]:
        if not country.is_adjective:
            return [Mention(position, last, "country", country=country.code, governor=governor, joined=joined)]
        text = self._text
        capital = self._capital(position, last, country) if position > self._sentence.first else []
        if capital:
            return capital
        if country.is_plural and text.norms[position].startswith(("ال", "وال", "لل", "بال")):
            return [
                Mention(
                    position,
                    last,
                    "group",
                    country=country.code,
                    governor=governor,
                    joined=joined,
                    resolution="metonym",
                    number="plural",
                )
            ]
        match = text.matches[position]
        if match is not None and text.norms[position][len(match.prefix) :].startswith("ال"):
            after = self._skip_respect(last)
            name = self._name_after(after, is_titled=True)
            if (
                name is not None
                and (len(name.parts) > 1 or name.parts[0] in lexicon().given)
                and self._is_nominal(position)
            ):
                titles, end = self._behind(name.last, has_title=True)
                return [replace(self._person(position, end, titles, name), country=country.code)]
        return []

    def _is_nominal(self, position: int) -> bool:
        """Whether a nisba stands by itself («السنغالي باسيرو ديوماي فاي») and does not describe the noun before it."""
        if position == self._sentence.first:
            return True
        before = self._text.norms[position - 1]
        match = self._text.matches[position]
        is_joined = match is not None and match.prefix.startswith("و")
        return is_joined or before in ("،", ",", "من", "الي", "مع", ":") or not word_info(before).is_definite

    def _bare(self, position: int) -> list[Mention]:
        """A name without any title: a known given name and what follows it."""
        if self._text.inside[position]:
            return []
        may_open = may_open_name(self._text.norms[position])
        name = read_bare_name(self._text, position, self._limit) if may_open else None
        name = name or self._before_office(position)
        if name is None:
            return []
        titles, last = self._behind(name.last, has_title=False)
        return [self._person(position, last, titles, name)]

    def _before_office(self, position: int) -> Name | None:
        """«إضافة إلى أولوميدي أديبايو نائب رئيس نيجيريا», «وباتبايار سفيرا لمنغوليا»: unknown words that an office follows at once."""
        if not self._is_unknown(position):
            return None
        office = position + 1
        while office < self._limit and office - position < 4 and self._is_unknown(office):
            office += 1
        head = self._text.meaning(office, Head) if office < self._limit else None
        match = self._text.matches[office] if office < self._limit else None
        if head is None or match is None or match.prefix or head.is_definite or head.number == "plural":
            return None
        is_accusative = self._text.norms[office] in ACCUSATIVES or (
            office - position > 1 and self._text.norms[office] in ("سفيره", "مندوبه", "مبعوثه")
        )
        if not is_accusative and office - position < 2:
            return None
        if head.number == "dual" and not is_accusative:
            return None
        name = read_name(self._text, position, office)
        if name is None or name.last != office:
            return None
        if (
            is_accusative
            and not name.prefix
            and name.parts[0].startswith("و")
            and self._text.norms[position - 1] in ("،", ",", "؛", ";")
        ):
            return replace(name, parts=(name.parts[0][1:], *name.parts[1:]), prefix="و")
        return name

    def _is_unknown(self, position: int) -> bool:
        norm = self._text.norms[position]
        if len(norm) < 4 or norm.startswith(("ال", "وال", "بال", "لل")) or self._text.tokens[position].kind != "word":
            return False
        return self._text.matches[position] is None and not self._text.inside[position] and not word_info(norm).classes

    # ------------------------------------------------------------ what stands before
    def _governor(self, position: int) -> tuple[str, bool]:
        """The particle that governs the mention at ``position`` and whether و joins it to what precedes."""
        text = self._text
        match = text.matches[position]
        prefix = match.prefix if match is not None else ""
        joined = prefix.startswith("و")
        if match is None:
            info_prefix = word_info(text.norms[position]).prefix
            joined = info_prefix.startswith("و")
            prefix = info_prefix
        if prefix in _PREFIX_GOVERNORS:
            return _PREFIX_GOVERNORS[prefix], joined
        before = self._before_light(position - 1)
        norm = text.norms[before] if before >= self._sentence.first else ""
        if before < position - 1 and (
            glued := _glued_governor(text.norms[before + 1]) or _PREFIX_GOVERNORS.get(text.norms[before + 1][:1], "")
        ):
            if (
                text.norms[before + 1][1:] in _CITY_CUES
                or text.norms[before + 1].startswith(("بال", "لل"))
                or text.norms[before + 1] in _GLUED_CUES
            ):
                return glued, joined
        if norm in _GOVERNORS:
            return norm.removeprefix("و"), joined
        return "", joined

    def _before_light(self, before: int) -> int:
        """The position before words that stand between a particle and whom it governs: مدينة، العاصمة + nisba، كل من، quotes."""
        text = self._text
        while before >= self._sentence.first:
            norm = text.norms[before]
            nisba = text.meaning(before, Country)
            is_cued_nisba = (
                nisba is not None
                and nisba.is_adjective
                and before > self._sentence.first
                and text.norms[before - 1] in _CITY_CUES
            )
            is_part_of_all = (
                norm == "من"
                and before > self._sentence.first
                and text.norms[before - 1] in ("كل", "كلا", "بكل", "لكل", "وكل")
            )
            if (
                norm in _CITY_CUES
                or norm in _GLUED_CUES
                or norm in ("كل", "كلا", "دوله", "الدوله", "«", '"', "“")
                or is_cued_nisba
                or is_part_of_all
            ):
                before -= 1
                continue
            return before
        return before


ACCUSATIVES = frozenset(
    {
        "سفيرا",
        "مندوبا",
        "مبعوثا",
        "قنصلا",
        "ممثلا",
        "موفدا",
        "رييسا",
        "وزيرا",
        "امينا",
        "مستشارا",
        "مديرا",
        "متحدثا",
        "قايدا",
        "نايبا",
    }
)
_GLUED_CUES = frozenset({"بكل", "لكل", "بدوله", "لدوله", "بجمهوريه", "لجمهوريه", "بمملكه", "بسلطنه", "لسلطنه"})


def _glued_governor(norm: str) -> str:
    """«للمملكة» is لـ and «بالمملكة» بـ."""
    return "ل" if norm.startswith("لل") else "ب" if norm.startswith("بال") else ""


_RESPECT_OFFICES = {
    "الملك": "head_of_state", "الملكه": "head_of_state", "الرييس": "head_of_state", "السلطان": "head_of_state",
    "السفير": "ambassador", "السفيره": "ambassador", "المستشار": "adviser",
}  # fmt: skip


def _best(titles: list[Title]) -> Title | None:
    """The office that counts among several, by the rank of positions.toml."""
    rank = lexicon().position_rank
    titles = [title for title in titles if not title.is_rank] or titles  # «السفير كريم عبدالهادي المتحدث الرسمي»
    return min(titles, key=lambda title: rank[title.position], default=None)
