#!/usr/bin/env python3
"""Bad input gets one sentence on standard error that says what, where and what to do, and the right exit code.

    bad_input.py PROGRAM
"""
import sys

from outside import Checks, Person

# Arguments, standard input, exit code, what the sentence must hold. {dir} is a folder of the test's own.
CASES = [
    (["nonsense"], "", 64, ["nonsense"]),
    (["accounts", "add"], "", 64, ["address"]),
    (["accounts", "add", "harebell"], "", 64, ["harebell", "platform:handle"]),
    (["accounts", "add", "wordpres:harebell"], "", 64, ["wordpres", "wordpress"]),
    (["accounts", "add", "wordpress:hare bell"], "", 64, ["hare bell", "WordPress"]),
    (["accounts", "add", "ftp://example.org/"], "", 64, ["http"]),
    (["accounts", "add", "https://user:secret@example.org/"], "", 64, []),
    (["accounts", "add", "https://example.org/", "--platform", "mars"], "", 64, ["mars"]),
    (["accounts", "confirm", "99"], "", 64, ["99"]),
    (["accounts", "reject"], "", 64, ["number"]),
    (["scan"], "", 66, ["account"]),
    (["scan", "--allow-host", "nowhere"], "", 64, ["nowhere"]),
    (["scan", "--allow-host", "127.0.0.1:99999"], "", 64, ["99999"]),
    (["scan", "--fail-on", "bad"], "", 64, ["bad"]),
    (["report", "--format", "pdf"], "", 64, ["pdf", "html"]),
    (["report", "--output", "/proc/none/report.html"], "", 73, ["/proc/none"]),
    (["import", "{dir}/missing.html"], "", 66, ["missing.html"]),
    (["import", "{dir}/empty"], "", 66, ["empty"]),
    (["import", "{dir}/nameless.html"], "", 64, ["nameless.html", "--url"]),
    (["inspect"], "", 64, ["file"]),
    (["inspect", "{dir}/missing.html"], "", 66, ["missing.html"]),
    (["inspect", "{dir}"], "", 66, ["folder"]),
    (["inspect", "{dir}/nameless.html", "--person", "{dir}/broken.toml"], "", 78, ["broken.toml:2:1", "name"]),
    (["inspect", "{dir}/nameless.html", "--as-of", "tomorrow"], "", 64, ["--as-of"]),
    (["inspect", "{dir}/nameless.html", "--published", "2025-02-30"], "", 64, ["--published"]),
    (["inspect", "{dir}/nameless.html", "--fail-on", "worst"], "", 64, ["worst"]),
    (["inspect", "--jsonl"], "{\n", 3, ["1 of 1"]),
    (["checklist", "--answers", "{dir}/missing.toml"], "", 66, ["missing.toml"]),
    (["checklist", "--answers", "{dir}/answers.toml"], "", 65, ["answers.toml:2:"]),
    (["checklist", "--checklist", "other"], "", 66, ["other"]),
    (["checklist", "--section", "nowhere"], "", 64, ["nowhere"]),
    (["me", "--birth-date", "31 February 1985"], "", 64, ["February"]),
    (["me", "--school-town", "Hull"], "", 64, ["school"]),
    (["search"], "", 66, ["name"]),
    (["search", "mark", "javascript:alert(1)", "me"], "", 64, ["http"]),
    (["search", "mark", "https://example.org/", "perhaps"], "", 64, ["perhaps"]),
]

FILES = {
    "nameless.html": "<p>nothing here",
    "broken.toml": 'names = ["A B"]\nnmaes = ["C D"]\n',
    "answers.toml": "[answers]\n\"SEC-05\" = \"maybe\"\n",
}


def main():
    checks = Checks()
    for arguments, give, code, words in CASES:
        person = Person(sys.argv[1])
        place = person.home / "place"
        (place / "empty").mkdir(parents=True)
        for name, content in FILES.items():
            (place / name).write_text(content)
        done = person.run(*[a.replace("{dir}", str(place)) for a in arguments], give=give)
        name = " ".join(arguments)
        checks.equal(f"{name}: exit code", done.returncode, code)
        checks.that(f"{name}: says something", done.stderr.strip() != "", done.stdout)
        for word in words:
            checks.that(f"{name}: names {word}", word in done.stderr, done.stderr)
        checks.that(f"{name}: nothing of the machinery", "terminate called" not in done.stderr and "exception" not in done.stderr.lower(), done.stderr)
    checks.done()


if __name__ == "__main__":
    main()
