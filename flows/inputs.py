"""The files that a build reads, in an order that does not depend on the file system, and what is read from them."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import UsageError
from transforms.model import Document, Reject
from transforms.reading import ReadingOptions, SourceMetadata, is_readable, is_sidecar, read_source, sidecar_names

STANDARD_INPUT = "-"
_LINK_OUTSIDE = "a link that leads outside the input folder is not followed"
_KINDS = ".txt .md .html .jsonl .json .csv .parquet, also with .gz"
_LARGEST_SIDECAR = 1 << 20


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file: ``given`` is the input that it came by, ``name`` its path below it, ``trouble`` why it is not read."""

    path: Path
    given: str
    name: str
    trouble: str | None = None


def list_inputs(given: Iterable[str], out: Path) -> tuple[InputFile, ...]:
    """The files of the paths ``given``, each file once, sorted within each folder.

    Hidden files, sidecars and the folder ``out`` are no inputs. ``UsageError`` when a path is missing or nothing
    readable is found. A name that two inputs share is prefixed with the input.
    """
    found: list[InputFile] = []
    for name in given:
        found.extend(_files_of(name, out.resolve()))
    files = _distinct_names(_each_once(found))
    if not any(is_readable(file.name) for file in files):
        raise UsageError(_nothing_readable(files, given))
    return files


def read_inputs(files: Iterable[InputFile], options: ReadingOptions) -> Iterator[Document | Reject]:
    """Every document and reject of ``files``, at least one a file; a file that cannot be opened is one reject."""
    for file in files:
        if file.trouble is not None:
            yield _unreadable(file, file.trouble)
        elif file.name == STANDARD_INPUT:
            yield from read_source(file.name, sys.stdin.buffer, options)
        else:
            yield from _read_file(file, options)


def _read_file(file: InputFile, options: ReadingOptions) -> Iterator[Document | Reject]:
    if not is_readable(file.name):
        yield from read_source(file.name, io.BytesIO(), options)  # rejected by its name: nothing is opened
        return
    try:
        stream = file.path.open("rb")
        sidecar = _sidecar(file.path)
    except OSError as error:
        yield _unreadable(file, error.strerror or type(error).__name__)
        return
    with stream:
        yield from read_source(file.name, stream, options, sidecar)


def _sidecar(path: Path) -> SourceMetadata | None:
    for name in sidecar_names(path.name):
        beside = path.with_name(name)
        if beside.is_file():
            with beside.open("rb") as stream:
                return SourceMetadata(stream.read(_LARGEST_SIDECAR))
    return None


def _unreadable(file: InputFile, why: str) -> Reject:
    return Reject(_as_text(file.name), None, "unreadable", why)


def _as_text(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()  # a file name need not be text


def _files_of(given: str, out: Path) -> Iterator[InputFile]:
    path = Path(given)
    if given == STANDARD_INPUT:
        yield InputFile(path, given, given)
    elif path.is_dir():
        yield from _walk(path, path.resolve(), given, out)
    elif path.is_file():
        yield InputFile(path, given, path.name)
    elif path.exists():
        raise UsageError(f"{given} is neither a file nor a folder; give a file, a folder, or - for standard input")
    else:
        raise UsageError(f"{given} does not exist; check the path, or give - to read JSON lines from standard input")


def _walk(folder: Path, root: Path, given: str, out: Path) -> Iterator[InputFile]:
    base = Path(given)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield InputFile(folder, given, folder.relative_to(base).as_posix(), error.strerror or "cannot be listed")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or is_sidecar(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() != out:
                yield from _walk(path, root, given, out)
        else:
            yield from _file(path, root, given)


def _file(path: Path, root: Path, given: str) -> Iterator[InputFile]:
    file = InputFile(path, given, path.relative_to(given).as_posix())
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield replace(file, trouble=error.strerror or "cannot be read")
        return
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        yield replace(file, trouble=_LINK_OUTSIDE)
    elif stat.S_ISREG(mode):
        yield file
    elif not stat.S_ISDIR(mode):  # a link to a folder inside leads to files that are found by their own names
        yield replace(file, trouble="not a regular file")


def _each_once(files: list[InputFile]) -> list[InputFile]:
    """``files`` without second ways to the same file; its own name counts before a link to it."""
    own = {file.path.resolve() for file in files if not file.path.is_symlink()}
    seen: set[Path] = set()
    kept = []
    for file in files:
        real = file.path.resolve()
        is_second = real in seen or (file.path.is_symlink() and file.trouble is None and real in own)
        if not is_second or file.trouble is not None:
            kept.append(file)
            seen.add(real)
    return kept


def _distinct_names(files: list[InputFile]) -> tuple[InputFile, ...]:
    counts = Counter(file.name for file in files)
    return tuple(replace(f, name=f"{f.given}/{f.name}") if counts[f.name] > 1 else f for f in files)


def _nothing_readable(files: tuple[InputFile, ...], given: Iterable[str]) -> str:
    where = ", ".join(given)
    if not files:
        return f"no file in {where}; put documents there ({_KINDS})"
    return f"none of the {len(files)} files in {where} is of a readable kind ({_KINDS})"
