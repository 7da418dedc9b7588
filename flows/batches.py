"""A stream of documents and rejects cut into batches whose boundaries depend on the content around them alone.

A document ends its batch when its hash falls below a bound that grows with its length, so that batches have the wanted
number of characters on average. An article that comes, changes or goes therefore moves the boundaries of its own batch
and leaves all others as they were: this is what lets the cache and the published parts survive it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from transforms.model import Document, Reject

_HASH_RANGE = 1 << 64  # of the first 16 hexadecimal digits of a hash
# Times the wanted size: a batch is cut there whatever the hashes say, so that memory is bounded, and so that no worker
# is left with a long one when the others have done.
_LONGEST = 2
# What a reject is reckoned at, so that a million of them are not held at once.
_CHARACTERS_A_REJECT = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents, and the rejects among them, in the order of the inputs: what becomes part N of every table."""

    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...]


def batches(items: Iterable[Document | Reject], wanted: int) -> Iterator[Batch]:
    """``items`` in batches of ``wanted`` characters on average, at least one batch, which may be empty."""
    documents: list[Document] = []
    rejects: list[Reject] = []
    size, is_first = 0, True
    for item in items:
        if isinstance(item, Reject):
            rejects.append(item)
            size += _CHARACTERS_A_REJECT
        else:
            documents.append(item)
            size += len(item.text)
        if size >= _LONGEST * wanted or (isinstance(item, Document) and ends_batch(item, wanted)):
            yield Batch(tuple(documents), tuple(rejects))
            documents, rejects, size, is_first = [], [], 0, False
    if documents or rejects or is_first:
        yield Batch(tuple(documents), tuple(rejects))


def ends_batch(document: Document, wanted: int) -> bool:
    """True for one document in so many that batches have ``wanted`` characters on average; its text alone decides."""
    return falls_low(document.content_sha256, len(document.text), wanted)


def falls_low(sha256: str, size: int, wanted: int) -> bool:
    """True of ``size`` hashes in ``wanted``: so what ends with such a hash has the wanted size on average."""
    return int(sha256[:16], 16) * wanted < size * _HASH_RANGE


def encoded(batch: Batch) -> bytes:
    """``batch`` as JSON bytes, equal for equal batches: what a worker is handed, what the cache key is made of."""
    rows = {"documents": [_values(d) for d in batch.documents], "rejects": [_values(r) for r in batch.rejects]}
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat).encode()


def decoded(data: bytes) -> Batch:
    """The batch that :func:`encoded` made ``data`` of."""
    rows = json.loads(data)
    return Batch(tuple(_document(values) for values in rows["documents"]), tuple(Reject(*v) for v in rows["rejects"]))


_DOCUMENT_FIELDS = tuple(field.name for field in fields(Document))
_REJECT_FIELDS = tuple(field.name for field in fields(Reject))
_DATE = _DOCUMENT_FIELDS.index("published_on")


def _values(item: Document | Reject) -> list[object]:
    names = _DOCUMENT_FIELDS if isinstance(item, Document) else _REJECT_FIELDS
    return [getattr(item, name) for name in names]


def _document(values: list[Any]) -> Document:
    date = values[_DATE] and dt.date.fromisoformat(values[_DATE])
    return Document(**{**dict(zip(_DOCUMENT_FIELDS, values, strict=True)), "published_on": date})
