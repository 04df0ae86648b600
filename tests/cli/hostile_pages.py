#!/usr/bin/env python3
"""Pages made to cost a reader dear: each must be decided within its time and memory, and the next page read as ever.

    hostile_pages.py GLASSHOUSE [--seconds S] [--mebibytes M]

Every page is given to `glasshouse inspect --jsonl` between two honest ones. The last line is "N passed, N failed".
Standard library only.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HONEST = "<title>Tom</title><p>Tom Wrona, born 4 July 1985</p>"
FORMATTING = "a b big code em font i nobr s small strike strong tt u".split()
OTHER = "div span p li td table select option button form h1 svg math template ruby object x-own".split()
MANY = 100_000


def pages():
    for name in FORMATTING:
        yield f"{MANY} unclosed <{name}>", f"<{name}>" * MANY
        yield f"{MANY} <{name}> with text", f"x<{name}>" * MANY
        yield f"{MANY} nested <{name}> closed", f"<{name}>" * MANY + f"</{name}>" * MANY
        yield f"<{name}> opened again in paragraphs", "".join(f"<p><{name} id={i}></p>" for i in range(20_000))
        yield f"<{name}> around blocks", f"<{name}><div>" * (MANY // 2)
        yield f"<{name}> in table cells", f"<table><tr><td><{name}>x" * (MANY // 4)
    for name in OTHER:
        yield f"{MANY} unclosed <{name}>", f"<{name}>" * MANY
        yield f"{MANY} nested <{name}> with text", f"<{name}>x" * MANY
    yield "tables in tables", "<table><tr><td>" * (MANY // 3)
    yield "text before tables", "<table>x" * (MANY // 2)
    yield "misnested", "<b><p></b></p>" * (MANY // 2)
    yield "misnested, one by one", "".join(f"<b id={i}><p>" for i in range(MANY)) + "</b></p>" * MANY
    yield "200,000 attributes", "<p " + " ".join(f"a{i}" for i in range(200_000)) + ">"
    yield "200,000 attributes of a tag without an end", "<p " + " ".join(f"a{i}=1" for i in range(200_000))
    yield "400 attributes a tag", ("<p " + " ".join(f"a{i}" for i in range(399)) + ">") * 2_000
    yield "230,000 dates of birth", "<p>born 4 July 1985" * 230_000
    yield "25,000 of whom she is told", "<p>" + "Kit went on. She lives in Hull, she is a teacher. " * 25_000
    yield "a long paragraph over 6,000 labels", "<p>" + "word " * 400_000 + "Kit told us all. Kit said it." + "<dt>Birthday<dd>6 November 1992" * 6_000
    yield "300,000 addresses", "".join(f"mail me: a{i}@b.io " for i in range(260_000))
    yield "a line of 10 MB", "word " * 2_000_000
    yield "a line of 10 MB without a blank", "x" * 10_000_000
    yield "a title of 5 MB", "<title>" + "x" * 5_000_000
    yield "an attribute of 5 MB", '<img alt="' + "x " * 2_500_000 + '">'
    yield "a class of 5 MB", '<p class="' + "x " * 2_400_000 + '">word'
    for entity in ("&amp;", "&#x41;", "&NotEqualTilde;", "&amp", "&#55555555555555555555;", "&unknown;", "&"):
        yield f"5 MB of {entity}", entity * (5_000_000 // len(entity))
    yield "a million <", "<" * 1_000_000
    yield "a million </", "</" * 1_000_000
    yield "a million <!", "<!" * 1_000_000
    yield "a million <!--", "<!--" * 1_000_000
    yield "a million <a", "<a" * 1_000_000
    yield "a million <a ", "<a " * 1_000_000
    yield "comments, 5 MB", "<!---->" * 700_000
    yield "scripts, 5 MB", "<script></script>" * 290_000
    yield "scripts in comments in scripts", "<script><!--<script>" * 240_000
    yield "line breaks, 5 MB", "<br>" * 1_250_000
    yield "paragraphs, 5 MB", "<p>x" * 1_250_000
    yield "words around tags that mean nothing", "words that are plain, a line of them</form>" * 110_000
    yield "one text that the parser reads otherwise than it stands", "<i a=b></i>" * 200_000 + "x &amp; y</form>plain words, a line of them"
    yield "empty elements with an attribute, 5 MB", "<i a=b>" * 200_000 + "<p a=b></p>" * 300_000
    yield "options, 5 MB", "<select>" + "<option>x" * 550_000
    yield "cells, 5 MB", "<table>" + "<tr><td>x<td>y" * 350_000
    yield "no text, 5 MB of NUL", "\0" * 5_000_000
    yield "one letter of three bytes, 5 MB", "\u20ac" * 1_700_000
    yield "JSON-LD nested 200,000 deep", '<script type="application/ld+json">' + '{"a":[' * 200_000
    yield "JSON-LD of 5 MB", '<script type="application/ld+json">[' + '{"@type":"Person","name":"x"},' * 160_000 + "1]</script>"
    yield "JSON-LD that refers in circles", '<script type="application/ld+json">{"@graph":[' + ",".join(
        f'{{"@id":"#{i}","@type":"Person","knows":[{{"@id":"#{(i + 1) % 9000}"}},{{"@id":"#{(i * 7) % 9000}"}}]}}'
        for i in range(9_000)) + "]}</script>"
    yield "microdata that refers to itself", "".join(
        f'<div id=i{i} itemscope itemprop=p itemref="' + " ".join(f"i{(i + j) % 2000}" for j in range(40)) + '">x</div>'
        for i in range(2_000))
    yield "microformats in each other", '<div class="h-card p-name h-entry u-url">x' * 390 + '<p class="vcard fn n org">' * 100_000
    yield "label after label", "<p>Born: Born: Born: " * 200_000
    yield "dl of 5 MB", "<dl>" + "<dt>Born<dd>x" * 380_000
    yield "state that never closes", "<script>window.a = " + "{" * 2_000_000 + "</script>"
    yield "state in strings in strings", '<script>a = JSON.parse("' + '{\\"a\\":\\"' * 400_000 + '")</script>'
    yield "a million class names", '<p class="' + " ".join(f"c{i}" for i in range(600_000)) + '">x'
    yield "feed nested deep", "<?xml version='1.0'?><rss><channel>" + "<item>" * 500_000
    yield "feed of entities", ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{i} "' + (f"&a{i - 1};" if i else "&a;") * 10 + '">' for i in range(12)) + "]><rss><channel><title>&a11;</title></channel></rss>")
    yield "vCard of one folded line", "BEGIN:VCARD\r\nNOTE:" + "x\r\n " * 1_200_000 + "\r\nEND:VCARD"


def rusage_of(command, source):
    """Runs it over the lines of a file: output lines, seconds of processor time, MiB of the largest process. Both
    count the processes that it waited for; wall time would tell more of the machine than of the program."""
    with open(source, "rb") as lines, tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdin=lines, stdout=out, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        out.seek(0)
        return out.read().splitlines(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("glasshouse")
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("HOSTILE_SECONDS", 2)))
    parser.add_argument("--mebibytes", type=float, default=float(os.environ.get("HOSTILE_MEBIBYTES", 256)))
    parser.add_argument("--verbose", action="store_true", help="print a line a page")
    wanted = parser.parse_args()
    command = [wanted.glasshouse, "inspect", "--jsonl", "--jobs", "1"]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "documents.jsonl")

        def write(*bodies):
            with open(source, "w", encoding="utf-8") as file:
                for number, body in enumerate(bodies):
                    kind = "" if body.startswith(("<?xml", "BEGIN:")) else "text/html; charset=utf-8"
                    file.write(json.dumps({"id": str(number), "content_type": kind, "body": body}) + "\n")

        write(HONEST, HONEST)
        lines, idle, _ = rusage_of(command, source)
        honest = [json.loads(line).get("findings") for line in lines]
        for name, page in pages():
            write(HONEST, page, HONEST)
            lines, took, size = rusage_of(command, source)
            took -= idle
            answers = [json.loads(line) for line in lines]
            faults = []
            if len(answers) != 3 or not answers[1].get("state"):
                faults.append("not decided")
            elif [answers[0].get("findings"), answers[2].get("findings")] != honest:
                faults.append("the pages beside it were not read as ever")
            if took > wanted.seconds:
                faults.append(f"took {took:.2f} s")
            if size > wanted.mebibytes:
                faults.append(f"took {size:.0f} MiB")
            state = answers[1].get("state") if len(answers) == 3 else "?"
            if faults or wanted.verbose:
                print(f"{name}: {state}, {took:.2f} s, {size:.0f} MiB{'; ' if faults else ''}{', '.join(faults)}")
            failed, passed = failed + bool(faults), passed + (not faults)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
