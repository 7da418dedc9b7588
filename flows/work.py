"""What one worker does with one batch; the same function in this process, in another one, and on another machine."""

from __future__ import annotations

from pathlib import Path

from flows.batches import Batch, decoded
from flows.cache import Cache, Entry
from flows.parts import Part, write_parts
from transforms.extraction.reader import extract
from transforms.model import Document, Extraction, Reject
from transforms.tables import arrow_tables


def extract_batch(spooled: Path, key: str, cache_root: Path) -> Entry:
    """Extracts the encoded batch in the file ``spooled`` and stores its parts in the cache under ``key``."""
    batch = decoded(spooled.read_bytes())
    return Cache(cache_root).store(key, lambda folder: _write(batch, folder))


def _write(batch: Batch, folder: Path) -> tuple[Part, ...]:
    results = [_extraction(document) for document in batch.documents]
    extractions = [result for result in results if isinstance(result, Extraction)]
    failures = [result for result in results if isinstance(result, Reject)]
    return write_parts(arrow_tables(extractions, (*batch.rejects, *failures)), folder)


def _extraction(document: Document) -> Extraction | Reject:
    """What ``document`` tells. One document on which a rule stumbles must not cost the other million."""
    try:
        return extract(document)
    except Exception as error:
        detail = f"extraction stopped with {type(error).__name__}: {error}"
        return Reject(document.source_path, document.source_row, "unreadable", detail)
