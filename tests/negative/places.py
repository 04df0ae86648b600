"""School sites, clubs and societies, forums and feeds of other people."""
import json

from words import DAYS, MONTHS, SAME_NAME, e, json_ld, nth, pairs, paragraphs, shell, table


def staff_list(w):
    roles = ["Headteacher", "Deputy Head", "SENCo", "Year 3 Teacher", "Year 6 Teacher", "Teaching Assistant", "School Business Manager", "Site Manager", "Lunchtime Supervisor", "Reception Teacher", "Head of Maths"]
    rows = [(w.one("Mrs", "Mr", "Miss", "Ms", "Dr") + " " + (w.name() if w.number(0, 1) else w.surname()), role, f"{w.surname().lower()}@school.example", f"Since {w.number(1995, 2024)}") for role in w.some(roles, w.number(5, 11))]
    blurbs = "".join(f"<h4>{n}</h4><p><em>{r}</em></p><p>" + w.ready(f"I was born in {w.town()} and have taught here since {w.number(1999, 2022)}. I support {w.club()} for my sins.", f"My birthday is in {w.one(MONTHS)} and I love cake!", f"I am {w.number(24, 60)} years young and live with my cat {w.one('Tibbles', 'Mog')}.", "I have two boys, aged 4 and 7.", f"Fun fact: I share a birthday with the King, 14 November.", f"Born {w.say(w.date(1960, 2000), 0)}, qualified {w.number(1985, 2022)}.") + "</p>" for n, r, _, _ in rows)
    return shell(w, "Meet the team", w.one(table(["Name", "Role", "E-mail", "Joined"], rows), blurbs, pairs(w, [(r, n) for n, r, _, _ in rows])), site=school(w)), None


def school(w):
    return f"{w.town()} {w.one('Community Primary School', 'Church of England Primary School', 'High School', 'Academy', 'Infant and Nursery School')}"


def term_dates(w):
    rows = []
    for term in ("Autumn", "Spring", "Summer"):
        rows.append((f"{term} term begins", w.say(w.coming(), w.one(0, 5))))
        rows.append((f"{term} half term", f"{w.number(10, 20)} to {w.number(21, 28)} {w.one(MONTHS)} 2026"))
        rows.append((f"{term} term ends", w.say(w.coming(), w.one(0, 5))))
        rows.append(("INSET day", w.say(w.coming())))
    return shell(w, "Term dates 2025-2026", w.one(table(["Event", "Date"], rows), pairs(w, rows)) + f"<p>Office: {w.phone()}. Gates open 8.40am.</p>", site=school(w)), None


def admissions(w):
    a, b = w.number(2011, 2022), w.number(2011, 2022)
    sentences = w.some([
        f"Children born between 1 September {a} and 31 August {a + 1} start Reception in September {a + 5}.", f"If your child was born on or after 1 September {b}, apply by 15 January {b + 5}.", "Summer-born children (born 1 April to 31 August) may defer.",
        "We need to see a birth certificate showing your child's full name, date of birth and place of birth.", "Applications close on 31 October 2025. National offer day is 2 March 2026.", f"Published admission number: {w.number(15, 240)}. Oversubscription criteria apply; see {w.one(SAME_NAME)} map.",
        "Looked-after children and those previously looked after have priority.", f"Contact {w.name()}, Admissions Officer, {w.phone()}, admissions@school.example, {w.street()}, {w.town()} {w.postcode()}.", "Siblings aged 4 to 11 on roll on 1 September count."], w.number(4, 8))
    form = pairs(w, [("Child's surname", ""), ("Date of birth", "DD/MM/YYYY"), ("Mother's maiden name", ""), ("Previous school", "")])
    return shell(w, "Admissions", paragraphs(sentences) + table(["Year group", "Born between", "Age"], [(f"Year {y}", f"1 September {2024 - y - 5} and 31 August {2025 - y - 5}", f"{y + 4}-{y + 5}") for y in range(1, 7)]) + form, site=school(w)), None


def policy(w):
    name = w.ready("Safeguarding", "Data Protection", "Social Media", "Behaviour", "Attendance", "Online Safety")
    head = pairs(w, [("Policy", name), ("Approved by", "Full Governing Body"), ("Date", w.say(w.recent(900))), ("Review date", w.say(w.coming())), ("Author", w.name()), ("Version", f"{w.number(1, 6)}.{w.number(0, 9)}")])
    sentences = w.some(["Personal data means any information such as name, date of birth, home town or telephone number.", "Staff must not publish their date of birth, for example 04/07/1985, on public profiles.", "For instance: “I am 30 today and I teach at the school” tells a stranger three things.", "The DSL is the headteacher, who has held the role since 1 September 2021.",
                        "Pupils under 13 may not have accounts.", "Employees aged 18 to 21 are covered by section 4.", f"Complaints: {w.name()}, Chair of Governors, c/o the school office, {w.phone()}.", "Records are kept until the pupil is 25 years old.", "Never use your mother's maiden name, first pet or first school as a password.", "Born-digital records are reviewed each July."], w.number(4, 8))
    return shell(w, f"{name} policy", head + paragraphs(sentences), site=school(w)), None


def class_page(w):
    day = w.recent(300)
    notes = w.some([f"Happy birthday to {w.first()}, who is {w.number(5, 11)} today!", f"{w.first()} and {w.first()} turned {w.number(5, 11)} this week.", f"World Book Day is {w.say(w.coming(), 5)}: come as a character.", f"Miss {w.surname()} is 30 today, so we sang to her!", f"PE is on {w.one(DAYS[:5])}. Please send kit.", "We learned about Florence Nightingale, who was born on 12 May 1820.",
                    f"Our class hamster, {w.one('Nibbles', 'Fudge')}, is 2 today.", "Spellings this week: born, birthday, thirty, forty.", "We made a time line: I was born in 2017, I walked in 2018.", f"Swimming starts {w.say(w.coming(), 1)}.", f"Mr {w.surname()}, our caretaker, celebrates his 60th birthday on Friday."], w.number(4, 8))
    posts = "".join(f'<article class="post"><time datetime="{w.recent(300)}">{w.say(day, 0)}</time><p>{n}</p></article>' for n in notes)
    return shell(w, w.ready("Hedgehog Class", "Year 4 Kestrels", "Dosbarth 3", "Willow Class blog"), w.one(paragraphs(notes, 1), posts), site=school(w), published=day), day


def newsletter(w):
    day = w.recent(300)
    parts = [f"<h3>{t}</h3><p>{p}</p>" for t, p in w.some([("Star of the week", ", ".join(f"{w.first()} (Y{w.number(1, 6)})" for _ in range(6))), ("Birthdays", "; ".join(f"{w.first()} {w.number(5, 11)} on {nth(w.number(1, 28))}" for _ in range(5))), ("Farewell", f"Mrs {w.surname()} retires after {w.number(20, 38)} years. She joined us in {w.number(1985, 2000)} aged 22."), ("Dates", f"{w.say(w.coming(), 5)}: nativity. {w.say(w.coming(), 5)}: flu jabs."), ("New arrival", f"Miss {w.surname()} has had a baby girl, {w.first(True)}, born on {w.say(w.recent(60), 0)}."), ("Thank you", "Thank you for all my birthday wishes and cards, says our cook, who was 50 on Monday."), ("PTA", f"The 200 Club was won by {w.name()}. Text {w.phone()}.")], w.number(3, 6))]
    return shell(w, f"Newsletter {w.number(1, 39)}, {w.say(day, 0)}", "".join(parts), site=school(w), published=day), day


def club(w):
    name = w.ready(f"{w.town()} Bowls Club", f"{w.town()} Harriers", f"{w.town()} Camera Club", f"{w.town()} WI", f"{w.town()} Brass Band", f"1st {w.town()} Scouts", f"{w.town()} Cricket Club")
    officers = [(r, w.name(), w.phone(), f"{w.first().lower()}@club.example") for r in ("Chairman", "Hon. Secretary", "Treasurer", "Membership", "Welfare Officer")]
    members = [(w.name(), w.say(w.date(1940, 2012), 3), w.number(1980, 2025)) for _ in range(w.number(6, 15))]
    sentences = w.some([f"We were founded on {w.say(w.date(1926, 2005), 0)} and meet at {w.one(SAME_NAME)} on {w.one(DAYS)}s.", f"Subs are £{w.number(5, 90)}, half price if you are under {w.one(18, 21)} or over {w.one(60, 65)}.", f"Congratulations to {w.name()} who was {w.number(70, 95)} on {w.say(w.recent(90), 0)}.", f"Juniors must be {w.number(6, 11)} by 1 September.",
                        f"The band is 150 this year and what a birthday party we had.", f"Beaver Scouts: 6 to 8. Cubs: 8 to 10½. Scouts: 10½ to 14.", f"Life member {w.name()}, born in {w.number(1930, 1950)}, cut the ribbon.", f"Next fixture: {w.say(w.coming(), 5)} away to {w.town()}."], w.number(3, 7))
    extra = w.one(table(["Office", "Name", "Telephone", "E-mail"], officers), table(["Member", "Date of birth", "Joined"], members), pairs(w, [(r, f"{n}, {p}") for r, n, p, _ in officers]))
    return shell(w, name, paragraphs(sentences) + extra), None


FORUM_LINES = ["I was born in {year} so I remember the old ones.", "43 today and still can't bleed a radiator.", "It's my birthday today, so be kind!", "I'm {age} and have been doing this for years.", "My DOB is {date} if that helps with the pension forecast.", "Turned {age} yesterday, celebrated with a new shed.",
               "I live in {town} and support {club}.", "My first car was a {car}, bought for £50.", "Thanks for all the birthday wishes today everyone!", "Born and bred in {town}.", "My lad is {child} and mad on it.", "Anyone remember Mr {surname}, who taught woodwork?", "The big 5-0 today. Send cake.", "I teach {subject} at a secondary in {town}.",
               "My mum's maiden name was {surname}, from {town}.", "Ring me on {phone} after six.", "DOB 14/3/{yy}, so I get it next year.", "Happy birthday {first}! 60 today!"]


def forum_line(w):
    return w.one(FORUM_LINES).format(year=w.number(1945, 2002), age=w.number(25, 80), date=w.say(w.date(1945, 2000), w.number(0, 3)), town=w.town(), club=w.club(), car=w.one("Mini", "Hillman Imp", "Fiesta"), child=w.number(3, 15),
                                     surname=w.surname(), subject=w.one("maths", "history", "PE"), phone=w.phone(), yy=w.number(50, 99), first=w.first())


def forum(w):
    """A thread between strangers, each post with its writer."""
    title = w.ready("Bleeding radiators", "State pension age", "Which whippet?", "Introduce yourself here", "Best chippy in town?", "Lost stations of the north")
    build, posts, first = w.number(0, 5), [], w.recent(1500)
    writers = w.some([f"{w.first().lower()}{w.number(1, 99)}" for _ in range(4)] + [f"{w.surname()}{w.number(1950, 2004)}" for _ in range(4)] + [w.name() for _ in range(4)], 5)
    for i in range(w.number(4, 12)):
        who, text, at = w.one(writers[:2]) if i > 1 else writers[i], " ".join(forum_line(w) for _ in range(w.number(1, 3))), first
        profile = f"Joined: {w.say(w.date(2008, 2024), 0)}<br>Posts: {w.number(3, 9000)}<br>Location: {w.town()}" + (f"<br>Age: {w.number(18, 80)}" if w.number(0, 3) == 0 else "")
        if build == 0:
            posts.append(f'<div class="post" id="p{i}"><div class="postprofile"><a class="username" href="/u/{i}">{who}</a><dl><dt>Joined:</dt><dd>{w.say(w.date(2008, 2024), 0)}</dd><dt>Location:</dt><dd>{w.town()}</dd></dl></div><p class="author"><time datetime="{at}">{w.say(at, 0)}</time></p><div class="content">{text}</div></div>')
        elif build == 1:
            posts.append(f'<article class="message" data-author="{e(who)}"><h4 class="message-name"><a class="username">{who}</a></h4><div class="message-extras">{profile}</div><time datetime="{at}">{w.say(at, 0)}</time><div class="bbWrapper">{text}</div></article>')
        elif build == 2:
            posts.append(f'<div itemscope itemtype="https://schema.org/{w.one("Comment", "Answer")}"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{who}</span></span><time itemprop="datePublished" datetime="{at}">{at}</time><div itemprop="text">{text}</div></div>')
        elif build == 3:
            posts.append(f'<div class="h-entry"><a class="p-author h-card" href="/u/{i}">{who}</a> <time class="dt-published" datetime="{at}">{at}</time><div class="e-content">{text}</div></div>')
        elif build == 4:
            posts.append(f'<article class="post"><header><span class="author">{who}</span> on <time datetime="{at}">{w.say(at, 0)}</time></header><p>{text}</p></article>')
        else:
            posts.append({"@type": "Comment", "text": text, "dateCreated": str(at), "author": {"@type": "Person", "name": who}})
    if build == 5:
        shown = json_ld({"@context": "https://schema.org", "@type": "DiscussionForumPosting", "headline": title, "author": {"@type": "Person", "name": writers[0]}, "comment": posts})
        return shell(w, title, "<p>Log in to read the replies.</p>", head=shown, site=f"{w.town()} Forum"), first
    return shell(w, title, "".join(posts), site=f"{w.town()} Forum", head=""), first


def member_list(w):
    rows = [(f"{w.first().lower()}{w.number(1950, 2005)}", w.say(w.date(2006, 2024)), w.number(0, 5000), w.town(), w.say(w.date(1950, 2005), w.one(0, 3))) for _ in range(w.number(10, 25))]
    today = f"<p>Today's birthdays: " + ", ".join(f"{w.first().lower()}{w.number(1, 99)} ({w.number(20, 70)})" for _ in range(4)) + "</p>"
    return shell(w, "Members", w.one(table(["Username", "Joined", "Posts", "Location", "Birthday"], rows), table(["Username", "Joined", "Posts", "Location"], [r[:4] for r in rows])) + today, site=f"{w.town()} Forum"), w.recent(30)


def feed(w):
    """An RSS or Atom feed of somebody else's paper or blog."""
    items = []
    for _ in range(w.number(5, 12)):
        day = w.recent(500)
        title = w.ready(f"Pensioner, {w.number(66, 99)}, wins marrow prize", f"{w.name()} turns {w.number(30, 90)}", f"{w.club()} sign {w.name(False)}, {w.number(17, 33)}", f"Born on this day: {w.name()}", f"Village hall is 100 today")
        text = " ".join(forum_line(w) if w.number(0, 3) == 0 else f"{w.name()}, {w.number(18, 90)}, of {w.town()}, said so on {w.say(day, 0)}." for _ in range(2))
        items.append((title, text, day, w.name()))
    if w.number(0, 1):
        body = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>' + w.town() + " Gazette</title>" + "".join(f"<item><title>{e(t)}</title><description>{e(x)}</description><dc:creator>{a}</dc:creator><pubDate>{d:%a, %d %b %Y} 08:00:00 GMT</pubDate></item>" for t, x, d, a in items) + "</channel></rss>"
    else:
        body = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>' + w.town() + " Gazette</title>" + "".join(f"<entry><title>{e(t)}</title><author><name>{a}</name></author><updated>{d}T08:00:00Z</updated><summary>{e(x)}</summary></entry>" for t, x, d, a in items) + "</feed>"
    return body, None


def people_json(w):
    """What a club's or paper's programming interface gives."""
    people = [{"id": i, "name": w.name(), "dateOfBirth": str(w.date(1950, 2010)), "team": w.club(), "town": w.town(), "age": w.number(15, 70)} for i in range(w.number(3, 12))]
    return json.dumps(w.one({"players": people}, {"results": people, "total": len(people)}, people)), None


KINDS = {"staff list": staff_list, "term dates": term_dates, "admissions": admissions, "policy": policy, "class page": class_page, "newsletter": newsletter, "club": club,
         "forum": forum, "member list": member_list, "feed": feed, "people as JSON": people_json}
