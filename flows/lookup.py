"""One document out of a release, by the key of any of its rows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flows.errors import UsageError
from transforms.model import Document

_DOCUMENT_ID = re.compile(r"d[0-9a-f]{16}")


def document_of(release: Path, row_id: str) -> Document:
    """The document that the row ``row_id`` of any table in ``release`` speaks of, for every key begins with its key.

    ``UsageError`` when ``row_id`` is no key or its document is not there.
    """
    import pyarrow.parquet as pq

    found = _DOCUMENT_ID.match(row_id)
    if found is None:
        raise UsageError(f"{row_id} is no key; keys begin with d and sixteen of 0-9 a-f, as in documents.document_id")
    for part in sorted((release / "documents").glob("part-*.parquet")):
        rows = pq.read_table(part, filters=[("document_id", "=", found[0])]).to_pylist()
        if rows:
            return _document(rows[0])
    raise UsageError(f"no document {found[0]} in {release}")


def _document(row: dict[str, Any]) -> Document:
    fields = {name: row[name] for name in Document.__dataclass_fields__}
    date = row["published_on"]
    return Document(**{**fields, "published_on": date and date.date()})
