"""Longest phrase at a position, over folded words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.arabic.proclitics import analyses
from transforms.lexicon.entries import Meaning


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase at words ``first`` up to, not including, ``last``; ``prefix`` is what is written onto its first word."""

    first: int
    last: int
    prefix: str
    meanings: tuple[Meaning, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


class PhraseTrie:
    """Phrases of folded words; immutable in use: :meth:`add` is called while the lexicon is compiled, never after."""

    def __init__(self) -> None:
        self._root: dict[str, _Node] = {}
        self._starts: dict[str, tuple[tuple[str, _Node], ...]] = {}

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Give ``phrase`` (folded words joined by single spaces) one more meaning."""
        words = phrase.split()
        node = self._root.setdefault(words[0], _Node())
        for word in words[1:]:
            node = node.children.setdefault(word, _Node())
        if meaning not in node.meanings:
            node.meanings.append(meaning)

    def opens(self, norm: str) -> bool:
        """Whether a phrase may begin at the word ``norm``, with or without particles written onto it."""
        return bool(self._start(norm))

    def at(self, norms: Sequence[str], position: int, limit: int) -> Match | None:
        """The longest phrase at ``position`` that ends by ``limit``; of equally long ones the one with the shortest prefix."""
        best: Match | None = None
        for prefix, node in self._start(norms[position]):
            last, found = self._walk(node, norms, position + 1, limit)
            if found and (best is None or last > best.last):
                best = Match(position, last, prefix, tuple(found))
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

    def _start(self, norm: str) -> tuple[tuple[str, _Node], ...]:
        starts = self._starts.get(norm)
        if starts is None:
            starts = tuple((prefix, self._root[stem]) for prefix, stem in analyses(norm) if stem in self._root)
            self._starts[norm] = starts
        return starts

    @staticmethod
    def _walk(node: _Node, norms: Sequence[str], position: int, limit: int) -> tuple[int, list[Meaning]]:
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
