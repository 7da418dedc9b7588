"""The command line: exit statuses, messages that say what to do, never a traceback for a user's mistake."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import article, write_articles, write_lines

from flows.cli import main
from flows.lock import locked

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mithaq(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process; gives its exit status, output and messages."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["mithaq", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return int(ended.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release, and the articles of which it is made in news.jsonl."""
    out = tmp_path_factory.mktemp("built")
    source = write_articles(out / "news.jsonl", range(8))
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "build", "--inline", source, "--out", out], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return out


@pytest.mark.parametrize("command", ["", "build", "check", "evaluate", "explain", "releases", "rollback"])
def test_help_teaches_with_an_example(mithaq: Run, command: str) -> None:
    status, out, _ = mithaq(*command.split(), "--help")
    assert status == 0
    assert f"mithaq {command or 'build'}" in out


def test_json_goes_to_standard_output_and_the_rest_to_standard_error(mithaq: Run, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [article(1), article(2), {"id": 3}])
    status, out, err = mithaq("build", "--inline", source, "--out", tmp_path / "out", "--json")
    summary = json.loads(out)
    assert status == 0
    assert summary["status"] == "published"
    assert summary["inputs"] == 3 == summary["rows"]["documents"] + summary["rows"]["rejects"]
    assert summary["rejects_by_reason"] == {"malformed_row": 1}
    assert "3 inputs = 2 documents + 1 rejects (1 malformed_row)" in err


def test_nothing_new_is_said_with_status_0(mithaq: Run, built: Path) -> None:
    status, out, err = mithaq("build", "--inline", built / "news.jsonl", "--out", built)
    assert (status, out) == (0, "")
    assert "Nothing new" in err


def test_quiet_says_nothing(mithaq: Run, built: Path) -> None:
    assert mithaq("build", "--inline", built / "news.jsonl", "--out", built, "--quiet") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "does not exist"),
        (["missing.txt", "--workers", "0"], "--workers is 0; it must be at least 1"),
        (["missing.txt", "--workers", "two"], "--workers"),
        (["missing.txt", "--engine", "spark"], "must be one of local, dask"),
        (["missing.txt", "--engine", "dask"], "--inline"),
        (["missing.txt", "--map", "text"], "--map text=content"),
        (["missing.txt", "--keep", "-1"], "at least 0"),
        (["missing.txt", "--unknown"], "--unknown"),
        ([], "INPUT"),
    ],
)
def test_bad_usage_is_status_2_and_told(mithaq: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    status, _, err = mithaq("build", "--inline", *arguments, "--out", tmp_path / "out")
    assert status == 2
    assert message in err
    assert not (tmp_path / "out").exists()


def test_a_field_that_is_none_cannot_be_mapped(mithaq: Run, built: Path) -> None:
    status, _, err = mithaq("build", "--inline", built / "news.jsonl", "--out", built, "--map", "body=content")
    assert status == 2
    assert "no field called body" in err


def test_other_field_names_can_be_mapped(mithaq: Run, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"content": article(1)["text"]}])
    status, out, _ = mithaq("build", "--inline", source, "--out", tmp_path / "o", "--map", "text=content", "--json")
    assert status == 0
    assert json.loads(out)["rows"]["documents"] == 1


@pytest.mark.parametrize("out", ["/sys/mithaq", "/dev/null/mithaq"])
def test_a_target_that_cannot_be_written_is_status_2(mithaq: Run, built: Path, out: str) -> None:
    status, _, err = mithaq("build", "--inline", built / "news.jsonl", "--out", out)
    assert status == 2
    assert "cannot write into" in err


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "undecodable"),
        ("english.txt", b"Nothing of interest.", "no_arabic_text"),
        ("broken.jsonl", b'{"text": "x"', "malformed_row"),
        ("broken.jsonl.gz", b"\x1f\x8b\x08\x00no gzip", "unreadable"),
        ("broken.parquet", b"PAR1", "unreadable"),
        ("page.html", b"<", "empty"),
    ],
)
def test_bad_input_is_a_row_in_rejects(mithaq: Run, tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    write_articles(tmp_path / "in" / "good.jsonl", [1])
    (tmp_path / "in" / name).write_bytes(data)
    status, out, _ = mithaq("build", "--inline", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert status == 0
    assert json.loads(out)["rejects_by_reason"] == {reason: 1}


def test_only_bad_input_publishes_nothing(mithaq: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    status, _, err = mithaq("build", "--inline", tmp_path / "empty.txt", "--out", tmp_path / "out")
    assert status == 1
    assert "nothing was published" in err
    assert not (tmp_path / "out" / "latest").exists()


def test_a_second_build_is_told_of_the_first(mithaq: Run, built: Path) -> None:
    with locked(built):
        status, _, err = mithaq("build", "--inline", built / "news.jsonl", "--out", built)
    assert status == 1
    assert "another build is running" in err


def test_a_disk_that_is_full_is_told(built: Path, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "in.jsonl", range(200))
    command = [sys.executable, "-m", "flows.cli", "build", "--inline", source, "--out", tmp_path / "out"]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert done.returncode == 1
    assert "the build stopped (File too large" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_passes_a_good_release(mithaq: Run, built: Path) -> None:
    assert mithaq("check", built)[0] == 0
    assert mithaq("check", (built / "latest").resolve())[0] == 0


@pytest.mark.parametrize(("output_format", "begins"), [("json", "{"), ("junit", "<?xml"), ("github", "::")])
def test_check_speaks_other_formats(mithaq: Run, built: Path, output_format: str, begins: str) -> None:
    status, out, _ = mithaq("check", built, "--format", output_format)
    assert status == 0
    assert out.startswith(begins)


def test_check_fails_a_bad_release_and_names_it(mithaq: Run, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "in.jsonl", range(3))
    mithaq("build", "--inline", source, "--out", tmp_path / "out")
    next((tmp_path / "out" / "latest" / "events").iterdir()).unlink()
    status, out, _ = mithaq("check", tmp_path / "out")
    assert status == 1
    assert "events/part-00000.parquet" in out


@pytest.mark.parametrize("command", ["check", "releases"])
def test_no_release_is_status_2(mithaq: Run, tmp_path: Path, command: str) -> None:
    status, _, err = mithaq(command, tmp_path)
    assert status == 2
    assert "mithaq build" in err


def test_check_knows_its_formats(mithaq: Run, built: Path) -> None:
    status, _, err = mithaq("check", built, "--format", "pdf")
    assert status == 2
    assert "text, json, junit, github" in err


def test_releases_are_listed_and_switched(mithaq: Run, tmp_path: Path) -> None:
    for count in (2, 3):
        write_articles(tmp_path / "in.jsonl", range(count))
        mithaq("build", "--inline", tmp_path / "in.jsonl", "--out", tmp_path / "out")
    status, out, _ = mithaq("releases", tmp_path / "out")
    first, second = out.splitlines()
    assert status == 0
    assert first.startswith(" ")
    assert second.startswith("*")
    assert "documents 3" in second
    assert mithaq("rollback", tmp_path / "out", first.split()[0])[0] == 0
    assert mithaq("releases", tmp_path / "out")[1].startswith("*")
    status, _, err = mithaq("rollback", tmp_path / "out", "never")
    assert status == 2
    assert "mithaq releases" in err


def test_explain_wants_a_key(mithaq: Run, built: Path) -> None:
    status, _, err = mithaq("explain", "nonsense", "--tables", built)
    assert status == 2
    assert "is no key" in err
    status, _, err = mithaq("explain", "d0000000000000000-e1", "--tables", built)
    assert status == 2
    assert "no document" in err


def test_evaluate_wants_annotated_documents(mithaq: Run, built: Path) -> None:
    status, _, err = mithaq("evaluate", built / "missing.jsonl", "--tables", built)
    assert status == 2
    assert err


def test_evaluate_scores_a_release(mithaq: Run, tmp_path: Path) -> None:
    gold = Path(__file__).parents[1] / "gold" / "own_a.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n")[:3]]
    source = write_lines(tmp_path / "in.jsonl", [{"id": row["id"], "text": row["text"]} for row in rows])
    mithaq("build", "--inline", source, "--out", tmp_path / "out")
    status, out, _ = mithaq("evaluate", gold, "--tables", tmp_path / "out")
    assert status == 0
    assert "events" in out


def test_the_command_answers_without_loading_the_libraries() -> None:
    heavy = {"pandas", "prefect", "great_expectations", "pyarrow"}
    code = f"import sys, flows.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
