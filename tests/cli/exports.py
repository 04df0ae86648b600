#!/usr/bin/env python3
"""Every sample export (tests/pages/PLATFORM/export*/), packed up as platforms pack theirs, read by the program itself.

    exports.py PROGRAM

Beside each stands expect.tsv: what must come out of it (kind, value, who can see it), what must not ("-" before the kind),
and which accounts it is of ("account", the account). Each is given as a zip, as a tar.gz and as a folder; all three must
say the same, and giving one twice must change nothing.
"""
import json
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from outside import Checks, Person

PAGES = Path(__file__).parent.parent / "pages"


def expectations(folder):
    rows = [line.split("\t") for line in (folder / "expect.tsv").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row[0] and not row[0].startswith("#")]


def files_of(folder):
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != "expect.tsv"]


def pack(folder, place):
    """The same export three ways."""
    zipped, tarred, copied = place / "export.zip", place / "export.tar.gz", place / "export"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files_of(folder):
            archive.write(file, file.relative_to(folder))
    with tarfile.open(tarred, "w:gz") as archive:
        for file in files_of(folder):
            archive.add(file, file.relative_to(folder))
    for file in files_of(folder):
        target = copied / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    return [zipped, tarred, copied]


def new_person(program):
    person = Person(program)
    (person.home / "config").mkdir()
    (person.home / "config" / "me.toml").write_bytes((PAGES / "sample" / "me.toml").read_bytes())
    return person


def account_names(result):
    names = {result["url"], result["platform"], f"{result['platform']}:{result['handle']}"}
    return names - {""}


def facts_of(results):
    return {(f["kind"], f["value"], f["seen_by"]) for result in results for f in result["findings"]}


def look(checks, name, done, expected):
    """The facts of one import, compared with what is expected; its output as objects."""
    checks.that(f"{name}: exit code", done.returncode in (0, 2), f"{done.returncode}: {done.stderr}")
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    results = [one for one in objects if "platform" in one and "findings" in one]
    facts = facts_of(results)
    for kind, value, *seen_by in expected:
        if kind == "account":
            checks.that(f"{name}: account {value}", any(value in account_names(result) for result in results),
                        [account_names(result) for result in results])
        elif kind.startswith("-"):
            hit = {fact for fact in facts if fact[:2] == (kind[1:], value)}
            checks.that(f"{name}: no {kind[1:]} {value}", not hit, hit)
        else:
            checks.that(f"{name}: {kind} {value} {seen_by[0]}", (kind, value, seen_by[0]) in facts, sorted(facts))
    summary = [one for one in objects if "import" in one]
    checks.equal(f"{name}: one summary", len(summary), 1)
    for file in summary[0]["files"] if summary else []:
        checks.that(f"{name}: {file['file']} was read", file["state"] == "read", file)
    return facts


def main():
    checks = Checks()
    folders = sorted(PAGES.glob("*/export*/"))
    checks.that("there are sample exports", len(folders) >= 14, folders)
    for folder in folders:
        expected = expectations(folder)
        with tempfile.TemporaryDirectory() as place:
            seen = []
            for way in pack(folder, Path(place)):
                name = f"{folder.parent.name}/{folder.name} as {way.name}"
                person = new_person(sys.argv[1])
                first = person.run("import", "--json", way)
                seen.append(look(checks, name, first, expected))
                again = person.run("import", "--json", way)
                checks.equal(f"{name}: again", facts_of([json.loads(line) for line in again.stdout.splitlines() if '"findings"' in line]), seen[-1])
                accounts = json.loads(person.run("accounts", "list", "--json").stdout)["accounts"]
                wanted = sum(kind == "account" for kind, *_ in expected)
                checks.equal(f"{name}: accounts", len(accounts), wanted)
            checks.equal(f"{folder}: zip and tar say the same", seen[0], seen[1])
            checks.equal(f"{folder}: zip and folder say the same", seen[0], seen[2])
    checks.done()


if __name__ == "__main__":
    main()
