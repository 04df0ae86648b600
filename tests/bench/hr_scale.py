#!/usr/bin/env python3
"""A million people in 24,000 schools: how long an import, a day's plan and the figures take, and how much memory.

    hr_scale.py GLASSHOUSE_HR [--people N] [--schools N] [--postgresql]

Without options on SQLite, at full size. --postgresql starts a server of its own in a temporary folder (Debian's
package; as user postgres when run by root). What senders make of it is in mail_bench.py. Standard library only.
"""
import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROLES = ["Teacher", "Teaching assistant", "Office", "Site", "Head"]


def write_roster(path, people, schools):
    """An invented staff list; every thousandth person works in a second school."""
    chance = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        file.write("Work Email,Forename,Surname,School,Job Title,Pay\n")
        for i in range(people):
            school, role = chance.randrange(schools), ROLES[min(4, int(chance.expovariate(1)))]
            file.write(f"person{i}@school{school}.example,Ann{i % 977},Tull{i % 7919},School {school},{role},{i % 99}\n")
            if i % 1000 == 0:
                file.write(f"person{i}@school{school}.example,Ann{i % 977},Tull{i % 7919},School {(school + 1) % schools},{role},1\n")


@contextlib.contextmanager
def postgresql():
    """The address of a fresh database on a server that lives as long as the context."""
    programs = next(Path("/usr/lib/postgresql").glob("*/bin"))
    with tempfile.TemporaryDirectory(prefix="hr-scale-") as folder:
        as_user = []
        if os.getuid() == 0:
            subprocess.run(["chown", "postgres:postgres", folder], check=True)
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        def call(*words):
            subprocess.run([*as_user, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        call(programs / "initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "gh", "--encoding=UTF8", "--locale=C")
        call(programs / "pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o",
             f"-c listen_addresses='' -c max_wal_size=4GB -k {folder}", "start")
        try:
            call(programs / "createdb", "-h", folder, "-U", "gh", "hr")
            yield f"postgresql://gh@/hr?host={folder}"
        finally:
            call(programs / "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
            subprocess.run(["rm", "-rf", f"{folder}/data"], check=False)


def measured(command):
    """(answer, seconds, seconds of processor time, MiB of the largest process)."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command}: {process.returncode}")
    return json.loads(output), time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def run(program, ledger, roster, people):
    """{what: (seconds, seconds of processor time, MiB)} of a campaign's main steps."""
    base = [program, "--ledger", ledger, "--json"]
    steps = {}
    def step(what, today, *words, warm=1):
        answers = [measured([*base, "--today", today, *words]) for _ in range(warm)]
        print(what, file=sys.stderr, flush=True)
        steps[what] = (min(a[1] for a in answers), min(a[2] for a in answers), max(a[3] for a in answers))
        return answers[0][0]
    imported = step("import", "2026-11-02", "roster", "import", roster)
    assert imported["people"] == people, imported["people"]
    step("import again, unchanged", "2026-11-02", "roster", "import", roster)
    step("campaign new", "2026-11-02", "campaign", "new", "--opens", "2026-11-02", "--deadline", "2026-12-11")
    step("confirm", "2026-11-02", "campaign", "confirm", "--people", str(people))
    planned = step("plan the invitations", "2026-11-02", "remind", "plan")
    assert planned["campaigns"][0]["invitations"] == people, planned
    planned = step("plan a day's reminders", "2026-11-11", "remind", "plan")
    assert planned["campaigns"][0]["reminders"] == people, planned
    step("figures by school", "2026-11-11", "figures", "--by", "school", warm=5)
    step("figures by role", "2026-11-11", "figures", "--by", "role", warm=5)
    step("status", "2026-11-11", "campaign", "status")
    return steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--schools", type=int, default=24_000)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hr-scale-") as folder, contextlib.ExitStack() as stack:
        roster = f"{folder}/staff.csv"
        write_roster(roster, options.people, options.schools)
        ledger = stack.enter_context(postgresql()) if options.postgresql else f"{folder}/ledger.db"
        for what, (seconds, busy, mebibytes) in run(options.program, ledger, roster, options.people).items():
            print(f"{what}\t{seconds:.3f} s\t{busy:.3f} s busy\t{mebibytes:.0f} MiB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
