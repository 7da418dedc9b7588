"""Settings: each one declared once, below, with its default and its meaning; read from a file and the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from flows.errors import UsageError

PREFIX = "MITHAQ_"
FILE = "mithaq.toml"
_MEBIBYTE = 1 << 20


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build does where the command line says nothing."""

    workers: int = _setting(1, "Processes that extract at the same time")
    engine: str = _setting("local", "Where batches are extracted: local, or dask for a cluster")
    dask_address: str = _setting("", "Scheduler of a Dask cluster; empty starts one on this machine")
    keep: int = _setting(0, "How many releases stay after a publication; 0 keeps all")
    batch_characters: int = _setting(500_000, "Size of a batch on average; another size moves rows between parts")
    max_document_bytes: int = _setting(_MEBIBYTE, "Largest text of one document, in UTF-8")
    max_row_bytes: int = _setting(8 * _MEBIBYTE, "Largest row of JSON lines or CSV, and largest text file")
    max_page_bytes: int = _setting(2 * _MEBIBYTE, "Largest web page")
    max_whole_file_bytes: int = _setting(256 * _MEBIBYTE, "Largest file of a format that is held in memory whole")
    max_file_bytes: int = _setting(16 * 1024 * _MEBIBYTE, "Largest file, decompressed")
    read_retries: int = _setting(3, "How often Prefect tries again to read the inputs")
    read_timeout_seconds: int = _setting(6 * 3600, "Time after which Prefect gives up reading the inputs")
    batch_timeout_seconds: int = _setting(1800, "Time after which Prefect gives up a batch")
    publish_timeout_seconds: int = _setting(6 * 3600, "Time after which Prefect gives up validation and publication")
    webhook_url: str = _setting("", "Address that a JSON summary of a run that failed or published is posted to")
    webhook_timeout_seconds: int = _setting(10, "Time after which a webhook that does not answer is given up")
    public_url: str = _setting("", "Address at which the output folder is served, for links to the Data Docs")


_AT_LEAST = {"keep": 0, "read_retries": 0}
_CHOICES = {"engine": ("local", "dask")}
_ADDRESSES = ("webhook_url", "public_url")
SECRETS = ("webhook_url",)
"""Settings whose value lets others in: kept out of what Prefect stores and shows of a run."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting for people: its name in the environment and in the file, its default, what it means."""

    environment: str
    name: str
    default: str
    meaning: str


def settings_table() -> tuple[SettingRow, ...]:
    """Every setting in the order of its declaration."""
    return tuple(
        SettingRow(PREFIX + f.name.upper(), f.name, str(f.default), f.metadata["meaning"]) for f in fields(Settings)
    )


def settings_markdown() -> str:
    """:func:`settings_table` as a Markdown table, for the docs."""
    rows = [f"| `{r.environment}` | `{r.name}` | {r.default} | {r.meaning} |" for r in settings_table()]
    return "\n".join(["| environment | mithaq.toml | default | meaning |", "| --- | --- | --- | --- |", *rows]) + "\n"


def load_settings(environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """The defaults, over them ``file``, over that the environment; ``UsageError`` for what is no setting or no value.

    The file is the one that ``MITHAQ_CONFIG`` names, else ``mithaq.toml`` if it is there.
    """
    environment = os.environ if environment is None else environment
    config = environment.get(f"{PREFIX}CONFIG")
    file = file or Path(config or FILE)
    values = _from_file(file) if file.is_file() or config else {}
    for name in _names():
        if (text := environment.get(PREFIX + name.upper())) is not None:
            values[name] = _value(name, text, f"{PREFIX}{name.upper()}")
    return Settings(**values)


def load_settings_over(given: Mapping[str, Any], where: str) -> Settings:
    """:func:`load_settings`, over that what is ``given``; ``UsageError`` names ``where`` that was."""
    return replace(load_settings(), **_values(given, where))


def checked(name: str, value: Any, where: str) -> Any:
    """``value`` when the setting ``name`` may have it; ``UsageError`` that names ``where`` it was given otherwise."""
    if name in _CHOICES and value not in _CHOICES[name]:
        raise UsageError(f"{where} is {value!r}; it must be one of {', '.join(_CHOICES[name])}")
    if name in _ADDRESSES and value and not value.startswith(("http://", "https://")):
        raise UsageError(f"{where} must begin with http:// or https://")
    least = _AT_LEAST.get(name, 1)
    if isinstance(value, int) and value < least:
        raise UsageError(f"{where} is {value}; it must be at least {least}")
    return value


def _names() -> dict[str, type]:
    return {f.name: type(f.default) for f in fields(Settings)}


def _from_file(file: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read the settings file {file}: {error}") from None
    return _values(given, str(file))


def _values(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    names = _names()
    for name in given:
        if name not in names:
            near = get_close_matches(name, names, 1) or list(names)
            raise UsageError(f"{where} sets {name!r}, which is no setting; did you mean {', '.join(near)}?")
    return {name: _value(name, value, f"{name} in {where}") for name, value in given.items()}


def _value(name: str, given: object, where: str) -> Any:
    wanted = _names()[name]
    if wanted is str and isinstance(given, str):
        return checked(name, given, where)
    try:
        is_number = not isinstance(given, bool) and isinstance(given, int | str)
        return checked(name, int(str(given)) if is_number and wanted is int else _refuse(), where)
    except ValueError:
        kind = "a whole number" if wanted is int else "text"
        raise UsageError(f"{where} is {given!r}; it must be {kind}") from None


def _refuse() -> Any:
    raise ValueError
