#!/usr/bin/env python3
"""Pages of other people's lives, on which nothing belongs to the person audited: what is still given to them?

    negative.py PROGRAM                 the 400 pages of every run, with the ceilings below (exit code 1 above one)
    negative.py PROGRAM --pages 3000    more of them; --seed for others
    negative.py PROGRAM --show [KIND]   each false finding with its words
    negative.py --write FOLDER          writes the pages to look at

The pages come from the generators beside this file, whose words are not those of the detectors' own cases. The audited
teacher stands on none of them; a quarter of the pages has somebody of the same first name. Standard library only.
"""
import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import leisure  # noqa: E402
import places  # noqa: E402
import press  # noqa: E402
import stories  # noqa: E402
from words import AS_OF, PERSON, Writer  # noqa: E402

GENERATORS = {**press.KINDS, **leisure.KINDS, **places.KINDS, **stories.KINDS}

# Without the page around them these words are anybody's, the person's too.
ANYBODYS = ["case study", "fiction", "player", "sample", "testimonials"]

# Findings with whose = self that are borne, of 400 pages; a kind that is not named here: none. In a larger run the
# ceilings of more than none grow with the pages.
CEILINGS = {"age": 3, "phone": 1}


def content_type(body):
    return "application/xml" if body.startswith("<?xml") else "application/json" if body[0] in "[{" else "text/html"


def pages(count, seed):
    """Each kind in turn; page i is the same in every run that has it."""
    for i in range(count):
        kind = list(GENERATORS)[i % len(GENERATORS)]
        writer = Writer(random.Random(f"{seed}:{i}"))
        writer.bare = writer.bare and kind not in ANYBODYS
        body, published = GENERATORS[kind](writer)
        yield kind, {"id": f"n{i:05}", "content_type": content_type(body), "url": f"https://pages.example/n/{i}", "published": published and str(published),
                     "as_of": str(AS_OF), "subject": PERSON, "body": body}


def findings_on(program, documents):
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    try:
        done = subprocess.run([program, "inspect", "--jsonl", "--jobs", "2"], input=lines, capture_output=True, text=True, check=False,
                              timeout=60 + len(documents) / 20)
    except subprocess.TimeoutExpired as late:
        sys.exit(f"inspect hangs behind page {len((late.stdout or b'').splitlines())}, give or take a batch of 128")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if [answer["id"] for answer in answers] != [document["id"] for document in documents]:
        sys.exit(f"inspect did not answer every page: {done.stderr}")
    return answers


def show(kind, answer, document, finding):
    body, evidence = document["body"].encode(), finding["evidence"]
    around = body[max(0, evidence["start"] - 90):evidence["end"] + 40].decode("utf-8", "replace").replace("\n", " ")
    print(f"{answer['id']} {kind}: {finding['kind']} {finding['value']} by {finding['rule']}: {around}")


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("program", nargs="?")
    words.add_argument("--pages", type=int, default=400)
    words.add_argument("--seed", default="1")
    words.add_argument("--show", nargs="?", const="", help="print the false findings, of one kind")
    words.add_argument("--write", metavar="FOLDER")
    words.add_argument("--only", help="kinds of findings, with commas between; others are not counted")
    given = words.parse_args()
    kinds, documents = zip(*pages(given.pages, given.seed))
    if given.write:
        for kind, document in zip(kinds, documents):
            path = Path(given.write) / kind.replace(" ", "-")
            path.mkdir(parents=True, exist_ok=True)
            (path / f"{document['id']}.html").write_text(document["body"], encoding="utf-8")
        return 0
    if given.program is None:
        words.error("names no program")
    totals, by_page, unread = Counter(), {}, 0
    for kind, document, answer in zip(kinds, documents, findings_on(given.program, documents)):
        unread += answer["state"] != "found"
        for finding in answer["findings"]:
            if finding["whose"] != "self" or (given.only and finding["kind"] not in given.only.split(",")):
                continue
            totals[finding["kind"]] += 1
            by_page.setdefault(kind, Counter())[finding["kind"]] += 1
            if given.show is not None and given.show in ("", finding["kind"]):
                show(kind, answer, document, finding)
    for kind, counts in sorted(by_page.items()):
        print(f"{kind:<16} " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print(f"{len(documents)} pages of {len(GENERATORS)} kinds, {sum(c.total() for c in by_page.values())} findings given to a person who is not there")
    failed = 0
    for name in sorted({*totals, *CEILINGS, "birth_date", "employer", "school", "handle_contains_employer"}):
        ceiling = CEILINGS.get(name, 0) * max(1, given.pages // 400)
        over = totals[name] > ceiling
        failed += over
        print(f"  {name:<26} {totals[name]:>4}  ceiling {ceiling}" + ("  ABOVE" if over else ""))
    if unread:
        failed += 1
        print(f"  {unread} pages were not read")
    print(f"{len(documents)} passed, 0 failed" if not failed else f"{len(documents) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
