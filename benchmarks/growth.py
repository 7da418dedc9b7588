"""How time grows with size: the exponent of the power that fits best."""

from __future__ import annotations

from collections.abc import Sequence
from math import log


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float | None:
    """The slope of log time over log size, by least squares; None for fewer than two different sizes.

    1 is linear. Start-up, the same at every size, makes it smaller: the slope between the two largest sizes alone
    tells the growth of the work itself.
    """
    xs, ys = [log(size) for size in sizes], [log(second) for second in seconds]
    mean_x, mean_y = sum(xs) / max(len(xs), 1), sum(ys) / max(len(ys), 1)
    spread = sum((x - mean_x) ** 2 for x in xs)
    if not spread:
        return None
    return round(sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread, 3)
