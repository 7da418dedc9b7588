"""Opening input files, with trouble that may pass told apart from a file that is bad."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.errors import MithaqError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# A share that is away or a disk that is busy: in an hour the file is there again, so it must not be published as lost.
_PASSING = frozenset(
    {
        errno.EAGAIN,
        errno.EBUSY,
        errno.ECONNRESET,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.EMFILE,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENFILE,
        errno.ENOTCONN,
        errno.ESTALE,
        errno.ETIMEDOUT,
    }
)


class PassingTroubleError(MithaqError):
    """An input cannot be read now, for a reason that is not its own; trying again can help."""


@contextmanager
def passing_trouble(path: str) -> Iterator[None]:
    """Turns an ``OSError`` of the block that may pass into ``PassingTroubleError``; others go through."""
    try:
        yield
    except OSError as error:
        if error.errno in _PASSING:
            raise PassingTroubleError(f"{path} cannot be read now ({error.strerror}); build again later") from error
        raise


class _Source(io.FileIO):
    """A file whose reads, too, tell trouble that may pass; readers make a reject of any other ``OSError``."""

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        with passing_trouble(str(self.name)):
            return super().readinto(buffer)


def open_source(path: str) -> io.BufferedReader:
    """``path`` opened for reading bytes; ``PassingTroubleError``, or ``OSError`` when the file itself is at fault."""
    with passing_trouble(path):
        return io.BufferedReader(_Source(path))
