"""Futures of what need not be waited for."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TypeVar

_T = TypeVar("_T")


def done(value: _T) -> Future[_T]:
    """A future that has its ``value``."""
    future: Future[_T] = Future()
    future.set_result(value)
    return future
