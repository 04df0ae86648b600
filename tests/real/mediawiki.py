#!/usr/bin/env python3
"""Scans the user pages of a real MediaWiki, and compares all that is found with all that is there.

    python3 tests/real/mediawiki.py build/release/glasshouse

A wiki of our own with an SQLite file in a temporary folder, served by `php -S` on loopback; the accounts and pages are
written by MediaWiki's own maintenance programs from teacher.json. A second server shows the same wiki closed to readers
without an account. Then `me`, `accounts add`, `scan --json` and the comparison with expected.json.

Installs nothing. Needs the Debian packages mediawiki, php-cli, php-sqlite3.
Prints one line a check and `N passed, M failed` last; ends with 1 when a check failed, 2 when it could not run.
"""

import pathlib
import sys

import harness

MEDIAWIKI = pathlib.Path("/usr/share/mediawiki")
PACKAGES = "mediawiki php-cli php-sqlite3"
PASSWORD = "four-strand-plait"  # of a wiki that lives for a minute on loopback
CLOSED = "\n$wgGroupPermissions['*']['read'] = false;\n"

USER_PAGE = """{{| class="infobox"
! colspan="2" | {name}
|-
! Born
| {born}
|-
! Occupation
| {job}
|-
! Lives in
| {town}
|}}

Hello, I am {name}. {about}

== About this page ==
{asides}
"""


def user_page(teacher):
    profile = teacher["profile"]
    asides = "\n".join(f"* {aside}" for aside in profile["asides"])
    return USER_PAGE.format(name=teacher["person"]["name"], **{**profile, "asides": asides})


class Wiki:
    """One wiki; every settings file is a way to look at it."""

    def __init__(self, stack, folder):
        self.stack, self.folder = stack, folder

    def program(self, name, *arguments, text=None):
        harness.run(harness.php(PACKAGES, str(MEDIAWIKI / "maintenance" / name), *arguments),
                    {"MW_CONFIG_FILE": str(self.folder / "LocalSettings.php")}, text)

    def install(self):
        harness.run(harness.php(PACKAGES, str(MEDIAWIKI / "maintenance/install.php"), "--dbtype", "sqlite", "--dbname", "wiki",
                                "--dbpath", str(self.folder / "data"), "--confpath", str(self.folder), "--server", "http://127.0.0.1",
                                "--scriptpath", "", "--pass", PASSWORD, "--lang", "en", "Moss Wiki", "Keeper"))

    def add_user(self, login):
        self.program("createAndPromote.php", login, PASSWORD)

    def write(self, login, page, text):
        self.program("edit.php", "--user", login, "--summary", "words", page, text=text)

    def serve(self, name, more=""):
        settings = (self.folder / "LocalSettings.php").read_text() + more
        # The pages name the host they were asked for.
        settings += "\n$wgServer = 'http://' . ($_SERVER['HTTP_HOST'] ?? '127.0.0.1');\n"
        (self.folder / f"{name}.php").write_text(settings)
        return harness.serve_php(self.stack, self.folder, name, MEDIAWIKI, PACKAGES,
                                 {"MW_CONFIG_FILE": str(self.folder / f"{name}.php")})


def start_wiki(stack, folder, teacher):
    """Installs, fills and serves the wiki; returns the addresses of its pages by name."""
    login, colleague = teacher["person"]["login"].capitalize(), teacher["colleague"]["login"].capitalize()
    wiki = Wiki(stack, folder)
    wiki.install()
    wiki.add_user(login)
    wiki.add_user(colleague)
    wiki.write(login, f"User:{login}", user_page(teacher))
    wiki.write(colleague, f"User talk:{login}", f"== Hello ==\n{teacher['colleague']['words']} ~~~~\n")
    wiki.write(login, "Chapel on Sallow Lane", "The chapel was founded on 4 May 1907.")
    wide_open, closed = wiki.serve("open"), wiki.serve("closed", CLOSED)
    return {"user": f"{wide_open}/index.php/User:{login}",
            "edits": f"{wide_open}/index.php/Special:Contributions/{login}",
            "talk": f"{wide_open}/index.php/User_talk:{login}",
            "absent": f"{wide_open}/index.php/User:Nobody_at_all",
            "no page": f"{wide_open}/index.php/User:{colleague}",
            "closed wiki": f"{closed}/index.php/User:{login}"}


def work(checks, program):
    if not MEDIAWIKI.is_dir():
        raise harness.CannotRun(f"{MEDIAWIKI} is not there; try: apt-get install {PACKAGES}")
    teacher = harness.teacher()
    with harness.test_folder("mediawiki") as (stack, folder):
        pages = start_wiki(stack, folder, teacher)
        harness.introduce(checks, program, folder / "home", teacher["person"])
        _, accounts = harness.scan(checks, program, folder / "home", pages)
        harness.compare_all(checks, "mediawiki", accounts, pages, harness.expected("mediawiki"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: mediawiki.py PROGRAM")
    harness.finish(lambda checks: work(checks, sys.argv[1]))
