#!/usr/bin/env python3
"""Scans the user pages of a real DokuWiki, and compares all that is found with all that is there.

    python3 tests/real/dokuwiki.py build/release/glasshouse

DokuWiki copied into a temporary folder with settings and data of its own, served by `php -S` on loopback; the pages are
written by DokuWiki's own dwpage.php from teacher.json, one of them where visitors may not read. Then `me`, `accounts add`,
`scan --json` and the comparison with expected.json.

Installs nothing. Needs the Debian packages dokuwiki, php-cli, php-xml.
Prints one line a check and `N passed, M failed` last; ends with 1 when a check failed, 2 when it could not run.
"""

import pathlib
import shutil
import sys

import harness

DOKUWIKI = pathlib.Path("/usr/share/dokuwiki")
DEFAULTS = pathlib.Path("/etc/dokuwiki")
PACKAGES = "dokuwiki php-cli php-xml"
DATA = ("attic", "cache", "index", "locks", "log", "media", "media_attic", "media_meta", "meta", "pages", "tmp")

PRELOAD = "<?php\nif (!defined('DOKU_CONF')) define('DOKU_CONF', '{conf}/');\n"
LOCAL = """<?php
$conf['title'] = 'Moss Wiki';
$conf['useacl'] = 1;
$conf['savedir'] = '{data}';
$conf['updatecheck'] = 0;
"""
# Everybody may read, nobody without an account may read the staff room.
ACCESS = "*\t@ALL\t1\nstaffroom:*\t@ALL\t0\n"

USER_PAGE = """====== {name} ======

^ Born | {born} |
^ Occupation | {job} |
^ Lives in | {town} |

{about}

{asides}
"""


def user_page(teacher):
    profile = teacher["profile"]
    asides = "\n".join(f"  * {aside}" for aside in profile["asides"])
    return USER_PAGE.format(name=teacher["person"]["name"], **{**profile, "asides": asides})


def install(folder):
    """A DokuWiki that knows only this folder; returns where its programs are."""
    site, conf, data = folder / "site", folder / "conf", folder / "data"
    shutil.copytree(DOKUWIKI, site, ignore_dangling_symlinks=True)
    conf.mkdir()
    for default in DEFAULTS.glob("*"):
        if default.suffix in (".php", ".conf", ".css") and default.name not in ("acl.auth.php", "users.auth.php"):
            shutil.copy(default, conf)
    for name in DATA:
        (data / name).mkdir(parents=True)
    (site / "inc/preload.php").write_text(PRELOAD.format(conf=conf))
    (conf / "local.php").write_text(LOCAL.format(data=data))
    (conf / "acl.auth.php").write_text(ACCESS)
    (conf / "users.auth.php").write_text("")
    return site


def write(site, folder, page, text):
    words = folder / "words.txt"
    words.write_text(text)
    harness.run(harness.php(PACKAGES, str(site / "bin/dwpage.php"), "commit", "-m", "words", str(words), page))


def start_wiki(stack, folder, teacher):
    """Installs, fills and serves the wiki; returns the addresses of its pages by name."""
    login = teacher["person"]["login"]
    site = install(folder)
    write(site, folder, f"user:{login}", user_page(teacher))
    write(site, folder, f"staffroom:{login}", user_page(teacher))
    address = harness.serve_php(stack, folder, "dokuwiki", site, PACKAGES)
    return {"user": f"{address}/doku.php?id=user:{login}",
            "absent": f"{address}/doku.php?id=user:nobody",
            "not for visitors": f"{address}/doku.php?id=staffroom:{login}"}


def work(checks, program):
    if not DOKUWIKI.is_dir():
        raise harness.CannotRun(f"{DOKUWIKI} is not there; try: apt-get install {PACKAGES}")
    teacher = harness.teacher()
    with harness.test_folder("dokuwiki") as (stack, folder):
        pages = start_wiki(stack, folder, teacher)
        harness.introduce(checks, program, folder / "home", teacher["person"])
        _, accounts = harness.scan(checks, program, folder / "home", pages)
        harness.compare_all(checks, "dokuwiki", accounts, pages, harness.expected("dokuwiki"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: dokuwiki.py PROGRAM")
    harness.finish(lambda checks: work(checks, sys.argv[1]))
