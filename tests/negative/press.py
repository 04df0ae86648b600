"""News, sport, obituaries, events, jobs, councils: pages of the local press and its neighbours."""
import datetime

from words import DAYS, MONTHS, SAME_NAME, e, json_ld, nth, pairs, paragraphs, shell, table


def person(w, women=None):
    """A name with the age as the papers put it."""
    name, age = w.name(women), w.number(18, 93)
    return name, w.ready(f"{name}, {age},", f"{name} ({age})", f"{age}-year-old {name}", f"{name}, aged {age},", f"{name}, who is {age},"), age


def news(w):
    day, town = w.recent(), w.town()
    name, told, age = person(w)
    other, other_told, _ = person(w)
    where = w.one(SAME_NAME + ["Market Square", "the bus station", "the A6", "the leisure centre"])
    lead = w.ready(
        f"A {age}-year-old woman was taken to hospital after a crash near {where} on {DAYS[day.weekday()]}.",
        f"{told} appeared before magistrates in {town} charged with handling stolen goods.",
        f"Firefighters were called to {where} shortly after {w.number(1, 11)}.{w.number(10, 59)}pm on {w.say(day, 0)}.",
        f"A couple from {town} who married in {w.number(1955, 1999)} have won £{w.number(2, 99)},000 on the Lottery.",
        f"Plans to build {w.number(12, 400)} homes beside {where} have been turned down.",
        f"A great-grandmother who was born in a {town} workhouse has celebrated her {nth(w.number(100, 106))} birthday.")
    sentences = [lead] + w.some([
        f"{other_told} of {w.street()}, {town}, denies the charge and was bailed until {w.say(w.coming(), 0)}.",
        f"“I turned {w.number(30, 80)} last week and this was not the birthday present I was hoping for,” said {name.split()[0]}.",
        f"“I was born in this house in {w.number(1938, 1975)} and I mean to stay,” {other} told us.",
        f"Her daughter {w.first()}, {w.number(3, 15)}, was not hurt.",
        f"The couple have three children, aged {w.number(2, 5)}, {w.number(6, 9)} and {w.number(10, 15)}.",
        f"Officers want to trace a man aged between {w.number(20, 29)} and {w.number(30, 45)}, about 5ft 10in.",
        f"Anyone with information should call {w.phone()} quoting log {w.number(100, 900)} of {w.say(day, 0)}.",
        f"The inquest heard that Mr {other.split()[1]}, born {w.say(w.date(1935, 1990), 0)}, had worked at the mill for {w.number(8, 30)} years.",
        f"“It is my birthday today and I have spent it mopping the kitchen,” said landlady {w.name(True)}.",
        f"He has played the organ at the church for {w.number(20, 60)} years, having started when he was {w.number(9, 16)}.",
        f"Grandmother-of-{w.number(2, 9)} {w.name(True)} said she had never seen anything like it in her {w.number(60, 90)} years.",
        f"The factory, which opened on {w.say(w.date(1950, 1999), 0)}, employs {w.number(40, 400)} people.",
        f"{w.name()}, headteacher of the village school since {w.number(2004, 2022)}, said pupils had been “absolute stars”.",
        f"The actress, who turned {w.number(40, 75)} in {w.one(MONTHS)}, grew up in {w.town()} and supports {w.club()}.",
        f"The sentencing of {w.name(False)} (D.O.B. {w.say(w.date(1955, 2005), 3)}), of no fixed address, was put back to {w.say(w.coming(), 0)}.",
    ], w.number(4, 8))
    if w.number(0, 2) == 0:
        sentences.append(f"“My first car was a {w.one('Mini', 'Ford Anglia', 'Morris Minor')} and my first dog was called {w.one('Rex', 'Patch', 'Sooty')},” he said.")
    author, title = w.name(), w.ready(f"{town} woman, {age}, in hospital after crash", f"Man in court over {town} theft", f"Residents' joy as {where} scheme is refused",
                                      f"{told.strip(',')} wins bravery award")
    head = json_ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": str(day),
                    "author": {"@type": "Person", "name": author, "jobTitle": "Reporter", "birthDate": str(w.date(1960, 2000))} if w.number(0, 2) == 0 else {"@type": "Person", "name": author}})
    body = f'<p class="byline">By <a rel="author" href="/a/{w.number(1, 99)}">{author}</a> <time datetime="{day}">{w.say(day, 0)}</time></p>' + paragraphs(sentences)
    if w.number(0, 1):
        body = f"<article>{body}</article>" + comments(w)
    return shell(w, title, body, head=head if w.number(0, 1) else "", published=day), day


def comments(w):
    """What readers say below, in several builds."""
    said = [f"I'm {w.number(50, 80)} and I remember when this was all fields.", f"Born and bred here in {w.number(1945, 1975)} and never seen it so bad.",
            f"My 18th birthday was in that pub, {w.one(MONTHS)} {w.number(1970, 1999)}. Sad to see it go.", f"Turned {w.number(60, 80)} yesterday and got my bus pass just in time!",
            f"I went to school with {w.first()}, lovely lad. Same birthday as me, {w.number(1, 28)} {w.one(MONTHS)}.", "First!!", f"Up the {w.one('Shrimps', 'Stags', 'Mariners', 'Cod Army')}!",
            f"It's my birthday today and this has made my day, well done {w.first()}.", f"50 today and the council still hasn't fixed {w.one(SAME_NAME)}."]
    build = w.number(0, 3)
    out = []
    for text in w.some(said, w.number(2, 5)):
        name, at = w.one(w.name(), f"{w.first().lower()}{w.number(1950, 2004)}", f"Disgusted of {w.town()}"), w.recent(60)
        if build == 0:
            out.append(f'<li class="comment"><div class="comment-author vcard"><b class="fn">{name}</b></div><time datetime="{at}">{w.say(at, 0)}</time><div class="comment-content"><p>{text}</p></div></li>')
        elif build == 1:
            out.append(f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">{name}</span> <time itemprop="dateCreated" datetime="{at}">{at}</time><p itemprop="text">{text}</p></div>')
        elif build == 2:
            out.append(f'<article class="comment"><span class="author">{name}</span><time datetime="{at}">{w.say(at, 4)}</time><p>{text}</p></article>')
        else:
            out.append(f'<div class="u-comment h-cite"><a class="p-author h-card" href="/u/{w.number(1, 99)}">{name}</a> <time class="dt-published" datetime="{at}">{at}</time><p class="p-content">{text}</p></div>')
    return f'<section id="comments" class="comments"><h3>{len(out)} comments</h3>' + ("<ol class='comment-list'>" if build == 0 else "") + "".join(out) + ("</ol>" if build == 0 else "") + "</section>"


def match_report(w):
    home, away, day = w.club(), w.club(), w.recent()
    a, b, minute = w.surname(), w.surname(), w.number(3, 88)
    title = f"{home} {w.number(0, 4)}-{w.number(0, 4)} {away}"
    sentences = [f"{home} came from behind to see off {away} in front of {w.number(900, 30000):,} at a sodden ground on {w.say(day, 0)}."] + w.some([
        f"Substitute {a}, {w.number(17, 38)}, headed in from a corner after {minute} minutes.",
        f"The big number nine, 30 today, marked his birthday with a hat-trick.",
        f"{b} (born {w.say(w.date(1990, 2006), 0)}) became the club's youngest scorer since {w.number(1960, 1999)}.",
        f"On his {nth(w.number(19, 35))} birthday {a} could not have asked for a better present.",
        f"{w.number(40, 93)} mins: Yellow card, {b}. {w.number(60, 94)} mins: off comes {a}, on comes {w.surname()}.",
        f"Manager {w.name(False)}, {w.number(38, 68)}, has now taken charge of {w.number(100, 700)} games.",
        f"Academy graduate {w.name(False)} signed his first professional deal on turning 17 in {w.one(MONTHS)}.",
        f"The sides last met on {w.say(w.date(2005, 2023), 0)}, when it finished {w.number(0, 3)}-{w.number(0, 3)}.",
        f"Up the {w.one('Iron', 'Latics', 'Shakers', 'Gulls')}! We're the {w.one('North', 'South')} Stand and we've followed {home} since {w.number(1960, 1990)}.",
        f"I've supported {home} all my life, says lifelong fan {w.name()}, {w.number(60, 88)}, who was born a goal kick from the ground."], w.number(4, 7))
    rows = [(w.name(False), w.one("GK", "DF", "MF", "FW"), w.say(w.date(1987, 2007), 0), w.number(17, 38), w.town(), w.number(1, 300)) for _ in range(w.number(8, 18))]
    squad = table(["No.", "Player", "Pos", "Date of birth", "Age", "Birthplace", "Apps"], [(i + 1, *row) for i, row in enumerate(rows)])
    if w.number(0, 1):
        squad = table(["Player", "Position", "DOB", "Age", "From", "Apps"], rows, 'class="wikitable"')
    return shell(w, title, paragraphs(sentences) + w.one("<h3>The squad</h3>" + squad, ""), published=day), day


def fixtures(w):
    rows = []
    for _ in range(w.number(10, 24)):
        day = w.coming() if w.number(0, 1) else w.recent()
        rows.append((w.say(day, w.number(0, 5)), w.club(), w.one("v", f"{w.number(0, 5)}-{w.number(0, 5)}"), w.club(), w.one("15:00", "7.45pm", "12:30")))
    league = table(["Pos", "Team", "P", "W", "D", "L", "GD", "Pts"], [(i + 1, w.club(), 46, w.number(5, 30), w.number(4, 15), w.number(3, 20), w.number(-30, 50), w.number(30, 99)) for i in range(12)])
    ages = f"<p>Under-{w.number(7, 18)}s: players must be born on or after 1 September {w.number(2007, 2018)}. Veterans' league: over {w.one(35, 40, 45)} on the day.</p>"
    return shell(w, f"{w.town()} & District League: fixtures and results 2025/26", table(["Date", "Home", "", "Away", "KO"], rows) + league + ages), None


def runners(w):
    """Race results by age category."""
    rows = [(i + 1, w.number(1, 900), w.name(), w.one("M", "F") + w.one("SEN", "35", "40", "45", "50", "60", "U20"), w.number(17, 79), f"{w.number(17, 59)}:{w.number(10, 59)}", w.one("Harriers", "AC", "Striders")) for i in range(w.number(15, 40))]
    return shell(w, f"{w.town()} 10K results", f"<p>Held on {w.say(w.recent(), 5)}. Age is age on race day.</p>" + table(["Pos", "Bib", "Name", "Cat", "Age", "Time", "Club"], rows)), None


def obituary(w):
    name = w.name()
    born, died = w.date(1926, 1965), w.recent(700)
    age = died.year - born.year
    first = name.split()[0]
    sentences = [w.ready(f"{name}, who has died aged {age}, was for thirty years the voice of the county show.", f"It is with great sadness that we announce the passing of {name} on {w.say(died, 0)}, aged {age} years.",
                         f"The funeral will take place of {name}, {age}, formerly of {w.street()}, {w.town()}.")] + w.some([
        f"{first} was born in {w.town()} on {w.say(born, 0)}, the youngest of {w.number(3, 11)} children of a signalman.", f"Born in {born.year}, {first} left school at 14 and was apprenticed to a saddler.",
        f"Beloved husband of {w.first(True)} and dad to {w.first()}, {w.first()} and {w.first()}.", f"Mum was born on {w.say(born, 1)} and never missed a day at chapel.",
        f"Dad, you would have been {age + 1} today. Happy heavenly birthday. Love always, {w.first()} xx", f"Survived by a wife, {w.first(True)}, née {w.surname()}, whom he married in {w.number(1950, 1988)}.",
        f"Family flowers only. Donations to St Aldhelm's Hospice. Service at {w.town()} Crematorium, {w.say(w.coming(20), 5)}, 11.20am.", f"He taught at the grammar school from {w.number(1950, 1979)} until {w.number(1980, 1999)}.",
        f"A lifelong supporter of {w.club()}, {first} kept whippets, the first of them called {w.one('Duke', 'Bess', 'Fly')}.", f"{name}, broadcaster, born {w.say(born, 0)}; died {w.say(died, 0)}."], w.number(4, 7))
    facts = pairs(w, [("Born", w.say(born, 0)), ("Died", w.say(died, 0)), ("Place of birth", w.town()), ("Occupation", w.one("Weaver", "Teacher", "Engineer"))]) if w.number(0, 2) == 0 else ""
    if facts and w.number(0, 1):
        return shell(w, f"{name} ({born.year}-{died.year})", f'<div itemscope itemtype="https://schema.org/Person"><h2 itemprop="name">{name}</h2>'
                     f'<time itemprop="birthDate" datetime="{born}">{w.say(born, 0)}</time>{facts}</div>{paragraphs(sentences)}'), died
    return shell(w, w.ready(f"{name} obituary", f"In loving memory of {name}", f"{name} ({born.year}-{died.year})"), paragraphs(sentences)
                 + (f'<div class="vcard"><span class="fn">{name}</span> <span class="bday" title="{born}">{w.say(born, 0)}</span></div>' if w.number(0, 2) == 0 else "")), died


def family_notices(w):
    notes = []
    for _ in range(w.number(6, 14)):
        surname, day = w.surname(), w.recent(60)
        notes.append(w.ready(
            f"<b>{surname.upper()}</b> To {w.first(True)} (née {w.surname()}) and {w.first(False)}, a son, {w.first(False)}, born {w.say(day, 0)}, 7lb {w.number(1, 15)}oz.",
            f"<b>{surname.upper()}</b> {w.first()} Happy {w.one(18, 21, 30, 40, 50, 60)}th birthday today! Love from Mum, Dad and all the family.",
            f"<b>{surname.upper()}</b> {w.first()} and {w.first()} Congratulations on your {w.one('silver', 'ruby', 'golden', 'diamond')} wedding, {w.say(day, 0)}.",
            f"<b>{surname.upper()}</b> {w.first()}. In loving memory. Born {w.say(w.date(1930, 1960), 0)}, fell asleep {w.say(day, 0)}. Always in our thoughts.",
            f"The big 4-0! {w.first()} {surname} is 40 today. Have a fab day from all at the Legion.",
            f"<b>{surname.upper()}</b> {w.first()} 21 today! Key of the door, never been 21 before. Lots of love Nan x"))
    return shell(w, "Family notices", "".join(f"<p>{n}</p>" for n in notes), published=w.recent(20)), w.recent(20)


def events(w):
    items = []
    for _ in range(w.number(5, 12)):
        day = w.coming()
        what = w.ready("Barn dance", f"{w.town()} Beer Festival", "Charity quiz night", f"An evening with {w.name()}", "Craft fair", f"{w.one('Queen', 'ABBA', 'Blondie')} tribute", "Sunday carvery and bingo", "Over-60s tea dance")
        note = w.ready(f"Doors {w.number(6, 8)}pm. Over {w.one(16, 18, 21)}s only.", f"Tickets £{w.number(4, 30)} from {w.phone()}.", f"Children under {w.number(3, 12)} free. Meet at {w.one(SAME_NAME)}.", "Born in the 80s? Then this night is for you.", f"Comedian {w.name()}, {w.number(25, 60)}, tries out new jokes.")
        items.append(f'<li itemscope itemtype="https://schema.org/Event"><h3 itemprop="name">{what}</h3><time itemprop="startDate" datetime="{day}T19:30">{w.say(day)}</time> <span itemprop="location">{e(w.street())}, {w.town()} {w.postcode()}</span><p>{note}</p></li>')
    return shell(w, f"What's on in {w.town()}", "<ul>" + "".join(items) + "</ul>"), None


def jobs(w):
    items = []
    for _ in range(w.number(3, 8)):
        close, role = w.coming(60), w.ready("Teacher of Mathematics", "Teaching Assistant (Level 2)", "Site Manager", "Staff Nurse", "HGV Driver", "Care Assistant", "Lunchtime Supervisor", "School Business Manager", "Barista")
        employer = w.ready(f"{w.town()} High School", f"{w.surname()} & Sons", f"{w.town()} Borough Council", f"{w.one('Hillcrest', 'Riverside', 'Pennine')} Learning Trust", "St Aldhelm's Hospital")
        rows = [("Job title", role), ("Employer", employer), ("Location", f"{w.town()} {w.postcode()}"), ("Salary", f"£{w.number(21, 48)},{w.number(100, 999)}"), ("Closing date", w.say(close)), ("Contact", f"{w.name()}, {w.phone()}, jobs@{w.town().lower()}.example"), ("Start", f"{w.number(1, 28)} {w.one(MONTHS)} 2026")]
        items.append(f"<h3>{role}</h3>" + pairs(w, rows) + f"<p>We are committed to safeguarding. You must be at least {w.one(16, 18, 21)}. Applicants born outside the UK must show a right to work. Our school, founded in {w.number(1870, 1999)}, has {w.number(90, 1500)} pupils on roll aged {w.number(3, 4)} to {w.number(11, 18)}.</p>")
    return shell(w, f"Jobs in {w.town()}", "".join(items)), w.recent(30)


def council(w):
    people = []
    for _ in range(w.number(6, 16)):
        name = w.name()
        people.append((f"Cllr {name}", w.one("Ward A", "North", "Central", "Riverside"), w.one("Labour", "Conservative", "Liberal Democrat", "Green", "Independent"), w.say(w.date(2011, 2024), 0), f"{name.split()[0].lower()}.{name.split()[1].lower()}@council.example", w.phone()))
    minutes = paragraphs([f"Minutes of the meeting held on {w.say(w.recent(), 5)} in the Parish Rooms, {w.street()}.", f"Present: Cllrs {', '.join(w.surname() for _ in range(5))}.",
                          f"{w.number(20, 90)}/25 Planning application {w.number(1000, 9999)}/FUL, {w.one(SAME_NAME)}: no objection.", f"Cllr {w.surname()} declared an interest, having been born in the adjoining property.",
                          f"The clerk reported that the bench in memory of {w.name()} (1931-2019) had been installed.", f"Allotment holders over {w.number(60, 70)} pay half rent from {w.say(w.coming(), 0)}.",
                          f"Register a birth within 42 days: call {w.phone()}. Bring the child's date of birth and place of birth.", f"Next meeting: {w.say(w.coming(60), 5)} at 7.30pm."])
    register = table(["Councillor", "Ward", "Party", "Elected", "E-mail", "Telephone"], people)
    return shell(w, f"{w.town()} Town Council", w.one(minutes, register, minutes + register)), w.recent()


def school_league_of_candidates(w):
    """A statement of persons nominated: names, home addresses, no birth dates."""
    rows = [(w.surname().upper() + ", " + w.first(), e(w.street() + ", " + w.town()), w.one("Green Party", "Independent", "Labour Party"), w.name()) for _ in range(w.number(3, 9))]
    return shell(w, "Statement of persons nominated", f"<p>Election of a councillor on {w.say(w.coming(), 5)}. A candidate must be 18 or over on {w.say(w.recent(), 0)}.</p>" + table(["Name of candidate", "Home address", "Description", "Proposer"], rows)), None


KINDS = {"news": news, "match report": match_report, "fixtures": fixtures, "race results": runners, "obituary": obituary, "family notices": family_notices,
         "events": events, "jobs": jobs, "council": council, "nominations": school_league_of_candidates}
