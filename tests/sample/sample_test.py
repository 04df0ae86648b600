#!/usr/bin/env python3
"""Tries the sample audit's own parts: what serve.py answers, and that the files beside its pages agree.

    python3 tests/sample/sample_test.py

Does not need the program. Prints one line for each check that fails and `N passed, M failed` last.
"""

import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
PAGES = HERE.parent / "pages/sample"
CHECKLIST = HERE.parent.parent / "checklists/social-media-policy.toml"
STATUS_OF = {"found": 200, "login_wall": 200, "absent": 404, "rate_limited": 429, "private": 403}


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, name, seen, expected):
        if seen == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL  {name}\n      seen     {seen}\n      expected {expected}")


@contextlib.contextmanager
def server(log):
    process = subprocess.Popen([sys.executable, HERE / "serve.py", "--log", log], stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def read_accounts():
    """The rows of accounts.tsv: platform, url, state, whose."""
    lines = (PAGES / "accounts.tsv").read_text().splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def fetch(url, port):
    """Status, headers and body, over our loopback whatever the system makes of names under .localhost."""
    host = url.split("/")[2]
    request = urllib.request.Request(url.replace(host, f"127.0.0.1:{port}", 1), headers={"Host": host, "User-Agent": "sample-test"})
    try:
        answer = NOT_FOLLOWING.open(request, timeout=20)
    except urllib.error.HTTPError as problem:
        answer = problem
    with answer:
        return answer.status, answer.headers, answer.read()


class NotFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


NOT_FOLLOWING = urllib.request.build_opener(urllib.request.ProxyHandler({}), NotFollowing)


def try_server(checks):
    with tempfile.TemporaryDirectory() as folder, server(pathlib.Path(folder) / "log") as port:
        for _, url, state, _ in read_accounts():
            status, headers, body = fetch(url.replace("{port}", str(port)), port)
            if status == 302:
                status, headers, body = fetch(headers["Location"], port)
            checks.equal(f"{url}: status", status, STATUS_OF[state])
            checks.equal(f"{url}: length", len(body), int(headers["Content-Length"]))
        checks.equal("rate limit says for how long", fetch(f"http://snippets.localhost:{port}/@maren_h", port)[1]["Retry-After"], "3600")
        checks.equal("an unknown path is not there", fetch(f"http://toot.localhost:{port}/robots.txt", port)[0], 404)
        checks.equal("an unknown host is not there", fetch(f"http://nobody.localhost:{port}/", port)[0], 404)
        lines = [json.loads(line) for line in (pathlib.Path(folder) / "log").read_text().splitlines()]
        checks.equal("one line a request", len(lines), len(read_accounts()) + 4)
        checks.equal("the agent is kept", {line["agent"] for line in lines}, {"sample-test"})
        waits = [line["answered"] - line["asked"] for line in lines if line["host"] == "photos.localhost"]
        checks.equal("a slow host is slow", all(wait >= 0.4 for wait in waits), True)


def try_files(checks):
    expected = json.loads((PAGES / "expected.json").read_text())
    told = {(page["url"], page["state"], page["whose"]) for page in expected["pages"] if page["whose"] != "import"}
    checks.equal("accounts.tsv and expected.json name the same pages", told, {tuple(row[1:]) for row in read_accounts()})
    for page in expected["pages"]:
        checks.equal(f"{page['file']}: is there", (PAGES / page["file"]).is_file(), True)
        traps = {tuple(trap[:2]) for trap in page["traps"]}
        facts = {tuple(fact) for fact in page["must"] + page["may"]}
        checks.equal(f"{page['file']}: no trap is a fact", traps & facts, set())
    items = tomllib.loads(CHECKLIST.read_text())["item"]
    answers = tomllib.loads((PAGES / "answers.toml").read_text())
    checks.equal("answers.toml answers every question", set(answers["answers"]), {item["id"] for item in items if item["kind"] != "org"})
    kept = {item for item, reply in answers["answers"].items() if reply == "keep"}
    checks.equal("whatever is kept has a reason", set(answers["reasons"]), kept)


def main():
    checks = Checks()
    try_server(checks)
    try_files(checks)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
