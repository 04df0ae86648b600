#!/usr/bin/env python3
"""Damages rosters and looks at what the program makes of them.

    damaged_rosters.py GLASSHOUSE_HR [--files N] [--seed S]

Each file has a dozen rows, each with a word of its own in every field. It is cut, flipped, overwritten, put into a
wrong encoding, or given formulas and mail headers in its fields; then `roster preview --json` reads it. It must end
without a crash; nobody may have a field of another row; no value may hold a line break or control character; a row that
nobody touched must be kept; and each row that is in the file and not kept must be named. Some are imported and exported
again as CSV: no value there may begin like a formula. Standard library only.
"""
import argparse
import json
import os
import random
import string
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROWS = 12
INJECTIONS = ["=HYPERLINK(\"http://evil.example\",\"{w}\")", "+{w}", "-{w}", "@SUM({w})", "\t={w}", "{w}\r\nBcc: all@evil.example",
              "{w}\nSubject: {w}", "{w}\rTo: x@evil.example", "{w}%0d%0aBcc:x@evil.example", "{w}\x00{w}", "{w}\u202e{w}",
              "{w}\u2028Bcc: x@evil.example", "{w}\x0b\x0c", "\x1b[31m{w}", "|calc{w}", "<script>{w}</script>"]
HEADINGS = ["Forename", "Surname", "Pay", "Work Email", "Notes", "School", "Job Title"]


def quoted(value, always, chance):
    if always or any(c in value for c in ',"\r\n;\t') or chance.random() < 0.2:
        return '"' + value.replace('"', '""') + '"'
    return value


class Roster:
    def __init__(self, chance):
        self.separator = chance.choice([",", ",", ";", "\t"])
        self.end = chance.choice(["\n", "\r\n"])
        self.words = ["".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(ROWS)]
        self.rows = [[f"Zoë{w}", w, "", f"{w}@t.example", f"note {w}", f"School {w}", f"Head {w}"] for w in self.words]
        self.touched = set()

    def inject(self, chance):
        for _ in range(chance.randint(1, 4)):
            row = chance.randrange(ROWS)
            column = chance.randrange(len(HEADINGS))
            self.rows[row][column] = chance.choice(INJECTIONS).format(w=self.words[row])
            self.touched.add(row)

    def bytes(self, chance):
        """The file, and where each row begins and ends in it."""
        text = self.separator.join(HEADINGS) + self.end
        pieces = [self.separator.join(quoted(v, self.separator == "\t" and "\t" in v, chance) for v in row) + self.end
                  for row in self.rows]
        encoding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252"])
        out = text.encode(encoding)
        places = []
        for piece in pieces:
            raw = piece.encode(encoding.replace("-sig", ""), errors="replace")
            places.append((len(out), len(out) + len(raw)))
            out += raw
        return bytearray(out), places


def damage(data, places, touched, chance):
    kind = chance.choice(["none", "cut", "flip", "byte", "drop", "utf16", "mixed"])
    def touch(at):
        for row, (begin, end) in enumerate(places):
            if begin - 1 <= at <= end:  # a line end belongs to the row behind it too
                touched.add(row)
    if kind == "cut":
        at = chance.randrange(places[0][0], len(data))
        for row, (_, end) in enumerate(places):
            if end > at:
                touched.add(row)
        del data[at:]
    elif kind in ("flip", "byte", "drop"):
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(places[0][0], len(data))
            touch(at)
            if kind == "flip":
                data[at] ^= 1 << chance.randrange(8)
            elif kind == "byte":
                data[at] = chance.choice(b'"",;\n\r\x00\xff\xc3\t \'x')
            else:
                data[at] = chance.choice(b' "')
    elif kind == "utf16":
        touched.update(range(ROWS))
        return bytearray(bytes(data).decode("latin-1").encode(chance.choice(["utf-16", "utf-16-le"])))
    elif kind == "mixed":  # one row was pasted from elsewhere
        row = chance.randrange(ROWS)
        begin, end = places[row]
        data[begin:end] = bytes(data[begin:end]).replace(b"Zo\xc3\xab", b"Zo\xeb").replace(b"note", b"\xe2\x82")
        touched.update(range(ROWS))  # which encoding is the right one is a guess about the whole file
    return data


def check(program, seed, folder):
    chance = random.Random(seed)
    roster = Roster(chance)
    if chance.random() < 0.5:
        roster.inject(chance)
    data, places = roster.bytes(chance)
    data = damage(data, places, roster.touched, chance)
    path = folder / f"{seed}.csv"
    path.write_bytes(data)
    run = subprocess.run([program, "roster", "preview", "--json", "--rows", "100", str(path)], capture_output=True)
    faults = []
    if run.returncode not in (0, 3, 65):
        faults.append(f"ended with {run.returncode}: {run.stderr[:200]!r}")
    elif run.returncode == 65:
        if len(roster.touched) < ROWS and run.stderr.count(b"\n") != 1:
            faults.append(f"refused the whole file: {run.stderr[:200]!r}")
    else:
        faults += judge(json.loads(run.stdout), roster, bytes(data))
        if seed % 10 == 0:
            faults += export(program, path, folder / f"{seed}.db")
    path.unlink()
    return [f"file {seed}: {fault}" for fault in faults]


def judge(answer, roster, data):
    kept, faults = set(), []
    for row in answer["first"]:
        values = [row["email"], row["name"], row["school"], row["role"]]
        mine = {w for w in roster.words if any(w in v for v in values)}
        if len(mine) > 1:
            faults.append(f"row {row['row']} has fields of others: {values}")
        kept |= mine
        if any(ord(c) < 0x20 or c in "\x7f\u2028\u2029\u202e" for v in values for c in v):
            faults.append(f"row {row['row']} holds a line break or control character: {values}")
    text = data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    named = {bad["line"] for bad in answer["bad"]}
    if len(answer["first"]) != answer["good"]:
        faults.append("good rows are missing")
    for row, word in enumerate(roster.words):
        if word in kept:
            continue
        if row not in roster.touched:
            faults.append(f"the whole row of {word} is not kept")
        lines = {number for number, line in enumerate(text, 1) if word in line}
        if lines and not lines & named:
            faults.append(f"the row of {word}, in lines {sorted(lines)}, is neither kept nor named ({sorted(named)})")
    return faults


def export(program, path, ledger):
    def call(*words):
        return subprocess.run([program, "--ledger", str(ledger), "--today", "2026-11-02", *words], capture_output=True, text=True)

    faults = []
    run = call("--json", "roster", "import", str(path))
    if run.returncode not in (0, 3):
        return [f"import ended with {run.returncode}: {run.stderr[:200]}"]
    people = json.loads(run.stdout)["people"]
    call("campaign", "new", "--deadline", "2026-12-11")
    call("campaign", "confirm", "--people", str(people))
    run = call("who", "--format", "csv")
    if run.returncode != 0 or run.stdout.count("\n") != people + 1:
        faults.append(f"the export has {run.stdout.count(chr(10)) - 1} lines for {people} people")
    for line in run.stdout.splitlines():
        for value in line.split(","):
            if value.strip('"')[:1] in tuple("=+-@\t|"[:5]):
                faults.append(f"a value begins like a formula: {line}")
    os.unlink(ledger)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    faults = []
    room = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="damaged-rosters-", dir=room) as folder, ThreadPoolExecutor(2) as pool:
        seeds = range(options.seed, options.seed + options.files)
        for found in pool.map(lambda seed: check(options.program, seed, Path(folder)), seeds):
            faults += found
    for words in faults[:40]:
        print(words)
    print(f"{options.files} damaged files: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
