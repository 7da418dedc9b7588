"""When Python's garbage collector looks at objects: seldom, for what a build makes either stays or dies at once."""

from __future__ import annotations

import gc

_COLLECT_AFTER = 20_000  # new objects before the collector looks at them; Python's own 700 cost a fifth of a start


def collect_seldom() -> None:
    """Called first of all: importing libraries and the lexicon makes a million objects that stay."""
    gc.set_threshold(_COLLECT_AFTER)


def leave_alone_what_is_there() -> None:
    """Called when all that a process needs is loaded: the collector never looks at it again."""
    gc.collect()
    gc.freeze()
