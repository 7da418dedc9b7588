"""Longest phrase at a position, over folded words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.arabic.proclitics import analyses
from transforms.lexicon.entries import Meaning


class Match(NamedTuple):
    """A phrase at words ``first`` up to, not including, ``last``; ``prefix`` is what is written onto its first word."""

    first: int
    last: int
    prefix: str
    meanings: tuple[Meaning, ...]


class _Node:
    __slots__ = ("children", "meanings")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.meanings: tuple[Meaning, ...] = ()


class PhraseTrie:
    """Phrases of folded words; immutable in use: :meth:`add` is called while the lexicon is compiled, never after."""

    def __init__(self) -> None:
        self._root: dict[str, _Node] = {}
        self._start = lru_cache(maxsize=1 << 17)(self._find_start)

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Give ``phrase`` (folded words joined by single spaces) one more meaning."""
        nodes = self._root
        for word in phrase.split():
            if word not in nodes:
                nodes[word] = _Node()
            node = nodes[word]
            nodes = node.children
        if meaning not in node.meanings:
            node.meanings += (meaning,)

    def opens(self, norm: str) -> bool:
        """Whether a phrase may begin at the word ``norm``, with or without particles written onto it."""
        return bool(self._start(norm))

    def at(self, norms: Sequence[str], position: int, limit: int) -> Match | None:
        """The longest phrase at ``position`` that ends by ``limit``; of equally long ones the one with the shortest prefix."""
        best: Match | None = None
        for prefix, node in self._start(norms[position]):
            last, found = (
                self._walk(node, norms, position + 1, limit) if node.children else (position + 1, node.meanings)
            )
            if found and (best is None or last > best.last):
                best = Match(position, last, prefix, found)
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

    def _find_start(self, norm: str) -> tuple[tuple[str, _Node], ...]:
        return tuple((prefix, self._root[stem]) for prefix, stem in analyses(norm) if stem in self._root)

    @staticmethod
    def _walk(node: _Node, norms: Sequence[str], position: int, limit: int) -> tuple[int, tuple[Meaning, ...]]:
        last, found = position, node.meanings
        while position < limit:
            child = node.children.get(norms[position])
            if child is None:
                break
            node = child
            position += 1
            if node.meanings:
                last, found = position, node.meanings
        return last, found
