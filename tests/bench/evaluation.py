#!/usr/bin/env python3
"""The scanner's score on a labelled set of invented pages, which lies beside the repository (../shared/eval), not in it.

    evaluation.py PROGRAM             prints precision, recall and F1 by kind
    evaluation.py PROGRAM --floor     fails below the scores that were reached once (77, "skipped", without the set)
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SET = Path(__file__).resolve().parents[3] / "shared" / "eval"

# Reached on the open set; a change that falls below one of them has broken something.
FLOORS = {kind: 0.97 for kind in ("birth_date", "employer", "school", "handle_contains_employer")} | {
    kind: 0.95 for kind in ("age", "birth_place", "job_role", "home_town", "phone", "email", "postcode", "football_team",
                            "family_name_answer", "child_info")}


def score(program):
    """The scorer's own result, or None where the set is not."""
    documents = SET / "open.jsonl"
    if not documents.exists():
        return None
    with tempfile.NamedTemporaryFile("w+") as predictions:
        with open(documents, encoding="utf-8") as lines:
            subprocess.run([program, "inspect", "--jsonl"], stdin=lines, stdout=predictions, check=True)
        scored = subprocess.run([sys.executable, SET / "score.py", documents, predictions.name, "--json"],
                                capture_output=True, text=True, check=True)
    return json.loads(scored.stdout)


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("program")
    words.add_argument("--floor", action="store_true")
    given = words.parse_args()
    result = score(given.program)
    if result is None:
        print("skipped: no labelled set beside the repository")
        sys.exit(77)
    failed = 0
    for kind, row in result["kinds"].items():
        floor = FLOORS.get(kind)
        below = floor is not None and row["f1"] < floor
        failed += below
        print(f"{kind:<26} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}" + (f"  floor {floor}" if floor else "") + ("  BELOW" if below else ""))
    if given.floor:
        print(f"{len(FLOORS) - failed} passed, {failed} failed")
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
