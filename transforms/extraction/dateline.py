"""The city from which an article is written, by the line at its head."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon.entries import City

_SHORT_LINE = 8  # tokens of a dateline that is a line by itself
_SIGNS = frozenset({":", "-", "–", "—"})
_BRACKETS = frozenset({"(", "/"})
_COMMAS = frozenset({"،", ",", "في"})


def dateline_city(text: Text) -> City | None:
    """«المنامة في 5 أغسطس», «الرباط (و م ع)», «جدة: «القسم السياسي»»: the city with which the body opens."""
    body = text.sentences[text.title_sentences :]
    first = body[0].first if body else len(text.norms)
    match = text.matches[first] if body else None
    city = text.meaning(first, City) if match is not None else None
    if city is None or match is None or match.prefix:
        return None
    after, behind = [*text.norms[match.last : match.last + 2], "", ""][:2]
    is_dated = after.isdigit() or (after in _COMMAS and behind.isdigit())
    is_short = body[0].last - first <= _SHORT_LINE
    return city if after in _SIGNS or after in _BRACKETS or is_dated or is_short else None
