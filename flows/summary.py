"""What a build did, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a build ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Summary:
    """``inputs`` = rows of documents + rows of rejects.

    ``failures`` and ``warnings`` hold a line an expectation; ``findings`` is the text with the rows behind them.
    """

    status: Status
    release_id: str
    folder: str
    inputs: int
    rows: Mapping[str, int]
    rejects_by_reason: Mapping[str, int]
    batches: int
    batches_extracted: int
    removed_releases: Sequence[str]
    warnings: Sequence[str]
    failures: Sequence[str]
    findings: str
    seconds: float

    def to_json(self) -> str:
        """One JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def to_text(self) -> str:
        """A few lines for a terminal."""
        lines = [self._headline(), self._inputs_line(), self._rows_line()]
        lines.append(f"{self.batches_extracted} of {self.batches} batches extracted, {self.seconds:.1f} s")
        lines += [f"removed release {release}" for release in self.removed_releases]
        return "\n".join([*lines, self.findings.rstrip()]).rstrip()

    def to_markdown(self) -> str:
        """A page for Prefect."""
        rows = [f"| {table} | {count:,} |" for table, count in self.rows.items()]
        reasons = [f"| {reason} | {count:,} |" for reason, count in self.rejects_by_reason.items()]
        lines = [f"# {self._headline()}", "", self._inputs_line(), "", "| table | rows |", "| --- | ---: |", *rows]
        if reasons:
            lines += ["", "| reason of a reject | inputs |", "| --- | ---: |", *reasons]
        if self.findings:
            lines += ["", "## Expectations that do not hold", "", "```", self.findings.rstrip(), "```"]
        return "\n".join(lines) + "\n"

    def _headline(self) -> str:
        match self.status:
            case Status.PUBLISHED:
                return f"Published {self.release_id} in {self.folder}"
            case Status.UNCHANGED:
                return f"Nothing new: {self.release_id} stays the latest release, nothing was published"
            case Status.FAILED:
                return f"Validation failed: nothing was published; it is kept in {self.folder} until the next build"

    def _inputs_line(self) -> str:
        documents, rejects = self.rows.get("documents", 0), self.rows.get("rejects", 0)
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.rejects_by_reason.items())
        line = f"{self.inputs:,} inputs = {documents:,} documents + {rejects:,} rejects"
        return f"{line} ({reasons})" if reasons else line

    def _rows_line(self) -> str:
        return ", ".join(f"{n:,} {table}" for table, n in self.rows.items() if table not in ("documents", "rejects"))
