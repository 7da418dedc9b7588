"""The files that a build reads, in an order that does not depend on the file system, and what is read from them."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import UsageError
from flows.sources import open_source, passing_trouble
from transforms.model import Document, Reject
from transforms.reading import ReadingOptions, SourceMetadata, is_readable, is_sidecar, read_source, sidecar_names

STANDARD_INPUT = "-"
_LINK_OUTSIDE = "a link that leads outside the input folder is not followed"
_KINDS = ".txt .md .html .jsonl .json .csv .parquet, also with .gz"
_LARGEST_SIDECAR = 1 << 20


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file: ``given`` is the input that it came by, ``name`` its path below it, ``real`` where it is without links.

    ``trouble`` is why it is not read. Plain strings, for there may be millions.
    """

    path: str
    given: str
    name: str
    real: str
    trouble: str | None = None


def list_inputs(given: Iterable[str], out: Path) -> tuple[InputFile, ...]:
    """The files of the paths ``given``, each file once, sorted within each folder.

    Hidden files, sidecars and the folder ``out`` are no inputs. ``UsageError`` when a path is missing or nothing
    readable is found. A name that two inputs share is prefixed with the input.
    """
    found: list[InputFile] = []
    for name in given:
        found.extend(_files_of(name, os.path.realpath(out)))
    files = _distinct_names(_each_once(found))
    if not any(is_readable(file.name) for file in files):
        raise UsageError(_nothing_readable(files, given))
    return files


def read_inputs(files: Iterable[InputFile], options: ReadingOptions) -> Iterator[Document | Reject]:
    """Every document and reject of ``files``, at least one a file; a file that cannot be opened is one reject.

    ``PassingTroubleError`` when the trouble is not the file's.
    """
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
        sidecar = _sidecar(file.path)
        stream = open_source(file.path)
    except OSError as error:
        yield _unreadable(file, error.strerror or type(error).__name__)
        return
    with stream:
        yield from read_source(file.name, stream, options, sidecar)


def _sidecar(path: str) -> SourceMetadata | None:
    folder, name = os.path.split(path)
    for beside in (os.path.join(folder, candidate) for candidate in sidecar_names(name)):
        if os.path.isfile(beside):
            with open_source(beside) as stream:
                return SourceMetadata(stream.read(_LARGEST_SIDECAR))
    return None


def _unreadable(file: InputFile, why: str) -> Reject:
    return Reject(_as_text(file.name), None, "unreadable", why)


def _as_text(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()  # a file name need not be text


def _files_of(given: str, out: str) -> Iterator[InputFile]:
    if given == STANDARD_INPUT:
        yield InputFile(given, given, given, given)
    elif os.path.isdir(given):
        yield from _walk(_Folder(given, os.path.realpath(given), out), "")
    elif os.path.isfile(given):
        yield InputFile(given, given, os.path.basename(given), os.path.realpath(given))
    elif os.path.exists(given):
        raise UsageError(f"{given} is neither a file nor a folder; give a file, a folder, or - for standard input")
    else:
        raise UsageError(f"{given} does not exist; check the path, or give - to read JSON lines from standard input")


@dataclass(frozen=True, slots=True)
class _Folder:
    """An input folder: as given, where it really is, and the output folder, which is no input."""

    given: str
    real: str
    out: str

    def file(self, name: str, trouble: str | None = None) -> InputFile:
        """The file ``name`` below the folder, which no link on the way leads to."""
        return InputFile(os.path.join(self.given, name), self.given, name, os.path.join(self.real, name), trouble)


def _walk(folder: _Folder, below: str) -> Iterator[InputFile]:
    """The files in the part ``below`` of ``folder``, in the order of their names."""
    path = os.path.join(folder.given, below)
    try:
        with passing_trouble(path), os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield folder.file(below or ".", error.strerror or "cannot be listed")
        return
    for entry in entries:
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith(".") or is_sidecar(entry.name):
            continue
        if entry.is_symlink():
            yield from _linked(folder, name)
        elif not entry.is_dir():
            yield folder.file(name, None if entry.is_file() else "not a regular file")
        elif os.path.join(folder.real, name) != folder.out:
            yield from _walk(folder, name)


def _linked(folder: _Folder, name: str) -> Iterator[InputFile]:
    """What a link stands for. One to a folder inside leads to files that are found by their own names."""
    link = folder.file(name)
    real = os.path.realpath(link.path)
    if not (real + os.sep).startswith(folder.real + os.sep):
        yield replace(link, trouble=_LINK_OUTSIDE)
    elif os.path.isfile(real):
        yield replace(link, real=real)
    elif not os.path.isdir(real):
        yield replace(link, trouble="a link that leads nowhere" if not os.path.exists(real) else "not a regular file")


def _each_once(files: list[InputFile]) -> list[InputFile]:
    """``files`` without second ways to the same file; a file's own name counts before a link to it."""
    first: dict[str, InputFile] = {}
    for file in files:
        known = first.get(file.real)
        if known is None or (_is_link(known) and not _is_link(file)):
            first[file.real] = file
    return [file for file in files if first[file.real] is file]


def _is_link(file: InputFile) -> bool:
    return not file.real.endswith(file.name)


def _distinct_names(files: list[InputFile]) -> tuple[InputFile, ...]:
    counts = Counter(file.name for file in files)
    return tuple(replace(f, name=f"{f.given}/{f.name}") if counts[f.name] > 1 else f for f in files)


def _nothing_readable(files: tuple[InputFile, ...], given: Iterable[str]) -> str:
    where = ", ".join(given)
    if not files:
        return f"no file in {where}; put documents there ({_KINDS})"
    return f"none of the {len(files)} files in {where} is of a readable kind ({_KINDS})"
