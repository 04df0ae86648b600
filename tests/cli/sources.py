#!/usr/bin/env python3
"""A definition's sources are asked in their order, with their headers and what answers before gave; places that a page
points to as its owner's are told once, and looked at only once the person said that they are theirs.

    sources.py PROGRAM
"""
import http.server
import json
import sys
import threading
from pathlib import Path

from outside import Checks, Person

DEFINITION = """
schema = 1
id = "loft"
name = "Loft"
hosts = ["127.0.0.1"]
addresses = ["{origin}/@{handle}"]
anchor_keys = ["json:/id", "json:/notes"]
anchors = ["h1"]

[[source]]
name = "account"
url = "{ORIGIN}/api/lookup?name={handle}"
headers = {{ accept = "application/json" }}
takes = {{ id = ["json:/id"] }}

[[source]]
name = "notes"
url = "{ORIGIN}/api/{id}/notes"

[[source]]
name = "elsewhere"
on = ["*.loft.example"]
url = "{ORIGIN}/never"

[[source]]
name = "page"
url = "{address}"
fallback = true

[[field]]
name = "birth_date"
keys = ["json:/born"]

[[field]]
name = "website"
keys = ["json:/site"]

[[post]]
records = ["json:/notes"]
text = ["text"]
time = ["at"]
"""


class Handler(http.server.BaseHTTPRequestHandler):
    asked = []
    port = 0

    def answer(self):
        if self.path == "/api/lookup?name=maren":
            return {"id": "a/b 7", "born": "4 July 1985", "site": f"http://127.0.0.1:{self.port}/elsewhere"}
        if self.path == "/api/a%2Fb%207/notes":
            return {"notes": [{"text": "I was born on 4 July 1985.", "at": 1715974200}]}
        return None

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("accept")))
        body = self.answer()
        if body is None and self.path not in ("/@tom", "/elsewhere"):
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        text = json.dumps(body) if body else "<!doctype html><h1>Tom</h1><a rel=me href=/elsewhere>x</a>"
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if body else "text/html")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def main():
    program = sys.argv[1]
    checks = Checks()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.port = port = server.server_address[1]
    origin = f"http://127.0.0.1:{port}"
    person = Person(program)
    own = Path(person.home) / "config" / "scrapers"
    own.mkdir(parents=True)
    text = DEFINITION.replace("{origin}/@", origin + "/@").replace("{ORIGIN}", "{origin}").replace("{{", "{").replace("}}", "}")
    (own / "loft.toml").write_text(text)
    person.run("me", "--name", "Maren Holloway")
    checks.equal("add", person.run("accounts", "add", f"{origin}/@maren").returncode, 0)
    scan = person.run("scan", "--json", "--pause", "0", "--allow-host", f"127.0.0.1:{port}")
    lines = [json.loads(line) for line in scan.stdout.splitlines()]
    checks.equal("one account, one result", len(lines), 1)
    checks.equal("state", (lines[0]["state"], lines[0]["platform"]), ("found", "loft"))
    checks.equal("asked in order, the number of the account made harmless",
                 [path for path, _ in Handler.asked], ["/api/lookup?name=maren", "/api/a%2Fb%207/notes"])
    checks.equal("with its header", Handler.asked[0][1], "application/json")
    places = {finding["place"] for finding in lines[0]["findings"] if finding["kind"] == "birth_date"}
    checks.equal("findings of both answers, each with its place", len(places), 2)

    checks.that("the other place is told", "/elsewhere" in scan.stderr and "accounts confirm" in scan.stderr, scan.stderr)
    listed = json.loads(person.run("accounts", "list", "--json").stdout)["accounts"]
    checks.equal("and kept unconfirmed", [one["ownership"] for one in listed], ["confirmed", "unconfirmed"])
    Handler.asked.clear()
    again = person.run("scan", "--json", "--pause", "0", "--allow-host", f"127.0.0.1:{port}")
    checks.that("told once", "/elsewhere" not in again.stderr, again.stderr)
    checks.that("not followed unasked", all("/elsewhere" not in path for path, _ in Handler.asked), Handler.asked)
    person.run("accounts", "confirm", str(listed[1]["account"]))
    Handler.asked.clear()
    person.run("scan", "--json", "--pause", "0", "--allow-host", f"127.0.0.1:{port}")
    checks.that("followed when it is theirs", any("/elsewhere" == path for path, _ in Handler.asked), Handler.asked)

    # Where no source before it gave a profile, the fallback is asked.
    person.run("accounts", "add", f"{origin}/@tom")
    Handler.asked.clear()
    person.run("scan", "--json", "--pause", "0", "--allow-host", f"127.0.0.1:{port}", "--account", f"{origin}/@tom")
    checks.equal("fallback", [path for path, _ in Handler.asked], ["/api/lookup?name=tom", "/@tom"])
    return checks.done()


if __name__ == "__main__":
    sys.exit(main())
