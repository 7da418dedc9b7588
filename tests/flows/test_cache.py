"""The cache: an entry is found when it is whole and what made it is the same, and else it is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.cache import Cache, Entry, batch_key, code_fingerprint
from flows.files import sha256_of
from flows.parts import Part

KEY = "ab" * 32


def _write(folder: Path) -> tuple[Part, ...]:
    path = folder / "events.parquet"
    path.write_bytes(b"rows" * 100)
    return (Part("events", path, 7, path.stat().st_size, sha256_of(path)),)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    (tmp_path / "cache").mkdir()
    return Cache(tmp_path / "cache")


def test_what_is_stored_is_found(cache: Cache) -> None:
    stored = cache.store(KEY, _write)
    assert cache.find(KEY) == stored
    assert stored.rows("events") == 7
    assert stored.parts[0].path.read_bytes() == b"rows" * 100


def test_what_is_not_stored_is_not_found(cache: Cache) -> None:
    assert cache.find(KEY) is None


def _entry_file(entry: Entry) -> Path:
    return entry.parts[0].path


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(b"x" + file.read_bytes()[1:]),
        lambda file: file.unlink(),
        lambda file: file.with_name("entry.json").write_text("{"),
        lambda file: file.with_name("entry.json").write_text("[]"),
        lambda file: file.with_name("entry.json").write_text('{"events": [1]}'),
        lambda file: file.with_name("entry.json").unlink(),
    ],
    ids=["cut", "changed", "gone", "broken note", "other note", "short note", "no note"],
)
def test_a_damaged_entry_is_not_found_and_can_be_replaced(cache: Cache, damage: Callable[[Path], object]) -> None:
    damage(_entry_file(cache.store(KEY, _write)))
    assert cache.find(KEY) is None
    cache.store(KEY, _write)
    assert cache.find(KEY) is not None


def test_a_failed_write_leaves_nothing(cache: Cache) -> None:
    def fail(folder: Path) -> tuple[Part, ...]:
        (folder / "half").write_bytes(b"x")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        cache.store(KEY, fail)
    assert cache.find(KEY) is None
    assert [p for p in cache.root.rglob("*") if p.is_file()] == []


def test_only_the_entries_in_use_are_kept(cache: Cache) -> None:
    other = "cd" * 32
    cache.store(KEY, _write)
    cache.store(other, _write)
    (cache.root / "unfinished-1").mkdir()
    cache.keep_only([KEY])
    assert cache.find(KEY) is not None
    assert cache.find(other) is None
    assert not (cache.root / "unfinished-1").exists()


def test_the_key_depends_on_content_and_code() -> None:
    keys = {batch_key(data, code) for data in (b"a", b"b") for code in ("1", "2")}
    assert len(keys) == 4


@pytest.mark.parametrize("name", ["lexicon/triggers.toml", "lexicon/countries.csv", "arabic/dates.py", "tables.py"])
def test_a_change_of_code_or_lexicon_changes_the_fingerprint(tmp_path: Path, name: str) -> None:
    import transforms

    root = tmp_path / "transforms"
    shutil.copytree(transforms.__path__[0], root, ignore=shutil.ignore_patterns("__pycache__"))
    before = code_fingerprint(root)
    assert before == code_fingerprint(root)
    with (root / name).open("a") as stream:
        stream.write("\n# one more\n")
    assert code_fingerprint(root) != before
