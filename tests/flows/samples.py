"""Documents, builds and command lines for the tests of the flows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.build import Request, build_inline
from flows.progress import Silent
from flows.settings import Settings
from flows.summary import Summary
from transforms.model import Document
from transforms.reading import document_from_text

MEETING = "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في القاهرة."
SIGNING = "وقع وزير الخارجية الأردني أيمن الصفدي ونظيره التركي هاكان فيدان مذكرة تفاهم في أنقرة."


def article(number: int) -> dict[str, Any]:
    """One article of two sentences, different for every number."""
    opening = MEETING if number % 2 else SIGNING
    return {"id": f"n{number}", "text": f"{opening} وجرى ذلك في الجلسة رقم {number} بحضور عدد من المسؤولين."}


def document(number: int) -> Document:
    """The document that reading :func:`article` gives."""
    given = article(number)
    return document_from_text(given["text"], source_path="news.jsonl", source_row=number, source_id=given["id"])


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    """JSON lines at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def write_articles(path: Path, numbers: Iterable[int]) -> Path:
    """The articles of these numbers as JSON lines at ``path``."""
    return write_lines(path, (article(number) for number in numbers))


def build(source: Path, out: Path, *, rebuild: bool = False, **settings: Any) -> Summary:
    """An inline build with small batches."""
    request = Request((str(source),), out, Settings(**{"batch_characters": 2_000, **settings}), rebuild=rebuild)
    return build_inline(request, Silent())


def tables_bytes(release: Path) -> dict[str, str]:
    """The hash of every Parquet file of a release, by its path."""
    files = sorted(release.rglob("*.parquet"))
    return {p.relative_to(release).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
