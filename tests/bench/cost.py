#!/usr/bin/env python3
"""What all detectors cost against the bare HTML parser, on made-up pages and in one run: a bound that holds on any machine.

    cost.py PAGE_BENCH [--rounds N]

The goal is in bench.py; the bound here is what we have, with room for noise. Standard library only.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus  # noqa: E402

BOUND = 0.9


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--rounds", default="3")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder))
        seconds = {}
        for measure in ("bare_gumbo", "detect"):
            output = subprocess.run([wanted.program, folder, wanted.rounds, measure], capture_output=True, text=True, check=True).stdout
            seconds.update(line.split("\t") for line in output.splitlines())
    ratio = float(seconds["detect"]) / float(seconds["bare_gumbo"])
    print(f"all detectors: {ratio:.3f} of the parser's time; at most {BOUND}")
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
