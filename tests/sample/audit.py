#!/usr/bin/env python3
"""The sample audit: an invented teacher's pages, served on loopback and audited by the real program.

    audit.py PROGRAM            shows it: checklist, scan, report on the screen, path of the HTML report
    audit.py PROGRAM --check    compares all that comes out with tests/pages/sample/expected.json

Everything of the teacher lies in a folder of its own (--home, else a new one, kept for you to look at).
Standard library only.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import serve  # noqa: E402

PAGES = Path(__file__).parent.parent / "pages" / "sample"


class Sample:
    """The teacher's home and the server of her pages."""

    def __init__(self, program, home, log):
        self.program, self.home = Path(program).resolve(), Path(home)
        self.server = serve.Server(0, serve.read_routes(PAGES), serve.Log(log))
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def run(self, *arguments, **how):
        return subprocess.run([self.program, "--home", self.home, *map(str, arguments)], text=True, **how)

    def quiet(self, *arguments):
        done = self.run(*arguments, capture_output=True)
        if done.returncode not in (0, 2, 3):
            sys.exit(f"glasshouse {' '.join(map(str, arguments))}: {done.stderr}")
        return done

    def settle(self):
        """Who she is and which accounts she has; one of them is a namesake's, and she says so."""
        config = self.home / "config"
        config.mkdir(parents=True, exist_ok=True)
        (config / "me.toml").write_bytes((PAGES / "me.toml").read_bytes())
        for line in (PAGES / "accounts.tsv").read_text().splitlines():
            if line and not line.startswith("#"):
                _, url, _, whose = line.split("\t")
                url = url.replace("{port}", str(self.port))
                self.quiet("accounts", "add", url)
                if whose == "not-own":
                    self.quiet("accounts", "reject", url)

    def network(self):
        return ["--allow-host", f"localhost:{self.port}"]


def show(sample):
    print("Sample audit: Maren Holloway and all her pages are invented; they are served on this machine only.\n", flush=True)
    sample.settle()
    sample.quiet("import", PAGES / "linkedin-saved.html")
    answers = [] if sys.stdin.isatty() else ["--answers", PAGES / "answers.toml"]
    done = sample.run("audit", *sample.network(), *answers)
    print(f"Everything of this sample lies in {sample.home}", flush=True)
    return 0 if done.returncode in (0, 2, 3) else done.returncode


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, name, seen, wanted):
        if seen == wanted:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}\n  seen   {seen}\n  wanted {wanted}")


def facts_of(result, kinds, whose):
    return {(f["kind"], f["value"]) for f in result["findings"] if f["kind"] in kinds and f["whose"] == whose}


def compare_page(checks, expected, result, kinds):
    name = expected["file"] or expected["url"]
    checks.equal(f"{name}: state", result["state"], expected["state"])
    must = {(kind, value) for kind, value in expected["must"] if kind in kinds}
    may = {(kind, value) for kind, value in expected["may"]}
    found = facts_of(result, kinds, "self")
    surplus = {fact for fact in found - must if fact not in may and (fact[0], None) not in may}
    checks.equal(f"{name}: missed", sorted(must - found), [])
    checks.equal(f"{name}: not there", sorted(surplus), [])


def compare_report(checks, sample, together):
    report = json.loads(sample.quiet("report", "--json").stdout)
    for kind, value in together.items():
        values = [e["value"] for e in report["exposures"] if e["kind"] == kind]
        checks.equal(f"report: {kind}", value in values, True)
    text = json.dumps(report)
    for trace in ("holloway-physio", "1979-10-03"):
        checks.equal(f"report: nothing of the namesake ({trace})", trace in text, False)
    unread = {row["state"] for row in report["unchecked"]}
    checks.equal("report: each wall by its own name", unread, {"login_wall", "rate_limited", "private"})
    html = sample.quiet("report", "--format", "html").stdout
    checks.equal("report: the page needs nothing from outside", [t for t in ("<script", "<link", "src=", "@import", "url(") if t in html], [])


def compare_requests(checks, log):
    """Only announced hosts, our own name, and two seconds between two requests to one host."""
    requests = [json.loads(line) for line in log.read_text().splitlines()]
    agents = {request["agent"] for request in requests}
    checks.equal("requests: who we say we are", [a for a in agents if not a.startswith("Glasshouse/")], [])
    last = {}
    for request in sorted(requests, key=lambda r: r["asked"]):
        if request["host"] in last:
            checks.equal(f"requests: pause before {request['host']}{request['path']}", request["asked"] - last[request["host"]] >= 1.95, True)
        last[request["host"]] = request["answered"]


def check(sample, log):
    expected = json.loads((PAGES / "expected.json").read_text())
    checks = Checks()
    sample.settle()
    imported = json.loads(sample.quiet("import", "--json", PAGES / "linkedin-saved.html").stdout)
    scan = sample.quiet("scan", "--json", *sample.network())
    results = {row["url"]: row for row in map(json.loads, scan.stdout.splitlines())}
    for page in expected["pages"]:
        url = (page["url"] or "").replace("{port}", str(sample.port))
        if page["whose"] == "not-own":
            checks.equal(f"{page['file']}: not looked at", url in results, False)
        else:
            compare_page(checks, page, results.get(url, imported), expected["kinds"])
    compare_report(checks, sample, expected["together"])
    compare_requests(checks, log)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


def main():
    words = argparse.ArgumentParser(description="The sample audit.")
    words.add_argument("program")
    words.add_argument("--check", action="store_true", help="compare with what is expected")
    words.add_argument("--home", help="folder for everything of the teacher")
    given = words.parse_args()
    home = Path(given.home or tempfile.mkdtemp(prefix="glasshouse-sample-"))
    os.umask(0o077)
    log = home / "requests.log"
    home.mkdir(parents=True, exist_ok=True)
    with open(log, "w", encoding="utf-8") as file:
        sample = Sample(given.program, home, file)
        sys.exit(check(sample, log) if given.check else show(sample))


if __name__ == "__main__":
    main()
