#!/usr/bin/env python3
"""Receipts as a person makes them: when they may, what they say, and that two people with opposite findings give
receipts that differ in their invitation, day and signature only.

    finish.py PROGRAM
"""
import base64
import http.server
import json
import re
import sys
import threading
from email import policy
from email.parser import BytesParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import invitations  # noqa: E402
from outside import Checks, Person  # noqa: E402

TESTS = Path(__file__).parent.parent
EXPOSED = "<title>Maren Holloway</title><p>Born on 4 July 1985 in Leeds. I teach at Oakmere School. My mother was a Pike."
EMPTY = "<title>A page</title><p>Tea and biscuits."


def receipt_in(text):
    lines = re.search(r"-----BEGIN GLASSHOUSE RECEIPT-----\r?\n(.*?)-----END", text, re.S).group(1)
    return "".join(lines.split())


def payload_of(receipt):
    return base64.urlsafe_b64decode(receipt.split(".")[1] + "==").decode()


def person(program, page, answer, today):
    """Somebody who has done it all."""
    who = Person(program)
    (who.home / "page.html").write_text(page)
    answers = (TESTS / "pages/sample/answers.toml").read_text()
    answers = re.sub(r'= "(yes|no)"', f'= "{answer}"', answers)
    (who.home / "answers.toml").write_text(answers)
    who.run("--today", today, "checklist", "--answers", who.home / "answers.toml")
    who.run("--today", today, "import", who.home / "page.html", "--url", "https://a.example/me")
    return who


def too_early(checks, program):
    code = invitations.invitation(1)
    who = Person(program)
    early = who.run("finish", "--invitation", code, "--yes")
    checks.equal("nothing done: too early", early.returncode, 75)
    checks.that("nothing done: says how to go on", "64 of 64 questions are still open" in early.stderr, early.stderr)
    who.run("checklist", "--answers", TESTS / "pages/sample/answers.toml")
    early = who.run("finish", "--invitation", code, "--yes")
    checks.equal("no look: too early", early.returncode, 75)
    checks.that("no look: says how to go on", "glasshouse scan" in early.stderr, early.stderr)
    checks.equal("too early: no receipt", early.stdout, "")
    who.run("search", "mark", "https://b.example/", "not-me")
    checks.equal("a search counts as a look", who.run("finish", "--invitation", code, "--yes").returncode, 0)


def invitations_typed(checks, who):
    code = invitations.invitation(1)
    for typed in (code, code.lower().replace("-", " "), "https://hr.example.org/start#" + code):
        checks.equal("reads " + typed, who.run("finish", "--invitation", typed, "--yes").returncode, 0)
    for bad in ("", code[1:], code[:-1] + ("0" if code[-1] != "0" else "1"), code[:-2] + "UU", "https://hr.example.org/start"):
        done = who.run("finish", "--invitation", bad, "--yes")
        checks.equal(f"refuses {bad!r}", done.returncode, 64)
        checks.equal(f"refuses {bad!r}: one line", done.stderr.count("\n"), 1)


def nothing_without_a_yes(checks, who):
    for said in ("no\n", "\n", "", "y\n"):
        done = who.run("finish", "--invitation", invitations.invitation(1), "--out", who.home / "r", give=said)
        checks.equal(f"{said!r} is no yes", (done.returncode, done.stdout), (1, ""))
        checks.that(f"{said!r}: no file", not (who.home / "r").exists())
    done = who.run("finish", "--invitation", invitations.invitation(1), give="yes\n")
    shown = done.stderr
    payload = json.loads(payload_of(receipt_in(done.stdout)))
    payload.pop("pad")
    checks.that("the very letters were shown", json.dumps(payload, separators=(",", ":")) in shown, shown)


def ways(checks, who):
    files = {name: who.home / name for name in ("out.txt", "mail.eml", "day.ics")}
    done = who.run("finish", "--invitation", invitations.invitation(1), "--yes", "--out", files["out.txt"], "--eml",
                   files["mail.eml"], "--to", "hr@ash.example", "--ics", files["day.ics"], "--qr", "--plain")
    checks.equal("all ways at once", done.returncode, 0)
    receipt = receipt_in(files["out.txt"].read_text())
    checks.equal("a receipt's length", len(receipt), 412)
    checks.equal("0600", files["out.txt"].stat().st_mode & 0o777, 0o600)
    mail = BytesParser(policy=policy.default).parsebytes(files["mail.eml"].read_bytes())
    checks.equal("the mail's reader", str(mail["To"]), "hr@ash.example")
    checks.equal("the mail carries it", receipt_in(mail.get_body(("plain",)).get_content()), receipt)
    day = files["day.ics"].read_text()
    checks.that("the day is next year's", "DTSTART;VALUE=DATE:2027" in day and "BEGIN:VALARM" in day, day)
    lines = done.stdout.rstrip("\n").split("\n")
    checks.equal("a QR code of 80 columns at most", {len(line) for line in lines}, {77})
    printed = who.run("finish", "--invitation", invitations.invitation(1), "--yes", "--print").stdout
    checks.that("a paper code", re.search(r"paper code: \w{4}-\w{4}-\w{4}\n", printed), printed)
    checks.equal("the same again", receipt_in(printed), receipt)


def opposites(checks, program):
    exposed = person(program, EXPOSED, "no", "2026-11-02")
    empty = person(program, EMPTY, "yes", "2026-11-25")
    texts = []
    for who, seed, today in ((exposed, 1, "2026-11-02"), (empty, 2, "2026-11-25")):
        code = invitations.invitation(seed)
        done = who.run("--today", today, "finish", "--invitation", code, "--yes", "--print")
        text = done.stdout
        payload = json.loads(payload_of(receipt_in(text)))
        for secret in (payload["invitation"], today, re.search(r"paper code: (.*)", text).group(1)):
            text = text.replace(secret, "#" * len(secret))
        padded = payload_of(receipt_in(done.stdout)).replace(payload["invitation"], "#").replace(today, "#")
        texts.append((text.split("-----BEGIN")[0], padded, len(done.stdout), len(done.stderr)))
    report = [json.loads(who.run("report", "--json").stdout) for who in (exposed, empty)]
    checks.that("their findings are opposite", len(report[0]["exposures"]) > 1 and not report[1]["exposures"], report)
    checks.equal("their receipts are not", texts[0], texts[1])


class Hr(http.server.BaseHTTPRequestHandler):
    said, taken, hosts = (200, "Thank you."), [], []

    def do_POST(self):
        Hr.hosts.append(self.headers["Host"])
        Hr.taken.append((self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"])).decode()))
        status, words = Hr.said
        self.send_response(status)
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *_):
        pass


def posting(checks, who):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hr)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{server.server_address[1]}"
    url = f"http://{place}/receipts"
    finish = ("finish", "--invitation", invitations.invitation(1), "--post")
    refused = who.run(*finish, url, "--yes")
    checks.equal("not in the clear", (refused.returncode, Hr.taken), (77, []))
    stopped = who.run(*finish, url, "--allow-host", place, give="no\n")
    checks.that("names the host first", f"sent to {place}, and nowhere else" in stopped.stderr, stopped.stderr)
    checks.equal("sends nothing before a yes", Hr.taken, [])
    done = who.run(*finish, url, "--allow-host", place, "--yes")
    checks.equal("posted", (done.returncode, len(Hr.taken)), (0, 1))
    checks.equal("as what it is", (Hr.taken[0][0], len(Hr.taken[0][1])), ("application/jose", 412))
    checks.that("tells HR's answer", "Thank you." in done.stderr, done.stderr)
    Hr.said = (409, "That was last year's.\x1b[31m")
    done = who.run(*finish, url, "--allow-host", place, "--yes")
    checks.equal("a refusal is told", done.returncode, 77)
    checks.that("a refusal is told in HR's words", "That was last year's." in done.stderr and "\x1b" not in done.stderr,
                done.stderr)
    server.shutdown()
    server.server_close()
    gone = who.run(*finish, url, "--allow-host", place, "--yes")
    checks.equal("nobody there", gone.returncode, 69)


def main():
    program, checks = sys.argv[1], Checks()
    too_early(checks, program)
    who = person(program, EXPOSED, "no", "2026-11-02")
    invitations_typed(checks, who)
    nothing_without_a_yes(checks, who)
    ways(checks, who)
    posting(checks, who)
    opposites(checks, program)
    checks.done()


if __name__ == "__main__":
    main()
