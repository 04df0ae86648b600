#!/usr/bin/env python3
"""Holds the order of the house: who may include and link whom, and the wall around the second program.

    house_order.py [--root DIR] [GLASSHOUSE_HR]   check the tree, and the built glasshouse-hr when it is given
    house_order.py --self-test                    build small trees, each with one breach, and see it found

A breach is printed as FILE:LINE: words. The last line is "N passed, N failed"; one check is one rule on one file
(or one link row, or the program). Exit code 1 when something failed.

Only Python's standard library, and `nm` for the program's symbols.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

# Lowest floor first. A folder may include its own files and those of the folders named, and nothing else.
ROWS = {
    "base": "",
    "db": "base",
    "net": "base",
    "checklist": "base",
    "chart": "base",
    "serve": "base",
    "receipt": "base",
    "lexicon": "base",
    "page": "base",
    "fetch": "base net page",
    "scrape": "base page",
    "takeout": "base page scrape",
    "discover": "base fetch scrape",
    "detect": "base lexicon page scrape",
    "assess": "base checklist detect",
    "store": "base db checklist assess",
    "report": "base chart assess",
    "app": "base db net checklist chart serve receipt lexicon page fetch scrape takeout discover detect assess store"
           " report",
    "cli": "app report serve base",
    "web": "app report serve base",
    "hr": "base net chart serve receipt checklist",
}
ROWS = {floor: set(below.split()) for floor, below in ROWS.items()}

# Outside libraries that one folder alone may know.
SOLE_INCLUDERS = {"gumbo.h": "page", "curl/curl.h": "net", "sqlite3.h": "db", "soci/soci.h": "hr"}

# What the second program must not reach by any path of includes or links, nor carry in its symbols.
WALLED, BEHIND_THE_WALL = "hr", {"detect", "scrape", "page", "fetch", "store"}
WALLED_PROGRAM = "glasshouse-hr"
FORBIDDEN_SYMBOL = re.compile(r"\bgh::(?:" + "|".join(sorted(BEHIND_THE_WALL)) + r")\b|\bgumbo_\w+")

# Files that compare or prefix schemes, and may therefore hold "http://" or "https://" with nothing behind it.
# Whole addresses are facts about the world and belong in data files.
SCHEME_FILES = {"src/net/address.cpp", "src/report/words.cpp", "src/discover/search_book.cpp",
                "src/scrape/address.cpp", "src/scrape/linked.cpp", "src/hr/mail/words.cpp", "src/hr/mail/profile.cpp"}
# An address that is no place: what a person is asked to type.
EXAMPLE = re.compile(r"https?://(?:…|(?:[\w-]+\.)*example(?:\.(?:com|net|org))?(?![\w.-]))")

SOURCE = (".h", ".cpp")
TOKEN = re.compile(
    r'(?P<raw>(?:u8|[uUL])?R"(?P<fence>[^\s()\\]{0,16})\((?:.|\n)*?\)(?P=fence)")'
    r'|(?P<comment>//(?:\\\n|[^\n])*|/\*(?:.|\n)*?\*/)'
    r'|(?P<include>^[ \t]*#[ \t]*include[ \t]*(?:"[^"\n]*"|<[^>\n]*>))'
    r'|(?P<text>"(?:\\.|[^"\\\n])*")'
    r"|(?P<letter>(?<![0-9A-Za-z_])'(?:\\.[^'\n]*|[^'\\\n])')", re.M)


class Source:
    """One C++ file: its includes, its string literals, and the rest, each with line numbers."""

    def __init__(self, root, path):
        self.path = path
        self.folder = path.split("/")[1] if path.count("/") > 1 else ""
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            text = file.read()
        self.includes, self.literals, code = [], [], []
        at = 0
        for token in TOKEN.finditer(text):
            line = text.count("\n", 0, token.start()) + 1
            code.append(text[at:token.start()])
            code.append("\n" * token.group().count("\n") or " ")
            at = token.end()
            if token.group("include"):
                self.includes.append((line, token.group().split("include", 1)[1].strip()))
            elif token.group("text") or token.group("raw"):
                self.literals.append((line, token.group()))
        self.code = "".join(code) + text[at:]


def files_below(root, folder, endings=None):
    for place, folders, names in os.walk(os.path.join(root, folder)):
        folders.sort()
        for name in sorted(names):
            if endings is None or name.endswith(endings):
                yield os.path.relpath(os.path.join(place, name), root).replace(os.sep, "/")


class Checker:
    def __init__(self, root):
        self.root = root
        self.passed = self.failed = 0
        self.breaches = []
        self.sources = {path: Source(root, path) for path in files_below(root, "src", SOURCE)}

    def verdict(self, breaches):
        """One check: passed when there is no (file, line, words) in `breaches`."""
        breaches = list(breaches)
        self.breaches += breaches
        self.failed += bool(breaches)
        self.passed += not breaches

    # Includes

    def house_file(self, written):
        """The path of one of our files, for an include as written; None for a system header."""
        name = written[1:-1]
        path = "src/" + name
        ours = written.startswith('"') or path in self.sources or name.split("/")[0] in ROWS and "/" in name
        return path if ours else None

    def include_breaches(self, source):
        if source.folder not in ROWS:
            yield source.path, 1, f"src/{source.folder} has no row in the order of the house; give it one"
            return
        for line, written in source.includes:
            path = self.house_file(written)
            if path is None:
                sole = SOLE_INCLUDERS.get(written[1:-1])
                if sole and sole != source.folder:
                    yield source.path, line, f"{written} is for src/{sole} alone; use its headers"
                continue
            folder = path.split("/")[1] if path.count("/") > 1 else ""
            if not folder:
                yield source.path, line, f"{written} does not name its folder; write \"folder/file.h\""
            elif folder != source.folder and folder not in ROWS[source.folder]:
                allowed = " ".join(sorted(ROWS[source.folder])) or "nothing"
                yield source.path, line, f"src/{source.folder} may not include {written}; it may include {allowed}"

    def check_includes(self):
        for source in self.sources.values():
            self.verdict(self.include_breaches(source))

    # The wall

    def first_path_over_the_wall(self, start):
        """The shortest chain of includes from `start` to a walled-off file, with the line that begins it."""
        queue, seen = [(start, [])], {start}
        while queue:
            path, chain = queue.pop(0)
            for line, written in self.sources[path].includes if path in self.sources else []:
                below = self.house_file(written)
                if below is None or below in seen:
                    continue
                seen.add(below)
                longer = chain + [(line, below)]
                if below.split("/")[1] in BEHIND_THE_WALL:
                    return longer
                queue.append((below, longer))
        return None

    def check_wall(self):
        for source in self.sources.values():
            if source.folder != WALLED:
                continue
            chain = self.first_path_over_the_wall(source.path)
            self.verdict([] if chain is None else
                         [(source.path, chain[0][0], "the second program reaches " + " -> ".join(p for _, p in chain))])

    # Link rows

    def link_rows(self):
        """(line, floor, floors that it is linked to) for each floor(...) and target_link_libraries(gh_...)."""
        path = os.path.join(self.root, "src", "CMakeLists.txt")
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as file:
            text = re.sub(r"#[^\n]*", "", file.read())
        for call in re.finditer(r"^[ \t]*(floor|target_link_libraries)\s*\(([^()]*)\)", text, re.M):
            words = call.group(2).split()
            line = text.count("\n", 0, call.start(1)) + 1
            if call.group(1) == "floor" and words:
                below = words[words.index("STANDS_ON") + 1:] if "STANDS_ON" in words else []
                yield line, words[0], below[:below.index("USES")] if "USES" in below else below
            elif words and words[0].startswith("gh_") and "$" not in words[0]:
                yield line, words[0][3:], [word[3:] for word in words[1:] if word.startswith("gh_")]

    def link_breaches(self, line, floor, below, rows):
        if floor not in ROWS:
            yield "src/CMakeLists.txt", line, f"floor {floor} has no row in the order of the house; give it one"
            return
        for other in below:
            if other not in ROWS[floor]:
                yield "src/CMakeLists.txt", line, f"{floor} may not be linked to {other}"
        if floor == WALLED:
            reached, queue = set(), list(below)
            while queue:
                other = queue.pop()
                if other not in reached:
                    reached.add(other)
                    queue += [b for _, f, more in rows if f == other for b in more]
            for other in sorted(reached & BEHIND_THE_WALL):
                yield "src/CMakeLists.txt", line, f"{floor} is linked to {other}, over other floors"

    def check_links(self):
        rows = list(self.link_rows())
        for line, floor, below in rows:
            self.verdict(self.link_breaches(line, floor, below, rows))

    # The program

    def check_program(self, program):
        if not program:
            print(f"skipped: no {WALLED_PROGRAM} was given, so its symbols were not looked at")
            return
        symbols = []
        for options in (["-C"], ["-C", "-D"]):
            listing = subprocess.run(["nm", *options, program], capture_output=True, text=True, errors="replace")
            if listing.returncode != 0:
                self.verdict([(program, 1, "nm cannot read it: " + listing.stderr.strip())])
                return
            symbols += listing.stdout.splitlines()
        if not any(f"gh::{WALLED}::" in symbol for symbol in symbols):
            self.verdict([(program, 1, f"has no symbol of gh::{WALLED}: stripped, or another program")])
            return
        walled = sorted({match.group() + ": " + symbol for symbol in symbols
                         if (match := FORBIDDEN_SYMBOL.search(symbol))})
        self.verdict((program, 1, "carries " + words) for words in walled)

    # Words that must not stand in the source

    def regex_breaches(self, source):
        for number, line in enumerate(source.code.split("\n"), 1):
            if re.search(r"\bstd\s*::\s*w?(?:[cs]?regex|smatch|cmatch)\w*", line):
                yield source.path, number, "std::regex is slow and can overflow the stack; use RE2"
        for line, written in source.includes:
            if written == "<regex>":
                yield source.path, line, "std::regex is slow and can overflow the stack; use RE2"

    def address_breaches(self, source):
        for line, literal in source.literals:
            for match in re.finditer(r"https?://", literal):
                bare = literal in ('"http://"', '"https://"')
                if bare and source.path in SCHEME_FILES or EXAMPLE.match(literal, match.start()):
                    continue
                yield (source.path, line + literal.count("\n", 0, match.start()),
                       "an address is a fact about the world: put it into a data file")

    @staticmethod
    def template_breaches(path, parts):
        for line, text in parts:
            for match in re.finditer(r"\{\{\{|\{\{\s*&", text):
                yield (path, line + text.count("\n", 0, match.start()),
                       f"{match.group()} puts text into a page as it is; two braces escape it")

    def check_words(self):
        for source in self.sources.values():
            self.verdict(self.regex_breaches(source))
            self.verdict(self.address_breaches(source))
            self.verdict(self.template_breaches(source.path, source.literals))
        other = [path for path in files_below(self.root, "src") if not path.endswith(SOURCE + (".txt",))]
        for path in list(files_below(self.root, "data")) + other:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self.verdict(self.template_breaches(path, [(1, file.read())]))

    def run(self, program=None):
        self.check_includes()
        self.check_wall()
        self.check_links()
        self.check_words()
        self.check_program(program)


# The self-test: a small tree in order, and for each rule one file that breaks it.

GOOD_TREE = {
    "src/CMakeLists.txt": "floor(base)\nfloor(page STANDS_ON base USES PkgConfig::GUMBO)\nfloor(net STANDS_ON base)\n"
                          "floor(hr STANDS_ON base  # never page\n  net USES CLI11::CLI11)\n",
    "src/base/text.h": "#pragma once\n#include <string>\n// #include \"page/page.h\"\n/* std::regex https://x.test */\n",
    "src/base/text.cpp": "#include \"base/text.h\"\nconst char* a = \"{{name}}\";\nint b[1][1][1] = {{{1}}};\n"
                         "const char* c = \"// \\\" https://…\";\nchar d = '\"';\nconst char* e = \"https://example.org/me\";\n",
    "src/page/page.h": "#include <gumbo.h>\n#include \"base/text.h\"\n",
    "src/net/address.cpp": "bool b = url.starts_with(\"http://\");\n",
    "src/hr/roster.cpp": "#include \"base/text.h\"\n#include \"net/transfer.h\"\n",
    "src/net/transfer.h": "#include <curl/curl.h>\n",
    "data/page.html": "<p>{{name}}</p>\n",
}

# What is written over or into the good tree, and the place that must be named.
BREACHES = {
    "a lower floor includes a higher one": ({"src/base/up.cpp": "\n#include \"page/page.h\"\n"}, "src/base/up.cpp:2"),
    "the same with angle brackets": ({"src/base/up.cpp": "#include <page/page.h>\n"}, "src/base/up.cpp:1"),
    "the command line goes past app": ({"src/cli/a.cpp": "#include \"store/vault.h\"\n"}, "src/cli/a.cpp:1"),
    "an include without its folder": ({"src/base/b.cpp": "#include \"text.h\"\n"}, "src/base/b.cpp:1"),
    "a folder without a row": ({"src/attic/a.h": "#pragma once\n"}, "src/attic/a.h:1"),
    "gumbo outside page": ({"src/base/g.cpp": "#include <gumbo.h>\n"}, "src/base/g.cpp:1"),
    "curl outside net": ({"src/fetch/c.cpp": "#include <string>\n# include <curl/curl.h>\n"}, "src/fetch/c.cpp:2"),
    "sqlite outside db": ({"src/store/s.cpp": "#include <sqlite3.h>\n"}, "src/store/s.cpp:1"),
    "hr includes a walled floor": ({"src/hr/a.cpp": "#include \"store/vault.h\"\n"}, "src/hr/a.cpp:1"),
    "hr reaches a walled floor over another": ({"src/net/transfer.h": "#include \"page/page.h\"\n"}, "src/hr/roster.cpp:2"),
    "a link row with too much": ({"src/CMakeLists.txt": "floor(base)\n\nfloor(net STANDS_ON base\n  page)\n"},
                                 "src/CMakeLists.txt:3"),
    "a link beside the rows": ({"src/CMakeLists.txt": "floor(net)\nif(A)\n  target_link_libraries(gh_net PUBLIC gh_store)\n"
                                                      "endif()\n"}, "src/CMakeLists.txt:3"),
    "hr linked to a walled floor over another": (
        {"src/CMakeLists.txt": "floor(net STANDS_ON store)\nfloor(hr STANDS_ON net)\n"}, "src/CMakeLists.txt:2"),
    "a floor without a row": ({"src/CMakeLists.txt": "floor(attic STANDS_ON base)\n"}, "src/CMakeLists.txt:1"),
    "std::regex": ({"src/base/r.cpp": "/*\n*/ std::regex r;\n"}, "src/base/r.cpp:2"),
    "std::smatch": ({"src/base/r.cpp": "std::smatch m;\n"}, "src/base/r.cpp:1"),
    "the header of std::regex": ({"src/base/r.cpp": "#include <regex>\n"}, "src/base/r.cpp:1"),
    "an address in a string": ({"src/base/u.cpp": "\n\nf(\"see https://a.test/\");\n"}, "src/base/u.cpp:3"),
    "an address in a raw string": ({"src/base/u.cpp": "f(R\"x(\n\nhttp://a.test)x\");\n"}, "src/base/u.cpp:3"),
    "an address that only looks like an example": ({"src/base/u.cpp": "f(\"https://example.org.test/\");\n"},
                                                   "src/base/u.cpp:1"),
    "a bare scheme outside the list": ({"src/base/u.cpp": "f(\"https://\");\n"}, "src/base/u.cpp:1"),
    "an address in a file of the list": ({"src/net/address.cpp": "f(\"https://a.test\");\n"}, "src/net/address.cpp:1"),
    "unescaped braces in a string": ({"src/base/t.cpp": "f(\"<p>{{{name}}}\");\n"}, "src/base/t.cpp:1"),
    "unescaped braces in data": ({"data/report/t.html": "<p>\n{{{name}}}\n"}, "data/report/t.html:2"),
    "the other unescaped braces": ({"data/t.html": "<p>\n\n{{& name}}\n"}, "data/t.html:3"),
    "unescaped braces in a template beside the code": ({"src/web/t.html": "{{{name}}}\n"}, "src/web/t.html:1"),
}

PROGRAM = """
namespace gh::hr { int run() { return 1; } }
%s
int main() { return gh::hr::run() %s; }
"""
PROGRAMS = {  # words in it, a call, whether it is in order
    "a program in order": ("namespace gh::pages { int f() { return 1; } }", "+ gh::pages::f()", True),
    "a program that can detect": ("namespace gh::detect { int f() { return 1; } }", "+ gh::detect::f()", False),
    "a program that can keep findings": ("namespace gh::store { struct S { S(); int a; }; S::S() : a(1) {} }",
                                         "+ gh::store::S().a", False),
    "a program with an HTML parser": ("extern \"C\" int gumbo_parse() { return 1; }", "+ gumbo_parse()", False),
}


def lay(root, tree):
    for path, text in tree.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)


def places(checker):
    return [f"{path}:{line}" for path, line, _ in checker.breaches]


def self_test():
    passed, failed = 0, []

    def expect(holds, what, found):
        nonlocal passed
        passed += bool(holds)
        if not holds:
            failed.append(what)
            print(f"{what}: found {found or 'nothing'}")

    def tree_with(more, what, place):
        with tempfile.TemporaryDirectory(prefix="house-order-") as root:
            lay(root, {**GOOD_TREE, **more})
            checker = Checker(root)
            checker.check_includes()
            checker.check_wall()
            checker.check_links()
            checker.check_words()
            found = places(checker)
            expect(place in found if place else not found, what, found)
            expect((checker.failed > 0) == bool(place) and checker.passed > 0, what + " (count)", found)

    tree_with({}, "a tree in order", None)
    for what, (more, place) in BREACHES.items():
        tree_with(more, what, place)
    compiler = shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    if compiler is None:
        print("skipped: no compiler, so no program was made to look at")
    for what, (words, call, in_order) in PROGRAMS.items() if compiler else ():
        with tempfile.TemporaryDirectory(prefix="house-order-") as root:
            lay(root, {"a.cpp": PROGRAM % (words, call)})
            program = os.path.join(root, "a")
            subprocess.run([compiler, "-std=c++20", "-O0", os.path.join(root, "a.cpp"), "-o", program], check=True)
            checker = Checker(root)
            checker.check_program(program)
            expect((checker.failed, checker.passed) == ((0, 1) if in_order else (1, 0)), what, checker.breaches)
            subprocess.run(["strip", program], check=True)
            stripped = Checker(root)
            stripped.check_program(program)
            expect(stripped.failed == 1, what + ", stripped", stripped.breaches)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", help="the built glasshouse-hr")
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                        help="the tree to check (default: the one this script lies in)")
    parser.add_argument("--self-test", action="store_true", help="see that each rule finds its breach")
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    checker = Checker(options.root)
    if not checker.sources:
        print(f"{options.root}: no sources in src", file=sys.stderr)
        return 1
    checker.run(options.program)
    for path, line, words in checker.breaches:
        print(f"{path}:{line}: {words}")
    print(f"{checker.passed} passed, {checker.failed} failed")
    return 1 if checker.failed else 0


if __name__ == "__main__":
    sys.exit(main())
