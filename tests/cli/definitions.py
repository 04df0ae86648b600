#!/usr/bin/env python3
"""Runs the worked example of docs/definitions.md, and sees that the page and the language do not drift apart.

    definitions.py GLASSHOUSE
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
failed = 0


def expect(holds, what):
    global failed
    if not holds:
        failed += 1
        print("FAILED:", what)


def run(program, *arguments):
    done = subprocess.run([program, "definitions", *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def lay_example(page, folder):
    """The code blocks with a file name, as files."""
    blocks = re.findall(r"^```\w+ file=(\S+)\n(.*?)^```$", page, re.M | re.S)
    for name, text in blocks:
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return [name for name, _ in blocks]


PROFILE = """<!DOCTYPE html><title>Robin Ashdown - Oakboard</title>
<div class="profile"><h1 class="profile-name">Robin Ashdown</h1><p class="profile-bio">Teacher, runner.</p>
<dl><dt>Born</dt><dd>4 July 1985</dd><dt>Location</dt><dd>Hull</dd></dl></div>"""


def try_draft(program, folder):
    """A draft from a saved page is a definition as it stands, and reads the page that it was made from."""
    page = os.path.join(folder, "robin.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write(PROFILE)
    code, draft, error = run(program, "new", page, "--url", "https://oakboard.example/people/robin")
    expect(code == 0, f"a draft is made: {error}")
    for line in ("id = 'oakboard'", "addresses = ['https://oakboard.example/people/{handle}']", "name = 'birth_date'",
                 "'born',  # 4 July 1985", "'h1.profile-name',  # Robin Ashdown"):
        expect(line in draft, f"the draft holds {line}: {draft}")
    definition = os.path.join(folder, "oakboard.toml")
    with open(definition, "w", encoding="utf-8") as file:
        file.write(draft)
    code, out, error = run(program, "check", definition)
    expect(code == 0, f"the draft is a definition: {out}{error}")
    samples = os.path.join(folder, "oakboard")
    os.makedirs(samples, exist_ok=True)
    os.replace(page, os.path.join(samples, "full.html"))
    with open(os.path.join(samples, "full.expect"), "w", encoding="utf-8") as file:
        file.write('state = "found"\nrecognised = false\n[fields]\ndisplay_name = ["Robin Ashdown"]\nbio = ["Teacher, runner."]\n'
                   'birth_date = ["4 July 1985"]\nplace = ["Hull"]\n')
    code, out, error = run(program, "test", definition)
    expect("!! full" not in out and '"4 July 1985"' in out and '"Robin Ashdown"' in out and '"Hull"' in out, f"it reads its page: {code} {out}{error}")
    expect(code == 78 and 'no sample "absent"; add one' in out, f"and is told which samples it lacks: {code} {out}{error}")
    code, out, error = run(program, "new", os.path.join(folder, "nowhere.html"))
    expect(code == 66 and len(error.splitlines()) == 1 and "nowhere.html" in error, f"no page, one sentence: {code} {error}")
    code, out, error = run(program, "new", samples)
    expect(code != 0 and len(error.splitlines()) == 1, f"a folder, one sentence: {code} {error}")


def main():
    program = sys.argv[1]
    with open(os.path.join(ROOT, "docs", "definitions.md"), encoding="utf-8") as file:
        page = file.read()
    with tempfile.TemporaryDirectory(prefix="definitions-") as folder:
        names = lay_example(page, folder)
        expect(len(names) >= 7, f"the page holds the example's files, found {names}")
        example = os.path.join(folder, "pigeonpost.toml")
        code, out, error = run(program, "check", "--samples", example)
        expect(code == 0, f"the example is in order: {out}{error}")
        code, out, error = run(program, "test", example)
        expect(code == 0 and "3 pages; all as expected" in out, f"its samples come out: {out}{error}")
        expect('"17 May 1985"' in out and "label hatched" in out, f"each rule is shown with what it found: {out}")
        # A sample that does not come out is told with what was found, and fails.
        with open(os.path.join(folder, "pigeonpost", "full.expect"), "a", encoding="utf-8") as file:
            file.write('audience = "member"\n')
        code, out, error = run(program, "test", "--quiet", example)
        expect(code == 78 and "2026-03-01" in out, f"a difference is told: {code} {out}{error}")
        with open(os.path.join(folder, "pigeonpost", "private.expect"), "a", encoding="utf-8") as file:
            file.write('only = ["display_name"]\n')
        code, out, error = run(program, "test", "--quiet", example)
        expect(code == 78 and '"display_name" has no values' in out + error, f"only what is expected can be all there is: {code} {out}{error}")
        with open(os.path.join(folder, "pigeonpost", "private.expect"), "a", encoding="utf-8") as file:
            file.write('[fields]\ndisplay_name = ["Tomasz"]\n')
        with open(os.path.join(folder, "pigeonpost", "private.html"), "a", encoding="utf-8") as file:
            file.write("<article class=keeper><h1>Tomasz</h1></article><article class=keeper><h1>Gill</h1></article>")
        code, out, error = run(program, "test", "--quiet", example)
        expect(code == 78 and "only display_name" in out and "Gill" in out, f"a value too many is told: {code} {out}{error}")
        # Several mistakes are told at once, each with its place and what was expected.
        with open(example, "a", encoding="utf-8") as file:
            file.write('\n[[field]]\nname = "birthdate"\nlable = ["born"]\n[[state]]\nis = "gone"\ncss = ["p["]\nreason = "x"\n')
        code, out, error = run(program, "check", example)
        lines = error.splitlines()
        expect(code == 78 and len(lines) >= 4, f"all mistakes are told: {code} {error}")
        expect(all(re.match(r".*pigeonpost\.toml:\d+:\d+: ", line) for line in lines), f"with their place: {error}")
        expect("did you mean \"birth_date\"" in error and "did you mean 'labels'" in error, f"and the nearest: {error}")
    with tempfile.TemporaryDirectory(prefix="definitions-") as folder:
        try_draft(program, folder)
    names = re.findall(r'FieldName\{"(\w+)"', open(os.path.join(ROOT, "src/scrape/field_names.cpp")).read())
    for name in names:
        expect(f"`{name}`" in page, f"docs/definitions.md tells of the field {name}")
    code, table, error = run(program, "table")
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    expect(code == 0 and table in readme, "the README's table is up to date: glasshouse definitions table --write README.md")
    print(f"{'failed' if failed else 'passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
