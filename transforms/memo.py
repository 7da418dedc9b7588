"""What a function gave before, remembered by its argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Memo(dict[_K, _V]):
    """The values of ``function`` by its argument; forgets all of them when there are ``most``.

    For what is asked of every word: a hit only reads memory, where one of ``lru_cache`` writes to four places of it.
    """

    def __init__(self, function: Callable[[_K], _V], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, key: _K) -> _V:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._function(key)
        return value

    def cache_clear(self) -> None:
        """Forget everything; named as the same of ``lru_cache``."""
        self.clear()
