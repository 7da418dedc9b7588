"""Finding and opening inputs: a fixed order, nothing lost, nothing from outside, nothing twice."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest
from samples import article, write_articles

from flows.errors import UsageError
from flows.inputs import list_inputs, read_inputs
from flows.sources import PassingTroubleError, passing_trouble
from transforms.model import Document, Reject
from transforms.reading import ReadingOptions

TEXT = article(1)["text"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/deeper/d.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}", encoding="utf-8")
    return tmp_path / "in"


def _names(*given: Path | str, out: Path = Path("nowhere")) -> list[str]:
    return [file.name for file in list_inputs([str(path) for path in given], out)]


def _read(*given: Path | str) -> list[Document | Reject]:
    return list(read_inputs(list_inputs([str(path) for path in given], Path("nowhere")), ReadingOptions()))


def test_folders_are_walked_in_the_order_of_names(folder: Path) -> None:
    assert _names(folder) == ["a.txt", "b.txt", "sub/c.md", "sub/deeper/d.txt"]


def test_hidden_files_sidecars_and_the_output_are_no_inputs(folder: Path) -> None:
    (folder / ".hidden.txt").write_text(TEXT)
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(TEXT)
    (folder / "a.txt.meta.json").write_text("{}")
    write_articles(folder / "out" / "x.jsonl", range(3))
    assert _names(folder, out=folder / "out") == ["a.txt", "b.txt", "sub/c.md", "sub/deeper/d.txt"]


def test_a_sidecar_gives_the_metadata(folder: Path) -> None:
    (folder / "a.txt.meta.json").write_text('{"publisher": "وكالة", "published_on": "2024-03-05"}', encoding="utf-8")
    first = _read(folder)[0]
    assert isinstance(first, Document)
    assert first.publisher == "وكالة"
    assert str(first.published_on) == "2024-03-05"


def test_a_link_inside_is_not_a_second_input(folder: Path) -> None:
    (folder / "0.txt").symlink_to(folder / "b.txt")
    (folder / "again").symlink_to(folder / "sub")
    (folder / "loop").symlink_to(folder)
    assert _names(folder) == ["a.txt", "b.txt", "sub/c.md", "sub/deeper/d.txt"]


def test_links_that_lead_outside_are_rejected(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    (tmp_path / "in-beside").mkdir()  # its name begins as the folder's does
    (folder / "file.txt").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path / "in-beside")
    rejects = [item for item in _read(folder) if isinstance(item, Reject)]
    assert [(r.source_path, r.reason) for r in rejects] == [("file.txt", "unreadable"), ("folder", "unreadable")]
    assert all("outside" in reject.detail for reject in rejects)


def test_what_is_no_file_is_rejected_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    rejects = {item.source_path: item for item in _read(folder) if isinstance(item, Reject)}
    assert set(rejects) == {"pipe.txt", "gone.txt"}
    assert {reject.reason for reject in rejects.values()} == {"unreadable"}


def test_an_unsupported_kind_is_one_reject(folder: Path) -> None:
    (folder / "x.pdf").write_bytes(b"%PDF")
    assert [i.reason for i in _read(folder) if isinstance(i, Reject)] == ["unsupported_format"]


def test_a_file_that_goes_away_is_one_reject(folder: Path) -> None:
    files = list_inputs([str(folder)], Path("nowhere"))
    (folder / "b.txt").unlink()
    items = list(read_inputs(files, ReadingOptions()))
    assert [(i.source_path, i.reason) for i in items if isinstance(i, Reject)] == [("b.txt", "unreadable")]
    assert len(items) == 4


def test_a_file_name_that_is_not_text_is_shown_with_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / os.fsdecode(b"\xff.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system has only names that are text")
    (item,) = _read(tmp_path / "in")
    item.source_path.encode()
    assert item.source_path.endswith(".txt")


def test_the_same_file_given_twice_is_read_once(folder: Path) -> None:
    assert _names(folder, folder / "a.txt", folder / "sub") == ["a.txt", "b.txt", "sub/c.md", "sub/deeper/d.txt"]


def test_a_name_that_two_inputs_share_tells_its_input(tmp_path: Path) -> None:
    one = write_articles(tmp_path / "one" / "x.jsonl", range(2))
    other = write_articles(tmp_path / "other" / "x.jsonl", range(2))
    assert _names(one.parent, other.parent) == [f"{one.parent}/x.jsonl", f"{other.parent}/x.jsonl"]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = write_articles(tmp_path / "x.jsonl", range(3)).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [(i.source_path, i.source_row) for i in _read("-")] == [("-", 0), ("-", 1), ("-", 2)]


@pytest.mark.parametrize("given", ["missing", "missing/deep.txt"])
def test_a_missing_path_is_told(tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        _names(tmp_path / given)


def test_nothing_readable_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file in"):
        _names(tmp_path)
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match="none of the 1 files"):
        _names(tmp_path)


def test_trouble_that_may_pass_is_not_a_reject(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(*_: object) -> io.FileIO:
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr("flows.sources._Source", stale)
    with pytest.raises(PassingTroubleError, match="build again later"):
        _read(folder)


def test_trouble_that_stays_is_a_reject(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> io.FileIO:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("flows.sources._Source", denied)
    assert [(i.reason, i.detail) for i in _read(folder) if isinstance(i, Reject)] == [
        ("unreadable", "Permission denied")
    ] * 4


@pytest.mark.parametrize(("code", "passes"), [(errno.ETIMEDOUT, True), (errno.EIO, False), (errno.EACCES, False)])
def test_trouble_is_told_apart_by_its_number(code: int, passes: bool) -> None:
    with pytest.raises(PassingTroubleError if passes else OSError), passing_trouble("x.jsonl"):
        raise OSError(code, os.strerror(code))
