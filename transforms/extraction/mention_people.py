"""Persons by their names and titles, and offices without a name."""

from __future__ import annotations

from transforms.arabic.spelling import fold
from transforms.extraction.mention_opening import OpeningReader
from transforms.extraction.mentions import Mention
from transforms.extraction.names import Name, read_bare_name, read_name
from transforms.extraction.text import COMMAS
from transforms.extraction.title_reader import read_title
from transforms.extraction.titles import Title, opens_title
from transforms.lexicon import lexicon, may_open_name, word_info
from transforms.lexicon.entries import MARKER, Head, Institution, Marker
from transforms.lexicon.trie import Match
from transforms.quick import replace

_DASHES = ("-", "–")


class PeopleReader(OpeningReader):
    """Who is named, with the titles before and behind the name."""

    def _behind(self, position: int, *, has_title: bool) -> tuple[list[Title], int]:
        """Titles in apposition behind a name: «NAME وزير الدولة عضو مجلس الوزراء», «NAME، وزير الخارجية،»."""
        titles: list[Title] = []
        while True:
            start = self._after_formula(position)
            comma = self._norm(start) in (*COMMAS, "(", *_DASHES)
            start += comma
            if comma and self._norm(start) in ("وهو", "وهي") and not titles:
                start += 1  # «تاراس بوهدانيتس، وهو مستشار في الرئاسة الأوكرانية»
            title = self._apposition(start, titles, comma=comma, has_title=has_title)
            if title is None:
                return titles, position
            titles.append(title)
            position = title.last + (self._norm(title.last) == ")")

    def _apposition(self, start: int, titles: list[Title], *, comma: bool, has_title: bool) -> Title | None:
        """The next title behind a name, unless it is another's: «المفوض X، كاتبة الدولة المكلفة بالصيد، Y،»."""
        if start >= self._limit or not opens_title(self._text, start):
            return None
        match = self._text.matches[start]
        if match is not None and match.prefix and not (match.prefix == "و" and titles and not comma):
            return None
        title = read_title(self._text, start, self._limit)
        if title is None or (title.number != "singular" and self._norm(start) not in self._words.accusatives):
            return None
        if self._name_after(title.last) is not None:
            return None
        if not comma and title.last - start == 1 and self._norm(start) in self._words.bare_offices:
            return None  # «وأطلعت السيدة بيرغلوند الوكيل على …»: whom she told
        if not has_title:
            return title
        is_before_name = self._norm(title.last) in COMMAS and self._is_named_behind(title.last)
        is_first_indefinite = comma and not titles and not title.is_definite
        is_of_body = title.organization is not None or title.position == "organization_head"
        # «استقبل الوزير X الأمين العام لرابطة الجامعات، Y»: the name of another stands behind its comma
        return None if is_first_indefinite or (is_before_name and (comma or is_of_body)) else title

    def _is_named_behind(self, comma: int) -> bool:
        name = self._name_after(self._skip_respect(comma + 1))
        return name is not None and len(name.parts) > 1 and self._text.norms[name.first][:1] != "و"

    def _after_formula(self, position: int) -> int:
        """The position after a pious wish, with its dashes: «-أيده الله-», «حفظه الله ورعاه»."""
        step = position + (self._norm(position) in (*_DASHES, "("))
        match = self._text.matches[step] if step < self._limit else None
        if match is None or not match.kinds & MARKER:
            return position
        if not any(isinstance(m, Marker) and m.group == "formula" for m in match.meanings):
            return position
        return match.last + (self._norm(match.last) in (*_DASHES, ")"))

    def _person(self, first: int, last: int, titles: list[Title], name: Name) -> Mention:
        """The named person with the office that counts among ``titles``."""
        best = best_title(titles)
        country = next((t.country for t in titles if t.country), None)
        organization = next((t.organization for t in titles if t.organization), None)
        governor, joined = self._governor(first)
        title_text = self._title_text(titles)
        position = best.position if best else self._honorific_position(first, name.first)
        return Mention(
            first=first,
            last=last,
            kind="person",
            name=name.written(self._text),
            parts=name.parts,
            title_text=title_text,
            position=self._with_rank(position, first, name.first, title_text),
            title_key=best.key if best else "",
            country=country or self._epithet_country(first, name.first),
            organization=None if country else organization,
            accredited=next((t.accredited for t in titles if t.accredited), None),
            governor=governor,
            joined=joined,
            name_first=name.first,
            name_last=name.last,
            owner=next((t.owner for t in titles if t.owner), ""),
            is_home=any(t.is_home for t in titles),
        )

    def _title_text(self, titles: list[Title]) -> str:
        return "، ".join([self._text.surface(t.first, t.last) for t in titles])

    def _with_rank(self, position: str | None, first: int, last: int, title: str) -> str | None:
        """«مدير التعاون العسكري اللواء X»: an officer with a rank and no other office; intelligence is none."""
        is_ranked = not lexicon().ranks.isdisjoint(self._text.norms[first:last])
        if not is_ranked or position not in (None, "official", "adviser"):
            return position
        folded = fold(title)
        return position if any(word in folded for word in self._words.civil_services) else "military"

    def _honorific_position(self, first: int, last: int) -> str | None:
        """The office that a word of respect names when no title does: «الملك», «السفير», «خادم الحرمين الشريفين»."""
        for position in range(first, last):
            institution = self._text.meaning(position, Institution)
            if institution is not None and institution.position:
                return institution.position
            norm = self._text.norms[position]
            for word, office in lexicon().respect_offices.items():
                if norm.endswith(word) and len(norm) - len(word) <= 2:
                    return office
        return None

    def _epithet_country(self, first: int, last: int) -> str | None:
        """«خادم الحرمين الشريفين» names his state."""
        found = (self._text.meaning(position, Institution) for position in range(first, last))
        return next((institution.country for institution in found if institution is not None), None)

    def _office(self, first: int, titles: list[Title]) -> list[Mention]:
        """A title without a name: «وزير الخارجية المصري»."""
        best = best_title(titles)
        if best is None:
            return []
        governor, joined = self._governor(first)
        country = next((t.country for t in titles if t.country), None)
        return [
            Mention(
                first=first,
                last=titles[-1].last,
                kind="office",
                title_text=self._text.surface(best.first, best.last),
                position=best.position,
                country=country,
                organization=None if country else best.organization,
                accredited=best.accredited,
                governor=governor,
                joined=joined,
                resolution="implied",
                owner=next((t.owner for t in titles if t.owner), ""),
                is_home=any(t.is_home for t in titles),
            )
        ]

    def _given_office(self, position: int) -> list[Mention]:
        """An office given to who was named before: «بصفته مبعوثا خاصا لرئيس الجمهورية»; its sender may be named too."""
        before = self._norm(position - 1)
        is_told = before in lexicon().capacity_words.of_one
        if not (is_told or self._norm(position) in self._words.accusatives) or not opens_title(self._text, position):
            return []
        title = read_title(self._text, position, self._limit)
        if title is None or title.number == "plural":
            return []
        sender = self._sender_in(title)
        if sender is None and not is_told:
            return []
        office = self._office(position, [title])
        return office if sender is None else [replace(office[0], last=sender.first), sender]

    def _sender_in(self, title: Title) -> Mention | None:
        """«مبعوثا خاصا لرئيس غانا، السيد جون ماهاما»: the name behind such an office is that of who sends."""
        for position in range(title.first + 1, title.last):
            inner = read_title(self._text, position, self._limit) if opens_title(self._text, position) else None
            if inner is None or inner.position not in lexicon().capacity_words.senders:
                continue
            start = inner.last + (self._norm(inner.last) in COMMAS)
            name = self._name_after(self._skip_respect(start))
            is_named = name is not None and (start == inner.last or name.first > start)
            return self._person(position, name.last, [inner], name) if name is not None and is_named else None
        return None

    def _bare(self, position: int) -> list[Mention]:
        """A name without any title: a known given name and what follows it."""
        if self._text.inside[position]:
            return []
        may_open = may_open_name(self._text.norms[position])
        name = read_bare_name(self._text, position, self._limit) if may_open else None
        name = name or self._before_office(position)
        if name is None:
            return []
        if self._norm(position - 1) in lexicon().named_after:
            return [Mention(position, name.last, "thing")]  # «بمطار هواري بومدين الدولي»
        titles, last = self._behind(name.last, has_title=False)
        return [self._person(position, last, titles, name)]

    def _before_office(self, position: int) -> Name | None:
        """«إضافة إلى أولوميدي أديبايو نائب رئيس نيجيريا»: unknown words that an office follows at once."""
        if position not in self._text.before_offices or not self._is_unknown(position):
            return None
        office = position + 1
        while office < self._limit and office - position < 4 and self._is_unknown(office):
            office += 1
        match = self._text.matches[office] if office < self._limit else None
        if match is None or match.prefix:
            return None
        is_accusative = self._is_accusative(office, position)
        if not self._is_office_of_name(match, office - position, is_accusative=is_accusative):
            return None
        name = read_name(self._text, position, office)
        if name is None or name.last != office:
            return None
        is_joined = not name.prefix and name.parts[0].startswith("و")
        if is_accusative and is_joined and self._text.norms[position - 1] in (*COMMAS, "؛", ";"):
            return replace(name, parts=(name.parts[0][1:], *name.parts[1:]), prefix="و")
        return name

    def _is_accusative(self, office: int, first: int) -> bool:
        """«وباتبايار سفيرا لمنغوليا», and of a woman, whose ending writes no case, behind two names."""
        norm = self._text.norms[office]
        return norm in self._words.accusatives or (office - first > 1 and norm in self._words.feminine_accusatives)

    @staticmethod
    def _is_office_of_name(match: Match, count: int, *, is_accusative: bool) -> bool:
        """Whether an indefinite head is the office of the ``count`` unknown words before it."""
        head = next((m for m in match.meanings if isinstance(m, Head)), None)
        if head is None or head.is_definite or head.number == "plural":
            return False
        return is_accusative or (count > 1 and head.number != "dual")

    def _is_unknown(self, position: int) -> bool:
        """Whether no list knows the word at ``position``, nor does it look like a definite noun."""
        norm = self._text.norms[position]
        if len(norm) < 4 or norm.startswith(("ال", "وال", "بال", "لل")) or self._text.tokens[position].kind != "word":
            return False
        return self._text.matches[position] is None and not self._text.inside[position] and not word_info(norm).classes


def best_title(titles: list[Title]) -> Title | None:
    """The office that counts among several, by the rank of positions.toml."""
    rank = lexicon().position_rank
    titles = [title for title in titles if not title.is_rank] or titles  # «السفير كريم عبدالهادي المتحدث الرسمي»
    return min(titles, key=lambda title: rank[title.position], default=None)
