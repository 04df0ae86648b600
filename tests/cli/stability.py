#!/usr/bin/env python3
"""Same input, same output: `inspect` in other locales, time zones and folders, with other numbers of threads, in the cage and
out of it, with its input cut or turned otherwise.

    stability.py PROGRAM

A fixed set of pages (of tests/pages, of the generators in tests/negative, and of a teacher who gives herself away) is
inspected plainly; every other way must give the same bytes. Locales are made with localedef where it is there, else only
named. Standard library only.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "negative"))
import negative  # noqa: E402

# Decimal commas, Turkish i, right to left, no UTF-8, other calendars.
LOCALES = [("tr_TR", "UTF-8"), ("de_DE", "UTF-8"), ("ar_EG", "UTF-8"), ("th_TH", "UTF-8"), ("en_GB", "ISO-8859-1"), ("cy_GB", "UTF-8")]
ZONES = ["UTC", "Europe/London", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu", "XYZ-14", "no such zone"]
SUBJECT = {"names": ["Iris Hollowell"], "handles": ["irishollowell", "oakfield_iris"], "employer": negative.PERSON["employer"]}

# The letters are those on which locales differ: I and ı, ß, Å, ÿ.
GIVEN_AWAY = [
    "<title>Oakfield Primary: Miss Hollowell's page</title><p>Hi, I'm Iris. Date of birth: 14/07/1985. I TEACH AT OAKFIELD PRIMARY SCHOOL.",
    "<html lang=en-US><p>I was born on March 4, 1979 in ISTANBUL, IĞDIR.<p>Turned 40 today! Fallowmere Learning Trust, 1.234,56 Straße ÅNGSTRÖM ÿ",
    "<article><time datetime='2020-01-01T00:30:00+14:00'>x</time><p>30 today!</article><article><time datetime='2020-06-30T23:59:59-11:00'>x</time><p>Happy birthday to me</article>",
    "<p>irishollowell oakfield_iris BORN 4 JULY 1985, ıİiI <dl><dt>BIRTHDAY<dd>1 FEBRUARY 1990<dt>D.O.B.<dd>02.01.91</dl>",
]


def pages():
    for i, body in enumerate(GIVEN_AWAY):
        yield {"id": f"given {i}", "content_type": "text/html", "published": "2021-05-05", "as_of": "2025-09-01", "subject": SUBJECT, "body": body}
    for path in sorted((HERE.parent / "pages").rglob("*.html")):
        yield {"id": path.name, "content_type": "text/html", "as_of": "2025-09-01", "subject": SUBJECT, "body": path.read_text(encoding="utf-8", errors="replace")}
    for _, document in negative.pages(64, "stability"):
        document["subject"] = SUBJECT
        yield document


class Trial:
    def __init__(self, program):
        self.program, self.passed, self.failed = program, 0, 0
        self.lines = [json.dumps(page, ensure_ascii=i % 2 == 0).encode() + b"\n" for i, page in enumerate(pages())]
        self.plain = self.inspect()

    def inspect(self, *options, data=None, environment=None, cwd=None, slowly=False):
        """What it writes; the program's own environment is nothing but what is given."""
        process = subprocess.Popen([self.program, "inspect", "--jsonl", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=cwd,
                                   env={"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", **(environment or {})})
        data = b"".join(self.lines) if data is None else data

        def feed():
            step = 977 if slowly else len(data) or 1
            for at in range(0, len(data), step):
                process.stdin.write(data[at:at + step])
                process.stdin.flush()
            process.stdin.close()
        feeder = threading.Thread(target=feed)
        feeder.start()
        output = process.stdout.read()
        feeder.join()
        process.wait()
        return output

    def same(self, name, output):
        if output == self.plain:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}: the output is another")
        for mine, plain in zip(output.splitlines(), self.plain.splitlines()):
            if mine != plain:
                print("  ", plain[:300], "\n  ", mine[:300])
                break


def made_locales(folder):
    """Names for LC_ALL. With LOCPATH at `folder` those that could be made are real."""
    for name, charset in LOCALES:
        if shutil.which("localedef"):
            subprocess.run(["localedef", "-c", "-i", name, "-f", charset, str(Path(folder) / f"{name}.{charset}")], capture_output=True, check=False)
        yield f"{name}.{charset}", (Path(folder) / f"{name}.{charset}").is_dir()


def locales(trial):
    with tempfile.TemporaryDirectory() as folder:
        real = 0
        for name, is_made in made_locales(folder):
            real += is_made
            for variable in ("LC_ALL", "LANG"):
                trial.same(f"{variable}={name}", trial.inspect(environment={variable: name, "LOCPATH": folder}))
        for name in ("C", "POSIX", "C.UTF-8", "xx_XX", ""):
            trial.same(f"LC_ALL={name}", trial.inspect(environment={"LC_ALL": name, "LANGUAGE": "cy:tr"}))
        print(f"{real} of {len(LOCALES)} locales were made")


def zones(trial):
    for zone in ZONES:
        trial.same(f"TZ={zone}", trial.inspect(environment={"TZ": zone}))
        # The clock is not asked where a page has its day of the audit.
        trial.same(f"TZ={zone}, another today", trial.inspect("--today", "1999-12-31", environment={"TZ": zone}))


def ways(trial):
    for jobs in ("1", "2", "5"):
        trial.same(f"--jobs {jobs}", trial.inspect("--jobs", jobs))
        trial.same(f"--jobs {jobs}, not in the cage", trial.inspect("--jobs", jobs, "--no-cage"))
    for i in range(3):
        trial.same(f"again, {i}", trial.inspect("--jobs", "2"))
    trial.same("in another folder", trial.inspect(cwd="/"))
    trial.same("with more in the environment", trial.inspect(environment={"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1", "LC_NUMERIC": "de_DE", "GLASSHOUSE": "x"}))
    trial.same("its input drop by drop", trial.inspect(slowly=True))
    data = b"".join(trial.lines)
    trial.same("lines that end with CR LF", trial.inspect(data=data.replace(b"\n", b"\r\n")))
    trial.same("no line end at the end", trial.inspect(data=data[:-1]))
    trial.same("empty lines between", trial.inspect(data=data.replace(b"\n", b"\n\n  \n")))
    for parts in (2, 7, len(trial.lines)):
        size = -(-len(trial.lines) // parts)
        pieces = [b"".join(trial.lines[at:at + size]) for at in range(0, len(trial.lines), size)]
        trial.same(f"in {parts} runs", b"".join(trial.inspect(data=piece) for piece in pieces))
    turned = trial.inspect("--jobs", "2", data=b"".join(reversed(trial.lines)))
    trial.same("the last page first", b"".join(reversed(turned.splitlines(keepends=True))))
    double = trial.inspect(data=b"".join(line + line for line in trial.lines)).splitlines(keepends=True)
    trial.same("each page twice", b"".join(double[::2]))
    trial.same("each page twice, the second", b"".join(double[1::2]))


def main():
    trial = Trial(Path(sys.argv[1]).resolve())
    answers = [json.loads(line) for line in trial.plain.splitlines()]
    found = sum(len(answer["findings"]) for answer in answers)
    if len(answers) != len(trial.lines) or found < 50:
        sys.exit(f"FAILED: {len(answers)} answers for {len(trial.lines)} pages, {found} findings")
    locales(trial)
    zones(trial)
    ways(trial)
    print(f"{len(answers)} pages with {found} findings")
    print(f"{trial.passed} passed, {trial.failed} failed")
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main())
