#!/usr/bin/env python3
"""Reads an account of a real AT Protocol server (what Bluesky's accounts live on) by two roads: its public records, and the
export of the whole account as the server packs it.

    python3 tests/real/pds.py build/release/glasshouse

The server and its directory are npm packages (pds/package.json), installed once into build/real/pds; that takes minutes, as
one of them is compiled. Account, profile and posts are written through the server's own interface from teacher.json. Then
`accounts add`, `scan --json`, `import` of the export, and the comparison with expected.json.

Needs node (18 or later), npm and what npm needs to compile: a C++ compiler, make, python3, the headers of node.
Prints one line a check and `N passed, M failed` last; ends with 1 when a check failed, 2 when it could not run.
"""

import json
import pathlib
import shutil
import sys
import urllib.request

import harness

PROGRAMS = harness.HERE / "pds"
INSTALLED = harness.HERE.parent.parent / "build/real/pds"
PACKAGES = "nodejs npm"
HANDLE = "tamsin.test"


def install():
    """Installs the server unless it is there; returns its folder."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    stamp = INSTALLED / "installed.json"
    wanted = (PROGRAMS / "package.json").read_text()
    shutil.copy(PROGRAMS / "serve.mjs", INSTALLED)
    if not stamp.exists() or stamp.read_text() != wanted:
        (INSTALLED / "package.json").write_text(wanted)
        # The headers of node are there when its package brought them; npm would fetch them otherwise.
        headers = {"npm_config_nodedir": "/usr"} if pathlib.Path("/usr/include/node/node.h").exists() else {}
        print("installing the server, which takes some minutes", flush=True)
        harness.run([harness.find_program("npm", PACKAGES), "--prefix", str(INSTALLED), "install", "--no-package-lock", "--no-audit",
                     "--no-fund", "--loglevel=error"], headers)
        stamp.write_text(wanted)
    return INSTALLED


class Server:
    """The server's own interface, as an app would use it."""

    def __init__(self, stack, folder):
        directory, port = harness.free_port(), harness.free_port()
        self.address = f"http://127.0.0.1:{port}"
        log = folder / "pds.log"
        process = harness.start(stack, [harness.find_program("node", PACKAGES), str(install() / "serve.mjs"), str(folder), str(directory), str(port)], log)
        harness.wait_until(lambda: harness.answers_at(f"{self.address}/xrpc/_health"), process, log)
        self.session = None

    def call(self, method, values):
        request = urllib.request.Request(f"{self.address}/xrpc/{method}", json.dumps(values).encode(), {"Content-Type": "application/json"})
        if self.session:
            request.add_header("Authorization", f"Bearer {self.session['accessJwt']}")
        with urllib.request.urlopen(request, timeout=harness.PATIENCE) as answer:
            return json.load(answer)

    def open_account(self, email):
        self.session = self.call("com.atproto.server.createAccount", {"handle": HANDLE, "email": email, "password": "four-strand-plait"})

    def write(self, collection, record, key=None):
        named = {"rkey": key} if key else {}
        self.call("com.atproto.repo.createRecord", {"repo": self.session["did"], "collection": collection, "record": {"$type": collection, **record}, **named})

    def export(self, target):
        with urllib.request.urlopen(f"{self.address}/xrpc/com.atproto.sync.getRepo?did={self.session['did']}", timeout=harness.PATIENCE) as answer:
            target.write_bytes(answer.read())


def fill(server, teacher):
    person, profile = teacher["person"], teacher["profile"]
    server.open_account("tamsin@wardrew.example")
    server.write("app.bsky.actor.profile", {"displayName": person["name"], "description": f"{person['bio']} Born {profile['born']}.",
                                            "createdAt": "2023-07-01T10:00:00.000Z"}, "self")
    for post in teacher["posts"]:
        for text in post["paragraphs"]:
            server.write("app.bsky.feed.post", {"text": text, "createdAt": post["date"].replace(" ", "T") + ".000Z", "langs": ["en"]})


def addresses(server):
    records = f"{server.address}/xrpc/com.atproto.repo"
    return {"profile": f"{records}.getRecord?repo={HANDLE}&collection=app.bsky.actor.profile&rkey=self",
            "posts": f"{records}.listRecords?repo={HANDLE}&collection=app.bsky.feed.post&limit=100",
            "absent": f"{records}.getRecord?repo=nobody.test&collection=app.bsky.actor.profile&rkey=self"}


def work(checks, program):
    teacher = harness.teacher()
    expected = harness.expected("pds")
    with harness.test_folder("pds") as (stack, folder):
        server = Server(stack, folder)
        fill(server, teacher)
        pages = addresses(server)
        harness.introduce(checks, program, folder / "home", teacher["person"])
        _, accounts = harness.scan(checks, program, folder / "home", pages)
        harness.compare_all(checks, "pds", accounts, pages, expected)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: pds.py PROGRAM")
    harness.finish(lambda checks: work(checks, sys.argv[1]))
