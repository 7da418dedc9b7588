"""Releases in an output folder: staged beside, made whole, then shown by one switch of ``latest``."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.cache import Entry
from flows.descriptor import PublishedPart, describe
from flows.errors import UsageError
from flows.files import flush, flush_tree, link_or_copy, remove_tree, sha256_of, write_flushed
from transforms.contract import CONTRACT_VERSION, TABLES

LATEST = "latest"
RELEASES = "releases"
STAGING = ".staging"
CACHE = ".cache"
DESCRIPTOR = "datapackage.json"
_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Release:
    """One published release: its place in the order of publication, its folder, rows by table, inputs read."""

    release_id: str
    sequence: int
    folder: Path
    created: str
    rows: Mapping[str, int]
    inputs: int
    content_sha256: str
    is_latest: bool


def prepare(out: Path) -> None:
    """Makes ``out`` ready to build into; ``UsageError`` when that is not possible."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in (RELEASES, STAGING, CACHE):
            (out / name).mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write into {out} ({error.strerror}); choose another folder with --out") from None
    latest = out / LATEST
    if latest.exists() and not latest.is_symlink():
        raise UsageError(f"{latest} is not a link made by mithaq; move it away, or choose another folder with --out")


def clean_staging(out: Path) -> None:
    """Removes what killed builds left; the caller holds the lock."""
    for path in (out / STAGING).iterdir():
        remove_tree(path)


def content_hash(entries: Sequence[Entry]) -> str:
    """One hash of all table bytes of a release, the same for the same parts in the same order."""
    lines = [f"{part.table} {part.sha256}" for entry in entries for part in entry.parts]
    return hashlib.sha256("\n".join([CONTRACT_VERSION, *lines]).encode()).hexdigest()


def stage(out: Path, entries: Sequence[Entry], inputs: int, code: str, now: dt.datetime) -> Path:
    """A folder in the staging area with the parts and the descriptor of a new release; its name is the release id.

    ``inputs`` is how many inputs were read, ``code`` the fingerprint of what made the rows.
    """
    content = content_hash(entries)
    release_id = _unused_id(out, content, now)
    folder = out / STAGING / release_id
    folder.mkdir()
    parts = {table: _link_parts(table, entries, folder) for table in TABLES}
    more = {
        "sequence": 1 + max((release.sequence for release in releases(out)), default=0),
        "inputs": inputs,
        "content_sha256": content,
        "code_sha256": code,
    }
    descriptor = describe(parts, release_id=release_id, created=f"{now:%Y-%m-%dT%H:%M:%SZ}", more=more)
    write_flushed(folder / DESCRIPTOR, (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode())
    return folder


def publish(out: Path, staged: Path) -> Path:
    """Moves ``staged`` among the releases and has ``latest`` show it; killed anywhere, ``latest`` is whole."""
    flush_tree(staged)
    folder = out / RELEASES / staged.name
    staged.rename(folder)
    flush(out / RELEASES)
    switch(out, staged.name)
    return folder


def switch(out: Path, release_id: str) -> None:
    """Has ``latest`` show ``release_id``, in one step."""
    draft = out / STAGING / LATEST
    draft.unlink(missing_ok=True)
    draft.symlink_to(Path(RELEASES, release_id))
    draft.replace(out / LATEST)
    flush(out)


def releases(out: Path) -> list[Release]:
    """The releases under ``out`` in the order of publication, also when the clock was set back between them."""
    folder = out / RELEASES
    latest = latest_folder(out)
    found = [_release(path, latest) for path in folder.iterdir() if _ID.fullmatch(path.name)] if folder.is_dir() else []
    return sorted((release for release in found if release), key=lambda r: (r.sequence, r.release_id))


def latest_folder(out: Path) -> Path | None:
    """The folder that ``latest`` shows; None when there is none."""
    link = out / LATEST
    return link.resolve() if link.is_dir() else None


def latest_release(out: Path) -> Release | None:
    """The release that ``latest`` shows; None when there is none or its descriptor cannot be read."""
    folder = latest_folder(out)
    return None if folder is None else _release(folder, folder)


def is_intact(release: Release) -> bool:
    """True when every part is there with the bytes that the descriptor tells."""
    try:
        resources = json.loads((release.folder / DESCRIPTOR).read_bytes())["resources"]
        parts = [part for resource in resources for part in resource["parts"]]
        return all(f"sha256:{sha256_of(release.folder / part['path'])}" == part["hash"] for part in parts)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def rollback(out: Path, release_id: str) -> None:
    """Has ``latest`` show the release ``release_id``; ``UsageError`` when there is none. The caller holds the lock."""
    known = [release.release_id for release in releases(out)]
    if release_id not in known:
        raise UsageError(f"no release {release_id} in {out}; `mithaq releases {out}` lists them")
    switch(out, release_id)


def prune(out: Path, keep: int) -> list[str]:
    """Removes all but the ``keep`` last published releases, never the one that ``latest`` shows; the ids removed."""
    removed = []
    for release in releases(out)[:-keep]:
        if not release.is_latest:
            trash = out / STAGING / release.release_id
            release.folder.rename(trash)  # out of sight at once, so that nobody reads half a release
            remove_tree(trash)
            removed.append(release.release_id)
    return removed


def _link_parts(table: str, entries: Sequence[Entry], folder: Path) -> list[PublishedPart]:
    (folder / table).mkdir()
    published = []
    for number, entry in enumerate(entries):
        part = next(part for part in entry.parts if part.table == table)
        path = f"{table}/part-{number:05d}.parquet"
        link_or_copy(part.path, folder / path)
        published.append(PublishedPart(path, part.rows, part.bytes, part.sha256))
    return published


def _unused_id(out: Path, content: str, now: dt.datetime) -> str:
    moment = now
    while (out / RELEASES / (release_id := f"{moment:%Y%m%dT%H%M%SZ}-{content[:8]}")).exists():
        moment += dt.timedelta(seconds=1)
    return release_id


def _release(folder: Path, latest: Path | None) -> Release | None:
    try:
        descriptor: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_bytes())
        return Release(
            release_id=folder.name,
            sequence=int(descriptor["mithaq"]["sequence"]),
            folder=folder,
            created=str(descriptor["created"]),
            rows={resource["name"]: int(resource["rows"]) for resource in descriptor["resources"]},
            inputs=int(descriptor["mithaq"]["inputs"]),
            content_sha256=str(descriptor["mithaq"]["content_sha256"]),
            is_latest=latest is not None and folder.resolve() == latest,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
