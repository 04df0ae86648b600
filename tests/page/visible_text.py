#!/usr/bin/env python3
"""Asks Chromium for the innerText of every snippet of visible_text.tsv and holds it against the table.

    visible_text.py [TABLE]     77, "skipped", where no Chromium is installed

The C++ tests hold our reading against the same table. Both sides are compared as lines: cells are lines, runs of
blanks are one blank, hidden blocks are left out. A row that says "same" must be the same; one that gives a reason
must differ, so that reasons do not outlive what they excuse.
"""
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TABLE = Path(__file__).with_name("visible_text.tsv")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=20000", "--dump-dom"]
# The snippets are whole documents to us, so each gets a frame of its own to be parsed in.
PAGE = """<!doctype html><meta charset=utf-8><body><pre id=result></pre><script>
const snippets = %s, texts = [];
for (const snippet of snippets) {
  const frame = document.body.appendChild(document.createElement('iframe'));
  frame.contentDocument.open();
  frame.contentDocument.write(snippet);
  frame.contentDocument.close();
  texts.push(frame.contentDocument.body.innerText);
  frame.remove();
}
document.getElementById('result').textContent = 'BEGIN' + JSON.stringify(texts) + 'END';
</script>"""


def unescaped(cell):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), cell)


def rows_of(table):
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, *(unescaped(cell) for cell in line.split("\t"))


def inner_texts(chromium, snippets):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE % json.dumps(snippets).replace("<", "\\u003c"), encoding="utf-8")
        dumped = subprocess.run([chromium, *FLAGS, f"--user-data-dir={folder}/profile", page.as_uri()],
                                capture_output=True, text=True, timeout=180, check=True).stdout
    found = re.search("BEGIN(\\[.*\\])END", html.unescape(dumped.split("<script>")[0]), re.S)
    if found is None:
        sys.exit("Chromium gave no result")
    return json.loads(found[1])


def lines_of(text, breaks):
    lines = (" ".join(line.split()) for line in re.split(breaks, text))
    return [line for line in lines if line]


def shown_lines(blocks):
    return lines_of("\n".join(block for block in blocks.split(" | ") if not block.startswith("(")), "[\n/]")


def main():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("skipped: no Chromium here")
        sys.exit(77)
    rows = list(rows_of(Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE))
    wrong = 0
    for (number, snippet, blocks, reason), text in zip(rows, inner_texts(chromium, [row[1] for row in rows])):
        ours, theirs = shown_lines(blocks), lines_of(text, "[\n\t]")
        if (ours == theirs) != (reason == "same"):
            wrong += 1
            print(f"line {number}: {snippet!r}\n  table    {ours}\n  Chromium {theirs}\n  said     {reason}")
    same = sum(row[3] == "same" for row in rows)
    print(f"{len(rows)} snippets, {same} the same, {len(rows) - same} different for a reason, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
