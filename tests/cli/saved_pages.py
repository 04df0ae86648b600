#!/usr/bin/env python3
"""Pages as browsers and people save them: whose they are, who saw them, and what is in them, without being told.

    saved_pages.py PROGRAM
"""
import base64
import json
import quopri
import sys

from exports import PAGES, new_person
from outside import Checks

FACT = "<p>I teach at Wrenfold Primary School. My mobile is 07700 900456.</p>"
ADDRESS = "https://harebell.example/about"
CANONICAL = f'<link rel="canonical" href="{ADDRESS}">'


def page(head="", body=FACT):
    return f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>About</title>{head}</head><body>{body}</body></html>"


def mhtml(html, encoding, charset="utf-8"):
    raw = html.encode(charset)
    body = quopri.encodestring(raw) if encoding == "quoted-printable" else base64.encodebytes(raw) if encoding == "base64" else raw
    head = (f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: About\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
            f"------B----\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {ADDRESS}\r\n\r\n")
    tail = "\r\n------B----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B------\r\n"
    return head.encode() + body + tail.encode()


ACCENT = FACT + "<p>Café Zoë: I was born in Mühlstadt.</p>"
# Name of the file, its bytes, who saw it.
CASES = [
    ("edge.html", f"<!DOCTYPE html>\n<!-- saved from url=(0030){ADDRESS} -->\n<html><body>{FACT}</body></html>", "unknown"),
    ("canonical.htm", page(CANONICAL), "unknown"),
    ("og.html", page(f'<meta property="og:url" content="{ADDRESS}">'), "unknown"),
    ("single-file.html", f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Thu Jul 04 2024\n--><body>{FACT}</body></html>", "unknown"),
    ("quoted.mhtml", mhtml(page(body=ACCENT), "quoted-printable"), "unknown"),
    ("base64.mht", mhtml(page(body=ACCENT), "base64"), "unknown"),
    ("latin.mhtml", mhtml(ACCENT, "8bit", "windows-1252"), "unknown"),
    ("no-ending", page(CANONICAL), "unknown"),
    ("logged-in.html", page(CANONICAL, FACT + '<nav><a href="/wp-login.php?action=logout">Log out</a></nav>'), "member"),
    ("with-a-box.html", page(CANONICAL, FACT + '<div role="textbox" contenteditable="true" aria-label="What is on your mind?"></div>'), "member"),
    ("owner.html", page(CANONICAL, FACT + '<a href="/logout">Log out</a><a href="/settings/profile">Edit profile</a>'), "unknown"),
    ("logged-out.html", page(CANONICAL, FACT + '<a href="/login?next=/about">Log in</a>'), "passer_by"),
]


def look(checks, name, done, seen_by):
    checks.equal(f"{name}: exit code", done.returncode, 2)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    checks.equal(f"{name}: one account", [one["url"] for one in results], [ADDRESS])
    facts = {(f["kind"], f["value"], f["seen_by"]) for one in results for f in one["findings"]}
    for fact in (("phone", "07700 900456"), ("school", "Wrenfold Primary School")):
        checks.that(f"{name}: {fact}", (*fact, seen_by) in facts, facts)


def linked_places(checks, program):
    """What the page points to as the person's own is asked about once, and never counted before."""
    person = new_person(program)
    (person.home / "about.html").write_text(page(CANONICAL, FACT + '<a rel="me" href="https://social.hedgebank.example/@maren">Me</a>'))
    first, again = (person.run("import", "--json", person.home / "about.html") for _ in range(2))
    checks.that("a linked place is told", "social.hedgebank.example/@maren" in first.stderr and "accounts confirm" in first.stderr, first.stderr)
    checks.that("and not again", "hedgebank" not in again.stderr, again.stderr)
    accounts = {one["url"]: one["ownership"] for one in json.loads(person.run("accounts", "list", "--json").stdout)["accounts"]}
    checks.equal("it waits for the person's word", accounts.get("https://social.hedgebank.example/@maren"), "unconfirmed")


def audiences(checks, program):
    """Where a platform says who may see a post, that counts, and not who saved the copy."""
    person = new_person(program)
    status = json.loads((PAGES / "mastodon" / "other-statuses.json").read_text())[0]
    status["content"] = FACT
    other = {**status, "id": "112", "visibility": "private", "content": "<p>My new number is 07700 900789."}
    (person.home / "statuses.json").write_text(json.dumps([status, other]))
    done = person.run("import", "--json", "--url", "https://social.hedgebank.example/@hedgerow", person.home / "statuses.json")
    seen = {f["value"]: f["seen_by"] for line in done.stdout.splitlines() for f in json.loads(line)["findings"] if f["kind"] == "phone"}
    checks.equal("who may see each post", seen, {"07700 900456": "passer_by", "07700 900789": "member"})


def main():
    checks = Checks()
    program = sys.argv[1]
    for name, content, seen_by in CASES:
        content = content if isinstance(content, bytes) else content.encode()
        person = new_person(program)
        (person.home / name).write_bytes(content)
        look(checks, name, person.run("import", "--json", person.home / name), seen_by)
    person = new_person(program)
    look(checks, "piped", person.run("import", "--json", "-", give=page(CANONICAL)), "unknown")
    pasted = person.run("import", "--json", "--url", ADDRESS, "-", give="Maren\nI teach at Wrenfold Primary School.\nMy mobile is 07700 900456.\n")
    look(checks, "pasted", pasted, "unknown")
    # "Webpage, complete": what the browser put beside the page is no page of its own.
    person = new_person(program)
    folder = person.home / "saved"
    (folder / "About_files").mkdir(parents=True)
    (folder / "About.html").write_text(page(CANONICAL))
    (folder / "About_files" / "frame.html").write_text("<p>nothing")
    look(checks, "complete", person.run("import", "--json", folder), "unknown")
    # A page without an address does not keep the one beside it from being read.
    (folder / "Lost.html").write_text("<p>nothing here")
    done = person.run("import", "--json", folder)
    look(checks, "beside a lost one", done, "unknown")
    checks.that("the lost one is named", "Lost.html" in done.stderr and "--url" in done.stderr, done.stderr)
    # Two pages of one account are two places of it.
    (folder / "Lost.html").write_text(page(CANONICAL, "<p>Ring me on 07700 900789.</p>"))
    person.run("import", "--json", folder)
    report = person.run("report", "--json").stdout
    checks.that("both pages of the account count", "07700 900789" in report and "07700 900456" in report, report[:400])
    linked_places(checks, program)
    audiences(checks, program)
    done = person.run("import", "-", give="PK\x03\x04")
    checks.that("an archive in a pipe is told", done.returncode == 65 and "name its file" in done.stderr, done.stderr)
    checks.done()


if __name__ == "__main__":
    main()
