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
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE.parent / "pages/wordpress/expected.json"
WORDPRESS = pathlib.Path("/usr/share/wordpress")
THEMES = ("twentytwentythree", "twentytwentyone")  # one made of blocks, one of PHP templates
PACKAGES = "wordpress wordpress-theme-twentytwentythree wordpress-theme-twentytwentyone mariadb-server php-cli php-mysql"
PATIENCE = 60  # seconds that a server may take to answer for the first time

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


class CannotRun(Exception):
    """Something that the test needs is not there, or does not start."""


class Checks:
    """Counts what held and what did not, and says which."""

    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, name, seen, expected):
        if seen == expected:
            self.passed += 1
            print(f"ok    {name}")
        else:
            self.failed += 1
            print(f"FAIL  {name}\n      seen     {seen}\n      expected {expected}")


# ---------------------------------------------------------------------------------------------- the servers


def find_program(name):
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin")
    if not found:
        raise CannotRun(f"{name} is not installed; try: apt-get install {PACKAGES}")
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(answers, process, log):
    """Waits for a server to answer; says what it logged when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise CannotRun(f"{process.args[0]} does not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)


def start(stack, arguments, log):
    """Starts a server that ends with the stack, however that comes."""
    process = subprocess.Popen(arguments, stdout=log.open("w"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    stack.callback(stop, process)
    return process


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise CannotRun(f"{arguments[0]} failed with {done.returncode}:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout


def start_database(stack, folder):
    """A MariaDB with one empty database, reachable only through a socket in our folder; returns the socket."""
    data, door, log = folder / "data", folder / "db.sock", folder / "mariadb.log"
    me = ["--user=root"] if os.geteuid() == 0 else []  # it refuses to run as root unless told to
    run([find_program("mariadb-install-db"), "--no-defaults", *me, f"--datadir={data}", "--skip-test-db", "--force",
         "--auth-root-authentication-method=normal"])
    server = start(stack, [find_program("mariadbd"), "--no-defaults", *me, f"--datadir={data}", f"--socket={door}",
                           f"--pid-file={folder / 'db.pid'}", "--skip-networking"], log)
    client = [find_program("mariadb"), "--no-defaults", f"--socket={door}", "--user=root", "--execute"]
    create = [*client, "CREATE DATABASE IF NOT EXISTS blog CHARACTER SET utf8mb4"]
    wait_until(lambda: subprocess.run(create, capture_output=True).returncode == 0, server, log)
    return door


def php(*settings):
    # Without a mail program nothing can be sent; notices of the old WordPress on a newer PHP are not ours to see.
    return [find_program("php"), "-d", "sendmail_path=/bin/true", "-d", "error_reporting=0", *settings]


def answers_at(address):
    try:
        urllib.request.urlopen(address, timeout=PATIENCE).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def start_wordpress(stack, folder, theme):
    """Installs, fills and serves a WordPress; returns the addresses of its pages by name."""
    if not WORDPRESS.is_dir():
        raise CannotRun(f"{WORDPRESS} is not there; try: apt-get install {PACKAGES}")
    door = start_database(stack, folder)
    site, port = folder / "site", free_port()
    shutil.copytree(WORDPRESS, site, ignore_dangling_symlinks=True)
    address = f"http://127.0.0.1:{port}"
    (site / "wp-config.php").write_text(CONFIG.format(socket=door, address=address, theme=theme))
    printed = run([*php(), str(HERE / "blog.php"), str(site), str(HERE / "teacher.json")])
    log = folder / "php.log"
    server = start(stack, php("-S", f"127.0.0.1:{port}", "-t", str(site)), log)
    wait_until(lambda: answers_at(address + "/readme.html"), server, log)
    return json.loads(printed.splitlines()[-1])


# ------------------------------------------------------------------------------------------------ the scan


def glasshouse(program, home, *arguments):
    done = subprocess.run([program, "--home", str(home), *arguments], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=300)
    return done.returncode, done.stdout, done.stderr


def scan(checks, program, home, person, pages):
    """Tells the program who and where, and lets it look; returns one object an account, by address."""
    code, _, errors = glasshouse(program, home, "me", "--name", person["name"], "--trust", person["trust"],
                                 "--school", person["school"])
    checks.equal(f"me is kept {errors.strip()}".strip(), code, 0)
    for address in pages.values():
        code, _, errors = glasshouse(program, home, "accounts", "add", address)
        checks.equal(f"accounts add {address} {errors.strip()}".strip(), code, 0)
    host = pages["home"].split("/")[2]
    code, output, errors = glasshouse(program, home, "scan", "--json", "--allow-host", host)
    checks.equal(f"scan says that something is exposed {errors.strip()}".strip(), code, 2)
    return {account["url"]: account for account in map(json.loads, output.splitlines()) if "account" in account}


def facts_of(account):
    return {(finding["kind"], finding["value"]) for finding in account["findings"] if finding["whose"] == "self"}


def compare(checks, name, account, expected):
    """All that must be found is found; all that is found is that or something else that the page really tells."""
    must = {tuple(fact) for fact in expected["must"]}
    may = {tuple(fact) for fact in expected["may"]}
    found = facts_of(account)
    others = {fact for fact in found - must - may if (fact[0], None) not in may}
    checks.equal(f"{name}: is read", account["state"], "found")
    checks.equal(f"{name}: what is missed", sorted(must - found), [])
    checks.equal(f"{name}: what is not there", sorted(others), [])


def try_theme(checks, program, theme):
    teacher = json.loads((HERE / "teacher.json").read_text())
    expected = json.loads(EXPECTED.read_text())["themes"][theme]
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gh-wp-", dir="/tmp")))
        served = start_wordpress(stack, folder, theme)
        pages = {name: served[name] for name in expected}
        accounts = scan(checks, program, folder / "home", teacher["person"], pages)
        checks.equal(f"{theme}: one result a page", sorted(accounts), sorted(pages.values()))
        for name, address in pages.items():
            if address in accounts:
                compare(checks, f"{theme}: {name}", accounts[address], expected[name])


# ------------------------------------------------------------------------------------------------ fixtures


def save_pages(theme, target):
    """Keeps the pages as served, with an address that cannot exist in place of the loopback one."""
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gh-wp-", dir="/tmp")))
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", help="the glasshouse to try")
    parser.add_argument("--save", type=pathlib.Path, metavar="FOLDER", help="only keep the pages as served")
    arguments = parser.parse_args()
    if bool(arguments.program) == bool(arguments.save):
        parser.error("name a program or --save FOLDER")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that everything is taken down then, too
    checks = Checks()
    try:
        themes = installed_themes()
        if not themes:
            raise CannotRun(f"no theme of WordPress is installed; try: apt-get install {PACKAGES}")
        for theme in themes:
            if arguments.save:
                save_pages(theme, arguments.save / theme)
            else:
                try_theme(checks, arguments.program, theme)
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        return 2
    if not arguments.save:
        print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
