#!/usr/bin/env python3
"""`glasshouse lexicon` as its user types it: import, show, cut, forget, and what each says when it cannot.

    lexicon.py GLASSHOUSE

The register is made up (tests/lexicon/make_register.py). Standard library only.
"""
import csv
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

MAKER = Path(__file__).parent.parent / "lexicon" / "make_register.py"
failed = 0


def check(holds, what, run):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED: {what}: exit {run.returncode}\n{run.stdout}{run.stderr}")


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        home, register = Path(folder) / "home", Path(folder) / "register.csv"
        kept = home / "data" / "schools.lexicon"

        def lexicon(*words):
            return subprocess.run([program, "--home", home, "lexicon", *words], capture_output=True, text=True, check=False)

        subprocess.run([sys.executable, MAKER, register, "--rows", "400"], check=True)
        nothing = lexicon("show", "Oak")
        check(nothing.returncode != 0 or "import" in nothing.stdout + nothing.stderr, "show without a list says what to do", nothing)
        missing = lexicon("import", str(Path(folder) / "no.csv"))
        check(missing.returncode not in (0, 70) and "no.csv" in missing.stderr, "a file that is not there is named", missing)
        (Path(folder) / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        wrong = lexicon("import", str(Path(folder) / "other.csv"))
        check(wrong.returncode != 0 and not kept.exists(), "another file is no register, and nothing is kept", wrong)

        taken = lexicon("import", str(register))
        words = taken.stdout + taken.stderr
        check(taken.returncode == 0 and kept.exists(), "a register is imported", taken)
        check("HeadLastName" in words and "about people" in words, "what is about people is named as not read", taken)
        raw = kept.read_bytes() if kept.exists() else b""
        check(b"HeadTeacherSurname" not in raw and len(raw) > 1000, "the list holds schools", taken)
        school = open_school_in(register)
        shown = lexicon("show", school["URN"])
        check(shown.returncode == 0 and school["URN"] in shown.stdout and school["Postcode"] in shown.stdout, "a school is shown by its number", shown)
        odd = lexicon("show", "No School Is Called So")
        check("no school" in (odd.stdout + odd.stderr).lower(), "a name that no school has shows none", odd)

        unknown = lexicon("cut", "--trust", "No Such Trust At All")
        check(unknown.returncode != 0 and "No Such Trust" in unknown.stdout + unknown.stderr, "an unknown trust is named", unknown)
        trust = trust_in(register)
        cut = lexicon("cut", "--trust", trust)
        check(cut.returncode == 0 and trust.lower() in cut.stdout.lower() and "name" in cut.stdout, f"{trust} is cut out", cut)

        gone = lexicon("forget")
        check(gone.returncode == 0 and not kept.exists(), "forget removes the list", gone)
        again = lexicon("forget")
        check(again.returncode in (0, 1, 66), "forget of nothing is no crash", again)
    print(f"lexicon: {'all as it should be' if failed == 0 else f'{failed} failed'}")
    return 1 if failed else 0


def open_schools(register):
    with open(register, encoding="cp1252", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("EstablishmentStatus (name)") == "Open" and row["URN"].isdigit()]


def open_school_in(register):
    return next(row for row in open_schools(register) if row["Postcode"])


def trust_in(register):
    """The trust of most open schools."""
    trusts = Counter(row["Trusts (name)"] for row in open_schools(register) if row["Trusts (name)"])
    return trusts.most_common(1)[0][0]


if __name__ == "__main__":
    sys.exit(main())
