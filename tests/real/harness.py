"""What the tests of tests/real share: servers that live as long as one test, and the comparison of what glasshouse
finds on their pages with what was written there.

Knows nothing of any platform. Nothing is installed from here.
"""

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
PATIENCE = 60  # seconds that a server may take to answer for the first time


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


def find_program(name, packages):
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin")
    if not found:
        raise CannotRun(f"{name} is not installed; try: apt-get install {packages}")
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


def start(stack, arguments, log, environment=None):
    """Starts a server that ends with the stack, however that comes."""
    process = subprocess.Popen(arguments, stdout=log.open("w"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                               env={**os.environ, **(environment or {})})
    stack.callback(stop, process)
    return process


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run(arguments, environment=None, text=None):
    """Runs a program to its end and returns what it printed; `text` is given to it to read."""
    given = {"stdin": subprocess.DEVNULL} if text is None else {"input": text}
    done = subprocess.run(arguments, capture_output=True, text=True, env={**os.environ, **(environment or {})}, **given)
    if done.returncode != 0:
        raise CannotRun(f"{arguments[0]} failed with {done.returncode}:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout


def php(packages, *arguments):
    # Without a mail program nothing can be sent; notices of old programs on a newer PHP are not ours to see.
    return [find_program("php", packages), "-d", "sendmail_path=/bin/true", "-d", "error_reporting=0", *arguments]


def answers_at(address):
    try:
        urllib.request.urlopen(address, timeout=PATIENCE).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def serve_php(stack, folder, name, site, packages, environment=None):
    """PHP's own web server over a folder; returns its address, without a slash at the end."""
    address = f"127.0.0.1:{free_port()}"
    log = folder / f"{name}.log"
    server = start(stack, php(packages, "-S", address, "-t", str(site)), log, environment)
    wait_until(lambda: answers_at(f"http://{address}/favicon.ico"), server, log)
    return f"http://{address}"


@contextlib.contextmanager
def test_folder(name):
    """A stack to start servers on and a folder for them; both are gone at the end."""
    with contextlib.ExitStack() as stack:
        yield stack, pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"gh-{name}-", dir="/tmp")))


# ------------------------------------------------------------------------------------------------ the scan


def teacher():
    return json.loads((HERE / "teacher.json").read_text())


def expected(server):
    """What is to be found on each page of a server: how it ends, and the facts [kind, value] about the person whose page it
    is; `must` are to be found, `may` are told too but need not be found (null: any value), anything else is not there."""
    return json.loads((HERE / "expected.json").read_text())[server]


def glasshouse(program, home, *arguments):
    done = subprocess.run([program, "--home", str(home), *arguments], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=300)
    return done.returncode, done.stdout, done.stderr


def introduce(checks, program, home, person):
    """Tells the program whose pages it is about to see."""
    code, _, errors = glasshouse(program, home, "me", "--name", person["name"], "--trust", person["trust"],
                                 "--school", person["school"])
    checks.equal(f"me is kept {errors.strip()}".strip(), code, 0)


def scan(checks, program, home, pages):
    """Lets the program look at the addresses; returns its exit code and one object an account, by address."""
    for address in pages.values():
        code, _, errors = glasshouse(program, home, "accounts", "add", address)
        checks.equal(f"accounts add {address} {errors.strip()}".strip(), code, 0)
    hosts = sorted({address.split("/")[2] for address in pages.values()})
    code, output, errors = glasshouse(program, home, "scan", "--json",
                                      *[word for host in hosts for word in ("--allow-host", host)])
    if code not in (0, 2, 3):
        checks.equal(f"scan ends well: {errors.strip()}", code, 0)
    return code, {account["url"]: account for account in map(json.loads, output.splitlines()) if "account" in account}


def facts_of(account):
    return {(finding["kind"], finding["value"]) for finding in account["findings"] if finding["whose"] == "self"}


def compare(checks, name, account, expected):
    """All that must be found is found; all that is found is that or something else that the page really tells."""
    must = {tuple(fact) for fact in expected["must"]}
    may = {tuple(fact) for fact in expected["may"]}
    found = facts_of(account)
    others = {fact for fact in found - must - may if (fact[0], None) not in may}
    checks.equal(f"{name}: how it ends", account["state"], expected.get("state", "found"))
    checks.equal(f"{name}: what is missed", sorted(must - found), [])
    checks.equal(f"{name}: what is not there", sorted(others), [])


def compare_all(checks, name, accounts, pages, expected):
    """Every page that was asked for has its result, and each holds what it must."""
    checks.equal(f"{name}: one result a page", sorted(accounts), sorted(pages.values()))
    for page, address in pages.items():
        if address in accounts:
            compare(checks, f"{name}: {page}", accounts[address], expected[page])


def finish(work):
    """Runs a test and ends the program as the tests of this folder do: 0, 1 when a check failed, 2 when it could not run."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that everything is taken down then, too
    checks = Checks()
    try:
        work(checks)
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    if checks.passed + checks.failed:
        print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)
