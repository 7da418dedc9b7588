"""Three floors, one direction, as docs/architecture.md draws them: read off the imports, never by running the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "transforms": {"transforms"},
    "expectations": {"transforms", "expectations"},
    "flows": {"transforms", "expectations", "flows"},
}
FORBIDDEN = {
    "transforms": {"prefect", "great_expectations", "duckdb", "typer", "rich"},
    "expectations": {"prefect", "typer"},
    "flows": set(),
}
OPENS_FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "iterdir", "glob"}
TOUCHES_THE_SYSTEM = {"os", "pathlib", "shutil", "tempfile", "subprocess", "socket", "urllib", "http", "sqlite3"}
# In `transforms` only these read files, and only those of the lexicon, as resources of the package.
READS_THE_LEXICON = {"transforms/lexicon/compiled.py", "transforms/documentation.py"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)


@pytest.mark.parametrize("package", FLOORS)
def test_imports_point_down(package: str) -> None:
    for path in modules(package):
        roots = {name.partition(".")[0] for name in imported(path)}
        assert roots & set(FLOORS) <= FLOORS[package], path
        assert not roots & FORBIDDEN[package], path


def test_transforms_opens_no_file_but_its_lexicon() -> None:
    for path in modules("transforms"):
        name = path.relative_to(ROOT).as_posix()
        roots = {module.partition(".")[0] for module in imported(path)}
        assert not roots & TOUCHES_THE_SYSTEM, name
        if name in READS_THE_LEXICON:
            assert "importlib" in roots, name
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                opens = isinstance(called, ast.Name) and called.id == "open"
                opens |= isinstance(called, ast.Attribute) and called.attr in OPENS_FILES
                assert not opens, f"{name}:{node.lineno}"


def test_the_lexicon_is_read_as_resources_of_its_package() -> None:
    for name in READS_THE_LEXICON:
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
        reads = [call for call in calls if call.func.attr in OPENS_FILES]  # type: ignore[attr-defined]
        assert reads
        for call in reads:
            assert ast.unparse(call).startswith("resources.files('transforms.lexicon')"), ast.unparse(call)


def test_the_arabic_layer_knows_no_diplomacy() -> None:
    for path in modules("transforms/arabic"):
        for name in imported(path):
            if name.startswith("transforms."):
                assert name.startswith("transforms.arabic") or name == "transforms.quick", path


def test_importing_transforms_and_the_command_line_is_light() -> None:
    """What is heavy is imported inside functions: no module names it at its top."""
    heavy = {"pandas", "pyarrow", "prefect", "great_expectations", "trafilatura", "distributed"}
    for path in [*modules("transforms"), ROOT / "flows" / "cli.py", ROOT / "flows" / "build.py"]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
                assert str(module).partition(".")[0] not in heavy, path
