"""Settings: declared once, read from a file and the environment, mistakes told."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import Settings, load_settings, settings_markdown, settings_table


def test_defaults_hold_where_nothing_is_said(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / "none.toml") == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mithaq.toml"
    file.write_text('workers = 2\nkeep = 5\nengine = "dask"\n')
    settings = load_settings({"MITHAQ_WORKERS": "3"}, file)
    assert (settings.workers, settings.keep, settings.engine) == (3, 5, "dask")


def test_the_file_can_be_named_in_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("keep = 7\n")
    assert load_settings({"MITHAQ_CONFIG": str(file)}).keep == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("worker = 2", "did you mean workers"),
        ("workers = 'two'", "must be a whole number"),
        ("workers = true", "must be a whole number"),
        ("workers = 0", "at least 1"),
        ("keep = -1", "at least 0"),
        ("engine = 'spark'", "one of local, dask"),
        ("engine = 1", "must be text"),
        ("workers = ", "cannot read the settings file"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mithaq.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=message):
        load_settings({}, file)


def test_a_file_that_is_named_and_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="cannot read the settings file"):
        load_settings({"MITHAQ_CONFIG": "/nowhere/mithaq.toml"})


def test_a_mistake_in_the_environment_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="MITHAQ_WORKERS"):
        load_settings({"MITHAQ_WORKERS": "many"}, tmp_path / "none.toml")


def test_the_table_tells_every_setting() -> None:
    assert [row.name for row in settings_table()] == [field.name for field in fields(Settings)]
    assert all(row.meaning for row in settings_table())
    assert "| `MITHAQ_WORKERS` | `workers` | 1 |" in settings_markdown()
