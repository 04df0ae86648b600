#!/usr/bin/env python3
"""`glasshouse-hr mail` against a mail server that misbehaves in every way we know of, and without TLS where there
must be some.

    mail.py PROGRAM
"""
import base64
import collections
import email
import os
import re
import sys
from email import policy
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "cli")]
from mail_server import MailServer, certificate  # noqa: E402
from office import Office  # noqa: E402
from outside import Checks  # noqa: E402

RETRY = "after_seconds = 0\nunknown_after_seconds = 0"


def smtp(server, cert, more=""):
    return f'host = "localhost"\nport = {server.port}\nca_file = "{cert}"\nconnections = 4\n{more}'


def misbehaviour(checks, program, cert):
    server, office = MailServer(cert), Office(program)
    server.keep_texts = True
    kinds = ["plain", "busy", "full", "close", "slow", "drop", "half", "none"]
    office.campaign([f"{kind}{number}@oak.example" for kind in kinds for number in range(3)])
    profile = office.profile(smtp(server, cert[0]), RETRY)
    report = office.json("mail", "send", "--profile", profile, "--keep-running")
    checks.equal("all that could be sent was sent", report["sent"], 18)
    checks.equal("the rest failed for good", office.counts(), {"sent": 18, "failed": 6})
    # Also of those that were cut off in the middle: what the kernel has taken may have arrived, or not.
    checks.equal("six answers were lost", report["unknown"], 6)
    received = collections.Counter(receiver for receiver, _ in server.mails)
    for kind in kinds:
        times = {received[f"{kind}{number}@oak.example"] for number in range(3)}
        checks.equal(f"{kind}: how often they got it", times, {{"full": 0, "none": 0, "drop": 2}.get(kind, 1)})
    checks.equal("twice with one id", len({id for receiver, id in server.mails if receiver == "drop0@oak.example"}), 1)
    attention = {row["address"]: row for row in office.json("mail", "status")["attention"]}
    checks.equal("who needs the officer", sorted(attention), sorted(
        f"{kind}{number}@oak.example" for kind in ("full", "none", "drop", "half") for number in range(3)))
    checks.that("a lost answer is told", "may have arrived twice" in office.run("mail", "status").stdout)
    checks.equal("refused in the server's words", attention["none1@oak.example"]["reply"], "550 nobody of that name")
    checks.equal("nothing in the clear", server.in_the_clear, [])
    look_at(checks, email.message_from_bytes(server.texts["plain1@oak.example"], policy=policy.default))
    office.close()
    server.close()


def look_at(checks, mail):
    """The mail as Python's reader sees it."""
    checks.equal("no defects", mail.defects, [])
    checks.equal("from", str(mail["From"]), "HR of the Ash Trust <hr@ash.example>")
    checks.equal("automatic", str(mail["Auto-Submitted"]), "auto-generated")
    text = mail.get_body(("plain",)).get_content()
    page = mail.get_body(("html",)).get_content()
    code = re.search(r"code: ((?:\w{4}-){5}\w{4})", text).group(1)
    checks.that("the code in both", page.count(code) >= 2, page)
    links = set(re.findall(r'href="([^"]*)"', page))
    checks.equal("the only link", links, {f"https://ash.example/start#{code}"})
    checks.that("nothing is loaded", not re.search(r"<(img|script|link|iframe)|url\(|src=", page), page)
    entry = next(part for part in mail.iter_attachments()).get_content()
    checks.that("a calendar entry with an alarm", "BEGIN:VEVENT" in entry and "BEGIN:VALARM" in entry, entry)


def insecure(checks, program, cert, folder):
    other = certificate(folder, "other.example")
    for name, server, trusted, words in (
            ("STARTTLS is not offered", MailServer(cert, stripped=True), cert[0], "ended early"),
            ("no TLS at all", MailServer(), cert[0], "ended early"),
            ("another's certificate", MailServer(other), other[0], "ended early"),
            ("a certificate that nobody trusts", MailServer(cert), other[0], "ended early")):
        office = Office(program)
        office.campaign(["a@oak.example", "b@oak.example"])
        done = office.run("mail", "send", "--profile", office.profile(smtp(server, trusted), RETRY))
        checks.equal(f"{name}: it says try later", done.returncode, 75)
        checks.that(f"{name}: it says why", words in done.stdout, done.stdout + done.stderr)
        checks.equal(f"{name}: no mail", (server.mails, server.in_the_clear, office.counts()), ([], [], {"queued": 2}))
        office.close()
        server.close()


def log_ins(checks, program, cert):
    secret = "tok en\"#ü"
    plain = "AUTH PLAIN " + base64.b64encode(b"\0hr@ash.example\0" + secret.encode()).decode()
    bearer = "AUTH XOAUTH2 " + base64.b64encode(f"user=hr@ash.example\1auth=Bearer {secret}\1\1".encode()).decode()
    for login, line in (("plain", plain), ("xoauth2", bearer)):
        server, office = MailServer(cert, logins=(line,)), Office(program)
        office.campaign(["a@oak.example"])
        (office.folder / "secret").write_text(secret + "\n")
        os.chmod(office.folder / "secret", 0o600)
        more = f'login = "{login}"\nuser = "hr@ash.example"\nsecret_file = "secret"'
        report = office.json("mail", "send", "--profile", office.profile(smtp(server, cert[0], more), RETRY))
        checks.equal(f"{login}: logged in and sent", (report["sent"], len(server.mails)), (1, 1))
        (office.folder / "secret").write_text("wrong")
        office.ledger.run("UPDATE outbox SET state = 'queued'")
        done = office.run("mail", "send", "--profile", office.folder / "mail.toml")
        checks.equal(f"{login}: a wrong secret", (done.returncode, office.counts()), (75, {"queued": 1}))
        os.chmod(office.folder / "secret", 0o644)
        done = office.run("mail", "send", "--profile", office.folder / "mail.toml")
        checks.equal(f"{login}: a secret that others can read", done.returncode, 77)
        office.close()
        server.close()


def without_smtp(checks, program):
    office = Office(program)
    office.campaign(["a@oak.example", "b@oak.example"])
    office.ledger.run("UPDATE people SET name = '=cmd()' WHERE id = 2")
    profile = office.profile('host = "localhost"')
    look = office.folder / "look"
    checks.equal("a look", office.json("mail", "write-folder", look, "--profile", profile)["written"], 2)
    checks.equal("changes nothing", office.counts(), {"queued": 2})
    files = {path.name: path.read_bytes() for path in look.iterdir()}
    checks.equal("its files", sorted(files), ["mail-0000001.eml", "mail-0000001.ics", "mail-0000002.eml", "mail-0000002.ics", "merge.csv"])
    checks.that("no formula", b",'=cmd()," in files["merge.csv"], files["merge.csv"])
    office.json("mail", "write-folder", look, "--profile", profile, "--as-sent")
    checks.equal("as sent", office.counts(), {"sent": 2})
    office.close()


def nobody_there(checks, program, cert):
    server = MailServer(cert)
    port = server.port
    server.close()
    office = Office(program)
    office.campaign(["a@oak.example"])
    profile = office.profile(f'host = "localhost"\nport = {port}\nca_file = "{cert[0]}"', "after_seconds = 600")
    done = office.run("mail", "send", "--profile", profile, "--most", "1")
    checks.equal("a server that is down: the mail waits", office.counts(), {"queued": 1})
    checks.equal("a server that is down: no failure of ours", done.returncode, 0)
    office.close()


def main():
    program, checks = sys.argv[1], Checks()
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        cert = certificate(folder)
        misbehaviour(checks, program, cert)
        insecure(checks, program, cert, folder)
        log_ins(checks, program, cert)
        without_smtp(checks, program)
        nobody_there(checks, program, cert)
    checks.done()


if __name__ == "__main__":
    main()
