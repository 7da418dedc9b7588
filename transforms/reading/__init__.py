"""Source formats to documents: every input becomes exactly one ``Document`` or one ``Reject``.

:func:`read_source` is the way in. It is given bytes, never a path to open: walking folders, finding sidecars and
following links is the caller's.
"""

from transforms.reading.documents import document_from_text, drop_duplicates
from transforms.reading.options import FIELDS, ReadingOptions, SourceMetadata
from transforms.reading.source import is_readable, is_sidecar, read_source, sidecar_names

__all__ = [
    "FIELDS",
    "ReadingOptions",
    "SourceMetadata",
    "document_from_text",
    "drop_duplicates",
    "is_readable",
    "is_sidecar",
    "read_source",
    "sidecar_names",
]
