#!/usr/bin/env python3
"""What a page says in every syntax, and that each fact points at the bytes that say it.

    facts_trace.py GLASSHOUSE

First the page that says something in each of them (facts_trace.tsv names what must be found); then every page of
tests/pages: a value that calls itself verbatim is the very bytes between its offsets, any other one what those bytes
mean once mark-up, references and escapes are read. The last line is "N passed, N failed". Standard library only.
"""
import html
import json
import operator
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE.parent / "pages"


def facts_of(program, page, *options):
    run = subprocess.run([program, "facts", *options, page], capture_output=True, check=False)
    return json.loads(run.stdout)


def decoded(data, charset):
    """The page as the offsets count it."""
    data = data.removeprefix(b"\xef\xbb\xbf") if charset == "UTF-8" else data
    return data.decode({"windows-1252": "cp1252", "binary": "latin-1"}.get(charset, charset), "replace").encode()


def meaning(words):
    """Mark-up, references, escapes and blanks out: what a reader would take the bytes for."""
    words = re.sub(r"<img\b[^>]*\balt=\"([^\"]*)\"[^>]*>", r"\1", words, flags=re.I)
    for _ in range(3):
        words = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", words, flags=re.S | re.I)
        words = html.unescape(words)
        words = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), words)
        words = re.sub(r"\\([\"'/\\])", r"\1", words)
    words = re.sub(r"\\[nrt]", " ", words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[\s\u200b\u00ad\"“”]+", "", words)


def holds(whole, part):
    """The words in their order, with others in between: what is hidden does not interrupt a block."""
    letters = iter(whole)
    return all(letter in letters for letter in part)


def faults(source, stated):
    """Facts that do not say what stands at their offsets."""
    for fact in stated:
        value = fact.get("value", fact.get("text"))
        start, end = fact["start"], fact["end"]
        if not 0 <= start <= end <= len(source):
            yield fact, "outside of the page"
        elif fact.get("verbatim") and source[start:end] != value.encode():
            yield fact, f"not verbatim: {source[start:end]!r}"
        elif not (holds if "text" in fact else operator.eq)(meaning(source[start:end].decode("utf-8", "replace")), meaning(value)):
            yield fact, f"stands for {source[start:end][:80]!r}"


def main():
    program = Path(sys.argv[1])
    passed = failed = 0

    def check(holds, words):
        nonlocal passed, failed
        passed, failed = passed + bool(holds), failed + (not holds)
        if not holds:
            print("FAILED", words)

    page = PAGES / "facts" / "everything.html"
    stated = facts_of(program, page)
    for line in (HERE / "facts_trace.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        syntax, path, value = line.split("\t")
        found = [fact for fact in stated["facts"] if fact["syntax"] == syntax and f".{fact['path']}".endswith(f".{path}")
                 and fact["value"] == value]
        check(found, f"{syntax} {path}: {value} is not among the facts")
    check(any(block["text"] == "hidden words" and block["hidden"] for block in stated["text"]), "the hidden words")
    check(any(block.get("attribute") == "alt" for block in stated["text"]), "the words of the picture")
    only = facts_of(program, page, "--syntax", "rdfa")
    check({fact["syntax"] for fact in only["facts"]} == {"rdfa"} and "text" not in only, "--syntax rdfa gives rdfa alone")
    canonical = facts_of(program, page, "--syntax", "microformats", "--url", "https://tarnside.example/")
    check(canonical["items"][0]["properties"]["url"] == ["https://tarnside.example/about"], "an address joined with --url")
    check(set(canonical) == {"items", "rels", "rel-urls"}, "canonical microformats JSON alone")

    pages = sorted(PAGES.rglob("*.html"))
    count = 0
    for page in pages:
        stated = facts_of(program, page)
        source = decoded(page.read_bytes(), stated["charset"])
        all_facts = stated.get("facts", []) + stated.get("text", [])
        wrong = list(faults(source, all_facts))
        for fact, why in wrong[:3]:
            print(f"  {page.relative_to(PAGES)}: {fact}: {why}")
        count += len(all_facts)
        check(not wrong, f"{page.relative_to(PAGES)}: {len(wrong)} facts do not say what stands at their offsets")
    check(count > 1000, f"only {count} facts on {len(pages)} pages")
    print(f"{count} facts on {len(pages)} pages traced")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
