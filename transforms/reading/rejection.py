"""The one exception of reading: an input that gives no document, and why."""

from __future__ import annotations

_LONGEST_QUOTE = 60


class RejectedError(Exception):
    """``reason`` is of the contract's vocabulary, ``detail`` a sentence for the person who owns the input."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def quoted(value: str) -> str:
    """``value`` for a message: short, on one line, and writable as UTF-8 whatever it holds."""
    shown = value if len(value) <= _LONGEST_QUOTE else value[:_LONGEST_QUOTE] + "…"
    return repr(shown)
