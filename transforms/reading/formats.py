"""What every reader of a format is given and gives."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from transforms.model import Document, Reject
from transforms.reading.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: its relative path, its decompressed bytes, the fields of its sidecar under their own names."""

    path: str
    stream: io.BufferedReader
    options: ReadingOptions
    sidecar: Mapping[str, object]


Reader = Callable[[Source], Iterator[Document | Reject]]
"""Gives one item an input, in order; may raise ``RejectedError`` for the file, or for what is left of it."""
