"""What the generators of negative pages share: invented people, real towns, dates, and shells of pages.

Nobody here exists. The audited teacher (PERSON) stands on none of the pages; a quarter of them has somebody with the
same first name. Towns, clubs and days of the calendar are general knowledge.
"""
import datetime
import html
import json

PERSON = {
    "names": ["Catrin Hollowell"],
    "handles": ["catrinhollowell", "hollowell_c"],
    "employer": {
        "trust": {"name": "Fallowmere Learning Trust", "aliases": ["Fallowmere Trust", "FMLT"], "domains": ["fallowmere.example"]},
        "schools": [
            {"name": "Oakfield Primary School", "aliases": ["Oakfield Primary", "Oakfield"], "town": "Wexcombe", "postcode": "QX14 3BD",
             "domains": ["oakfieldwexcombe.example"]},
            {"name": "St Aldhelm's Academy", "aliases": ["St Aldhelm's"], "town": "Wexcombe", "postcode": "QX14 8LT", "domains": ["staldhelms.example"]},
        ],
    },
}
NAMESAKE = "Catrin"
AS_OF = datetime.date(2025, 9, 1)

WOMEN = """Amelia Beth Bronwen Carys Chidinma Dawn Eilidh Elaine Fatima Freya Georgina Harriet Imogen Isla Jacqueline Kirsty Lakshmi Lorraine
Mairi Maureen Nasreen Niamh Olwen Pauline Priya Rosalind Saoirse Sheila Siobhan Tamara Una Valerie Wendy Yasmin Zainab""".split()
MEN = """Abdul Alistair Barry Callum Clive Dafydd Declan Desmond Emeka Euan Ffion Gareth Graham Hamish Imran Iwan Joshua Keith Kwame Leonard
Malcolm Mohammed Neville Oscar Padraig Ravi Rhodri Ronald Sanjay Stuart Tariq Trevor Vikram Wilfred""".split()
SURNAMES = """Abernethy Adeyemi Allardyce Bannister Begum Birtwhistle Blackwood Cadwallader Chowdhury Clutterbuck Cowgill Dalgleish Devlin
Eastham Entwistle Fairhurst Featherstone Gallacher Garside Hathersage Heneghan Ingleby Iqbal Jephson Kershaw Kilbride Lathom Llewellyn
Longbottom MacInnes Mbeki Merriweather Nwosu Oduya Ogden Ollerenshaw Pargeter Pettigrew Quigley Ramsbottom Rosewarne Sandhu Shufflebotham
Singleton Tattersall Threlfall Trelawny Unsworth Varley Wainwright Winterbottom Wolstenholme Yarwood""".split()
TOWNS = """Abergavenny Alnwick Aylesbury Barnsley Berwick Bideford Blackburn Bodmin Bridlington Bury Carlisle Chesterfield Cockermouth Colchester
Cromer Darlington Dorchester Dunfermline Ely Evesham Falmouth Frome Grantham Halifax Hereford Hexham Huddersfield Ilkley Kendal Kettering Kilmarnock
Knutsford Lancaster Leominster Ludlow Malvern Matlock Mold Newark Northallerton Oban Oswestry Penrith Peterborough Preston Redruth Ripon
Rochdale Scarborough Skipton Stirling Stockport Taunton Thirsk Truro Ulverston Wakefield Warrington Wigan Worksop Wrexham Yeovil""".split()
CLUBS = """Accrington Stanley|Barrow|Bolton Wanderers|Bradford City|Burton Albion|Cambridge United|Carlisle United|Cheltenham Town|Colchester United
Crewe Alexandra|Doncaster Rovers|Exeter City|Fleetwood Town|Gillingham|Grimsby Town|Harrogate Town|Mansfield Town|Morecambe|Newport County
Northampton Town|Notts County|Port Vale|Rotherham United|Salford City|Shrewsbury Town|Stockport County|Swindon Town|Tranmere Rovers|Walsall|Wrexham
Leeds United|Everton|Aston Villa|Burnley|Sunderland|Norwich City|Plymouth Argyle|Hibernian|Motherwell|St Mirren|Swansea City"""
CLUBS = CLUBS.replace("\n", "|").split("|")
STREETS = ["Mill Lane", "Church Street", "Station Road", "Oakfield Road", "Back Lane", "Market Place", "Victoria Terrace", "The Crescent", "Chapel Brow",
           "Oakfield Avenue", "Sycamore Drive", "High Street", "Bridge Street", "Paddock Close"]
# Places that only share a name with a school of the audited person.
SAME_NAME = ["Oakfield Farm Shop", "Oakfield Road", "St Aldhelm's Church", "St Aldhelm's Hospital", "Oakfield Park", "Oakfield House", "Oakfield Surgery"]
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Writer:
    """One page's dice, and what is often said."""

    def __init__(self, dice):
        self.dice = dice
        self.namesake = dice.random() < 0.25
        self.bare = dice.random() < 0.2

    def one(self, *choices):
        return self.dice.choice(choices[0] if len(choices) == 1 and not isinstance(choices[0], str) else choices)

    def some(self, choices, count):
        return self.dice.sample(list(choices), count)

    def number(self, low, high):
        return self.dice.randint(low, high)

    def first(self, women=None):
        if self.namesake and women is not False:
            self.namesake = False
            return NAMESAKE
        women = self.dice.random() < 0.5 if women is None else women
        return self.one(WOMEN if women else MEN)

    def surname(self):
        return self.one(SURNAMES)

    def name(self, women=None):
        return f"{self.first(women)} {self.surname()}"

    def town(self):
        return self.one(TOWNS)

    def club(self):
        return self.one(CLUBS)

    def street(self):
        return f"{self.number(1, 180)} {self.one(STREETS)}"

    def postcode(self):
        return f"{self.one('QX', 'ZZ', 'JQ')}{self.number(1, 20)} {self.number(1, 9)}{self.one('AB', 'DF', 'HJ', 'LN', 'PQ', 'RS')}"

    def phone(self):
        return self.one(f"01632 960{self.number(100, 999)}", f"(01632) 960 {self.number(100, 999)}", f"07700 900{self.number(100, 999)}",
                        f"020 7946 0{self.number(100, 999)}", f"0161 496 0{self.number(100, 999)}")

    def date(self, first=1930, last=2025):
        day = datetime.date(first, 1, 1) + datetime.timedelta(days=self.number(0, (last - first + 1) * 365 - 1))
        return min(day, AS_OF - datetime.timedelta(days=3))

    def recent(self, days=400):
        return AS_OF - datetime.timedelta(days=self.number(3, days))

    def coming(self, days=300):
        return AS_OF + datetime.timedelta(days=self.number(3, days))

    def say(self, day, style=None):
        """A day as people write it."""
        style = self.number(0, 7) if style is None else style
        month, ending = MONTHS[day.month - 1], nth(day.day)
        return [f"{day.day} {month} {day.year}", f"{ending} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day.day:02}/{day.month:02}/{day.year}",
                f"{day.day} {month[:3]} {day.year}", f"{DAYS[day.weekday()]} {day.day} {month} {day.year}", f"the {ending} of {month} {day.year}",
                f"{day.day}.{day.month}.{day.year % 100:02}"][style]

    def ready(self, *templates):
        """One of the sentences."""
        return self.one(list(templates))


def nth(number):
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def e(words):
    return html.escape(str(words), quote=True)


def paragraphs(sentences, a_paragraph=2):
    groups = [sentences[i:i + a_paragraph] for i in range(0, len(sentences), a_paragraph)]
    return "".join(f"<p>{' '.join(group)}</p>\n" for group in groups)


def table(heads, rows, attributes=""):
    head = "<tr>" + "".join(f"<th>{e(h)}</th>" for h in heads) + "</tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table {attributes}><thead>{head}</thead><tbody>\n{body}</tbody></table>"


def pairs(w, rows, style=None):
    """Labels and values as a dl, a table without a header row, lines, or pairs of divs."""
    style = w.number(0, 3) if style is None else style
    if style == 0:
        return "<dl>" + "".join(f"<dt>{e(k)}</dt><dd>{v}</dd>" for k, v in rows) + "</dl>"
    if style == 1:
        return '<table class="infobox">' + "".join(f"<tr><th scope=\"row\">{e(k)}</th><td>{v}</td></tr>" for k, v in rows) + "</table>"
    if style == 2:
        return "<ul>" + "".join(f"<li><strong>{e(k)}:</strong> {v}</li>" for k, v in rows) + "</ul>"
    return '<div class="facts">' + "".join(f'<div class="row"><span class="key">{e(k)}</span> <span class="val">{v}</span></div>' for k, v in rows) + "</div>"


def json_ld(thing):
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def shell(w, title, body, site=None, head="", published=None):
    """A page around the words, in one of several builds; a fifth of them is torn out of its page."""
    if w.bare:
        return w.one("", f"<h1>{e(title)}</h1>", f"<h2>{e(title)}</h2>") + body
    site = site or f"{w.town()} {w.one('Gazette', 'Online', 'Today', 'Noticeboard', 'Community Hub')}"
    year = w.number(1998, 2019)
    footer = w.one(f"© {year}-2025 {e(site)}", f"Copyright {year} {e(site)}. Registered in England since {year}.",
                   f"{e(site)} was founded in {year}. Page last updated {w.say(w.recent())}.", f"Site by {e(w.surname())} Web Design, est. {year}")
    meta = f'<meta property="og:title" content="{e(title)}"><meta property="og:site_name" content="{e(site)}">' if w.number(0, 1) else ""
    if published and w.number(0, 1):
        meta += f'<meta property="article:published_time" content="{published}T0{w.number(6, 9)}:12:00+00:00">'
    top = f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{e(title)} | {e(site)}</title>{meta}{head}</head>'
    links = "".join(f'<li><a href="/{w.number(1, 99)}">{x}</a></li>' for x in ("Home", "News", "What's on", "Contact", "About us"))
    style = w.number(0, 3)
    if style == 0:
        return (f"{top}<body><header><a href='/'>{e(site)}</a><nav><ul>{links}</ul></nav></header><main><h1>{e(title)}</h1>{body}</main>"
                f"<footer><p>{footer}</p></footer></body></html>")
    if style == 1:
        return (f"{top}<body bgcolor=white><table width=760 align=center><tr><td colspan=2><font size=5><b>{e(site)}</b></font></td></tr><tr><td width=140 valign=top>"
                f"<ul>{links}</ul></td><td><h2>{e(title)}</h2>{body}</td></tr><tr><td colspan=2><small>{footer}</small></td></tr></table></body></html>")
    if style == 2:
        return (f'{top}<body class="home page wp"><div id="wrap"><div class="nav"><ul>{links}</ul></div><div id="content"><h1 class="entry-title">{e(title)}</h1>'
                f'<div class="entry-content">{body}</div></div><div id="sidebar"><h3>Archives</h3><ul><li>{w.one(MONTHS)} 2024</li><li>{w.one(MONTHS)} 2025</li></ul></div>'
                f'<div id="foot">{footer}</div></div></body></html>')
    return f"{top}<body><div class='bar'>{e(site)}</div><h1>{e(title)}</h1>\n{body}\n<hr><i>{footer}</i></body></html>"
