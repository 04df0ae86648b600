#!/usr/bin/env python3
"""Every rule of data/detectors that finds something is the one that explains some row of the tables beside this file.

    rules_explained.py GLASSHOUSE

A rule that wins on no row is one that nobody would see break: another before it takes its sentences, or it never fired.
Standard library only.
"""
import json
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "data" / "detectors"
DATED = {"birth_date.tsv", "children.tsv", "family.tsv"}  # their first column is the day of the post
NOT_HTML = {"names.tsv"}
# As detect_test.cpp invents them.
SUBJECT = {
    "names": ["Robin Ashdown"], "handles": ["robinashdown", "thornwell_robin"],
    "employer": {
        "trust": {"name": "Thornwell Learning Trust", "aliases": ["Thornwell Trust", "TLT"], "domains": ["thornwell.example"]},
        "schools": [{"name": "Marlpit Primary School", "aliases": ["Marlpit Primary", "Marlpit"], "domains": ["marlpit.example"],
                     "town": "Eastmere", "postcode": "EX77 4QB"},
                    {"name": "St Wilfred's Academy", "aliases": ["St Wilfred's"], "domains": ["stwilfreds.example"], "town": "Eastmere"}]}}


def documents():
    for table in sorted(HERE.glob("*.tsv")):
        if table.name in NOT_HTML:
            continue
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            columns = line.split("\t")
            day, body = columns[:2] if table.name in DATED else ("", columns[0])
            yield {"id": f"{table.name}:{number}", "content_type": "text/html", "body": body.replace("\\n", "\n"), "published": day or None,
                   "as_of": "2025-09-01", "subject": SUBJECT}


def rules(node):
    """The ids of all tables below that find something."""
    if isinstance(node, dict):
        if "id" in node and node.get("says") != "nothing":
            yield node["id"]
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from rules(part)


def main():
    told = "\n".join(json.dumps(document) for document in documents())
    done = subprocess.run([sys.argv[1], "inspect", "--jsonl"], input=told, capture_output=True, text=True, check=True)
    explaining = {finding["rule"] for line in done.stdout.splitlines() for finding in json.loads(line)["findings"]}
    silent = [f"{file.name}: {rule}" for file in sorted(DATA.glob("*.toml"))
              for rule in dict.fromkeys(rules(tomllib.loads(file.read_text(encoding="utf-8")))) if rule not in explaining]
    for rule in silent:
        print("explains no row:", rule)
    print(f"{len(explaining)} rules explain rows, {len(silent)} do not")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
