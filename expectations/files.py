"""The files of a release and its descriptor: each says of the other what is true.

Great Expectations looks at tables; these checks look at what lies on the disk, so they are functions of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.group import part_number
from expectations.outcome import Expectation, Finding, Outcome, Severity, broken, judged, skipped
from transforms.contract import CONTRACT_VERSION, TABLES

DESCRIPTOR = "datapackage.json"
BAD = (OSError, KeyError, TypeError, ValueError, AttributeError)  # what reading a bad descriptor raises
NO_EVENTS = 1_000  # documents of diplomatic news among which there is an event


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file as the descriptor declares it."""

    table: str
    path: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Package:
    """A release as its descriptor tells it. ``content`` is the whole descriptor."""

    folder: Path
    content: Mapping[str, Any]
    files: tuple[FilePart, ...]

    @cached_property
    def footers(self) -> tuple[tuple[FilePart, pq.FileMetaData | str], ...]:
        """What each file that is there says of itself, or why it cannot be read; it takes long with many files."""
        return tuple((part, _footer(path)) for part, path in _present(self))

    @property
    def inputs(self) -> int:
        """How many inputs were read."""
        return int(self.content["mithaq"]["inputs"])

    @property
    def code(self) -> str | None:
        """Fingerprint of the code that made the release; None when the descriptor has none."""
        found = self.content["mithaq"].get("code_sha256")
        return None if found is None else str(found)

    def rows(self, table: str) -> int:
        """How many rows ``table`` has by the descriptor."""
        return sum(part.rows for part in self.files if part.table == table)


def read_package(folder: Path) -> Package:
    """The release in ``folder``; a bad descriptor raises one of :data:`BAD`."""
    content = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    files = [
        FilePart(r["name"], p["path"], int(p["rows"]), int(p["bytes"]), str(p["hash"]).removeprefix("sha256:"))
        for r in content["resources"]
        for p in r["parts"]
    ]
    package = Package(folder, content, tuple(files))
    _ = package.inputs, package.code  # both must be there to be read
    return package


def file_outcomes(folder: Path) -> tuple[Outcome, ...]:
    """What holds of the files in ``folder`` and of the descriptor that speaks of them."""
    try:
        package = read_package(folder)
    except BAD as error:
        bad = judged(READABLE, [Finding(DESCRIPTOR, f"{type(error).__name__}: {error}")])
        return (bad, *(skipped(check.expectation, "there is no readable descriptor") for check in CHECKS))
    return (judged(READABLE, []), *(_outcome(check, package) for check in CHECKS))


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One expectation about files with the function that finds what breaks it."""

    expectation: Expectation
    findings: Callable[[Package], Iterator[Finding]]


def _outcome(check: FileCheck, package: Package) -> Outcome:
    try:
        return judged(check.expectation, check.findings(package))
    except Exception as error:  # a check that raises is reported as broken, whatever it raised
        return broken(check.expectation, f"{type(error).__name__}: {error}")


def _missing(package: Package) -> Iterator[Finding]:
    for part in package.files:
        if not (package.folder / part.path).is_file():
            yield Finding(part.path, "no such file")


def _extra(package: Package) -> Iterator[Finding]:
    declared = {part.path for part in package.files}
    for table in TABLES:
        for path in sorted((package.folder / table).rglob("*")):
            name = path.relative_to(package.folder).as_posix()
            if path.is_file() and name not in declared:
                yield Finding(name, "not in the descriptor")


def _changed(package: Package) -> Iterator[Finding]:
    for part, path in _present(package):
        size = path.stat().st_size
        if size != part.size:
            yield Finding(part.path, f"{size} bytes, declared {part.size}")
        elif _sha256(path) != part.sha256:
            yield Finding(part.path, "other content than declared")


def _unreadable(package: Package) -> Iterator[Finding]:
    for part, footer in package.footers:
        if isinstance(footer, str):
            yield Finding(part.path, footer)


def _miscounted(package: Package) -> Iterator[Finding]:
    for part, footer in _readable(package):
        rows = int(footer.num_rows)
        if rows != part.rows:
            yield Finding(part.path, f"{rows} rows, declared {part.rows}")
    for resource in package.content["resources"]:
        rows = package.rows(resource["name"])
        if resource.get("rows") != rows:
            yield Finding(resource["name"], f"{rows} rows in parts, {resource.get('rows')} declared for the table")


def _misdescribed(package: Package) -> Iterator[Finding]:
    fields = {table: _fields(package, table) for table in dict.fromkeys(part.table for part in package.files)}
    for part, footer in _readable(package):
        names = footer.schema.to_arrow_schema().names
        if names != fields[part.table]:
            yield Finding(part.path, f"columns {', '.join(names)}")


def _off_contract(package: Package) -> Iterator[Finding]:
    version = package.content["mithaq"].get("contract_version")
    if version != CONTRACT_VERSION:
        yield Finding("contract_version", str(version))
    named = [resource["name"] for resource in package.content["resources"]]
    if named != list(TABLES):
        yield Finding("resources", ", ".join(named))
    for name, table in TABLES.items():
        if name in named and _fields(package, name) != [column.name for column in table.columns]:
            yield Finding(name, ", ".join(_fields(package, name)))


def _unpaired(package: Package) -> Iterator[Finding]:
    numbers = {part.path: part_number(Path(part.path)) for part in package.files}
    everywhere = set(numbers.values())
    for table in TABLES:
        have = {numbers[part.path] for part in package.files if part.table == table}
        for number in sorted(everywhere - have):
            yield Finding(f"{table}/part-{number:05d}.parquet", "other tables have this part")


def _unaccounted(package: Package) -> Iterator[Finding]:
    documents, rejects = package.rows("documents"), package.rows("rejects")
    if package.inputs != documents + rejects:
        yield Finding(DESCRIPTOR, f"{package.inputs} inputs, {documents} documents + {rejects} rejects")


def _empty(package: Package) -> Iterator[Finding]:
    if package.inputs and not package.rows("documents"):
        yield Finding("documents", f"no row of {package.inputs} inputs")


def _silent(package: Package) -> Iterator[Finding]:
    if package.rows("documents") >= NO_EVENTS and not package.rows("events"):
        yield Finding("events", f"no row of {package.rows('documents')} documents")


def _fields(package: Package, table: str) -> list[str]:
    schemas = {resource["name"]: resource["schema"] for resource in package.content["resources"]}
    return [str(field["name"]) for field in schemas[table]["fields"]]


def _present(package: Package) -> Iterator[tuple[FilePart, Path]]:
    for part in package.files:
        path = package.folder / part.path
        if path.is_file():
            yield part, path


def _readable(package: Package) -> Iterator[tuple[FilePart, pq.FileMetaData]]:
    """The files with their footers; of what cannot be read another check tells."""
    return ((part, footer) for part, footer in package.footers if not isinstance(footer, str))


def _footer(path: Path) -> pq.FileMetaData | str:
    try:
        return pq.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        return str(error).partition("\n")[0]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _expectation(name: str, says: str) -> Expectation:
    return Expectation(name, None, None, Severity.CRITICAL, says)


READABLE = _expectation("descriptor_is_readable", "datapackage.json describes the release")
CHECKS = (
    FileCheck(_expectation("descriptor_keeps_the_contract", "it lists the contract's columns"), _off_contract),
    FileCheck(_expectation("files_are_there", "every file of the descriptor is there"), _missing),
    FileCheck(_expectation("files_are_declared", "every file of a table is in the descriptor"), _extra),
    FileCheck(_expectation("files_are_unchanged", "every file has the size and hash declared"), _changed),
    FileCheck(_expectation("files_are_readable", "every file is whole Parquet"), _unreadable),
    FileCheck(_expectation("files_have_their_rows", "files and tables have the rows declared"), _miscounted),
    FileCheck(_expectation("files_have_their_columns", "files have the columns declared"), _misdescribed),
    FileCheck(_expectation("parts_are_paired", "every table has a part of every number"), _unpaired),
    FileCheck(_expectation("inputs_are_accounted_for", "inputs = documents + rejects"), _unaccounted),
    FileCheck(_expectation("documents_are_not_empty", "inputs that are not none give documents"), _empty),
    FileCheck(_expectation("events_are_not_empty", f"{NO_EVENTS} documents tell an event"), _silent),
)
