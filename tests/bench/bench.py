#!/usr/bin/env python3
"""Prints every number that we hold ourselves to beside its goal.

    bench.py BUILD_FOLDER

Times are medians over whole processes; machines are noisy, so run it twice before you believe a change of 10 %.
Standard library only.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import evaluation  # noqa: E402

RUNS = 21


def time_to_first_byte(command):
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    os.read(process.stdout.fileno(), 1)
    took = time.perf_counter() - begun
    process.stdout.read()
    process.wait()
    return took


def whole_run(command):
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def median(measure, command):
    measure(command)  # warm: files in the page cache
    return statistics.median(measure(command) for _ in range(RUNS)) * 1000


def page_of(size):
    """A page of that many bytes made of the sample's own: mark-up as blogs write it, not one long paragraph."""
    source = (Path(__file__).parent.parent / "pages" / "sample" / "wordpress-home.html").read_text(encoding="utf-8")
    begin, end = source.find("<body"), source.find("</body>")
    body = source[begin:end]
    page = source[:begin] + body
    while len(page.encode()) < size:
        page += body[body.find(">") + 1:]
    return page.encode()[:size - 20] + b"</body></html>"


def row(name, value, unit, goal, better="<="):
    holds = value <= goal if better == "<=" else value >= goal
    print(f"  {name:<58} {value:8.3f} {unit:<3} goal {better} {goal:g}  {'ok' if holds else 'MISSED'}")


def main():
    program = Path(sys.argv[1]).resolve() / "glasshouse"
    person = Path(__file__).parent.parent / "pages" / "sample" / "me.toml"
    print("Times")
    row("start to first output (glasshouse --version)", median(time_to_first_byte, [program, "--version"]), "ms", 30)
    with tempfile.TemporaryDirectory() as home:
        walk = [program, "--home", home, "checklist"]
        row("start to first output (checklist)", median(time_to_first_byte, walk), "ms", 30)
        page = Path(home) / "page.html"
        page.write_bytes(page_of(100_000))
        row("inspect of one 100 KB page, whole process", median(whole_run, [program, "inspect", "--json", "--person", person, page]), "ms", 60)
    print("Scores on the labelled set (F1)")
    result = evaluation.score(program)
    if result is None:
        print("  skipped: no labelled set beside the repository")
        return
    goals = {"birth_date": 0.97, "employer": 0.97, "school": 0.97}
    for kind, values in result["kinds"].items():
        row(kind, values["f1"], "", goals.get(kind, 0.95), ">=")
    row("all kinds together", result["micro"]["f1"], "", 0.95, ">=")
    print("  Kinds without a detector yet score 0; the goals are those of the whole product.")


if __name__ == "__main__":
    main()
