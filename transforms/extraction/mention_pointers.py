"""Words that point back: «نظيره», «الوزيران», «سموه», «المملكة»."""

from __future__ import annotations

from transforms.extraction.mention_context import prefix_governor
from transforms.extraction.mention_lists import ListReader
from transforms.extraction.mention_people import best_title
from transforms.extraction.mentions import Mention
from transforms.extraction.text import COMMAS
from transforms.lexicon import lexicon
from transforms.lexicon.entries import Country, Honorific, Organization
from transforms.quick import replace


class PointerReader(ListReader):
    """Whom the document has spoken of before."""

    def _home(self, position: int, last: int, prefix: str, name: str) -> list[Mention]:
        """«المملكة», «السلطنة», «البلاد»: the outlet's own state."""
        mention = self._mention(position, last, "home", pair_class=name)
        governor = prefix_governor(prefix, self._text.norms[position])
        return [replace(mention, governor=governor) if governor else mention]

    def _pronoun(self, position: int, last: int, name: str) -> list[Mention]:
        """«سموه», «معاليها»."""
        return [self._mention(position, last, "pronoun", resolution="anaphora", pair_class=name)]

    def _addressed(self, first: int, after: int) -> list[Mention]:
        """«سمو الأمير», «جلالة السلطان» without a name: somebody of that rank who was named before."""
        rank = lexicon().ranks_alone.get(self._text.norms[after - 1])
        if rank is None or after - first < 2:
            return []
        return [self._mention(first, after, "pronoun", resolution="anaphora", pair_class=rank)]

    def _counterparts(self, position: int, last: int, number: str) -> list[Mention]:
        """«نظيريه المصري X والأردني Y»: several colleagues, by name or state."""
        base = self._mention(position, last, "counterpart", resolution="counterpart", number=number)
        named = self._named_list(last, base)
        if named:
            return named
        return [replace(m, kind="counterpart") for m in self._nisba_pair(last, base)] or [base]

    def _counterpart(self, position: int, last: int) -> list[Mention]:
        """«نظيره المصري سامح شكري», «نظيره في الأمم المتحدة»: one colleague, with the state or body that is named."""
        base = self._mention(position, last, "counterpart", resolution="counterpart")
        country, after = self._state_behind(last)
        body = self._text.meaning(after, Organization) if after < self._limit else None
        name = self._name_after(self._skip_respect(self._after_sign_before_name(after)))
        if name is None:
            end = after if self._following_nisba(last) is not None else last
            return [replace(base, last=end, country=country, organization=body.name if body and not country else None)]
        titles, end = self._behind(name.last, has_title=True)
        best = best_title(titles)
        return [
            replace(
                base,
                last=end,
                kind="person",
                name=name.written(self._text),
                parts=name.parts,
                country=country or next((t.country for t in titles if t.country), None),
                position=best.position if best else None,
                title_text=self._title_text(titles),
                name_first=name.first,
                name_last=name.last,
            )
        ]

    def _state_behind(self, position: int) -> tuple[str | None, int]:
        """The state of a colleague and where it ends: «المصري», «في مصر»."""
        match = self._text.matches[position] if position < self._limit else None
        nisba = self._following_nisba(position)
        if nisba is not None and match is not None:
            return nisba.code, match.last
        if match is not None and self._text.norms[position] in ("في", "من") and position + 1 < self._limit:
            state = self._text.meaning(position + 1, Country)
            if state is not None:
                return state.code, position + 2
        return None, position

    def _after_sign_before_name(self, position: int) -> int:
        """«نظيره المصري، سامح شكري»: the position behind a comma before a name."""
        following = position + 1
        if following >= self._limit or self._text.norms[position] not in COMMAS:
            return position
        name = self._name_after(following)
        is_name = name is not None and len(name.parts) > 1
        return following if is_name or self._text.meaning(following, Honorific) is not None else position
