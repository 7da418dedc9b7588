"""What there is to do: every batch of the inputs, either extracted before or laid down in a file for a worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.batches import Batch, batches, encoded
from flows.cache import Cache, Entry, batch_key, code_fingerprint
from transforms.model import Document, Reject
from transforms.reading import drop_duplicates


@dataclass(frozen=True, slots=True)
class Planned:
    """One batch: its cache key, the inputs in it, and the file to extract or what extraction gave before."""

    key: str
    inputs: int
    work: Path | Entry


def plan(items: Iterable[Document | Reject], wanted: int, spool: Path, known: Cache | None) -> Iterator[Planned]:
    """The batches of ``items``, about ``wanted`` characters each, repeated documents rejected.

    What is not in the cache ``known`` is written into the folder ``spool``, one file a batch; None means that nothing
    is known.
    """
    fingerprint = code_fingerprint()
    for number, batch in enumerate(batches(drop_duplicates(items, set()), wanted)):
        yield _planned(batch, spool / f"batch-{number:05d}.json", known, fingerprint)


def _planned(batch: Batch, file: Path, known: Cache | None, fingerprint: str) -> Planned:
    data = encoded(batch)
    key = batch_key(data, fingerprint)
    inputs = len(batch.documents) + len(batch.rejects)
    entry = known.find(key) if known else None
    if entry is not None:
        return Planned(key, inputs, entry)
    file.write_bytes(data)
    return Planned(key, inputs, file)
