#!/usr/bin/env python3
"""Prints every number that we hold ourselves to beside its goal.

    bench.py BUILD_FOLDER [--corpus FOLDER] [--export MEGABYTES]

FOLDER holds real pages to read in place of the made-up ones. Times are medians over whole processes; machines are noisy, so run it twice before you believe a change of 10 %.
Standard library only.
"""
import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "takeout"))
import ceiling  # noqa: E402
import corpus  # noqa: E402
import evaluation  # noqa: E402
import hr_scale  # noqa: E402
import mail_bench  # noqa: E402

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


def measures(command):
    """NAME<tab>VALUE lines of one of our bench programs."""
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in output.splitlines():
        name, value = line.split("\t")
        with contextlib.suppress(ValueError):
            found[name] = float(value)
    return found


def peak(command):
    """MiB of the largest process that the command becomes or waits for."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss / 1024


def list_of_schools(build, home):
    """The list that `glasshouse lexicon import` writes of an invented register, of the size of the official one."""
    register = Path(home) / "register.csv"
    maker = Path(__file__).parent.parent / "lexicon" / "make_register.py"
    subprocess.run([sys.executable, maker, register, "--rows", "37500"], check=True)
    subprocess.run([build / "glasshouse", "--home", home, "lexicon", "import", register], capture_output=True, check=True)
    return Path(home) / "data" / "schools.lexicon"


def detecting(build, folder, measured, schools):
    """Against the bare parser on the same pages, in the same run."""
    bare = measured["bare_gumbo"]
    row("all detectors, against that", measured["detect"] / bare, "x", 0.05)
    row("all detectors, with 30,000 schools, against that", measured["detect_with_schools"] / bare, "x", 0.05)
    lexicon = measures([build / "tests" / "lexicon_bench", schools, folder])
    row("opening the list of schools", lexicon["open_ms"], "ms", 5)
    row("memory of the list of schools", lexicon["open_mib"], "MiB", 16)


def reading_pages(build, folder):
    """Against the bare parser, in one run: see page_bench.cpp."""
    if folder is None:
        folder = build / "bench-corpus"
        corpus.write(folder)
    with tempfile.TemporaryDirectory() as home:
        schools = list_of_schools(build, home)
        measured = measures([build / "tests" / "page_bench", folder, "7", "", schools])
        reading(build, folder, measured)
        detecting(build, folder, measured, schools)


def reading(build, folder, measured):
    bare, size = measured["bare_gumbo"], measured["bytes"] / 1e6
    print(f"Reading pages ({measured['pages']:.0f} pages, {size:.1f} MB, {folder.name})")
    print(f"  bare gumbo_parse and free: {bare * 1000:.0f} ms of processor time, {size / bare:.1f} MB/s")
    row("decoded, parsed, laid out, facts read, against that", measured["read_page"] / bare, "x", 0.65)
    row("all of inspect but detection, in one process", measured["profile"] / bare, "x", 0.65)
    row("all of inspect but detection, caged as it is", measured["caged_profile"] / bare, "x", 0.65)
    cage = measures([build / "tests" / "cage_bench"])
    row("the cage's share of a page of 60 kB", cage["extra_ms"], "ms", 1)
    largest = max(folder.iterdir(), key=lambda page: page.stat().st_size)
    with tempfile.NamedTemporaryFile(suffix=".html") as nothing:
        inspect = [build / "glasshouse", "inspect", "--json", "--no-cage"]
        more = peak([*inspect, largest]) - peak([*inspect, nothing.name])
    row(f"memory for the largest page ({largest.stat().st_size / 1e6:.1f} MB) over an idle process", more, "MiB", 24)


def reading_exports(program, megabytes):
    """A data export of Facebook's shape; what a small one costs (the start, above all) is not counted."""
    with tempfile.TemporaryDirectory() as place:
        small, _ = ceiling.measure(program, place, 2, 0)
        large, _ = ceiling.measure(program, place, megabytes, 0)
    speed = (megabytes - 2) / (large.processor - small.processor)
    print(f"Reading a data export ({megabytes} MB of JSON, found: {large.out.count('seen_by')} places)")
    row("read, told apart and looked through, one core", speed, "MB/s", 60, ">=")
    row("memory for all of it over that for 2 MB", large.mebibytes - small.mebibytes, "MiB", 24)


def mailing(build):
    """Mails a second into a local sink: one sender on SQLite, then one and four on PostgreSQL when it is there."""
    program = build / "glasshouse-hr"
    print("Mail into a local sink, each ledger on the disk and synced:")
    row("one sender, SQLite", mail_bench.rate(program, 10_000)[0], "/s", 1_000, ">=")
    if mail_bench.Postgres.programs():
        alone = mail_bench.rate(program, 10_000, 1, mail_bench.Postgres)
        four = mail_bench.rate(program, 10_000, 4, mail_bench.Postgres)
        row("four senders against one, PostgreSQL", four[0] / alone[0], "x", 1, ">=")
        row("mails that somebody got twice", alone[1] + four[1], "", 0)


def a_national_ledger(build):
    """See hr_scale.py; on SQLite. On PostgreSQL: hr_scale.py --postgresql."""
    people, schools = 1_000_000, 24_000
    print(f"HR's ledger: {people:,} people in {schools:,} schools")
    with tempfile.TemporaryDirectory() as folder:
        hr_scale.write_roster(f"{folder}/staff.csv", people, schools)
        steps = hr_scale.run(build / "glasshouse-hr", f"{folder}/ledger.db", f"{folder}/staff.csv", people)
    row("import", steps["import"][0], "s", 60)
    row("plan of a day's invitations", steps["plan the invitations"][0], "s", 10)
    row("plan of a day's reminders", steps["plan a day's reminders"][0], "s", 10)
    row("figures by school", steps["figures by school"][0] * 1000, "ms", 200)
    row("memory of the largest of these", max(step[2] for step in steps.values()), "MiB", 256)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("build", type=lambda given: Path(given).resolve())
    arguments.add_argument("--corpus", type=Path)
    arguments.add_argument("--export", type=int, default=500, help="megabytes of the data export")
    wanted = arguments.parse_args()
    program = wanted.build / "glasshouse"
    person = Path(__file__).parent.parent / "pages" / "sample" / "me.toml"
    print("Times")
    row("start to first output (glasshouse --version)", median(time_to_first_byte, [program, "--version"]), "ms", 30)
    with tempfile.TemporaryDirectory() as home:
        walk = [program, "--home", home, "checklist"]
        row("start to first output (checklist)", median(time_to_first_byte, walk), "ms", 30)
        page = Path(home) / "page.html"
        page.write_bytes(page_of(100_000))
        row("inspect of one 100 KB page, whole process", median(whole_run, [program, "inspect", "--json", "--person", person, page]), "ms", 60)
    reading_pages(wanted.build, wanted.corpus)
    reading_exports(program, wanted.export)
    mailing(wanted.build)
    a_national_ledger(wanted.build)
    print("Scores on the labelled set (F1)")
    result = evaluation.score(program)
    if result is None:
        print("  skipped: no labelled set beside the repository")
        return
    goals = {"birth_date": 0.97, "employer": 0.97, "school": 0.97}
    for kind, values in result["kinds"].items():
        row(kind, values["f1"], "", goals.get(kind, 0.95), ">=")
    row("all kinds together", result["micro"]["f1"], "", 0.95, ">=")


if __name__ == "__main__":
    main()
