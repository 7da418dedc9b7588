"""Releases: whole or unseen, whatever happens between two steps; ids and order that do not trust the clock."""

from __future__ import annotations

import datetime as dt
import errno
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.cache import Cache, Entry, batch_key
from flows.errors import UsageError
from flows.files import sha256_of
from flows.parts import Part
from flows.release import (
    clean_staging,
    is_intact,
    latest_release,
    prepare,
    prune,
    publish,
    releases,
    rollback,
    stage,
)
from transforms.contract import TABLES

NOON = dt.datetime(2026, 1, 14, 12, 0, 0, tzinfo=dt.UTC)


def _entry(out: Path, content: str) -> Entry:
    """A cache entry whose files hold ``content``: releases do not look into them."""

    def write(folder: Path) -> tuple[Part, ...]:
        parts = []
        for table in TABLES:
            path = folder / f"{table}.parquet"
            path.write_text(f"{table} {content}")
            parts.append(Part(table, path, 1, path.stat().st_size, sha256_of(path)))
        return tuple(parts)

    return Cache(out / ".cache").store(batch_key(content.encode(), "code"), write)


def _publish(out: Path, content: str, now: dt.datetime = NOON) -> str:
    prepare(out)
    clean_staging(out)
    return publish(out, stage(out, [_entry(out, content)], 2, "code", now)).name


def test_a_release_is_shown_by_latest(tmp_path: Path) -> None:
    release_id = _publish(tmp_path, "one")
    assert (tmp_path / "latest").readlink() == Path("releases", release_id)
    release = latest_release(tmp_path)
    assert release is not None
    assert release.is_latest
    assert release.inputs == 2
    assert dict(release.rows) == dict.fromkeys(TABLES, 1)
    assert is_intact(release)
    assert list((tmp_path / ".staging").iterdir()) == []


def test_the_id_holds_the_moment_and_the_content(tmp_path: Path) -> None:
    release_id = _publish(tmp_path, "one")
    content = json.loads((tmp_path / "latest" / "datapackage.json").read_text())["mithaq"]["content_sha256"]
    assert release_id == f"20260114T120000Z-{content[:8]}"


def test_ids_stay_unique_within_a_second(tmp_path: Path) -> None:
    ids = [_publish(tmp_path, content) for content in ("one", "one", "two", "one")]
    assert len(set(ids)) == 4


def test_a_clock_that_is_set_back_changes_no_order(tmp_path: Path) -> None:
    ids = [_publish(tmp_path, f"{day}", NOON - dt.timedelta(days=day)) for day in range(4)]
    assert [release.release_id for release in releases(tmp_path)] == ids
    latest = latest_release(tmp_path)
    assert latest is not None
    assert latest.release_id == ids[-1]


def test_rollback_shows_an_earlier_release_and_the_next_goes_on_top(tmp_path: Path) -> None:
    first, second = _publish(tmp_path, "one"), _publish(tmp_path, "two")
    rollback(tmp_path, first)
    assert [release.is_latest for release in releases(tmp_path)] == [True, False]
    third = _publish(tmp_path, "three")
    assert [release.release_id for release in releases(tmp_path)] == [first, second, third]


@pytest.mark.parametrize("unknown", ["nothing", "20200101T000000Z-00000000", "../..", ""])
def test_rollback_to_what_is_no_release_is_told(tmp_path: Path, unknown: str) -> None:
    _publish(tmp_path, "one")
    with pytest.raises(UsageError, match="no release"):
        rollback(tmp_path, unknown)


def test_pruning_keeps_the_newest_and_the_one_that_is_shown(tmp_path: Path) -> None:
    ids = [_publish(tmp_path, str(n)) for n in range(5)]
    rollback(tmp_path, ids[0])
    assert prune(tmp_path, 2) == ids[1:3]
    assert [release.release_id for release in releases(tmp_path)] == [ids[0], *ids[3:]]


def test_a_part_that_was_changed_is_noticed(tmp_path: Path) -> None:
    _publish(tmp_path, "one")
    release = latest_release(tmp_path)
    assert release is not None
    part = release.folder / "events" / "part-00000.parquet"
    part.unlink()
    assert not is_intact(release)
    part.write_text("other")
    assert not is_intact(release)


def test_parts_are_copied_where_files_cannot_be_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    _publish(tmp_path, "one")
    release = latest_release(tmp_path)
    assert release is not None
    assert is_intact(release)


def test_a_folder_called_latest_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    with pytest.raises(UsageError, match="not a link"):
        prepare(tmp_path)


def test_a_target_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write into"):
        prepare(tmp_path / "file")


def test_folders_that_are_no_releases_are_left_out(tmp_path: Path) -> None:
    _publish(tmp_path, "one")
    (tmp_path / "releases" / "notes").mkdir()
    (tmp_path / "releases" / "20200101T000000Z-00000000").mkdir()
    assert len(releases(tmp_path)) == 1


CALLS = ("fsync", "link", "mkdir", "rename", "replace", "symlink", "unlink", "rmdir", "open")


def _dies_at(number: int, work: Callable[[], object]) -> bool:
    """Runs ``work`` in a child that dies at its ``number``-th call of :data:`CALLS`; False when it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    count = itertools.count()

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if next(count) == number:
                os._exit(9)
            return function(*args, **kwargs)

        return call

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def _moments(limit: int = 500) -> Iterator[int]:
    yield from range(limit)
    pytest.fail(f"not done after {limit} system calls")


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # the child uses none of the threads
def test_killed_at_any_step_of_publication_latest_is_whole(tmp_path: Path) -> None:
    start = tmp_path / "start"
    first = _publish(start, "one")
    _publish(start, "old")
    rollback(start, first)

    for moment in _moments():
        out = tmp_path / f"{moment}"
        shutil.copytree(start, out, symlinks=True)

        def work(out: Path = out) -> None:
            _publish(out, "two")
            prune(out, 1)

        died = _dies_at(moment, work)
        latest = latest_release(out)
        assert latest is not None
        assert is_intact(latest)
        assert all(is_intact(release) for release in releases(out))
        _publish(out, "three")
        after = latest_release(out)
        assert after is not None
        assert is_intact(after)
        assert after.release_id.startswith("2026")
        assert list((out / ".staging").iterdir()) == []
        shutil.rmtree(out)
        if not died:
            break
