#!/usr/bin/env python3
"""1,771 hostile strings change nothing in the shape of any output.

    hostile.py GLASSHOUSE HOSTILE_REPORT

Reports (HTML, JSON, CSV, text) have each in the place of every text: hostile_report compares their build with that of
harmless words. Then `inspect` meets each as name, bio, date, handle, title, attribute, JSON-LD and script of a page, and
as the words of who is audited: its JSON keeps its keys, its text its lines, no control sign or direction mark gets out,
and what else stands on the page is still found. The last line is "N passed, N failed". Standard library only.
"""
import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from hostile_strings import bytes_of, strings

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CANARY = ("birth_date", "1985-07-04")
EMPLOYER = {"trust": {"name": "Thornwell Learning Trust"}, "schools": [{"name": "Marlpit Primary School", "domains": ["marlpit.example"]}]}


def page(text):
    """The string as text everywhere, and a birth date that has nothing to do with it."""
    said = html.escape(text, quote=True)
    data = json.dumps({"@type": "Person", "name": text, "description": text, "birthDate": text, "worksFor": {"name": text}}).replace("<", "\\u003c")
    return (f"<html><head><title>Marlpit Primary School {said}</title><meta name=description content=\"{said}\"><script type='application/ld+json'>{data}</script></head>"
            f"<body><p>Date of birth: 4 July 1985</p><h1 class=p-name>{said}</h1><p>{said}</p><dl><dt>Date of birth<dd>{said}<dt>{said}<dd>1 May 1999</dl>"
            f"<img alt=\"{said}\" src=\"{said}\"><a href=\"{said}\">{said}</a><input name=dob value=\"{said}\"><p>born on {said} 1985</p></body></html>")


def raw_page(text):
    """The same without any escape, behind the birth date."""
    return f"<p>Date of birth: 4 July 1985</p><p>{text}</p><dl><dt>Birthday<dd>{text}</dl><a title='{text}' href=\"{text}\">x</a><script>var me = {{\"birthDate\": \"{text}\"}}</script>"


def documents(all_strings):
    for i, text in enumerate(all_strings):
        # JSON has no bytes that are no UTF-8: there they are the sign for it.
        text = bytes_of(text).decode("utf-8", "replace")
        subject = {"names": ["Robin Ashdown"], "handles": ["robin"], "employer": EMPLOYER}
        yield {"id": f"text {i}", "content_type": "text/html", "as_of": "2025-09-01", "subject": subject, "body": page(text)}
        yield {"id": f"raw {i}", "content_type": "text/html", "as_of": "2025-09-01", "published": "2025-03-01", "subject": subject, "body": raw_page(text)}
        odd = {"names": [text, text + " Bell"], "handles": [text, "marlpitprimary" + text], "employer": {"trust": {"name": text, "aliases": [text], "domains": [text]}, "schools": [
            {"name": text, "aliases": [text[:20]], "town": text, "postcode": text, "domains": [text]}]}}
        yield {"id": text, "content_type": "text/html", "url": text, "as_of": "2025-09-01", "subject": odd, "body": page(text)}


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, holds, words):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        if not holds and self.failed < 40:
            print("FAILED", words)


def optional(key):
    return key in ("published", "reason")


def check_answer(check, document, line, keys):
    answer = json.loads(line)
    name = repr(document["id"][:60])
    check([key for key in answer if not optional(key)] == ["schema", "id", "state", "platform", "findings"], f"{name}: keys {list(answer)}")
    check(answer["id"] == document["id"], f"{name}: another id")
    if answer["state"] != "found":  # more attributes than a tag may have
        check(document["id"].startswith("raw") and answer["state"] == "too_complex", f"{name}: {answer['state']}")
        return
    size = len(document["body"].encode())
    for finding in answer["findings"]:
        check([key for key in finding if not optional(key)] == keys, f"{name}: keys of a finding {list(finding)}")
        evidence = finding["evidence"]
        check(list(evidence) == ["text", "start", "end", "field"] and 0 <= evidence["start"] <= evidence["end"] <= size, f"{name}: evidence {evidence}")
    if not document["id"].startswith("raw"):
        check(any((f["kind"], f["value"]) == CANARY for f in answer["findings"]), f"{name}: the birth date beside it is not found")


def harmless_keys(program):
    """Of a finding, on a page with harmless words."""
    document = next(documents(["harmless"]))
    done = subprocess.run([program, "inspect", "--jsonl"], input=json.dumps(document).encode(), capture_output=True, check=True)
    return [key for key in json.loads(done.stdout)["findings"][0] if not optional(key)]


def check_lines(check, program, all_documents):
    lines = "".join(json.dumps(document) + "\n" for document in all_documents)
    done = subprocess.run([program, "inspect", "--jsonl", "--jobs", "2"], input=lines.encode(), capture_output=True, check=False)
    written = done.stdout.decode("utf-8")  # strict
    check(not STEERING.search(written), "inspect --jsonl: a control sign or direction mark stands in the output as it is")
    answers = written.split("\n")[:-1]
    check(len(answers) == len(all_documents), f"inspect --jsonl: {len(answers)} lines for {len(all_documents)} pages")
    keys = harmless_keys(program)
    for document, line in zip(all_documents, answers):
        check_answer(check, document, line, keys)


def check_text(check, program, all_strings):
    """The words for a person: a line for each file, and one for each finding."""
    with tempfile.TemporaryDirectory() as folder:
        person = Path(folder) / "me.toml"
        person.write_text('schema = 1\nnames = ["Robin Ashdown"]\n[[schools]]\nname = "Marlpit Primary School"\n', encoding="utf-8")
        files = []
        for i, text in enumerate(all_strings):
            files.append(Path(folder) / f"{i}.html")
            files[-1].write_bytes(bytes_of(page(text)))
        for first in range(0, len(files), 200):
            command = [program, "inspect", "--person", person, "--as-of", "2025-09-01", *files[first:first + 200]]
            written = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8")
            counted = [json.loads(line) for line in subprocess.run([*command, "--json"], capture_output=True, check=False).stdout.decode("utf-8").splitlines()]
            check(len(counted) == len(files[first:first + 200]) and all(answer["findings"] for answer in counted), f"inspect, files from {first}: {len(counted)} answers")
            check(not STEERING.search(written), f"inspect, files from {first}: a control sign or direction mark on the terminal")
            lines = written.split("\n")[:-1]
            expected = []
            for answer in counted:
                expected += [answer["id"] + ": "] + ["  "] * (len(answer["findings"]) + (answer["state"] != "found"))
            check(len(lines) == len(expected), f"inspect, files from {first}: {len(lines)} lines, not {len(expected)}")
            for line, start in zip(lines, expected):
                check(line.startswith(start), f"inspect: a line that begins otherwise: {line[:80]!r}")


def check_reports(check, tool, all_strings):
    done = subprocess.run([tool], input="".join(bytes_of(text).hex() + "\n" for text in all_strings), capture_output=True, text=True, check=False)
    broken = done.stdout.splitlines()
    check(done.returncode == 0 and broken[-1] == f"{len(all_strings)} strings", f"hostile_report: {done.stderr}")
    for line in broken[:-1]:
        check(False, "report: " + line)
    check.passed += 7 * len(all_strings) - len(broken[:-1])


def main():
    program, tool = Path(sys.argv[1]), Path(sys.argv[2])
    check, all_strings = Checks(), strings()
    check_reports(check, tool, all_strings)
    check_lines(check, program, list(documents(all_strings)))
    check_text(check, program, all_strings)
    print(f"{len(all_strings)} strings")
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
