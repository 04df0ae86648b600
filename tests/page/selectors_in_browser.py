#!/usr/bin/env python3
"""The standard rows of selectors.tsv, asked of a browser: does it name the same elements?

    selectors_in_browser.py [CHROMIUM]      77, "skipped", where there is no browser
"""
import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

HERE = Path(__file__).resolve().parent

# Leaves the page before it asks, so that it is none of its elements.
SCRIPT = """<script>document.currentScript.remove();
addEventListener("DOMContentLoaded", () => {
  const answers = SELECTORS.map(css => {
    try { return [...document.querySelectorAll(css)].map(element => element.id).join(" ") || "-" }
    catch { return "error" }
  });
  document.title = "@@" + btoa(JSON.stringify(answers.map(encodeURIComponent))) + "@@";
});</script>"""


def rows():
    """The rows above our own words. Browsers do not know the flag s yet."""
    standard, _, _ = (HERE / "selectors.tsv").read_text("utf-8").partition("# our own words")
    for line in standard.splitlines():
        if line.startswith("#") or " s]" in line:
            continue
        css, ids = line.split("\t")
        yield css.replace("\\\\", "\\"), ids


def ask(browser, selectors):
    script = SCRIPT.replace("SELECTORS", json.dumps(selectors).replace("</", "<\\/"))
    html = (HERE / "selectors.html").read_text("utf-8").replace("<body id=body>", "<body id=body>" + script)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8-sig")
        shown = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                                "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=120)
    found = re.search("@@([^@]*)@@", shown.stdout)
    return [unquote(answer) for answer in json.loads(base64.b64decode(found.group(1)))] if found else None


def main():
    browser = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("skipped: no Chromium here")
        sys.exit(77)
    expected = list(rows())
    answers = ask(browser, [css for css, _ in expected])
    if answers is None:
        print("the browser did not answer")
        sys.exit(1)
    wrong = [(css, ids, theirs) for (css, ids), theirs in zip(expected, answers) if ids != theirs]
    for css, ids, theirs in wrong:
        print(f"{css}: here {ids}, in the browser {theirs}")
    print(f"{len(expected) - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
