"""The list of sentence cases that do not pass yet.

python tests/extraction/gaps.py          takes off the list what passes now; names what has begun to fail, status 1
python tests/extraction/gaps.py --all    writes the list anew: for cases that have just been added
python tests/extraction/gaps.py --show   also tells in what each case on the list differs
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from sentence_cases import GAPS, Case, Difference, differences, read_cases, read_gaps

HEAD = """\
# Cases of this folder that do not pass yet, each with what it fails in. They are run as well, and one that begins
# to pass makes the test fail until it is taken off: python tests/extraction/gaps.py
"""


def main() -> int:
    """Brings the list up to date; 1 when a case fails that is not on it."""
    parser = argparse.ArgumentParser(description="The list of sentence cases that do not pass yet.")
    parser.add_argument("--all", action="store_true", help="also put on the list what has begun to fail")
    parser.add_argument("--show", action="store_true", help="tell in what each case on the list differs")
    options = parser.parse_args()
    cases = read_cases()
    failing = {case: found for case in cases if (found := differences(case))}
    known = read_gaps()
    new = [case for case in failing if case.key not in known]
    kept = {case: found for case, found in failing.items() if options.all or case.key in known}
    _write(kept)
    for case, found in failing.items():
        if options.show or case in new:
            print(f"{'new: ' if case in new else ''}{case.file} {case.name}\n    {case.text}")
            print(*(f"    {difference.kind}: {difference.detail}" for difference in found), sep="\n")
    print(f"{len(cases) - len(failing)} of {len(cases)} cases pass, {len(kept)} are on the list")
    return int(bool(new) and not options.all)


def reason(found: list[Difference]) -> str:
    """What a case fails in, in a few words."""
    return ", ".join(dict.fromkeys(f"{difference.kind} ({difference.row})" for difference in found))


def _write(failing: Mapping[Case, list[Difference]]) -> None:
    rows = [
        "\n[[gap]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in row.items())
        for case, found in failing.items()
        for row in [{"file": case.file, "case": case.name, "reason": reason(found)}]
    ]
    GAPS.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
