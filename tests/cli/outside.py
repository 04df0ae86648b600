"""What the tests that try the program from outside share. Standard library only."""
import subprocess
import sys
import tempfile
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
