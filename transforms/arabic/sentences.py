"""Where sentences end."""

from __future__ import annotations

from dataclasses import dataclass

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


def split_sentences(tokens: list[Token]) -> list[Sentence]:
    """The sentences of a document: a line break ends one, so does a full stop that is not part of an abbreviation."""
    sentences: list[Sentence] = []
    first = 0
    count = len(tokens)
    for position in [i for i, token in enumerate(tokens) if token.norm in _BREAKS]:
        if position < first or (tokens[position].norm == "." and not _is_full_stop(tokens, position)):
            continue
        last = position + 1
        while last < count and tokens[last].norm in _CLOSERS and tokens[last].start == tokens[last - 1].end:
            last += 1
        _append(sentences, tokens, first, last)
        first = last
    _append(sentences, tokens, first, count)
    return sentences


def _is_full_stop(tokens: list[Token], position: int) -> bool:
    if position == 0:
        return False
    before = tokens[position - 1]
    if before.kind == "word" and len(before.norm) == 1 and before.end == tokens[position].start:
        return False  # «د. سالم»، «و.م.ع»: one letter before the point is an abbreviation
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    return not (after is not None and before.kind == after.kind == "number" and after.start == tokens[position].end)


def _append(sentences: list[Sentence], tokens: list[Token], first: int, last: int) -> None:
    for position in range(first, last):
        if tokens[position].kind in ("word", "number"):
            sentences.append(Sentence(len(sentences), first, last))
            return
