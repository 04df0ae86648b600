#!/usr/bin/env python3
"""Every way in which a page can fail to be read has its own state in the report, and none reads as "nothing exposed";
one account that fails never ends the scan; kill -9 in the middle of a scan loses no account that was told.

    scan_states.py PROGRAM
"""
import http.server
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from outside import Checks, Person

PAGE = b"<!doctype html><title>Me</title><h1>Robin Ashdown</h1><p>I was born on 4 July 1985.</p>"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers = {
        "/ok": (200, {}, PAGE),
        "/404": (404, {}, b"<p>gone"),
        "/410": (410, {}, b"<p>gone"),
        "/401": (401, {}, b"<p>who"),
        "/403": (403, {}, b"<p>no"),
        "/429": (429, {"Retry-After": "60"}, b"<p>slow"),
        "/500": (500, {}, b"<p>oops"),
        "/999": (999, {}, b"<p>no"),
        "/private-page": (302, {"Location": "/login?next=/private-page"}, b""),
        "/login": (200, {}, b"<form><input type=password></form><p>Log in"),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/deep": (200, {}, b"<div>" * 100_000),
        "/long": (200, {}, b"<p>" + b"word " * 1_300_000),
        "/zip": (200, {"Content-Type": "application/zip"}, b"PK\x03\x04"),
    }

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.startswith("/slow"):
            time.sleep(0.4)
            path = "/ok"
        status, headers, body = self.answers.get(path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A program that is killed or reads enough hangs up; that is what is tried here."""


def serve(context=None):
    server = Server(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def self_signed():
    folder = Path(tempfile.mkdtemp(prefix="glasshouse-test-"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def try_states(checks, program):
    plain, secure, closed = serve(), serve(self_signed()), closed_port()
    expected = {
        f"http://127.0.0.1:{plain}/ok": ("found", ""),
        f"http://127.0.0.1:{plain}/404": ("absent", "http_404"),
        f"http://127.0.0.1:{plain}/410": ("absent", "http_410"),
        f"http://127.0.0.1:{plain}/401": ("login_wall", "http_401"),
        f"http://127.0.0.1:{plain}/403": ("bot_wall", "http_403"),
        f"http://127.0.0.1:{plain}/429": ("rate_limited", "http_429"),
        f"http://127.0.0.1:{plain}/500": ("network_error", "http_500"),
        f"http://127.0.0.1:{plain}/999": ("bot_wall", "http_999"),
        f"http://127.0.0.1:{plain}/private-page": ("login_wall", "login_redirect"),
        f"http://127.0.0.1:{plain}/loop": ("network_error", "too_many_redirects"),
        f"http://127.0.0.1:{plain}/deep": ("too_complex", "nested too deep"),
        f"http://127.0.0.1:{plain}/long": ("cut", "too_long"),
        f"http://127.0.0.1:{plain}/zip": ("not_checked", "not_a_page"),
        f"https://127.0.0.1:{secure}/ok": ("network_error", "tls_failure"),
        f"http://127.0.0.1:{closed}/": ("network_error", "cannot_connect"),
        "http://no-such-host.invalid/": ("network_error", "unknown_host"),
        f"http://127.0.0.1:{plain + 1 if plain + 1 not in (secure, closed) else plain + 2}/": ("network_error", "address_refused"),
    }
    person = Person(program)
    person.run("me", "--name", "Robin Ashdown")
    for url in expected:
        checks.equal(f"add {url}", person.run("accounts", "add", url).returncode, 0)
    allow = [word for port in (plain, secure, closed) for word in ("--allow-host", f"127.0.0.1:{port}")]
    explained = person.run("scan", "--explain-network", *allow)
    checks.equal("explain: exit code", explained.returncode, 0)
    checks.that("explain: names each host", all(h in explained.stdout for h in ("no-such-host.invalid", f"127.0.0.1:{plain}")), explained.stdout)
    scan = person.run("scan", "--json", "--pause", "0", *allow)
    checks.equal("scan: something exposed", scan.returncode, 2)
    results = {row["url"]: row for row in map(json.loads, scan.stdout.splitlines())}
    for url, (state, reason) in expected.items():
        row = results.get(url, {})
        checks.equal(f"{url}: state and reason", (row.get("state"), row.get("reason")), (state, reason))
        checks.that(f"{url}: says what happened", bool(row.get("detail")))
    report = json.loads(person.run("report", "--json").stdout)
    listed = {row["url"]: row["state"] for row in report["unchecked"]}
    for url, (state, _) in expected.items():
        if state not in ("found", "absent"):
            checks.equal(f"{url}: in the report as not checked", listed.get(url), state)
    checks.equal("report: the birth date of the page that was read", [e["value"] for e in report["exposures"]], ["1985-07-04"])
    checks.equal("report: two are gone", len(report["absent"]), 2)


def try_nothing_read(checks, program):
    """Only walls: the report must not say that nothing is exposed, and the exit code says that it is not known."""
    port = serve()
    person = Person(program)
    person.run("accounts", "add", f"http://127.0.0.1:{port}/403")
    checks.equal("only a wall: exit code", person.run("scan", "--allow-host", f"127.0.0.1:{port}").returncode, 3)
    report = person.run("report")
    checks.equal("only a wall: exit code of the report", report.returncode, 3)
    checks.that("only a wall: no all-clear", "nothing" in report.stdout and "could not" in report.stdout and "safe" not in report.stdout.lower(), report.stdout)


def try_kill(checks, program, rounds=12):
    """Slow pages, one after the other; the scan is killed at another moment each time."""
    port = serve()
    for number in range(rounds):
        person = Person(program)
        for page in range(6):
            person.run("accounts", "add", f"http://127.0.0.1:{port}/slow{page}")
        scan = subprocess.Popen(person.command("scan", "--json", "--pause", "0", "--allow-host", f"127.0.0.1:{port}"),
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        told = []
        reader = threading.Thread(target=lambda: told.extend(scan.stdout))
        reader.start()
        time.sleep(0.15 + 2.4 * number / rounds)
        os.kill(scan.pid, signal.SIGKILL)
        scan.wait()
        reader.join()
        whole = {json.loads(line)["url"] for line in told if line.endswith("\n")}
        report = json.loads(person.run("report", "--json").stdout)
        kept = {row["url"] for row in report["looked_at"]}
        checks.that(f"kill {number}: all that was told is kept ({len(whole)} of 6)", whole <= kept, f"{whole - kept}")
        checks.equal(f"kill {number}: the others are not checked", len(kept) + len(report["unchecked"]), 6)


def main():
    checks = Checks()
    try_states(checks, sys.argv[1])
    try_nothing_read(checks, sys.argv[1])
    try_kill(checks, sys.argv[1])
    checks.done()


if __name__ == "__main__":
    main()
