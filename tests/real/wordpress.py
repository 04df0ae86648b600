#!/usr/bin/env python3
"""Scans a blog that a real WordPress serves, and compares all that is found with all that is there.

    python3 tests/real/wordpress.py build/release/glasshouse
    python3 tests/real/wordpress.py --save FOLDER     # only keep the pages as served; the fixtures in
                                                      # tests/pages/wordpress/ were made so

For each theme that is installed: a MariaDB and a `php -S` of our own on loopback, in a temporary folder; WordPress
copied there, installed and filled by blog.php from teacher.json; then `me`, `accounts add`, `scan --json`, and
the comparison with tests/pages/wordpress/expected.json. Everything is taken down at the end, also after a failure or a Ctrl-C.

Installs nothing. Needs the Debian packages wordpress, a theme of it, mariadb-server (or -core), php-cli, php-mysql.
Prints one line a check and `N passed, M failed` last; ends with 1 when a check failed, 2 when it could not run.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import urllib.request

import harness
from harness import HERE, PATIENCE, CannotRun, run

EXPECTED = HERE.parent / "pages/wordpress/expected.json"
WORDPRESS = pathlib.Path("/usr/share/wordpress")
THEMES = ("twentytwentythree", "twentytwentyone")  # one made of blocks, one of PHP templates
PACKAGES = "wordpress wordpress-theme-twentytwentythree wordpress-theme-twentytwentyone mariadb-server php-cli php-mysql"

CONFIG = """<?php
define('DB_NAME', 'blog');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('WP_HOME', '{address}');
define('WP_SITEURL', '{address}');
define('WP_DEFAULT_THEME', '{theme}');
define('WP_HTTP_BLOCK_EXTERNAL', true);   // nothing may leave the machine
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
define('ABSPATH', __DIR__ . '/');
require ABSPATH . 'wp-settings.php';
"""


def start_database(stack, folder):
    """A MariaDB with one empty database, reachable only through a socket in our folder; returns the socket."""
    data, door, log = folder / "data", folder / "db.sock", folder / "mariadb.log"
    me = ["--user=root"] if os.geteuid() == 0 else []  # it refuses to run as root unless told to
    install, serve, client = (harness.find_program(name, PACKAGES)
                              for name in ("mariadb-install-db", "mariadbd", "mariadb"))
    run([install, "--no-defaults", *me, f"--datadir={data}", "--skip-test-db", "--force",
         "--auth-root-authentication-method=normal"])
    server = harness.start(stack, [serve, "--no-defaults", *me, f"--datadir={data}", f"--socket={door}",
                                   f"--pid-file={folder / 'db.pid'}", "--skip-networking"], log)
    create = [client, "--no-defaults", f"--socket={door}", "--user=root", "--execute",
              "CREATE DATABASE IF NOT EXISTS blog CHARACTER SET utf8mb4"]
    harness.wait_until(lambda: subprocess.run(create, capture_output=True).returncode == 0, server, log)
    return door


def start_wordpress(stack, folder, theme):
    """Installs, fills and serves a WordPress; returns the addresses of its pages by name."""
    if not WORDPRESS.is_dir():
        raise CannotRun(f"{WORDPRESS} is not there; try: apt-get install {PACKAGES}")
    door = start_database(stack, folder)
    site = folder / "site"
    shutil.copytree(WORDPRESS, site, ignore_dangling_symlinks=True)
    address = f"http://127.0.0.1:{harness.free_port()}"
    (site / "wp-config.php").write_text(CONFIG.format(socket=door, address=address, theme=theme))
    printed = run(harness.php(PACKAGES, str(HERE / "blog.php"), str(site), str(HERE / "teacher.json")))
    log = folder / "php.log"
    server = harness.start(stack, harness.php(PACKAGES, "-S", address.removeprefix("http://"), "-t", str(site)), log)
    harness.wait_until(lambda: harness.answers_at(address + "/readme.html"), server, log)
    return json.loads(printed.splitlines()[-1])


def try_theme(checks, program, theme):
    expected = json.loads(EXPECTED.read_text())["themes"][theme]
    with harness.test_folder("wordpress") as (stack, folder):
        served = start_wordpress(stack, folder, theme)
        pages = {name: served[name] for name in expected}
        harness.introduce(checks, program, folder / "home", harness.teacher()["person"])
        code, accounts = harness.scan(checks, program, folder / "home", pages)
        checks.equal("scan says that something is exposed", code, 2)
        harness.compare_all(checks, theme, {address: said_at(account, address, True) for address, account in accounts.items()},
                            pages, expected)
        behind = json.loads(EXPECTED.read_text())["interface"]
        harness.compare_all(checks, f"{theme}, its interface",
                            {address: said_at(account, address, False) for address, account in accounts.items()},
                            pages, dict.fromkeys(pages, behind))


def said_at(account, address, here):
    """The account with what was found on its own page only, or with all else: a blog's interface for programs tells of
    its writers and posts whatever page of it somebody names."""
    return {**account, "findings": [found for found in account["findings"] if (found["place"] == address) == here]}


# ------------------------------------------------------------------------------------------------ fixtures


def save_pages(theme, target):
    """Keeps the pages as served, with an address that cannot exist in place of the loopback one."""
    with harness.test_folder("wordpress") as (stack, folder):
        pages = start_wordpress(stack, folder, theme)
        del pages["division"]  # only there to be a neighbour of the others
        target.mkdir(parents=True, exist_ok=True)
        here = pages["home"].rstrip("/")
        for name, address in pages.items():
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                body = answer.read().decode()
            for form in (str.__str__, lambda text: text.replace("/", "\\/"), lambda text: urllib.request.quote(text, "")):
                body = body.replace(form(here), form("http://chalk-and-chestnuts.example"))
            (target / f"{name}.html").write_text(body)
            print(f"{len(body):8} {target / name}.html")


def installed_themes():
    return [theme for theme in THEMES if (WORDPRESS / "wp-content/themes" / theme).is_dir()]


def work(checks, arguments):
    themes = installed_themes()
    if not themes:
        raise CannotRun(f"no theme of WordPress is installed; try: apt-get install {PACKAGES}")
    for theme in themes:
        if arguments.save:
            save_pages(theme, arguments.save / theme)
        else:
            try_theme(checks, arguments.program, theme)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", help="the glasshouse to try")
    parser.add_argument("--save", type=pathlib.Path, metavar="FOLDER", help="only keep the pages as served")
    arguments = parser.parse_args()
    if bool(arguments.program) == bool(arguments.save):
        parser.error("name a program or --save FOLDER")
    harness.finish(lambda checks: work(checks, arguments))


if __name__ == "__main__":
    main()
