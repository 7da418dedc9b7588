"""Longest phrase at a position, over folded words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.arabic.proclitics import analyses
from transforms.lexicon.entries import Meaning, kinds_of
from transforms.memo import Memo


class Match(NamedTuple):
    """A phrase at words ``first`` up to, not including, ``last``; ``prefix`` is what is written onto its first word.

    ``kinds`` is the mask of the classes of ``meanings``.
    """

    first: int
    last: int
    prefix: str
    meanings: tuple[Meaning, ...]
    kinds: int


class _Node:
    __slots__ = ("children", "kinds", "meanings")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.meanings: tuple[Meaning, ...] = ()
        self.kinds = 0


@dataclass(frozen=True, slots=True)
class Start:
    """What a word is by itself (prefix, meanings, kinds), and the nodes from which longer phrases go on.

    ``seconds`` are the words that may stand second in them; most words are followed by another.
    """

    alone: tuple[str, tuple[Meaning, ...], int] | None
    longer: tuple[tuple[str, _Node], ...]
    seconds: frozenset[str]


_new = tuple.__new__  # half the time of Match(…)


class PhraseTrie:
    """Phrases of folded words; immutable in use: :meth:`add` is called while the lexicon is compiled, never after."""

    def __init__(self) -> None:
        self._root: dict[str, _Node] = {}
        self.start = Memo(self._find_start, 1 << 17).__getitem__

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Give ``phrase`` (folded words joined by single spaces) one more meaning."""
        nodes = self._root
        for word in phrase.split():
            if word not in nodes:
                nodes[word] = _Node()
            node = nodes[word]
            nodes = node.children
        if not node.kinds:
            node.meanings, node.kinds = (meaning,), kinds_of((meaning,))
        elif meaning not in node.meanings:
            node.meanings += (meaning,)
            node.kinds = kinds_of(node.meanings)

    def at(self, start: Start, norms: Sequence[str], position: int, limit: int) -> Match | None:
        """The longest phrase at ``position`` that ends by ``limit``, of equal ones that with the shortest prefix.

        ``start`` is that of its first word.
        """
        behind = position + 1
        best = None if start.alone is None else Match(position, behind, *start.alone)
        if behind >= limit:
            return best
        following = norms[behind]
        for prefix, node in start.longer:
            if following in node.children:
                node, last = self._walk(node, norms, behind, limit)
                if node.kinds and (best is None or last > best.last):
                    best = _new(Match, (position, last, prefix, node.meanings, node.kinds))
        return best

    def words(self) -> frozenset[str]:
        """Every first word of a phrase."""
        return frozenset(self._root)

    def phrases(self) -> list[str]:
        """Every phrase, for tests and for the benchmark's floor."""
        found: list[str] = []
        stack = [(word, node) for word, node in self._root.items()]
        while stack:
            phrase, node = stack.pop()
            if node.meanings:
                found.append(phrase)
            stack.extend((f"{phrase} {word}", child) for word, child in node.children.items())
        return sorted(found)

    def _find_start(self, norm: str) -> Start | None:
        """How phrases begin with the word ``norm``, with or without particles written onto it; mostly none does.

        By itself it is what it means with the shortest prefix.
        """
        nodes = [(prefix, self._root[stem]) for prefix, stem in analyses(norm) if stem in self._root]
        alone = next(((prefix, node.meanings, node.kinds) for prefix, node in nodes if node.kinds), None)
        longer = tuple((prefix, node) for prefix, node in nodes if node.children)
        seconds = frozenset(word for _, node in longer for word in node.children)
        return Start(alone, longer, seconds) if nodes else None

    @staticmethod
    def _walk(node: _Node, norms: Sequence[str], position: int, limit: int) -> tuple[_Node, int]:
        """The last node with a meaning on the way from ``node``, and the position behind its word."""
        best, last = node, position
        while position < limit and (child := node.children.get(norms[position])) is not None:
            node = child
            position += 1
            if node.kinds:
                best, last = node, position
        return best, last
