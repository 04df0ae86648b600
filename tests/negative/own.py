#!/usr/bin/env python3
"""Pages that are the audited person's, or on which they stand among others: is what they say of themselves still theirs?

    own.py PROGRAM                 the pages of every run, with the floor below (exit code 1 below it)
    own.py PROGRAM --pages 2000    more of them; --seed for others
    own.py PROGRAM --show          each fact that was missed, with its page
    own.py --write FOLDER          writes the pages to look at

The other side of negative.py: the same shells and the same people, so that a rule which gives less to the person cannot
buy its silence with deafness. Standard library only.
"""
import argparse
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from negative import content_type, findings_on  # noqa: E402
from own_pages import KINDS  # noqa: E402
from words import AS_OF, PERSON, Writer  # noqa: E402

FLOOR = 0.9  # of the facts, found


def pages(count, seed):
    """Each kind in turn; page i is the same in every run that has it."""
    for i in range(count):
        kind = list(KINDS)[i % len(KINDS)]
        dice = Writer(random.Random(f"own {seed}:{i}"))
        dice.namesake = False
        page = KINDS[kind](dice)
        yield kind, page.facts, {"id": f"p{i:05}", "content_type": content_type(page.body), "url": page.url or f"https://pages.example/p/{i}",
                                 "published": page.published and str(page.published), "as_of": str(AS_OF), "subject": PERSON, "body": page.body}


def same(kind, wanted, found):
    wanted, found = wanted.lower(), found.lower()
    if kind == "phone":
        return "".join(c for c in wanted if c.isdigit()) == "".join(c for c in found if c.isdigit()).replace("+44", "0")
    if kind in ("job_role", "family_name_answer"):
        return wanted in found or found in wanted
    return wanted == found.split(",")[0]


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("program", nargs="?")
    words.add_argument("--pages", type=int, default=400)
    words.add_argument("--seed", default="1")
    words.add_argument("--show", action="store_true", help="print the facts that were missed")
    words.add_argument("--write", metavar="FOLDER")
    given = words.parse_args()
    kinds, facts, documents = zip(*pages(given.pages, given.seed))
    if given.write:
        for kind, document in zip(kinds, documents):
            path = Path(given.write) / kind.replace(" ", "-")
            path.mkdir(parents=True, exist_ok=True)
            (path / f"{document['id']}.html").write_text(document["body"], encoding="utf-8")
        return 0
    if given.program is None:
        words.error("names no program")
    told, heard = Counter(), Counter()
    for kind, wanted, document, answer in zip(kinds, facts, documents, findings_on(given.program, documents)):
        found = [(f["kind"], f["value"]) for f in answer["findings"] if f["whose"] == "self"]
        for fact, value, words_of_it in wanted:
            hit = any(k == fact and same(fact, value, v) for k, v in found)
            for key in (kind, fact):
                told[key] += 1
                heard[key] += hit
            if given.show and not hit:
                print(f"{document['id']} {kind}: {fact} {value}: {words_of_it}")
    for key in [*KINDS, *sorted(set(told) - set(KINDS))]:
        print(f"  {key:<22} {heard[key]:>4} of {told[key]:>4}  {heard[key] / max(1, told[key]):.3f}")
    all_told, all_heard = sum(told[k] for k in KINDS), sum(heard[k] for k in KINDS)
    share = all_heard / all_told
    print(f"{len(documents)} pages of {len(KINDS)} kinds: {all_heard} of {all_told} facts found, {share:.3f}, floor {FLOOR}" + ("" if share >= FLOOR else "  BELOW"))
    return share < FLOOR


if __name__ == "__main__":
    sys.exit(main())
