"""Byte streams with limits: what a reader may read, and no more."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from transforms.reading.encodings import utf16_codec
from transforms.reading.options import ReadingOptions
from transforms.reading.rejection import RejectedError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LARGEST_READ = 1024 * 1024
# Below this much text a high ratio is no bomb: a few repeated lines reach it.
_EXPANSION_FROM = 4 * 1024 * 1024


class _Borrowed(io.RawIOBase):
    """The caller's stream, which stays open when the buffer around it goes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(min(len(view), _LARGEST_READ))  # limits are checked after each
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Counted(_Borrowed):
    """A stream of unknown length, refused once it gives more than ``limit`` bytes."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        super().__init__(stream)
        self._limit = limit

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: WriteableBuffer) -> int:
        size = super().readinto(buffer)
        if self.count > self._limit:
            raise RejectedError("too_large", f"the file is larger than {self._limit} bytes; the rest is not read")
        return size


class _Expanded(_Counted):
    """What gzip gives back, refused when it is too much for the bytes that went in."""

    def __init__(self, stream: BinaryIO, options: ReadingOptions) -> None:
        self._packed = _Borrowed(stream)
        unpacked = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed), mode="rb")
        super().__init__(cast(BinaryIO, unpacked), options.max_file_bytes)
        self._max_expansion = options.max_expansion

    def readinto(self, buffer: WriteableBuffer) -> int:
        size = super().readinto(buffer)
        if self.count > _EXPANSION_FROM and self.count > self._max_expansion * self._packed.count:
            raise RejectedError("too_large", f"gzip makes the file more than {self._max_expansion} times as long")
        return size


def plain_stream(stream: BinaryIO, options: ReadingOptions) -> io.BufferedReader:
    """``stream`` within the limit of a file; ``RejectedError`` at once when its length is known and above it."""
    if not stream.seekable():
        return io.BufferedReader(_Counted(stream, options.max_file_bytes))
    start = stream.tell()
    size = stream.seek(0, io.SEEK_END) - start
    stream.seek(start)
    if size > options.max_file_bytes:
        raise RejectedError("too_large", f"the file takes {size} bytes, the limit is {options.max_file_bytes}")
    return io.BufferedReader(_Borrowed(stream))


def gunzipped_stream(stream: BinaryIO, options: ReadingOptions) -> io.BufferedReader:
    """The decompressed ``stream``, within the limits of a file and of its expansion."""
    return io.BufferedReader(_Expanded(stream, options))


class _Utf8(io.RawIOBase):
    """A UTF-16 stream as UTF-8, so that lines end at one byte; halves of surrogate pairs are left to the decoder."""

    def __init__(self, stream: io.BufferedReader, codec: str) -> None:
        self._stream = stream
        self._codec = codec
        self._decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        is_over = False
        while not self._ready and not is_over:
            data = self._stream.read(io.DEFAULT_BUFFER_SIZE)
            is_over = not data
            self._ready = self._transcoded(data)
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _transcoded(self, data: bytes) -> bytes:
        try:
            return self._decoder.decode(data, final=not data).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            self._decoder.reset()
            raise RejectedError("undecodable", f"the file ends within a character of {self._codec.upper()}") from None


def utf8_stream(stream: io.BufferedReader) -> io.BufferedReader:
    """``stream`` itself, or transcoded when it begins as UTF-16 does."""
    codec = utf16_codec(stream.peek(io.DEFAULT_BUFFER_SIZE))
    return stream if codec is None else io.BufferedReader(_Utf8(stream, codec))


def read_whole(stream: io.BufferedReader, limit: int) -> bytes:
    """All bytes left; ``RejectedError`` when they are more than ``limit``, none of which is kept then."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise RejectedError("too_large", f"the file is larger than {limit} bytes")
    return data


class Line(NamedTuple):
    """One line with its end, if it has one: 1-based ``number``, ``offset`` of its first byte; cut off at the limit."""

    number: int
    offset: int
    data: bytes
    is_cut: bool


def lines(stream: io.BufferedReader, limit: int) -> Iterator[Line]:
    """The lines of ``stream``, ended by the byte ``\\n`` alone; of a line above ``limit`` bytes only the beginning."""
    number, offset = 0, 0
    while data := stream.readline(limit + 1):
        number += 1
        size = len(data)
        is_cut = size > limit
        if is_cut:
            size += _skip_line(stream, data)
        yield Line(number, offset, data, is_cut)
        offset += size


def _skip_line(stream: io.BufferedReader, data: bytes) -> int:
    """Leaves the line that begins with ``data`` behind; the number of bytes passed over."""
    size = 0
    while data and not data.endswith(b"\n"):
        data = stream.readline(io.DEFAULT_BUFFER_SIZE)
        size += len(data)
    return size
