"""The pages in docs/: links lead somewhere, generated pages agree with code, every rule has definition and tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest

from transforms.contract import TABLES
from transforms.documentation import FAMILIES, crosswalk_page, data_dictionary, rule_entries, rules_page
from transforms.extraction.detect import FRAMES
from transforms.lexicon.compiled import rows
from transforms.vocabularies import EVENT_TYPES

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def cases(refresh: ModuleType) -> dict[str, list[str]]:
    found: dict[str, list[str]] = refresh.sentence_cases(ROOT / "tests" / "sentences")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in LINK.findall(text):
        path, _, anchor = target.partition("#")
        if path.startswith(("http:", "https:")):
            continue
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name}: {target}"
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file.read_text(encoding="utf-8")), f"{page.name}: {target}"


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of ``text``."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_named_in_pages_exists(page: Path) -> None:
    """A path in code font, such as `transforms/contract.py`, is a file or folder of the checkout."""
    path_in_code = r"`((?:transforms|expectations|flows|docs|tests|seeds)/[\w./-]*)`"
    made = {"docs/index.html"}  # in every release
    for path in set(re.findall(path_in_code, page.read_text(encoding="utf-8"))) - made:
        assert (ROOT / path).exists(), f"{page.name}: {path}"


def test_the_dictionary_tells_every_column() -> None:
    page = data_dictionary()
    for table in TABLES.values():
        section = page[page.index(f"\n## {table.name}\n") :].split("\n## ")[1]
        for column in table.columns:
            line = next(line for line in section.splitlines() if line.startswith(f"| `{column.name}` |"))
            assert column.description in line
            assert all(value in line for value in column.vocabulary)
            assert (column.references or "") in line


def test_the_crosswalk_page_has_every_row() -> None:
    for row in rows("crosswalk.csv"):
        pattern = rf"^\| {row['event_type']} \| {row['mode']} \| .*\| {row['plover_type']} \| `{row['cameo_code']}` \|$"
        assert re.search(pattern, crosswalk_page(), re.MULTILINE), row


def test_every_event_type_has_its_module() -> None:
    assert set(FAMILIES) == set(EVENT_TYPES)
    for entry in rule_entries():
        assert (ROOT / entry.module).is_file()
        assert entry.rule.partition(".")[0] == entry.of


def test_every_frame_is_read_and_told() -> None:
    import transforms.documentation as documentation

    used = {entry.frame for entry in rule_entries() if entry.frame}
    assert used <= set(FRAMES)
    assert set(FRAMES) == set(documentation._FRAMES)


def test_every_rule_named_in_code_is_defined() -> None:
    defined = {entry.rule for entry in rule_entries()}
    for path in sorted((ROOT / "transforms" / "extraction").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                family, _, rest = node.value.partition(".")
                if family in EVENT_TYPES and re.fullmatch(r"[a-z_]+", rest):
                    assert node.value in defined, f"{path}: {node.value}"


def test_every_rule_has_a_sentence_test(cases: dict[str, list[str]]) -> None:
    defined = {entry.rule for entry in rule_entries()}
    assert set(cases) <= defined
    assert not defined - set(cases), "rules that no sentence test reads"


def test_the_rules_page_leads_to_definition_and_tests(cases: dict[str, list[str]]) -> None:
    page = rules_page(cases)
    for entry in rule_entries():
        section = page[page.index(f"\n## {entry.rule}\n") :].split("\n## ")[1]
        assert entry.module in section
        assert all(form in section for form in entry.forms)
        for case in cases.get(entry.rule, ()):
            assert case.partition(": ")[2] in section
