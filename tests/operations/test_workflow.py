"""The workflow in docs/: it parses, calls commands and options that exist, and its own steps do what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from processes import ROOT, environment

from flows.cli import app

FILE = ROOT / "docs" / "workflows" / "mithaq.yml"


def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def steps() -> dict[str, dict[str, Any]]:
    (job,) = workflow()["jobs"].values()
    return {step["name"]: step for step in job["steps"]}


def commands(script: str) -> list[list[str]]:
    """The calls of mithaq in a shell script, as words."""
    script = re.sub(r"\$\([^)]*\)", "1", script)
    return [shlex.split(call) for call in re.findall(r"\bmithaq (?:build|check|\w+) [^\n|;>]*", script)]


def test_it_runs_by_itself_and_with_least_rights() -> None:
    triggers = workflow()[True]  # YAML 1.1 reads the word on as a truth value
    assert set(triggers) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert workflow()["permissions"] == {"contents": "read"}
    assert workflow()["concurrency"]["cancel-in-progress"] is False


def test_every_step_does_one_thing() -> None:
    for name, step in steps().items():
        assert ("run" in step) != ("uses" in step), name
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]), name


@pytest.mark.parametrize("place", ["docs/workflows/mithaq.yml", "docs/ci.md"])
def test_commands_and_options_exist(place: str) -> None:
    known = {
        name: {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for name, command in typer.main.get_command(app).commands.items()  # type: ignore[attr-defined]
    }
    text = (ROOT / place).read_text(encoding="utf-8")
    script = "\n".join(step.get("run", "") for step in steps().values()) if place.endswith(".yml") else text
    found = commands(
        "\n".join(line for line in script.splitlines() if line.strip().startswith(("mithaq", "for", "if")))
    )
    assert {words[1] for words in found} >= {"build", "check"}
    for _, name, *rest in found:
        assert {word for word in rest if word.startswith("--")} <= known[name], (name, rest)


@pytest.mark.slow
def test_the_steps_build_and_gather(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for name in ("Build", "Gather what is uploaded"):
        shell(steps()[name]["run"], tmp_path)
    assert (tmp_path / "release" / "events" / "part-00000.parquet").is_file()
    assert not (tmp_path / "release").is_symlink()
    assert "<testsuites" in (tmp_path / "mithaq-junit.xml").read_text(encoding="utf-8")
    assert "* 2" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_failed_build_is_annotated(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "page.txt").write_text("503 Service Unavailable\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="documents_are_not_empty"):
        shell(steps()["Build"]["run"], tmp_path)
    output = shell(steps()["Show what failed"]["run"], tmp_path)
    assert "::error title=" in output
    assert "::notice title=mithaq::" in output


def shell(script: str, folder: Path) -> str:
    """What ``script`` prints, run as a step of a workflow is, with this Python's mithaq; it must succeed."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "mithaq").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n', encoding="utf-8")
    (tools / "mithaq").chmod(0o755)
    variables = {**workflow()["env"], "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    env = environment(folder / "prefect", **variables, PATH=f"{tools}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
