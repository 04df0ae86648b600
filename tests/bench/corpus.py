#!/usr/bin/env python3
"""Writes a folder of made-up pages with the measure of real ones: what the benchmarks read.

    corpus.py FOLDER [PAGES]

The shares follow 130 pages of news, shops, blogs and reference works (25.6 MB): 31 % of the bytes in scripts, 16 % in
styles, 31 % inside tags, 6 % words, the rest blanks between them and comments; one tag in 132 bytes, sizes from 1 kB to
1.6 MB with a mean near 200 kB. Always the same pages for the same number. Standard library only.
"""
import itertools
import json
import random
import sys
from pathlib import Path

PAGES = 130
LARGEST = 1_600_000
FIRST = "Ada Bela Carys Dewi Elin Femi Grace Hana Idris Joan Kofi Lena Mair Nia Owen Priya Rhys Sade Tariq Una".split()
LAST = "Ashdown Brindle Catterall Dunmore Everly Farnham Gatward Hollis Inglewood Jessop Kilbride Larkin".split()
# By how often they stand in English text, the commonest first.
WORDS = ("the of and to a in is it that for was on with as at be by this are from have you not he or an but we they his had her which she"
         " all one there can were more their has will would if who what when up so out about said been them than its some time into him"
         " could no your only two other new then my do first any now these over like may after also our how did many must before back see"
         " through way where get much go good me most very just year know us people made such even because well own both each here those"
         " work between last still being under day life make world take man long old great never against think should come little use"
         " used three while during part without again place around however small found went say house another need home look want right"
         " does school state set off number does always show group water give few put per number course often end public later large next"
         " company system might case left city important money fact point hand government high second family area power night better"
         " question side business team came young order line open children called given local best national thing country far less room"
         " service problem name early book study health car music market game woman words story page head nothing policy light word four"
         " report hours level change kind whole party social history council office war able door face week white idea times members court"
         " art body full hard help interest job law minutes moment morning mother natural others paper period person plan player price"
         " process road science sense series society south start street summer support table term text town value view voice weather west"
         " window winter member river college village garden teacher father born building club community director education evening event"
         " film festival hospital hotel industry language letter library meeting picture president season shop station student train"
         " university visit answer bright bridge holiday kitchen photograph quiet walked opened closed").split()
WEIGHTS = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(WORDS))))  # Zipf's law, as Mandelbrot has it


class Page:
    """One page as it is written; everything is chosen by its own seeded generator."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.parts = []
        self.size = 0
        self.number = 0

    def add(self, text):
        self.parts.append(text)
        self.size += len(text)

    def blanks(self):
        """Between tags, as templates leave them."""
        return "\n" + " " * self.random.randrange(0, 84)

    def words(self, least, most):
        count = self.random.randint(least, most)
        chosen = self.random.choices(WORDS, cum_weights=WEIGHTS, k=count)
        if self.random.random() < 0.2:
            chosen[self.random.randrange(count)] = self.random.choice(["&amp;", "&nbsp;", "caf\u00e9", "&#8217;s", "\u2013"])
        return " ".join(chosen)

    def name(self):
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def date(self):
        return f"20{self.random.randint(10, 25)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    def token(self, length):
        return "".join(self.random.choice("abcdefghijklmnopqrstuvwxyz0123456789-") for _ in range(length))

    def address(self):
        query = f"?utm_source={self.token(6)}&amp;id={self.token(8)}" if self.random.random() < 0.2 else ""
        return f"https://www.example.org/{self.token(6)}/{self.token(14)}{query}"

    def attributes(self):
        """About 46 bytes a tag on average: classes, data for scripts, styles."""
        self.number += 1
        kind = self.random.random()
        if kind < 0.25:
            return ""
        if kind < 0.7:
            return f' class="{self.token(14)} {self.token(22)}"'
        if kind < 0.85:
            return f' id="n{self.number}" class="{self.token(12)}" data-{self.token(6)}="{self.token(40)}"'
        if kind < 0.95:
            return f' data-track="{self.token(10)}" data-item=\'{{"id":{self.number},"slot":"{self.token(16)}"}}\''
        return f' style="display:block;width:{self.number % 900}px" role="group" aria-label="{self.words(1, 3)}"'

    def paragraph(self):
        inside = self.words(40, 160)
        if self.random.random() < 0.6:
            inside += f' <a href="{self.address()}"{self.attributes()}>{self.words(2, 5)}</a> {self.words(4, 12)}'
        if self.random.random() < 0.3:
            inside += f" <em>{self.words(1, 3)}</em> <b>{self.words(1, 2)}</b>."
        self.add(f"{self.blanks()}<p{self.attributes()}>{inside}</p>\n")

    def cards(self):
        self.add(f"{self.blanks()}<section{self.attributes()}><h2>{self.words(2, 6)}</h2>\n")
        for _ in range(self.random.randint(3, 12)):
            self.add(f'{self.blanks()}<div{self.attributes()}><a href="{self.address()}"{self.attributes()}><img src="/img/{self.token(30)}.jpg"'
                     f' srcset="/img/{self.token(30)}-320.jpg 320w, /img/{self.token(30)}-640.jpg 640w" width="320" height="180"'
                     f' alt="{self.words(3, 8)}" loading="lazy"></a><div{self.attributes()}><h3>{self.words(4, 9)}</h3>{self.blanks()}'
                     f'<span{self.attributes()}>{self.name()}</span> <time datetime="{self.date()}">{self.words(2, 3)}</time></div></div>\n')
        self.add("</section>\n")

    def navigation(self):
        self.add(f"{self.blanks()}<nav{self.attributes()}><ul>")
        for _ in range(self.random.randint(6, 30)):
            self.add(f'{self.blanks()}<li{self.attributes()}><a href="{self.address()}"{self.attributes()}><span>{self.words(1, 2)}</span></a></li>')
        self.add("</ul></nav>\n")

    def comments(self):
        self.add('<ol class="comments">')
        for _ in range(self.random.randint(2, 10)):
            self.add(f'{self.blanks()}<li{self.attributes()}><div{self.attributes()}><b>{self.name()}</b> <span{self.attributes()}>{self.date()}</span>'
                     f'</div>{self.blanks()}<p>{self.words(10, 60)}</p>{self.blanks()}<button type="button"{self.attributes()}>Reply</button></li>\n')
        self.add("</ol>\n")

    def facts(self):
        self.add(f"{self.blanks()}<dl{self.attributes()}>")
        for _ in range(self.random.randint(2, 6)):
            self.add(f"<dt>{self.words(1, 2)}</dt><dd>{self.words(1, 6)}</dd>")
        self.add("</dl><table><tbody>")
        for _ in range(self.random.randint(3, 12)):
            self.add(f"{self.blanks()}<tr><th>{self.words(1, 3)}</th><td{self.attributes()}>{self.words(1, 8)}</td></tr>\n")
        self.add("</tbody></table>\n")

    def drawing(self):
        self.add(f'{self.blanks()}<svg width="24" height="24" viewBox="0 0 24 24"{self.attributes()}>')
        for _ in range(self.random.randint(1, 4)):
            points = " ".join(f"{self.random.choice('MLCc')}{self.random.randint(0, 2400) / 100} {self.random.randint(0, 2400) / 100}"
                              for _ in range(self.random.randint(10, 40)))
            self.add(f'<path d="{points}" fill="none"/>')
        self.add("</svg>\n")

    def form(self):
        self.add(f'{self.blanks()}<form action="/search"{self.attributes()}><label for="q">{self.words(1, 2)}</label><input id="q" name="q" type="search"'
                 f' placeholder="{self.words(1, 3)}"><select name="s">')
        for _ in range(self.random.randint(3, 12)):
            self.add(f'<option value="{self.token(5)}">{self.words(1, 3)}</option>')
        self.add("</select></form>\n")

    def comment(self):
        self.add(f"<!-- {self.words(4, 20)} -->\n")

    def script(self):
        kind = self.random.random()
        if kind < 0.1:
            state = {"props": [{"id": self.token(8), "title": self.words(3, 8), "by": self.name(), "on": self.date()}
                               for _ in range(self.random.randint(5, 60))]}
            self.add(f'<script id="__STATE__" type="application/json">{json.dumps(state)}</script>\n')
            return
        if kind < 0.2:
            self.add(f"<script>window.__DATA__ = {json.dumps({self.token(6): self.words(2, 6) for _ in range(30)})};</script>\n")
            return
        self.add("<script>(function(w,d){")
        for _ in range(self.random.randint(20, 200)):
            self.add(f"var {self.token(3).replace('-', '_')}=function(e,t){{return e&&t<{self.number}?w.{self.token(5).replace('-', '_')}"
                     f"(\"{self.token(12)}\",e):d.getElementById('{self.token(8)}')}};")
        self.add("})(window,document);</script>\n")

    def style(self):
        self.add("<style>")
        for _ in range(self.random.randint(30, 200)):
            self.add(f".{self.token(9)}>.{self.token(7)}:hover{{margin:0 {self.number % 40}px;color:#{self.random.randrange(1 << 24):06x};"
                     "font-weight:700;line-height:1.5}")
        self.add("</style>\n")

    def head(self):
        person = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": self.words(4, 9), "datePublished": self.date(),
                  "author": {"@type": "Person", "name": self.name()}, "publisher": {"@type": "Organization", "name": self.words(2, 3)}}
        self.add(f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{self.words(4, 9)}</title>\n')
        for name in ("og:title", "og:description", "og:image", "og:url", "article:published_time", "fb:app_id"):
            self.add(f'<meta property="{name}" content="{self.words(2, 12)}">\n')
        for name in ("description", "twitter:card", "twitter:title", "viewport", "author", "keywords"):
            self.add(f'<meta name="{name}" content="{self.words(2, 12)}">\n')
        for _ in range(self.random.randint(4, 20)):
            self.add(f'<link rel="stylesheet" href="/css/{self.token(20)}.css">\n')
        self.add(f'<link rel="canonical" href="{self.address()}"><script type="application/ld+json">{json.dumps(person)}</script>\n')

    def write(self, size):
        self.head()
        styles = 0.14 * size
        while styles > 0:
            before = self.size
            self.style()
            styles -= self.size - before
        self.add("</head><body>\n")
        scripts = 0.0
        kinds = [self.paragraph] * 8 + [self.cards] * 5 + [self.navigation] * 3 + [self.comments] + [self.drawing] * 4
        kinds += [self.facts, self.form] + [self.comment] * 6
        while self.size < size:
            self.random.choice(kinds)()
            while scripts < 0.28 * self.size:
                before = self.size
                self.script()
                scripts += self.size - before
        self.add("</body></html>\n")
        return "".join(self.parts)


def sizes(pages):
    """From small to large, a few very large ones: the mean is near 200 kB."""
    spread = random.Random(1).lognormvariate
    drawn = [min(LARGEST, int(spread(11.6, 1.0))) for _ in range(pages - 1)]
    return [LARGEST] + drawn


def write(folder, pages=PAGES):
    """Leaves a folder alone that has the pages already."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder.with_suffix(".of")
    version = f"{pages} pages by corpus.py of {Path(__file__).stat().st_mtime_ns}"
    if marker.exists() and marker.read_text() == version:
        return
    for number, size in enumerate(sizes(pages)):
        (folder / f"page-{number:03}.html").write_text(Page(number).write(size), encoding="utf-8")
    marker.write_text(version)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else PAGES)
