"""The titles and words of respect that open a mention, up to the name behind them."""

from __future__ import annotations

from transforms.extraction.mention_context import MentionContext
from transforms.extraction.names import Name, read_name
from transforms.extraction.text import COMMAS
from transforms.extraction.title_reader import read_title
from transforms.extraction.titles import Title, opens_title
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import Honorific

_WITH_SECOND_OFFICE = frozenset(
    {
        "deputy_head_of_government",
        "foreign_minister",
        "minister",
        "head_of_government",
        "deputy_minister",
        "official",
    }
)
_RULERS = ("head_of_state", "crown_prince")
_SECOND_OFFICES = frozenset({"foreign_minister", "minister", "deputy_minister"})


class OpeningReader(MentionContext):
    """What stands before a name."""

    def _opening(self, position: int) -> tuple[list[Title], bool, int]:
        """Titles and words of respect from ``position`` on: titles, whether there was respect, where they end."""
        text = self._text
        titles: list[Title] = []
        respect = False
        while position < self._limit:
            match = text.matches[position]
            is_prefixed = match is not None and match.prefix != "" and (bool(titles) or respect)
            if match is not None and is_prefixed and not self._second_office(match.prefix, titles, position):
                break
            if opens_title(text, position) and not self._is_named_like_office(position):
                title = read_title(text, position, self._limit)
                if title is None or (titles and self._begins_another(titles[-1], title)):
                    break
                titles.append(title)
                position = title.last
            elif match is not None and text.meaning(position, Honorific) is not None:
                if self._honours_another(position, titles):
                    break
                respect = True
                position = match.last + self._is_point(match.last)
            elif text.norms[position] == "(" and titles and (after := self._behind_brackets(position)):
                position = after
            elif self._is_sign_inside(position, titles, respect=respect):
                position += 1
            else:
                break
        return titles, respect, position

    def _is_point(self, position: int) -> bool:
        """«د. », «م.»: the point of a word of respect that is one letter."""
        return self._norm(position) == "." and len(self._text.norms[position - 1]) == 1

    def _is_sign_inside(self, position: int, titles: list[Title], *, respect: bool) -> bool:
        """Whether a sign at ``position`` stands between title and name: «معالي السيد / X», «وزير الخارجية، السيد X»."""
        norm = self._text.norms[position]
        if norm in ("/", ":"):
            return respect and not titles
        if norm in COMMAS:
            is_of_another = bool(titles) and self._is_companion(position + 1, titles[-1])
            return (bool(titles) or respect) and not is_of_another and self._goes_on_behind(position)
        return respect and self._is_point(position)

    def _is_companion(self, position: int, title: Title) -> bool:
        """«الوفد المرافق لولي العهد، الدكتور X وزير الصحة»: behind a ruler's comma a name with an office of its own."""
        if position >= self._limit or not (title.position in _RULERS or "العهد" in title.key):
            return False
        name = self._name_after(self._skip_respect(position))
        if name is None or name.last >= self._limit or not opens_title(self._text, name.last):
            return False
        office = read_title(self._text, name.last, self._limit)
        return office is not None and office.position not in (title.position, *_RULERS)

    def _begins_another(self, before: Title, title: Title) -> bool:
        """Whether ``title`` is another's: «زار الموفد الروسي رئيس مجلس النواب», «أناب خادم الحرمين معالي نائب …»."""
        if title.number != "singular":
            return True
        is_commander = title.position == "military" and title.first == before.last  # «… القائد العام للقوات المسلحة»
        if before.is_epithet and before.position == "head_of_state" and title.position != "head_of_state":
            return not is_commander
        is_alone = before.last - before.first == 1 and self._norm(before.first) in lexicon().title_words.alone
        if is_alone and not title.opens_definite:  # «التقى الوزير وزير خارجية بلجيكا»
            return True
        if title.opens_definite:  # «خص رئيس الجمهورية السفير الألماني بمقابلة»
            return title.country is not None and title.country != before.country
        return before.opens_definite and before.country is not None and title.country != before.country

    def _honours_another(self, position: int, titles: list[Title]) -> bool:
        """«نيابة عن جلالة السلطان صاحب السمو السيد هيثم»: a form of address behind a ruler begins another person."""
        words = self._words
        before, form = self._norm(position - 1), self._norm(position)
        if form in words.addresses and titles and self._has_own_office(position):
            return True  # «استقبل وزير الخارجية سعادة السيد X سفير غانا»
        is_titled_ruler = (
            bool(titles)
            and titles[-1].position == "head_of_state"
            and (titles[-1].is_epithet or before in words.rulers)
        )
        if not is_titled_ruler and before not in words.monarchs:
            return False
        is_long_address = form in words.address_nouns and self._norm(position + 1) in words.address_objects
        return form in words.addresses or is_long_address

    def _has_own_office(self, position: int) -> bool:
        """Whether the person named behind words of respect has an office right behind the name."""
        name = self._name_after(self._skip_respect(position))
        return name is not None and name.last < self._limit and opens_title(self._text, name.last)

    def _behind_brackets(self, position: int) -> int:
        """«سفير جمهورية الكونغو (برازافيل) X»: where a name goes on behind a short bracket, else 0."""
        for closing in range(position + 2, min(position + 5, self._limit)):
            if self._text.norms[closing] == ")":
                following = closing + 1
                is_respect = following < self._limit and self._text.meaning(following, Honorific) is not None
                return following if is_respect or self._name_after(following) is not None else 0
        return 0

    def _is_named_like_office(self, position: int) -> bool:
        """مساعد بن محمد، سلطان بن سعد: an office word that is a given name before بن or behind a word of respect."""
        following = position + 1
        match = self._text.matches[position]
        is_phrase = match is not None and match.last > following  # «أمير الكويت»
        if is_phrase or self._text.norms[position] not in lexicon().given or following >= self._limit:
            return False
        norm = self._text.norms[following]
        if norm in ("بن", "ابن", "ال"):
            return True
        is_inside = position > self._first
        is_before_family = not word_info(norm).classes and self._text.matches[following] is None
        if is_before_family and is_inside and self._text.tokens[following].kind == "word":
            return self._text.norms[position - 1].startswith("ال")  # «رئيس مجلس النواب أمين شحيتلي»
        behind_respect = is_inside and self._text.meaning(position - 1, Honorific) is not None
        return behind_respect and read_name(self._text, following, self._limit) is not None

    def _second_office(self, prefix: str, titles: list[Title], position: int) -> bool:
        """«نائب رئيس الوزراء ووزير الخارجية»: و before a second office of a minister; never after a head of state."""
        if prefix != "و" or not titles or not opens_title(self._text, position):
            return False
        before = titles[-1]
        title = read_title(self._text, position, self._limit)
        if before.position not in _WITH_SECOND_OFFICE or title is None or title.number != "singular":
            return False
        if title.position not in _SECOND_OFFICES or title.position == before.position:
            return False
        is_other_state = title.country != before.country
        may_differ = title.country is None and before.position == "deputy_head_of_government"
        if before.country and is_other_state and not may_differ:
            return False
        return self._name_after(self._skip_respect(title.last)) is not None

    def _goes_on_behind(self, comma: int) -> bool:
        """A comma between a title and its name: «وزير الخارجية، السيد ناصر بوريطة،»."""
        following = comma + 1
        if following >= self._limit or self._text.tokens[following].kind != "word" or following in self._dates:
            return False
        match = self._text.matches[following]
        if match is not None and match.prefix:
            return False
        is_respect = self._text.meaning(following, Honorific) is not None
        if opens_title(self._text, following):
            return is_respect and self._name_after(following + 1) is not None
        if is_respect:
            return True
        name = self._name_after(following)
        if name is None:
            return False
        return len(name.parts) >= 2 or name.parts[0] in lexicon().given or self._is_single_name(name)

    def _is_single_name(self, name: Name) -> bool:
        """«وزيرة خارجية إندونيسيا، سوليستيانينغسيه، إلى …»: an unknown word between two commas behind a title."""
        word = name.parts[0]
        is_unknown = not word_info(word).classes and self._text.matches[name.first] is None
        return is_unknown and len(word) > 4 and not word.startswith("ال") and self._norm(name.last) in COMMAS
