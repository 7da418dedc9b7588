"""docs/architecture.md: its code runs, and every function and module that it names is there."""

from __future__ import annotations

import dataclasses
import importlib
import re
from pathlib import Path

import pytest

import transforms.model

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:transforms|flows|expectations)\.[\w.]+)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_every_function_named_exists(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    try:
        owner = importlib.import_module(module)
    except ModuleNotFoundError:
        module, _, kind = module.rpartition(".")
        owner = getattr(importlib.import_module(module), kind)
    assert hasattr(owner, attribute), name


def test_the_python_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    for code in re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        exec(compile(code, "architecture.md", "exec"), {})
    told = capsys.readouterr().out
    assert "meeting.receive" in told
    assert "Rabat" in told


def test_what_flows_is_frozen() -> None:
    for name in ("Document", "Reject", "Extraction", "EventRow", "ParticipantRow", "AgreementRow", "PartyRow"):
        flowing = getattr(transforms.model, name)
        assert dataclasses.is_dataclass(flowing)
        assert flowing.__dataclass_params__.frozen, name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("module", "name"),
    [("text", "Text"), ("mentions", "Mention"), ("resolve", "Item"), ("drafts", "Draft"), ("agreements", "Agreement")],
)
def test_what_flows_inside_the_reader_is_frozen(module: str, name: str) -> None:
    flowing = getattr(importlib.import_module(f"transforms.extraction.{module}"), name)
    assert flowing.__dataclass_params__.frozen
