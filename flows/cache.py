"""What was extracted before: the parts of a batch, found by what they were made of."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flows.files import flush, remove_tree, sha256_of, write_flushed
from flows.parts import Part

_NOTE = "entry.json"  # written last: an entry without it is not one
_UNFINISHED = "unfinished-"
# What turns documents into bytes besides our own code. Readers of formats are not among them: they only make documents.
_LIBRARIES = ("babel", "hijridate", "numpy", "pandas", "pyarrow")


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of one batch, one a table in the order of the contract."""

    key: str
    parts: tuple[Part, ...]

    def rows(self, table: str) -> int:
        """How many rows the batch gives ``table``."""
        return sum(part.rows for part in self.parts if part.table == table)


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries under ``root``. Several processes may store at once; an entry appears whole or not at all."""

    root: Path

    def find(self, key: str) -> Entry | None:
        """The entry of ``key`` after a look at every byte of it; None when it is absent or damaged."""
        folder = self._folder(key)
        try:
            note = json.loads((folder / _NOTE).read_bytes())
            parts = tuple(Part(table, folder / f"{table}.parquet", *values) for table, values in note.items())
            is_whole = all(p.path.stat().st_size == p.bytes and sha256_of(p.path) == p.sha256 for p in parts)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return Entry(key, parts) if is_whole and parts else None

    def store(self, key: str, write: Callable[[Path], tuple[Part, ...]]) -> Entry:
        """The entry of ``key`` with what ``write`` puts into the folder given to it; replaces a damaged one."""
        folder = self._folder(key)
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.root))
        try:
            parts = write(draft)
            note = {part.table: [part.rows, part.bytes, part.sha256] for part in parts}
            write_flushed(draft / _NOTE, json.dumps(note).encode())
            flush(draft)
            remove_tree(folder)
            draft.rename(folder)
        finally:
            remove_tree(draft)
        return Entry(key, tuple(Part(p.table, folder / p.path.name, p.rows, p.bytes, p.sha256) for p in parts))

    def keep_only(self, keys: Iterable[str]) -> None:
        """Removes every entry but those of ``keys``, and what killed processes left."""
        kept = {self._folder(key) for key in keys}
        for group in self.root.iterdir() if self.root.exists() else ():
            if group.name.startswith(_UNFINISHED):
                remove_tree(group)
                continue
            for folder in group.iterdir():
                if folder not in kept:
                    remove_tree(folder)

    def _folder(self, key: str) -> Path:
        return self.root / key[:2] / key


def batch_key(data: bytes, fingerprint: str) -> str:
    """The name of what extraction with ``fingerprint`` makes of the encoded batch ``data``."""
    return hashlib.sha256(fingerprint.encode() + b"\n" + data).hexdigest()


def code_fingerprint(root: Path | None = None) -> str:
    """One hash of all that decides what a batch gives, so that a new rule or word changes every key.

    It covers the code and lexicon of ``transforms`` (in the folder ``root``, else as installed), the way parts are
    written, and the versions of the libraries.
    """
    root = root or _transforms()
    files = sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml", ".csv") and p.is_file())
    lines = [f"{path.relative_to(root).as_posix()} {sha256_of(path)}" for path in files]
    lines += [f"{name} {sha256_of(Path(__file__).with_name(name))}" for name in ("parts.py", "work.py")]
    lines += [f"{name} {version(name)}" for name in _LIBRARIES]
    lines.append(f"unicode {_unicode_version()}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _transforms() -> Path:
    import transforms

    return Path(next(iter(transforms.__path__)))


def _unicode_version() -> str:
    import unicodedata

    return unicodedata.unidata_version
