"""Who is spoken of in a sentence: persons, offices, states, bodies, cities, and words that point back."""

from __future__ import annotations

from transforms.extraction.mention_pointers import PointerReader
from transforms.extraction.mention_states import StateReader
from transforms.extraction.mentions import Mention
from transforms.extraction.names import read_bare_name
from transforms.extraction.text import Text
from transforms.extraction.titles import Title, opens_title
from transforms.lexicon import lexicon
from transforms.lexicon.entries import HEAD, HONORIFIC, INSTITUTION, POINTER, Marker
from transforms.lexicon.trie import Match
from transforms.quick import replace


def read_mentions(text: Text) -> list[Mention]:
    """The mentions of a document, left to right, none inside another."""
    return _MentionReader(text).read()


class _MentionReader(PointerReader, StateReader):
    """Walks over a document and asks each reader what begins at a word."""

    def read(self) -> list[Mention]:
        text = self._text
        found: list[Mention] = []
        sentences = iter(text.sentences)
        behind = 0
        for position in text.openings:
            if position < behind:
                continue
            while position >= self._limit:
                self._enter(next(sentences))
            if position in self._dates:
                behind = self._dates[position]
                continue
            if text.tokens[position].kind != "word":
                continue
            mentions = self._at(position)
            if mentions:
                found.extend(mentions)
                behind = max([m.last for m in mentions])
                self._named = range(mentions[-1].name_first, mentions[-1].name_last)
            elif (match := text.matches[position]) is not None:
                behind = match.last
        return found

    def _at(self, position: int) -> list[Mention]:
        """What begins at ``position``, nothing where nobody is spoken of."""
        match = self._text.matches[position]
        if match is None:
            return self._bare(position)
        for meaning in match.meanings if match.kinds & POINTER else ():
            if isinstance(meaning, Marker) and (found := self._marked(match, position, meaning)):
                return found
        if match.kinds & (HONORIFIC | HEAD) or (match.kinds & INSTITUTION and opens_title(self._text, position)):
            found = self._titled(position)
            if found:
                return found
        return self._body(match, position)

    def _marked(self, match: Match, position: int, marker: Marker) -> list[Mention]:
        """What a closed-class word points at."""
        match (marker.group, marker.name):
            case ("counterparts", "singular"):
                return self._counterpart(position, match.last)
            case ("counterparts", number):
                return self._counterparts(position, match.last, number)
            case ("pairs", pair_class):
                return self._pair(position, match.last, pair_class)
            case ("singular_anaphors", "guest"):
                return self._guest(position, match.last)
            case ("singular_anaphors", _):
                return self._pronoun(position, match.last, marker.name)
            case ("home", name):
                return self._home(position, match.last, match.prefix, name)
            case ("group", _):
                return self._group(position, match.last)
            case _:
                return []

    def _titled(self, position: int) -> list[Mention]:
        """A person or office that begins with a title or a word of respect."""
        if self._is_patron(position):
            patron = self._name_after(self._skip_respect(position))
            if patron is not None:  # «جامعة الملك عبدالعزيز»
                return [Mention(position, patron.last, "thing")]
        given = self._given_office(position)
        if given:
            return given
        titles, respect, after = self._opening(position)
        if titles and titles[-1].number != "singular":
            return self._several(position, titles[-1])
        name = self._name_after(after) if titles or respect else read_bare_name(self._text, after, self._limit)
        if name is None:
            return self._office(position, titles) if titles else self._addressed(position, after)
        norms = self._text.norms
        is_quoted = name.last < self._limit and norms[name.last] in '»"”' and norms[name.first - 1] in '«"“'
        end = name.last + is_quoted
        titles_behind, last = self._behind(end, has_title=bool(titles))
        if titles and titles_behind and titles_behind[0].first == end and _is_of_another(titles[-1], titles_behind[0]):
            titles_behind, last = [], end
        sender = self._sender_in(titles_behind[-1]) if titles_behind and titles_behind[-1].position == "envoy" else None
        person = self._person(position, last, [*titles, *titles_behind], name)
        return [person] if sender is None else [replace(person, last=sender.first), sender]

    def _is_patron(self, position: int) -> bool:
        lex = lexicon()
        return self._norm(position) in lex.title_words.patrons and self._norm(position - 1) in lex.named_after

    def _guest(self, position: int, last: int) -> list[Mention]:
        """«ضيفه الفرنسي وزير الخارجية X»: the guest is who stands behind the word, else the one last spoken of."""
        nisba = self._following_nisba(last)
        match = self._text.matches[last] if last < self._limit else None
        after = match.last if nisba is not None and match is not None else last
        country = nisba.code if nisba is not None else None
        guest = self._mention(position, after, "guest", resolution="anaphora", country=country)
        is_word = after < self._limit and after not in self._dates and self._text.tokens[after].kind == "word"
        inner = self._at(after)[:1] if is_word else []
        for found in inner:
            if found.kind in ("person", "office") and not found.joined and found.first == after:
                return [
                    replace(
                        found,
                        first=position,
                        governor=guest.governor,
                        joined=guest.joined,
                        country=found.country or country,
                    )
                ]
        name = self._name_after(after)
        return [guest] if name is None else [replace(self._person(position, name.last, [], name), country=country)]


def _is_of_another(before: Title, behind: Title) -> bool:
    """«التقى أمينها العام أحمد أبو الغيط وزير الخارجية اللبناني»: an office of another state begins another person."""
    is_full = before.last - before.first > 1
    return is_full and behind.country is not None and behind.country != before.country
