"""What a caller may set: limits, the names of fields, and the metadata that lies beside a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

FIELDS = ("id", "title", "text", "published_on", "publisher", "url", "language")

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Limits in bytes, and ``names``: the name that the sources use for a field, by the field's own name.

    ``names={"text": "content"}`` reads the text from ``content``; a source that has no ``content`` is still asked for
    ``text``, so that one archive may mix both. ``ValueError`` for an unknown field or a limit below one.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    max_document_bytes: int = _MEBIBYTE
    """The UTF-8 text of one document."""
    max_row_bytes: int = 8 * _MEBIBYTE
    """One row of JSON lines or CSV, or one text file, as it lies in the source: escapes and quotes take room."""
    max_page_bytes: int = 2 * _MEBIBYTE
    """One web page: what takes a hostile page apart costs up to seconds a mebibyte."""
    max_whole_file_bytes: int = 256 * _MEBIBYTE
    """A file whose format must be held in memory whole: a JSON array, a gzipped Parquet file."""
    max_file_bytes: int = 16 * 1024 * _MEBIBYTE
    """Any file, after decompression."""
    max_expansion: int = 200
    """How many times longer gzip may make a file; Arabic news reaches 10, a bomb 1,000."""

    def __post_init__(self) -> None:
        unknown = sorted(set(self.names) - set(FIELDS))
        if unknown:
            raise ValueError(f"no field called {', '.join(unknown)}; the fields are {', '.join(FIELDS)}")
        for limit in fields(self):
            if limit.name != "names" and getattr(self, limit.name) < 1:
                raise ValueError(f"{limit.name} must be at least 1")


@dataclass(frozen=True, slots=True)
class SourceMetadata:
    """The bytes of the sidecar ``NAME.meta.json``: one JSON object with any of :data:`FIELDS` but ``text``."""

    sidecar: bytes
