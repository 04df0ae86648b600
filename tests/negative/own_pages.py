"""The person's own pages, and pages of others on which they stand by name. Each page tells its facts: (kind, value, words).

The sentences are what teachers might write of themselves; they were written before the detectors' rules were read.
"""
import datetime
import json
from dataclasses import dataclass, field

from words import AS_OF, DAYS, MONTHS, PERSON, e, json_ld, nth, pairs, paragraphs, shell, table

NAME, FIRST, LAST, HANDLE = PERSON["names"][0], "Catrin", "Hollowell", PERSON["handles"][0]


@dataclass
class Page:
    body: str
    facts: list
    published: datetime.date = None
    url: str = None


@dataclass
class Life:
    """What one page says of her; every page has its own."""
    w: object
    born: datetime.date = None
    told: list = field(default_factory=list)

    def __post_init__(self):
        w = self.w
        self.born = w.date(1962, 2001)
        self.age = AS_OF.year - self.born.year - ((AS_OF.month, AS_OF.day) < (self.born.month, self.born.day))
        self.birth_place, self.home, self.team = w.town(), w.town(), w.club()
        self.role = w.one("Year 4 teacher", "SENCo", "teaching assistant", "Head of History", "deputy headteacher", "maths teacher", "cover supervisor")
        self.phone, self.maiden, self.pet = w.phone(), w.surname(), w.one("Tibbles", "Patch", "Mog", "Sooty")

    def say(self, kind, value, words):
        self.told.append((kind, value, words))
        return words

    def first_person(self, *but):
        """A sentence a fact, in any order."""
        w, month = self.w, MONTHS[self.born.month - 1]
        all_said = {
            "birth_date": lambda: self.say("birth_date", str(self.born), w.ready(
                f"I was born on {w.say(self.born, 0)}, which makes me older than I feel.", f"My date of birth is {w.say(self.born, 3)} if anyone from the pension scheme is reading.",
                f"I arrived on {w.say(self.born, 1)}, two weeks late as usual.", f"DOB {w.say(self.born, 7)}, since you ask.", f"I came into the world on {w.say(self.born, 0)} during a power cut.",
                f"Born {w.say(self.born, 0)}, and I have been talking ever since.", f"Mum had me on {w.say(self.born, 0)} and went back to work the next week.")),
            "birthday": lambda: self.say("birth_date", f"XXXX-{self.born.month:02}-{self.born.day:02}", w.ready(
                f"My birthday is the {nth(self.born.day)} of {month}, cake welcome.", f"My birthday falls on {self.born.day} {month}.", f"My birthday's on {month} {nth(self.born.day)}, so I am always in the holidays.")),
            "age": lambda: self.say("age", str(self.age), w.ready(f"I'm {self.age} and I still count on my fingers.", f"I am {self.age} years old and have never been to France.", f"I'm {self.age} now, so the knees have gone.",
                                                                   f"I'm a {self.age}-year-old who should know better.", f"At {self.age}, I have taken up the ukulele.")),
            "birth_place": lambda: self.say("birth_place", self.birth_place, w.ready(f"I was born in {self.birth_place}, above a shoe shop.", f"Born and raised in {self.birth_place}.", f"I was born and brought up in {self.birth_place}.", f"{self.birth_place} born and bred, me.")),
            "home_town": lambda: self.say("home_town", self.home, w.ready(f"I live in {self.home} with two cats.", f"We moved to {self.home} in 2016 and I love it.", f"Home these days is {self.home}.", f"I live just outside {self.home}.", f"I'm based in {self.home}.")),
            "football_team": lambda: self.say("football_team", self.team, w.ready(f"I have supported {self.team} since I was six.", f"Season ticket holder at {self.team}, for my sins.", f"I'm a lifelong {self.team} fan.", f"My team is {self.team}, win or lose (mostly lose).")),
            "job_role": lambda: self.say("job_role", self.role, w.ready(f"I'm a {self.role} in a small school.", f"By day I am a {self.role}.", f"I work as a {self.role}.", f"I've been a {self.role} for nine years.")),
            "maiden": lambda: self.say("family_name_answer", self.maiden, w.ready(f"My mum's maiden name was {self.maiden}.", f"My mother was a {self.maiden} before she married.", f"My mother's maiden name is {self.maiden}.")),
            "pet": lambda: self.say("family_name_answer", self.pet, w.ready(f"My first pet was a cat called {self.pet}.", f"Our first dog was called {self.pet} and I still miss her.", f"My first pet was called {self.pet}.")),
            "phone": lambda: self.say("phone", self.phone, w.ready(f"Text me on {self.phone}.", f"My mobile is {self.phone}.", f"Ring me on {self.phone} after school.")),
        }
        chosen = [k for k in all_said if k not in but]
        if "birthday" in chosen and "birth_date" in chosen:
            chosen.remove(w.one("birthday", "birth_date"))
        return [all_said[k]() for k in w.some(chosen, min(len(chosen), w.number(3, 6)))]

    def third_person(self, name=NAME):
        w = self.w
        all_said = [
            lambda: self.say("birth_date", str(self.born), w.ready(f"{name} was born on {w.say(self.born, 0)}.", f"{name} (born {w.say(self.born, 0)}) teaches locally.", f"{name}, born {w.say(self.born, 0)}, moved here in 2011.")),
            lambda: self.say("age", str(self.age), w.ready(f"{name}, {self.age}, came first.", f"{name} ({self.age}) said she was delighted.", f"{name}, aged {self.age}, cut the ribbon.")),
            lambda: self.say("birth_place", self.birth_place, w.ready(f"{name} was born in {self.birth_place}.", f"Born in {self.birth_place}, {name} came here to teach.")),
            lambda: self.say("home_town", self.home, w.ready(f"{name} lives in {self.home}.", f"{name}, of {self.home}, has two cats.", f"{name} lives in {self.home} with her family.")),
            lambda: self.say("football_team", self.team, w.ready(f"{name} supports {self.team}.", f"{name} is a {self.team} season ticket holder.")),
        ]
        return [said() for said in w.some(all_said, w.number(1, 3))]

    def labelled(self):
        w = self.w
        rows = [
            (w.one("Date of birth", "DOB", "Birthday", "Born", "Birth date"), self.say("birth_date", str(self.born), w.say(self.born, w.one(0, 1, 3, 4)))),
            (w.one("Age", "Age"), self.say("age", str(self.age), str(self.age))),
            (w.one("Place of birth", "Birthplace", "Born in"), self.say("birth_place", self.birth_place, self.birth_place)),
            (w.one("Lives in", "Home town", "Current town", "Location"), self.say("home_town", self.home, self.home)),
            (w.one("Occupation", "Job", "Role"), self.say("job_role", self.role, self.role.capitalize() if self.role != "SENCo" else self.role)),
            (w.one("Team", "Favourite team", "Football team", "Supports"), self.say("football_team", self.team, self.team)),
            (w.one("Mobile", "Phone", "Tel"), self.say("phone", self.phone, self.phone)),
            (w.one("Mother's maiden name", "First pet"), None),
        ]
        label, _ = rows[-1]
        value = self.maiden if label.startswith("M") else self.pet
        rows[-1] = (label, self.say("family_name_answer", value, value))
        w.dice.shuffle(rows)
        return rows

    def birthday_post(self):
        """Words of a post on her birthday, and its day."""
        w, age = self.w, self.w.number(25, 58)
        day = w.recent(700)
        born = datetime.date(day.year - age, day.month, min(day.day, 28))
        day = datetime.date(day.year, day.month, min(day.day, 28))
        with_age = w.number(0, 1)
        if with_age:
            words = w.ready(f"{age} today! Feeling every day of it.", f"I turned {age} today and spent it marking.", f"So I'm {age} today. Staff room cake was eaten by 9am.", f"Happy {nth(age)} birthday to me!", f"Today I turn {age}. Send help.")
            self.say("age", str(age), words)
            self.say("birth_date", str(born), words)
        else:
            words = w.ready("It's my birthday today so I am having seconds.", "Thanks for all the birthday wishes today, you are all lovely.", "Happy birthday to me! Cake for breakfast.", "My birthday today and it snowed.", "Another year older today, none the wiser.")
            self.say("birth_date", f"XXXX-{born.month:02}-{born.day:02}", words)
        return words, day


def fragment(w):
    life = Life(w)
    said = life.first_person()
    return Page(w.one("<p>" + " ".join(said) + "</p>", paragraphs(said, 1), "<div>" + "<br>".join(said) + "</div>", "\n\n".join(said)), life.told)


BLOGS = ["Chalk Dust and Cake", "Floury Hands", "The Muddy Allotment", "Notes from the Back Row", "A Stitch in Time", "Running Late", "Miss H Makes", "Life at Number Nine", "Marking by Moonlight"]


def own_blog(w):
    """An about page: by her name, by her first name, or by no name at all."""
    life = Life(w)
    said, name = life.first_person(), w.one(BLOGS)
    title = w.one("About me", "About", f"About {FIRST}", f"Hi, I'm {FIRST}", "Who am I?", f"{NAME}", "About the author")
    hello = w.one(f"Hi, I'm {FIRST}!", f"Hello, I'm {NAME}.", "Hello and welcome!", "")
    return Page(shell(w, title, paragraphs([hello] + said), site=w.one(name, NAME, f"{FIRST}'s blog", HANDLE)), life.told)


def recipe_blog(w):
    """A post of her own with a birthday in it, under a byline of hers, and with others' comments."""
    life = Life(w)
    words, day = life.birthday_post()
    by = w.one(f'<p class="byline">By <a rel="author" href="/about">{NAME}</a></p>', f'<p>Posted by <span class="author">{FIRST}</span></p>', f'<p class="meta">{HANDLE}</p>', f"<p>Written by {NAME}</p>")
    text = [words, f"Here is the recipe that my neighbour {w.first()} gave me.", f"Heat the oven to {w.one(160, 180, 200)}C and grease a tin."]
    w.dice.shuffle(text)
    body = by + f'<time datetime="{day}">{w.say(day, 0)}</time>' + paragraphs(text, 3)
    if w.number(0, 1):
        body += "<h3>2 comments</h3>" + "".join(f'<li class="comment"><div class="comment-author vcard"><b class="fn">{w.name()}</b></div><div class="comment-content"><p>{t}</p></div></li>' for t in ("Happy birthday!", "Looks lovely."))
    head = json_ld({"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Parkin", "datePublished": str(day), "author": {"@type": "Person", "name": NAME}}) if w.number(0, 1) else ""
    return Page(shell(w, w.one("Parkin", "Sticky toffee pudding", "A cake for a wet Tuesday"), body, site=w.one(*BLOGS), head=head, published=day), life.told, day)


def profile(w):
    life = Life(w)
    rows = life.labelled()
    title = w.one(NAME, f"{NAME} (@{HANDLE})", f"@{HANDLE}", f"{NAME}'s profile", f"{FIRST} H.", f"{HANDLE}'s page")
    return Page(shell(w, title, w.one("", f"<h2>{NAME}</h2>") + pairs(w, rows), site=w.one("Quacker", "Pagebook", "Harrier Net", "Penfriends UK")), life.told)


def untitled_profile(w):
    life = Life(w)
    rows = life.labelled()
    body = w.one("", f"<h1>{FIRST}</h1>", "<h1>About me</h1>", f"<h2>{NAME}</h2>") + pairs(w, rows)
    return Page(w.one(body, f"<!DOCTYPE html><html><head><title>{w.one('My page', 'Profile', 'About me', 'Home')}</title></head><body>{body}</body></html>"), life.told)


def social(w):
    """Dated posts below a name or handle."""
    life = Life(w)
    words, day = life.birthday_post()
    other = w.ready("Marking, marking, marking.", f"Well done {w.first()} on the half marathon!", "Rain again.", f"Off to {w.town()} for the weekend.")
    posts = [(words, day), (other, day - datetime.timedelta(days=9))]
    build = w.number(0, 2)
    out = ""
    for text, at in posts:
        if build == 0:
            out += f'<article class="post"><header><span class="author">{NAME}</span> <time datetime="{at}">{w.say(at, 0)}</time></header><p>{text}</p></article>'
        elif build == 1:
            out += f'<div class="h-entry"><a class="p-author h-card" href="/@{HANDLE}">{w.one(NAME, FIRST)}</a> <time class="dt-published" datetime="{at}">{at}</time><div class="e-content">{text}</div></div>'
        else:
            out += f'<div class="status"><b>@{HANDLE}</b> <time datetime="{at}">{w.say(at, 4)}</time><p>{text}</p></div>'
    return Page(shell(w, w.one(f"{NAME} (@{HANDLE})", f"@{HANDLE}", NAME), out, site=w.one("Quacker", "Toot Town")), life.told)


def forum(w):
    """A thread of strangers in which she writes, under her name or handle."""
    life = Life(w)
    mine = life.first_person("phone")
    who, at = w.one(NAME, HANDLE), w.recent(900)
    posts = [(f"{w.first().lower()}{w.number(1, 99)}", "Anybody else up at this hour?"), (who, " ".join(mine)), (w.name(), f"I was born in {w.town()} myself, small world."), (f"{w.surname()}{w.number(1, 99)}", "Good luck with it.")]
    build, out = w.number(0, 4), ""
    for i, (name, text) in enumerate(posts):
        if build == 0:
            out += f'<div class="post" id="p{i}"><div class="postprofile"><a class="username" href="/u/{i}">{name}</a></div><p class="author"><time datetime="{at}">{w.say(at, 0)}</time></p><div class="content">{text}</div></div>'
        elif build == 1:
            out += f'<article class="message" data-author="{e(name)}"><h4 class="message-name"><a class="username">{name}</a></h4><time datetime="{at}">{w.say(at, 0)}</time><div class="bbWrapper">{text}</div></article>'
        elif build == 2:
            out += f'<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{name}</span></span><time itemprop="datePublished" datetime="{at}">{at}</time><div itemprop="text">{text}</div></div>'
        elif build == 3:
            out += f'<div class="h-entry"><a class="p-author h-card" href="/u/{i}">{name}</a> <time class="dt-published" datetime="{at}">{at}</time><div class="e-content">{text}</div></div>'
        else:
            out += f'<article class="post"><header><span class="author">{name}</span> on <time datetime="{at}">{w.say(at, 0)}</time></header><p>{text}</p></article>'
    return Page(shell(w, w.one("Introduce yourself here", "Which whippet?", "Up all night"), out, site=f"{w.town()} Forum"), life.told, at)


def news(w):
    """A paper that names her, in full, among others."""
    life, day = Life(w), w.recent()
    said = life.third_person()
    others = [f"{w.name()}, {w.number(20, 80)}, said it was a day to remember.", f"{w.name()} was born in {w.town()}.", "The fair raised £812 for the hospice.", f"Councillor {w.name()} ({w.number(30, 80)}) opened it."]
    sentences = others + said
    w.dice.shuffle(sentences)
    return Page(shell(w, w.one("Fair raises £812", "A day to remember", f"{w.town()} comes out in the sun"), f'<p class="byline">By {w.name()}</p>' + paragraphs(sentences, 1), published=day), life.told, day)


def quoted(w):
    """What she told a reporter, word for word."""
    life, day = Life(w), w.recent()
    said = life.first_person("phone", "maiden", "pet", "job_role")
    sentences = [f"“{s.rstrip('.')},” {w.one('said', 'says')} {NAME}." for s in said]
    sentences += [f"“I am {w.number(60, 80)} and I never miss it,” said {w.name()}."]
    w.dice.shuffle(sentences)
    return Page(shell(w, w.one("Fair raises £812", "Readers' memories"), paragraphs(sentences, 1), published=day), life.told, day)


def results(w):
    life = Life(w)
    rows = [[w.name(), w.one("M", "F") + w.one("35", "40", "45"), w.number(18, 79), f"{w.number(17, 59)}:{w.number(10, 59)}", w.town()] for _ in range(w.number(8, 20))]
    rows.insert(w.number(0, len(rows)), [w.one(NAME, NAME.upper(), f"{LAST}, {FIRST}"), "F40", life.age, "51:12", w.town()])
    life.say("age", str(life.age), "a row of the results")
    return Page(shell(w, f"{w.town()} 10K results", table(["Pos", "Name", "Cat", "Age", "Time", "Town"], [(i + 1, *r) for i, r in enumerate(rows)])), life.told)


def members(w):
    life = Life(w)
    rows = [[w.name(), w.say(w.date(1950, 2001), 0), w.town(), w.phone()] for _ in range(w.number(4, 9))]
    life.say("birth_date", str(life.born), "a row of the members")
    life.say("phone", life.phone, "a row of the members")
    rows.insert(w.number(0, len(rows)), [NAME, w.say(life.born, 0), w.town(), life.phone])
    return Page(shell(w, f"{w.town()} Bowls Club", table(["Member", "Date of birth", "From", "Telephone"], rows)), life.told)


def cast(w):
    """Her entry below her name, between those of others."""
    life = Life(w)
    facts = w.some([
        lambda: life.say("birth_date", str(life.born), w.ready(f"Born: {w.say(life.born, 0)}.", f"{FIRST} was born on {w.say(life.born, 0)}.", f"Date of birth: {w.say(life.born, 0)}.")),
        lambda: life.say("birth_place", life.birth_place, w.ready(f"{FIRST} was born in {life.birth_place} and trained at home.", f"I was born in {life.birth_place}.", f"Born and raised in {life.birth_place}, {FIRST} joined us in 2014.")),
        lambda: life.say("football_team", life.team, f"{FIRST} supports {life.team}."),
        lambda: life.say("age", str(life.age), f"I'm {life.age} and this is my first part."),
    ], w.number(1, 2))
    entries = [(w.name(), f"Born: {w.say(w.date(1955, 2004), 0)}. Credits include Casualty.") for _ in range(w.number(2, 5))]
    entries.insert(w.number(0, len(entries)), (NAME, " ".join(f() for f in facts)))
    level = w.one("h2", "h3", "h4")
    return Page(shell(w, f"{w.town()} Players: meet the cast", "".join(f"<{level}>{n} <i>as {w.one('Dame Trott', 'Nurse', 'Hamlet')}</i></{level}><p>{t}</p>" for n, t in entries)), life.told)


def team(w):
    """Her entry on the page of a school or club: words in the first person below her name."""
    life = Life(w)
    mine = " ".join(life.first_person("phone", "maiden", "pet", "birth_date", "job_role"))
    entries = [(f"{w.one('Mrs', 'Mr')} {w.name()}", f"I am {w.number(24, 60)} and support {w.club()}. I was born in {w.town()}.") for _ in range(w.number(2, 5))]
    entries.insert(w.number(0, len(entries)), (w.one(f"Ms {NAME}", NAME, f"Miss {LAST}"), mine))
    build = w.number(0, 1)
    body = "".join(f"<h4>{n}</h4><p>{t}</p>" if build else f'<div class="card"><h3>{n}</h3><p><em>Teacher</em></p><p>{t}</p></div>' for n, t in entries)
    return Page(shell(w, "Meet the team", body, site=f"{w.town()} Community Primary School"), life.told)


def interview(w):
    life = Life(w)
    asked = [("How old are you?", life.say("age", str(life.age), f"I'm {life.age}, but don't tell the children.")), ("Where were you born?", life.say("birth_place", life.birth_place, f"I was born in {life.birth_place}.")),
             ("Which team do you support?", life.say("football_team", life.team, f"I support {life.team}.")), ("When is your birthday?", life.say("birth_date", f"XXXX-{life.born.month:02}-{life.born.day:02}", f"My birthday is {life.born.day} {MONTHS[life.born.month - 1]}."))]
    w.dice.shuffle(asked)
    body = w.one("".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in asked), "<dl>" + "".join(f"<dt>{q}</dt><dd>{a}</dd>" for q, a in asked) + "</dl>", "".join(f"<h3>{q}</h3><p>{a}</p>" for q, a in asked))
    return Page(shell(w, w.one(f"Teacher spotlight: {NAME}", f"Five minutes with {NAME}", f"Interview: {NAME}"), body, site=w.one("Chalk & Talk magazine", "Union News")), life.told)


def advert(w):
    life = Life(w)
    seller = w.one(NAME, HANDLE)
    text = life.say("phone", life.phone, w.ready(f"Ring me on {life.phone}.", f"Call or text {FIRST} on {life.phone}.", f"Contact {NAME} on {life.phone}."))
    return Page(shell(w, w.one("Piano for sale", "Cot, hardly used", "Free sofa"), f'<p>{w.one("Good condition, from a smoke-free home.", "Collection only.")} {text}</p><p>Seller: <span class="seller">{seller}</span></p>', site=w.one("Swap Shed", f"{w.town()} Small Ads")), life.told)


def wedding(w):
    life = Life(w)
    words = life.say("home_town", life.home, f"{FIRST} and I met at a bus stop; we live in {life.home} now.") if w.number(0, 1) else life.say("birth_place", life.birth_place, f"{FIRST} was born in {life.birth_place}; I was not.")
    return Page(shell(w, f"{FIRST} & {w.first(False)} are getting married", f"<p>{words}</p>", site="Our Big Day"), life.told)


def fundraiser(w):
    life = Life(w)
    said = life.first_person("phone", "maiden", "pet", "birth_date", "birthday")
    return Page(shell(w, w.one(f"{FIRST}'s London Marathon page", f"{NAME} is fundraising for the hospice", f"Help {FIRST} run for Shelter"), paragraphs(said), site=w.one("GiveALot", "Penny Page")), life.told)


def feed(w):
    life = Life(w)
    words, day = life.birthday_post()
    items = [("Snow day", "We built a snowman.", day - datetime.timedelta(days=20)), (w.one("A small celebration", "Today"), words, day)]
    title, author = w.one(f"{NAME}", "Chalk Dust and Cake", f"{FIRST}'s blog"), w.one(NAME, FIRST, HANDLE)
    body = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{title}</title>' + "".join(
        f"<item><title>{e(t)}</title><description>{e(x)}</description><dc:creator>{author}</dc:creator><pubDate>{d:%a, %d %b %Y} 08:00:00 GMT</pubDate></item>" for t, x, d in items) + "</channel></rss>"
    return Page(body, life.told)


def as_json(w):
    life = Life(w)
    life.say("birth_date", str(life.born), "JSON")
    people = [{"id": i, "name": w.name(), "dateOfBirth": str(w.date(1950, 2005)), "town": w.town()} for i in range(w.number(1, 4))]
    mine = {"id": 99, "name": NAME, "dateOfBirth": str(life.born), "town": w.town()}
    people.insert(w.number(0, len(people)), mine)
    return Page(json.dumps(w.one({"players": people}, people, mine)), life.told)


def genealogy(w):
    life = Life(w)
    rows = [(w.name(), w.say(w.date(1935, 2001), 0), w.town()) for _ in range(w.number(4, 9))]
    life.say("birth_date", str(life.born), "a line of the tree")
    rows.insert(w.number(0, len(rows)), (NAME, w.say(life.born, 0), life.birth_place))
    return Page(shell(w, f"The {LAST} family of {w.town()}", w.one("".join(f"<p>{n}, born {b} in {p}.</p>" for n, b, p in rows), "<ul>" + "".join(f"<li>{n} (b. {b}, {p})</li>" for n, b, p in rows) + "</ul>",
                                                                      table(["Name", "Born", "Birthplace"], rows))), life.told)


KINDS = {"fragment": fragment, "own blog": own_blog, "recipe blog": recipe_blog, "profile": profile, "untitled profile": untitled_profile, "social": social, "forum": forum,
         "news": news, "quoted": quoted, "race results": results, "members": members, "cast": cast, "team": team, "interview": interview, "advert": advert, "wedding": wedding,
         "fundraiser": fundraiser, "feed": feed, "JSON": as_json, "family tree": genealogy}
