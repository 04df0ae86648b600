#!/usr/bin/env python3
"""Archives that are made to do harm, each with one good file beside what is bad in it.

    hostile_archives.py PROGRAM [--seconds N] [--mebibytes N]

For each: the process ends in time and in little memory, says in words what it refused, and goes on: where the archive can
be read at all, the good file is read. Nothing may appear on the disk beside the vault.
"""
import argparse
import io
import json
import os
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "cli"))
from outside import Checks, Measured, Person  # noqa: E402

GOOD_NAME = "data/tweets.js"
GOOD = b'window.YTD.tweets.part0 = [{"tweet":{"created_at":"Thu Jul 04 10:00:00 +0000 2024","full_text":"My mobile is 07700 900456, call me"}}]'
MEGABYTE = 1_000_000


def zip_of(files, method=zipfile.ZIP_DEFLATED):
    """Names (or ZipInfo) and bytes; the good file is the last, unless it is among them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
        if all(name != GOOD_NAME for name, _ in files):
            archive.writestr(GOOD_NAME, GOOD)
    return out.getvalue()


def tar_of(add):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        add(archive)
        add_bytes(archive, GOOD_NAME, GOOD)
    return out.getvalue()


def add_bytes(archive, name, content, **how):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in how.items():
        setattr(info, key, value)
    archive.addfile(info, io.BytesIO(content))


def patched(archive, name, fields):
    """A zip with header fields of one file changed: {(offset in local header, offset in central header): (format, value)}."""
    data = bytearray(archive)
    for (local, central), (layout, value) in fields.items():
        for signature, offset, name_at in ((b"PK\x03\x04", local, 30), (b"PK\x01\x02", central, 46)):
            at = data.find(signature)
            while at >= 0:
                if data[at + name_at:at + name_at + len(name)] == name.encode():
                    struct.pack_into(layout, data, at + offset, value)
                at = data.find(signature, at + 4)
    return bytes(data)


def link():
    info = zipfile.ZipInfo("data/link.json")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info


def overlapping():
    """Many entries of the list that all point to one packed file."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"[" + b"1," * 500_000 + b"1]"
    body = packed.compress(content) + packed.flush()
    crc = zlib.crc32(content)
    name = b"a.json"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(body), len(content), len(name), 0) + name
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(body), len(content), len(name), 0, 0, 0, 0, 0, 0) + name
    count = 2000
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, len(local) + len(body), 0)
    return local + body + entry * count + end


def long_list():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(150_000):
            archive.writestr(f"{number:07}" + "x" * 150 + ".jpg", b"")
    return out.getvalue()


def links_in_tar(archive):
    for name, kind, target in (("a.json", tarfile.SYMTYPE, "/etc/passwd"), ("b.json", tarfile.LNKTYPE, GOOD_NAME), ("c.json", tarfile.CHRTYPE, "")):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        archive.addfile(info)


def bomb_in_tar(archive):
    info = tarfile.TarInfo("photos/zeros.jpg")
    info.size = 2000 * MEGABYTE
    archive.addfile(info, Zeros(info.size))


class Zeros:
    def __init__(self, size):
        self.left = size

    def read(self, count):
        count = min(count, self.left)
        self.left -= count
        return bytes(count)


def sparse_tar():
    """A GNU sparse file of 3 GB that has no bytes at all."""
    info = tarfile.TarInfo("data/holes.json")
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[156:157] = b"S"
    header[386:398] = b"%011o\0" % 3_000_000_000
    header[398:410] = b"%011o\0" % 0
    header[483:495] = b"%011o\0" % 3_000_000_000
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    good = tarfile.TarInfo(GOOD_NAME)
    good.size = len(GOOD)
    return zlib_gzip(bytes(header) + good.tobuf(tarfile.GNU_FORMAT) + GOOD.ljust(512, b"\0") + bytes(1024))


def zlib_gzip(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


BIG = b'[{"tweet":{"full_text":"' + b"x" * (9 * MEGABYTE) + b'"}},{"tweet":{"full_text":"My mobile is 07700 900789"}}]'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]><rss><channel><wp:wxr_version>&j;</wp:wxr_version></channel></rss>"

# Name, bytes of the archive, words that must be said, whether the good file must have been read.
def cases():
    yield "bomb", zip_of([("data/deleted-tweets.js", b"[" + b" " * (300 * MEGABYTE) + b"]")]), "unpacks to more than", True
    yield "bomb-of-no-use", zip_of([("photo.jpg", bytes(300 * MEGABYTE))]), "", True
    yield "overlap", overlapping(), "lie over one another", False
    yield "traversal", zip_of([("../../evil.json", GOOD), ("/etc/evil.json", GOOD), ("C:\\evil.json", GOOD), ("a\\..\\..\\evil.json", GOOD)]), "leads out of the archive", True
    yield "link", zip_of([(link(), b"/etc/passwd")]), "link", True
    yield "nested", zip_of([("inner.zip", zip_of([])), ("inner.tar.gz", b"\x1f\x8b")]), "an archive inside another", True
    yield "claims-5-GB", patched(zip_of([("data/age.js", b"[1]")]), "data/age.js", {(22, 24): ("<I", 0xFFFFFFF0)}), "", True
    yield "claims-less", patched(zip_of([("data/deleted-tweets.js", b"[" + b"1," * 400_000 + b"1]")]), "data/deleted-tweets.js", {(22, 24): ("<I", 10)}), "longer than the archive says", True
    yield "claims-more", patched(zip_of([("data/deleted-tweets.js", b"[1,2]")]), "data/deleted-tweets.js", {(22, 24): ("<I", 5_000)}), "damaged or cut off", True
    yield "100,000-files", zip_of([(GOOD_NAME, GOOD), *((f"data/x{number}.json", b"{}") for number in range(100_000))]), "20000 files are opened", True
    yield "100,000-files-of-nobody", zip_of([(f"data/x{number}.json", b"{}") for number in range(100_000)]), "20000 files are opened", False
    yield "100,000-photos", zip_of([(f"photos/{number}.jpg", b"") for number in range(100_000)]), "", True
    yield "long-list", long_list(), "list of files", False
    yield "locked", patched(zip_of([("data/deleted-tweets.js", b"[1]")]), "data/deleted-tweets.js", {(6, 8): ("<H", 1)}), "password", True
    yield "wrong-sum", patched(zip_of([("data/deleted-tweets.js", b"[1,2,3]")]), "data/deleted-tweets.js", {(14, 16): ("<I", 7)}), "damaged or cut off", True
    yield "bzip2", zip_of([("data/deleted-tweets.js", b"[1]")], zipfile.ZIP_BZIP2), "packed in a way", False
    yield "cut", zip_of([("data/a.json", os.urandom(50_000))])[:40_000], "damaged or cut off", False
    yield "nothing-but-a-mark", b"PK\x03\x04" + os.urandom(500), "damaged or cut off", False
    yield "7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), "unpack it", False
    yield "names", zip_of([("\u202egnp.json", b"{}"), ("x" * 3000 + ".json", b"{}")]), "name is too long", True
    yield "escape-in-a-name", zip_of([("\x1b[2J.json", b"{}")]), "", True
    yield "links.tar.gz", tar_of(links_in_tar), "link", True
    yield "traversal.tar.gz", tar_of(lambda archive: add_bytes(archive, "../../evil.json", GOOD)), "leads out of the archive", True
    yield "bomb.tar.gz", tar_of(bomb_in_tar), "unpacks to more than", False
    yield "sparse.tar.gz", sparse_tar(), "", False
    yield "cut.tar.gz", tar_of(lambda archive: add_bytes(archive, GOOD_NAME, GOOD) or add_bytes(archive, "data/noise.json", os.urandom(200_000)))[:120_000], "cut off", True
    yield "deep-json", zip_of([("data/deleted-tweets.js", b"[" * (2 * MEGABYTE))], zipfile.ZIP_STORED), "breaks off", True
    yield "deep-json-in-a-post", zip_of([("data/deleted-tweets.js", b'[{"tweet":' + b"[" * MEGABYTE + b"]" * MEGABYTE + b"}]")], zipfile.ZIP_STORED), "damaged", True
    yield "post-of-9-MB", zip_of([("data/deleted-tweets.js", BIG)], zipfile.ZIP_STORED), "too long", True
    yield "backslashes", zip_of([("data/deleted-tweets.js", b'[{"tweet":{"full_text":"' + b"\\\\" * (MEGABYTE * 8) + b'"}}]')], zipfile.ZIP_STORED), "too long", True
    yield "no-json", zip_of([("data/deleted-tweets.js", b"window.x = 12; alert(1)")]), "", True
    yield "billion-laughs", zip_of([("blog.xml", LAUGHS)]), "", True
    yield "open-quote", zip_of([("Shares.csv", b'Date,ShareCommentary,Visibility\n2024-01-01,"never closed,PUBLIC\n' + b"x,y,z\n" * 300_000)], zipfile.ZIP_STORED), "damaged", False
    yield "car-of-lies", zip_of([("repo.car", b"\x10\xa2eroots\x80gversion\x01" + b"\xff\xff\xff\xff\x0f" + b"x" * 1000)]), "no repository", True


def look(checks, name, archive, words, good, program, limits):
    person = Person(program)
    path = person.home / "given" / (name if "." in name else name + ".zip")
    path.parent.mkdir()
    path.write_bytes(archive)
    done = Measured(person.command("import", "--json", path), person.home)
    out, err = done.out, done.err
    checks.that(f"{name}: ends by itself", done.code in (0, 1, 2, 3, 64, 65, 66, 77), done.code)
    checks.that(f"{name}: in time", done.seconds <= limits.seconds, f"{done.seconds:.1f} s")
    checks.that(f"{name}: in little memory", done.mebibytes <= limits.mebibytes, f"{done.mebibytes:.0f} MiB")
    checks.that(f"{name}: says \"{words}\"", words in out + err, (out + err)[:600])
    checks.that(f"{name}: no control characters", not any(c < " " and c != "\n" or c in "\u202e\x7f" for c in out + err), (out + err)[:300])
    checks.that(f"{name}: the good file", ("07700 900456" in out) == good or not good, (out + err)[:600])
    kept = {str(file.relative_to(person.home)).split(os.sep)[0] for file in person.home.rglob("*") if file.is_file()}
    checks.equal(f"{name}: nothing unpacked", kept - {"given", "out", "err", "data", "config"}, set())
    for line in out.splitlines():
        json.loads(line)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--seconds", type=float, default=30)
    arguments.add_argument("--mebibytes", type=float, default=256)
    limits = arguments.parse_args()
    checks = Checks()
    for name, archive, words, good in cases():
        look(checks, name, archive, words, good, limits.program, limits)
    checks.done()


if __name__ == "__main__":
    main()
