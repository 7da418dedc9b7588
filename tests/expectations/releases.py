"""Releases on disk made of the hand-written stories: two parts, as a build with two batches writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import stories

from flows.descriptor import PublishedPart, describe
from flows.files import sha256_of
from transforms.contract import TABLES, arrow_schema, pandas_dtypes
from transforms.model import Extraction
from transforms.tables import frames

Part = dict[str, pd.DataFrame]
Parts = list[Part]


def clean_parts() -> Parts:
    """The stories as frames: the meeting in the first part, the call and the plain document in the second."""
    return [frames([stories.meeting()], stories.REJECTS), frames([stories.call(), stories.plain()])]


def many_parts(copies: int) -> Parts:
    """One part of ``copies`` of each story, each copy a document of its own."""
    extractions: list[Extraction] = []
    for number in range(copies):
        extractions += [stories.copied(story, number) for story in (stories.meeting(), stories.call(), stories.plain())]
    return [frames(extractions)]


def write(parts: Parts, folder: Path) -> Path:
    """Writes ``parts`` and a descriptor that agrees with them below ``folder``, and gives it."""
    published: dict[str, list[PublishedPart]] = {name: [] for name in TABLES}
    for number, part in enumerate(parts):
        for name in TABLES:
            path = folder / name / f"part-{number:05d}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(_arrow(name, part[name]), path)
            relative = path.relative_to(folder).as_posix()
            published[name].append(PublishedPart(relative, len(part[name]), path.stat().st_size, sha256_of(path)))
    describe_as(folder, published, sum(len(part[name]) for part in parts for name in ("documents", "rejects")))
    return folder


def describe_as(folder: Path, published: dict[str, list[PublishedPart]], inputs: int) -> None:
    """Writes the descriptor of ``published``."""
    more = {"inputs": inputs, "sequence": 1, "content_sha256": "0" * 64, "code_sha256": "0" * 64}
    descriptor = describe(published, release_id=folder.name, created="2024-06-01T00:00:00Z", more=more)
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def _arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    """As a build writes it; a column that is off the contract as pandas writes it."""
    intact = {column: str(dtype) for column, dtype in pandas_dtypes(TABLES[name]).items()}
    own = pa.Table.from_pandas(frame, preserve_index=False).schema
    declared = arrow_schema(TABLES[name])
    fields = [
        declared.field(c).with_nullable(True) if str(frame[c].dtype) == intact.get(c) else own.field(c)
        for c in frame.columns
    ]
    return pa.Table.from_pandas(frame, schema=pa.schema(fields), preserve_index=False)
