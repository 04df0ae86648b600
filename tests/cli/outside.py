"""What the tests that try the program from outside share. Standard library only."""
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Checks:
    """Counts what held and what did not, and says which."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, holds, more=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name} {more}")

    def equal(self, name, seen, wanted):
        self.that(name, seen == wanted, f"\n  seen   {seen!r}\n  wanted {wanted!r}")

    def done(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


# A process counts the memory of the one that it was forked from; so a small one stands between.
LAUNCH = """import os, sys
process = os.posix_spawn(sys.argv[3], sys.argv[3:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    (os.POSIX_SPAWN_OPEN, 2, sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)])
_, status, usage = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)"""


class Measured:
    """One run of a command: exit code, MiB of its largest process, seconds of processor and of the clock, what it wrote."""

    def __init__(self, command, folder):
        out, err = Path(folder) / "out", Path(folder) / "err"
        begun = time.monotonic()
        done = subprocess.run([sys.executable, "-c", LAUNCH, out, err, *map(str, command)], capture_output=True, text=True, check=True)
        self.seconds = time.monotonic() - begun
        code, mebibytes, processor = done.stdout.split()
        self.code, self.mebibytes, self.processor = int(code), float(mebibytes), float(processor)
        self.out, self.err = out.read_text(), err.read_text()


class Person:
    """One person's folder, and the program run for them."""

    def __init__(self, program):
        self.program = Path(program).resolve()
        self.folder = tempfile.TemporaryDirectory(prefix="glasshouse-test-")
        self.home = Path(self.folder.name)

    def command(self, *arguments):
        return [str(self.program), "--home", str(self.home), *map(str, arguments)]

    def run(self, *arguments, give=None):
        return subprocess.run(self.command(*arguments), input=give, capture_output=True, text=True, timeout=120)
