"""A fresh release of seeds/ in a folder that looks like the checkout, and the generator of the pages."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory, refresh: ModuleType) -> Path:
    """A folder with seeds/ and tests/ of the project and, in data/, a release of seeds/."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("seeds", "tests"):
        (folder / name).symlink_to(ROOT / name)
    refresh.build_seeds(folder / "data")
    return folder


@pytest.fixture
def inside(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``checkout`` as the working folder, with the commands of this environment on the path."""
    monkeypatch.chdir(checkout)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return checkout
