#!/usr/bin/env python3
"""However long an export is, it is read in the same memory.

    ceiling.py PROGRAM [--megabytes N] [--photos N] [--mebibytes N]

Makes an export of Facebook's shape with N MB of JSON (48; not packed, so that the archive is as large) and N MB of photos,
imports it, and prints peak memory and speed; a small one beside it says what is flat. The whole proof is
--megabytes 1500 --photos 600, a 2 GB archive.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "cli"))
from outside import Checks, Measured, Person  # noqa: E402

TESTS = Path(__file__).parent.parent


def measure(program, place, megabytes, photos):
    archive = Path(place) / f"export-{megabytes}.zip"
    subprocess.run([sys.executable, TESTS / "bench" / "facebook_export.py", archive, "--megabytes", str(megabytes), "--photos", str(photos), "--stored"],
                   check=True, stdout=subprocess.DEVNULL)
    person = Person(program)
    (person.home / "config").mkdir()
    (person.home / "config" / "me.toml").write_bytes((TESTS / "pages" / "sample" / "me.toml").read_bytes())
    done = Measured(person.command("import", "--json", archive), person.home)
    size = archive.stat().st_size
    archive.unlink()
    return done, size


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--megabytes", type=int, default=48)
    arguments.add_argument("--photos", type=int, default=8)
    arguments.add_argument("--mebibytes", type=float, default=256)
    wanted = arguments.parse_args()
    checks = Checks()
    with tempfile.TemporaryDirectory() as place:
        small, _ = measure(wanted.program, place, 2, 1)
        large, size = measure(wanted.program, place, wanted.megabytes, wanted.photos)
    for name, done in (("small", small), ("large", large)):
        checks.equal(f"{name}: exit code", done.code, 2)
        checks.that(f"{name}: something was found", "07700 900456" in done.out, done.out[:300])
        checks.that(f"{name}: in {wanted.mebibytes:.0f} MiB", done.mebibytes <= wanted.mebibytes, done.mebibytes)
    # 24 MiB of 256, and as much of what sanitizers want
    checks.that("memory is flat", large.mebibytes - small.mebibytes <= wanted.mebibytes * 3 / 32, f"{small.mebibytes:.0f} and {large.mebibytes:.0f} MiB")
    print(f"{size / 1e6:.0f} MB archive: {large.mebibytes:.0f} MiB at the most ({small.mebibytes:.0f} for a small one), "
          f"{wanted.megabytes / (large.processor - small.processor):.0f} MB of JSON a second of one core")
    checks.done()


if __name__ == "__main__":
    main()
