"""docs/operate.md agrees with the code: its table of settings, its messages, its commands."""

from __future__ import annotations

import re

import pytest
import typer
from processes import ROOT

from flows.cli import app
from flows.settings import settings_markdown, settings_table

PAGE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")


def test_the_table_of_settings_is_that_of_the_code() -> None:
    found = re.search(r"<!-- generated: settings -->\n(.*?)\n<!-- end: settings -->", PAGE, re.DOTALL)
    assert found is not None
    assert found[1] == settings_markdown().rstrip(), "`python docs/refresh.py` renews it"


def test_every_setting_named_is_one() -> None:
    known = {row.environment for row in settings_table()} | {"MITHAQ_CONFIG"}
    assert set(re.findall(r"MITHAQ_[A-Z_]+[A-Z]", PAGE)) <= known


def test_every_command_named_is_one() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?:^|`|/)mithaq ([a-z]+) ", PAGE, re.MULTILINE))
    assert {"build", "serve", "check", "releases", "rollback", "explain"} <= named
    assert named <= set(commands)


@pytest.mark.parametrize(
    "message",
    [
        "expectations failed; nothing was published",
        "another build is running in ",
        "; wait until it ends, or build into another folder",
        " does not exist; check the path, or give - to read JSON lines from standard input",
        " cannot be read now (",
        "the build stopped (",
        "nothing was published, ",
        "cannot write into ",
        "; choose another folder with --out",
        "the webhook at ",
        " did not take the summary (",
        "; the run is not affected",
        "the Prefect server at ",
        " does not answer (",
        "cannot listen on port ",
    ],
)
def test_messages_are_those_of_the_code(message: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "flows").glob("*.py")))
    assert message in PAGE
    assert message in code
