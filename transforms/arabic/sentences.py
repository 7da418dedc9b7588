"""Where sentences end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from transforms.arabic.tokens import Token
from transforms.quick import quick_init

_BREAKS = frozenset(".!?؟…\n")
_CLOSERS = frozenset("»”\"')]")


@quick_init
@dataclass(frozen=True)
class Sentence:
    """Tokens ``first`` up to, not including, ``last`` of the document's tokens; ``index`` counts from 0."""

    index: int
    first: int
    last: int


def split_sentences(tokens: Sequence[Token], norms: list[str]) -> list[Sentence]:
    """The sentences of a document: a line break ends one, so does a full stop that is not part of an abbreviation."""
    sentences: list[Sentence] = []
    first = 0
    count = len(tokens)
    for position in compress(range(count), map(_BREAKS.__contains__, norms)):
        if position < first or (norms[position] == "." and not _is_full_stop(tokens, position)):
            continue
        last = position + 1
        while last < count and norms[last] in _CLOSERS and tokens[last].is_glued:
            last += 1
        _append(sentences, tokens, first, last)
        first = last
    _append(sentences, tokens, first, count)
    return sentences


def _is_full_stop(tokens: Sequence[Token], position: int) -> bool:
    if position == 0:
        return False
    before = tokens[position - 1]
    if before.kind == "number":
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        return after is None or after.kind != "number" or not after.is_glued
    # «د. سالم»، «و.م.ع»: one letter before the point is an abbreviation
    return len(before.norm) > 1 or before.kind != "word" or not tokens[position].is_glued


def _append(sentences: list[Sentence], tokens: Sequence[Token], first: int, last: int) -> None:
    for token in tokens[first:last]:
        if token.kind in ("word", "number"):
            sentences.append(Sentence(len(sentences), first, last))
            return
