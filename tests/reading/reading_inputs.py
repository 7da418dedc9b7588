"""Inputs of our own writing, and short ways to read them."""

from __future__ import annotations

import io
import json
from typing import Any

from transforms.model import Document, Reject
from transforms.reading import ReadingOptions, SourceMetadata, read_source

TITLE = "وزيرا خارجية الأردن وعُمان يبحثان التعاون"
BODY = "استقبل وزير الخارجية الأردني نظيره العُماني في عمّان، وبحثا سبل تعزيز العلاقات بين البلدين."
OTHER = "وصل رئيس الوزراء الياباني إلى الدوحة في زيارة رسمية تستغرق يومين؛ وكان في استقباله أمير قطر."
DEFAULTS = ReadingOptions()

Item = Document | Reject


def read(name: str, data: bytes, options: ReadingOptions = DEFAULTS, sidecar: bytes | None = None) -> list[Item]:
    """All items of a file with the given content."""
    metadata = None if sidecar is None else SourceMetadata(sidecar)
    return list(read_source(name, io.BytesIO(data), options, metadata))


def document(name: str, data: bytes, options: ReadingOptions = DEFAULTS, sidecar: bytes | None = None) -> Document:
    """The one document of a file."""
    (item,) = read(name, data, options, sidecar)
    assert isinstance(item, Document), item
    return item


def reject(name: str, data: bytes, options: ReadingOptions = DEFAULTS, sidecar: bytes | None = None) -> Reject:
    """The one reject of a file."""
    (item,) = read(name, data, options, sidecar)
    assert isinstance(item, Reject), item
    return item


def brief(items: list[Item]) -> list[tuple[int | None, str]]:
    """Row and text of each document, row and reason of each reject."""
    return [(item.source_row, item.text if isinstance(item, Document) else item.reason) for item in items]


def json_lines(*rows: Any) -> bytes:
    """Rows as JSON lines in UTF-8, Arabic unescaped."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
