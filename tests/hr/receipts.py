#!/usr/bin/env python3
"""Receipts from both ends: made by `glasshouse finish` with the code out of HR's own mail, taken by `glasshouse-hr` on
every road; and a crawler that follows every link of every mail and page and changes nothing.

    receipts.py GLASSHOUSE GLASSHOUSE_HR
"""
import email
import http.client
import re
import subprocess
import sys
import threading
import time
from email import policy
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "cli")]
from finish import EMPTY, EXPOSED, person, receipt_in  # noqa: E402
from office import Office  # noqa: E402
from outside import Checks  # noqa: E402


class Endpoint:
    def __init__(self, office):
        self.process = subprocess.Popen(office.command("receipts", "serve", "--listen", "127.0.0.1:0", "--host", "hr.ash.example"),
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)/receipts", line).group(1))

    def ask(self, method, path, body=None, host=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body, {"Host": host or f"127.0.0.1:{self.port}", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())

    def close(self):
        self.process.terminate()
        return self.process.wait(20)


def invited(office, count):
    """The codes out of the mails."""
    office.campaign([f"p{n}@oak.example" for n in range(1, count + 1)])
    profile = office.profile('host = "localhost"', start_page="https://hr.ash.example/start")
    office.json("mail", "write-folder", office.folder / "mails", "--profile", profile, "--as-sent")
    codes, mails = {}, []
    for path in sorted((office.folder / "mails").glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        text = mail.get_body(("plain",)).get_content()
        codes[str(mail["To"].addresses[0].addr_spec)] = re.search(r"code: ((?:\w{4}-){5}\w{4})", text).group(1)
        mails.append(mail)
    return codes, mails


def dump(office):
    tables = [row[0] for row in office.ledger.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {table: sorted(map(repr, office.ledger.rows(f"SELECT * FROM {table}"))) for table in tables}


def done(office):
    return office.ledger.rows("SELECT COUNT(*) FROM assignments WHERE state = 'done'")[0][0]


def roads(checks, office, staff, codes):
    """Every road in: a file, a mail, a pasted code, the watched folder, a slip of paper."""
    def make(number, *how):
        finished = staff.run("--today", office.today, "finish", "--invitation", codes[f"p{number}@oak.example"], "--yes", *how)
        checks.equal(f"p{number} finishes", finished.returncode, 0)
        return finished.stdout
    folder = office.folder / "drop"
    folder.mkdir()
    make(1, "--out", office.folder / "one.txt")
    make(2, "--eml", office.folder / "two.eml")
    pasted = make(3)
    make(4, "--out", folder / "four.txt")
    paper = re.search(r"paper code: (\S+)", make(5, "--print")).group(1)
    taken = office.json("receipts", "take", office.folder / "one.txt", office.folder / "two.eml", "--code", pasted, "--paper", paper)
    checks.equal("four roads", [(row["verdict"], row["address"]) for row in taken["receipts"]],
                 [("taken", f"p{n}@oak.example") for n in (1, 2, 3, 5)])
    (folder / "junk.txt").write_text("nothing")
    watched = office.run("receipts", "take", "--folder", folder, "--quiet", "0")
    checks.equal("the folder: one good, one not", watched.returncode, 3)
    checks.equal("the folder is tidied", sorted(str(p.relative_to(folder)) for p in folder.rglob("*.txt")),
                 ["refused/junk.txt", "taken/four.txt"])
    again = office.json("receipts", "take", office.folder / "one.txt", "--paper", paper)
    checks.equal("again", [row["verdict"] for row in again["receipts"]], ["already_taken"] * 2)
    checks.equal("five are done", done(office), 5)
    checks.equal("and are thanked by a mail", office.ledger.rows("SELECT COUNT(*) FROM outbox WHERE kind = 'done'")[0][0], 5)
    wrong = office.run("receipts", "take", "--paper", paper[:-1] + ("0" if paper[-1] != "0" else "1"))
    checks.equal("a slip that was typed wrongly", wrong.returncode, 64)


def watching(checks, office, staff, codes):
    folder = office.folder / "watched"
    folder.mkdir()
    process = subprocess.Popen(office.command("receipts", "take", "--folder", folder, "--quiet", "0", "--watch", "1"),
                               stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    staff.run("--today", office.today, "finish", "--invitation", codes["p7@oak.example"], "--yes", "--out", folder / "seven.txt")
    deadline = time.monotonic() + 20
    while done(office) < 7 and time.monotonic() < deadline:
        time.sleep(0.1)
    process.terminate()
    words = process.communicate(timeout=20)[0]
    checks.that("a folder is watched until stopped", process.returncode == 0 and "1 receipt was taken" in words, words)


def posting(checks, office, staff, codes):
    endpoint = Endpoint(office)
    place = f"127.0.0.1:{endpoint.port}"
    finish = ("--today", office.today, "finish", "--invitation", codes["p6@oak.example"], "--yes")
    post = (*finish, "--post", f"http://{place}/receipts", "--allow-host", place)
    for time_ in ("first", "second"):
        posted = staff.run(*post)
        checks.equal(f"the {time_} POST", posted.returncode, 0)
    checks.that("is told that it was there", "taken before" in posted.stderr, posted.stderr)
    checks.equal("six are done", done(office), 6)
    receipt = receipt_in(staff.run(*finish[:-1], "--yes").stdout)
    altered = receipt[:-2] + ("AA" if receipt[-2:] != "AA" else "BB")
    checks.equal("an altered one", endpoint.ask("POST", "/receipts", altered)[0], 403)
    checks.equal("another page's POST", endpoint.ask("POST", "/receipts", receipt, headers={"Origin": "https://evil.example"})[0], 403)
    checks.equal("another name", endpoint.ask("POST", "/receipts", receipt, host="evil.example")[0], 421)
    checks.equal("too much", endpoint.ask("POST", "/receipts", "x" * 70_000)[0], 413)
    checks.equal("the proxy's name", endpoint.ask("GET", "/", host="hr.ash.example")[0], 200)
    return endpoint


def crawl(checks, office, mails, endpoint, receipt):
    """GET and HEAD of every link there is, with everything that a crawler may hang onto it."""
    before = dump(office)
    paths, seen = {"/", "/receipts", "/robots.txt", "/favicon.ico"}, 0
    for mail in mails:
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                for url in re.findall(r"https?://[^\s\"<>]+", part.get_content()):
                    paths.add("/" + url.split("/", 3)[3] if url.count("/") > 2 else "/")
    queue = sorted(paths)
    while queue:
        path = queue.pop()
        for method in ("GET", "HEAD"):
            for asked in (path.split("#")[0], path.replace("#", "?code="), path.split("#")[0] + "?receipt=" + receipt):
                status, body, headers = endpoint.ask(method, asked, headers={"Content-Length": "0"})
                seen += 1
                for link in re.findall(r'(?:href|src|action)="([^"]*)"', body) + [headers.get("Location", "")]:
                    if link and link not in paths:
                        paths.add(link)
                        queue.append(link)
    checks.that(f"a crawler asked {seen} times", seen >= 30)
    checks.that("a crawler changes nothing", dump(office) == before)


def opposites(checks, office, program, codes):
    """What HR can see of two people with opposite findings: the same but for who and when."""
    rows = []
    for number, page, answer in ((8, EXPOSED, "no"), (9, EMPTY, "yes")):
        who = person(program, page, answer, office.today)
        out = who.run("--today", office.today, "finish", "--invitation", codes[f"p{number}@oak.example"], "--yes").stdout
        taken = office.run("receipts", "take", "--code", out)
        row = office.ledger.rows(f"SELECT completed_on, taken_on, tool, route, length(receipt) FROM receipts WHERE assignment = {number}")
        rows.append((row, taken.stdout.replace(f"p{number}@", "p@"), len(out)))
    checks.equal("opposite findings look the same to HR", rows[0], rows[1])


def main():
    program, hr = sys.argv[1], sys.argv[2]
    checks, office = Checks(), Office(hr)
    codes, mails = invited(office, 9)
    staff = person(program, EXPOSED, "no", office.today)
    checks.equal("a code for each", len(set(codes.values())), 9)
    roads(checks, office, staff, codes)
    endpoint = posting(checks, office, staff, codes)
    receipt = receipt_in(staff.run("--today", office.today, "finish", "--invitation", codes["p7@oak.example"], "--yes").stdout)
    crawl(checks, office, mails, endpoint, receipt)
    checks.equal("the endpoint stops in good order", endpoint.close(), 0)
    watching(checks, office, staff, codes)
    opposites(checks, office, program, codes)
    office.close()
    checks.done()


if __name__ == "__main__":
    main()
