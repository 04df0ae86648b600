#!/usr/bin/env python3
"""The dashboard as a browser meets it: log in, every link followed with GET (nothing changes), a deed, log out; on SQLite
and on PostgreSQL. And the commands around it: users, and the log of acts.

    desk.py GLASSHOUSE_HR
"""
import http.client
import re
import subprocess
import sys
import urllib.parse
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "cli")]
from office import Office, Postgres, Sqlite  # noqa: E402
from outside import Checks  # noqa: E402

WORDS = "otter lamp river chalk"
TABLES = ("acts", "adjustments", "assignments", "campaigns", "invitations", "notes", "outbox", "people", "posts", "receipts",
          "roles", "schools", "sender_pace", "snapshot_bounds", "snapshots", "users")


class Browser:
    def __init__(self, office):
        self.process = subprocess.Popen(office.command("serve", "--listen", "127.0.0.1:0", "--host", "hr.ash.example"),
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+);", line).group(1))
        self.cookie = ""

    def ask(self, method, path, form=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        host = f"127.0.0.1:{self.port}"
        headers = {"Host": host, "Cookie": self.cookie, **headers}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{host}", **headers}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())

    def send_file(self, path, fields, field, name, data):
        """A form with one file, as browsers send it (RFC 7578)."""
        parts = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
        parts.append(f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode() + data)
        body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
        host = f"127.0.0.1:{self.port}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", path, body, {"Host": host, "Cookie": self.cookie, "Origin": f"http://{host}",
                                                "Content-Type": "multipart/form-data; boundary=edge"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def log_in(self, name, words=WORDS):
        status, _, headers = self.ask("POST", "/login", {"name": name, "passphrase": words})
        self.cookie = headers.get("Set-Cookie", "").split(";")[0]
        return status

    def token(self):
        return re.search(r'name="token" value="([0-9a-f]+)"', self.ask("GET", "/figures")[1]).group(1)

    def close(self):
        self.process.terminate()
        return self.process.wait(20)


def dump(office):
    return {table: sorted(map(repr, office.ledger.rows(f"SELECT * FROM {table}"))) for table in TABLES}


def campaign(checks, office):
    staff = office.folder / "staff.csv"
    staff.write_text("Name,Email,School,Role\n" + "".join(
        f"Person {n},p{n}@oak.example,{'Oak' if n % 2 else 'Ash'} School,Teacher\n" for n in range(1, 131)))
    for words in (("roster", "import", staff), ("campaign", "new", "--name", "Autumn check", "--opens", "2026-11-02", "--deadline", "2026-12-11"),
                  ("campaign", "confirm", "--people", "130"), ("remind", "plan")):
        done = office.run(*words)
        checks.equal(" ".join(map(str, words[:2])), done.returncode, 0)


def users(checks, office):
    none = office.run("serve", "--listen", "127.0.0.1:0")
    checks.equal("nobody may log in yet", (none.returncode, "users add" in none.stderr), (78, True))
    short = office.run("users", "add", "ann", input="too short\n")
    checks.equal("a short passphrase", (short.returncode, "14" in short.stderr), (64, True))
    for name, role in (("ann", "officer"), ("board", "viewer")):
        checks.equal(f"{name} is added", office.run("users", "add", name, "--role", role, input=WORDS + "\n").returncode, 0)
    checks.equal("twice", office.run("users", "add", "ann", input=WORDS + "\n").returncode, 64)
    checks.equal("the list", office.json("users", "list")["users"],
                 [{"user": "ann", "role": "officer"}, {"user": "board", "role": "viewer"}])
    checks.that("no passphrase in the ledger", WORDS not in str(office.ledger.rows("SELECT * FROM users")))


def crawl(checks, office, browser, who):
    """Every link that a page has, and every form's address too, with GET and HEAD."""
    before = dump(office)
    checks.that("people to compare", len(before["people"]) >= 130)
    queue, seen, failed = ["/"], set(), []
    while queue:
        path = queue.pop()
        if path in seen or not path.startswith("/"):
            continue
        seen.add(path)
        for method in ("GET", "HEAD"):
            status, body, headers = browser.ask(method, path)
            if status >= 500:
                failed.append((path, status))
            queue += [link.replace("&amp;", "&") for link in re.findall(r'(?:href|src|action)="([^"#]+)"', body)]
            queue.append(headers.get("Location", ""))
    checks.that(f"{who} follows {len(seen)} links", len(seen) >= (20 if who == "ann" else 8), sorted(seen))
    checks.equal("none fails", failed, [])
    checks.that("a crawler changes nothing", dump(office) == before)
    return seen


def lists_of_staff(checks, office, browser, token):
    """A list of 20,000 is looked at, which changes nothing, and then taken in; one that is too long is turned away."""
    staff = "Name,Email,School,Role\n" + "".join(
        f"Person {n},p{n}@oak.example,{'Oak' if n % 2 else 'Ash'} School,Teacher\n" for n in range(1, 20_001))
    before = dump(office)
    status, page = browser.send_file("/people/roster", {"token": token}, "file", "staff.csv", staff.encode())
    checks.equal("a list is looked at", (status, "19,870 people join" in page), (200, True))
    checks.that("which changes nothing", dump(office) == before)
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    status, page, _ = browser.ask("POST", "/people/roster", kept)
    checks.equal("and taken in", (status, "The list is up to date" in page, len(office.ledger.rows("SELECT id FROM people"))),
                 (200, True, 20_000))
    try:
        status = browser.send_file("/people/roster", {"token": token}, "file", "staff.csv", b"x" * (18 << 20))[0]
    except (BrokenPipeError, ConnectionResetError):  # it answers before all is sent, and hangs up
        status = 413
    checks.equal("too long a list", status, 413)
    checks.equal("a log in afterwards", browser.ask("GET", "/people")[0], 200)


def walk(checks, engine):
    office = Office(sys.argv[1], engine)
    campaign(checks, office)
    users(checks, office)
    browser = Browser(office)
    checks.equal("a stranger's page", browser.ask("GET", "/people")[2].get("Location"), "/login")
    checks.equal("another host's name", browser.ask("GET", "/", Host="evil.example")[0], 421)
    checks.equal("the proxy's name", browser.ask("GET", "/login", Host="hr.ash.example")[0], 200)
    checks.equal("a wrong passphrase", browser.log_in("ann", "otter lamp river"), 403)
    checks.equal("log in", browser.log_in("ann"), 303)
    status, page, headers = browser.ask("GET", "/people")
    checks.equal("the page of people", (status, page.count('<th scope="row">')), (200, 100))
    checks.that("it loads nothing from elsewhere", not re.search(r"(?:src|href)=\"(?![/#])", page), page[:400])
    checks.that("scripts are forbidden", "default-src 'none'" in headers["Content-Security-Policy"] and "<script" not in page)
    token = browser.token()
    checks.equal("figures are worked out", browser.ask("POST", "/figures", {"token": token})[0], 303)
    crawl(checks, office, browser, "ann")
    for what, headers in (("another page's form", {"Origin": "https://evil.example"}), ("a frame's", {"Sec-Fetch-Site": "cross-site"})):
        before = dump(office)
        checks.equal(what, browser.ask("POST", "/campaigns/1/pause", {"token": token}, **headers)[0], 403)
        checks.that("and changes nothing", dump(office) == before)
    checks.equal("pause", browser.ask("POST", "/campaigns/1/pause", {"token": token})[2].get("Location"), "/campaigns/1")
    checks.that("it is paused", "paused" in browser.ask("GET", "/campaigns/1")[1])
    acts = office.json("acts", "--limit", "2")["acts"]
    checks.equal("and noted", [(act["who"], act["act"], act["subject"]) for act in acts][0],
                 ("ann", "campaign pause", "campaign Autumn check"))
    lists_of_staff(checks, office, browser, token)
    checks.equal("log out", browser.ask("POST", "/logout", {"token": token})[0], 303)
    checks.equal("is out", browser.ask("GET", "/people")[0], 303)
    checks.equal("the board looks", browser.log_in("board"), 303)
    seen = crawl(checks, office, browser, "board")
    names = [path for path in seen if re.search(r"p\d+@oak|Person \d", browser.ask("GET", path)[1])]
    checks.equal("and sees no name", names, [])
    checks.equal("it stops in good order", browser.close(), 0)
    tampered(checks, office)
    office.close()


def tampered(checks, office):
    """A line that is altered breaks the chain from there on."""
    whole = office.json("acts", "--check")
    checks.that("the chain holds", whole["whole"] and whole["acts"] >= 6, whole)
    office.ledger.run("UPDATE acts SET who = 'somebody else' WHERE id = 3")
    broken = office.run("--json", "acts", "--check")
    checks.equal("an altered line", (broken.returncode, '"broken":3' in broken.stdout.replace(" ", "")), (3, True))


def main():
    checks = Checks()
    walk(checks, Sqlite)
    if Postgres.programs():
        walk(checks, Postgres)
    else:
        print("skipped: PostgreSQL is not installed")
    checks.done()


if __name__ == "__main__":
    main()
