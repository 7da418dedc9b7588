"""What can go wrong for reasons outside of the code; each error says what to do and knows its exit status."""

from __future__ import annotations

from pathlib import Path


class MithaqError(Exception):
    """Nothing was published. The message is one sentence for the person at the terminal."""

    exit_status = 1


class InterruptedByUserError(MithaqError):
    """Ctrl-C."""

    exit_status = 130


class UsageError(MithaqError):
    """The command cannot work as given: bad option, missing path, no readable input, no release there."""

    exit_status = 2


def stopped(error: OSError, out: Path) -> MithaqError:
    """What a build that ``error`` of the disk, or a time limit, has stopped tells."""
    what = error.strerror or str(error)
    if isinstance(error, TimeoutError) and not error.strerror:
        what = "a step took longer than its limit, a setting …_timeout_seconds"
    if error.filename:
        what += f": {error.filename}"
    return MithaqError(f"the build stopped ({what}); nothing was published, {out} is as it was")
