"""Voices in the first person that are nobody's whom we know: letters, testimonials, candidates, fiction, samples."""

from words import MONTHS, pairs, paragraphs, shell


def agony(w):
    """Letters to a paper's aunt, unsigned or signed with a mood."""
    letters = []
    for _ in range(w.number(2, 5)):
        age = w.number(19, 78)
        letter = w.ready(f"I am {age} and have been with my boyfriend for three years.", f"I'm a {age}-year-old woman who cannot say no to her sister.", f"I turned {age} last month and nobody came.",
                         f"My husband, who is {age}, has taken up the bagpipes.", f"I was born in {w.town()} and miss it every day.", f"Dear Madge, I'm {age}, he's {w.number(20, 70)}. Is it too late?")
        letters.append(f"<h3>{w.ready('He never does the washing up', 'Should I lend my brother money?', 'Stuck in the middle', 'Too shy to dance')}</h3><p>{letter} {w.ready('Am I being silly?', 'What should I do?', 'My friends say leave.')}</p>"
                       f"<p><i>{w.one('Worried', 'Fed up', 'Lonely', 'Puzzled')}, {w.town()}</i></p><p><b>{w.one('Madge', 'Dr Flo', 'Auntie Jean')} says:</b> At {age}, nothing is too late.</p>")
    return shell(w, w.ready("Dear Madge: your problems answered", "Problem page", "Ask Auntie Jean"), "".join(letters), published=w.recent(90)), w.recent(90)


def testimonials(w):
    said = [f"I'm {w.number(60, 88)} and my stairlift has given me my life back.", f"I was {w.number(30, 60)} when I first walked in, and I have never looked back.", f"I turned {w.number(40, 80)} in {w.one(MONTHS)} and treated myself.", f"Best dentist in {w.town()}, and I was born there.",
            f"It was my {w.one(40, 50, 60, 70)}th birthday and they brought out a cake.", f"My name is {w.first()}, I'm {w.number(25, 80)}, and I love my new kitchen."]
    rows = [(text, w.name(), w.town()) for text in w.some(said, w.number(2, 5))]
    build = w.number(0, 3)
    if build == 0:
        body = "".join(f"<blockquote><p>{t}</p><footer>{n}, {p}</footer></blockquote>" for t, n, p in rows)
    elif build == 1:
        body = "".join(f"<p>“{t}”</p><p>- {n}, {p}</p>" for t, n, p in rows)
    elif build == 2:
        body = "".join(f'<div class="testimonial"><p>“{t}”</p><cite>{n}</cite></div>' for t, n, p in rows)
    else:
        body = "".join(f"<h4>{n}, {p}</h4><p>{t}</p>" for t, n, p in rows)
    return shell(w, w.ready("What our customers say", "Testimonials", "Happy customers"), body + f"<p>Call us on {w.phone()}.</p>", site=f"{w.surname()} & Sons"), None


def candidates(w):
    """Statements of people who stand for election."""
    entries = []
    for _ in range(w.number(3, 6)):
        name, place = w.name(), w.town()
        text = w.ready(f"I'm {w.number(22, 80)}, I was born in {place} and I will fight for our library.", f"I have lived in {place} for {w.number(8, 60)} years and support {w.club()}.", f"I am a {w.one('teacher', 'nurse', 'plumber')} and a mum of two.", f"Born in {place} in {w.number(1945, 2003)}, I know these streets.")
        entries.append(w.one(f"<h3>{name} ({w.one('Labour', 'Conservative', 'Green', 'Independent', 'Plaid Cymru')})</h3><p>{text}</p>", f"<h3>{name}</h3><p><b>{w.one('Labour', 'Green', 'Independent')}</b></p><p>{text}</p>"))
    return shell(w, f"Who is standing in {w.town()}?", "".join(entries), published=w.recent(60)), None


def case_study(w):
    """One person's story, told by a charity or a firm."""
    w.namesake = False  # by a first name alone she might be told of
    first, age = w.first(), w.number(24, 80)
    sentences = w.some([f"I was {age - 3} when the letter came.", f"I'm {age} now and I still cannot believe it.", f"I was born in {w.town()} and grew up by the sea.", f"My birthday is {w.number(1, 28)} {w.one(MONTHS)} and I spent it in a ward.",
                        f"I turned {age} last week, and they had made me a card.", f"My mum's maiden name was {w.surname()}, and that is how they found us.", f"“I live in {w.town()} with my dog, {w.one('Otto', 'Biscuit')},” says {first}."], w.number(3, 5))
    return shell(w, w.ready(f"{first}'s story", f"Meet {first}", f"“I never thought it would be me”: {first}'s story", f"Case study: {first}, {age}"), paragraphs(sentences), site=w.one("Shelter from the Storm", "Pennine Heart Trust", "Lantern Hospice")), None


def player(w):
    """A club's or agency's page of somebody, with the words beside it in the first person."""
    name, born = w.name(), w.date(1955, 2006)
    rows = pairs(w, [("Name", name), ("Date of birth", w.say(born, w.one(0, 3, 4))), ("Age", 2025 - born.year), ("Place of birth", w.town()), ("Position", w.one("Goalkeeper", "Scrum half", "Alto", "Lead")), ("Previous clubs", w.club())])
    text = paragraphs(w.some([f"I was born in {w.town()} and joined at nine.", f"I've supported {w.club()} since I could walk.", f"I'm {2025 - born.year} and want to play for years yet.", f"My first car was a {w.one('Corsa', 'Clio', 'Fiesta')}."], 2))
    return shell(w, w.one(name, f"{name} | First team", f"Player profile: {name}"), rows + text, site=w.club()), None


def horoscope(w):
    day = w.recent(30)
    text = [f"If it's your birthday today: a year of change begins on {w.say(w.coming(), 0)}.", f"Born on {day.day} {MONTHS[day.month - 1]}? You share your day with {w.name()}, {w.number(30, 80)}.", f"Birthdays today: {w.name()}, actor, {w.number(20, 90)}; {w.name()}, bishop, {w.number(50, 90)}.",
            "Aries (21 March to 19 April): money comes from an old friend.", "Leo (23 July to 22 August): say no.", f"People born in {w.number(1950, 2000)} may find {w.one('Saturn', 'Mars')} testing."]
    return shell(w, w.ready("Your stars", "Horoscopes", f"Birthdays today, {w.say(day, 0)}"), paragraphs(w.some(text, w.number(3, 6)), 1), published=day), day


def fiction(w):
    """A chapter or a poem; whoever says "I" in it never lived."""
    year = w.number(1790, 1990)
    text = w.some([f"I was born in the year {year}, in the town of {w.town()}, of a good family.", f"My father named me {w.first()} after a horse.", f"“I am {w.number(18, 70)} today,” said the captain, “and I have never seen the sea so flat.”", f"I turned {w.number(18, 60)} on the day the war ended.",
                   f"On {w.say(w.date(1930, 1999), 0)} I first saw the light, and disliked it.", f"{w.first()} was {w.number(17, 60)} that spring, and knew everything.", f"My mother had been a {w.surname()} before she was a widow."], w.number(3, 6))
    title = w.ready("The Lamplighter's Daughter: Chapter One", "Chapter 3", "Extract: A Quiet Harbour", "Short story: The Ferry")
    by = f"<p>by {w.name()}</p>" if w.number(0, 3) else ""
    return shell(w, title, by + paragraphs(text), site=w.one("Heron Press", "The Fiction Shelf")), None


def sample(w):
    """Forms filled in and CVs written as examples."""
    name, born = w.one("Jane Sample", "Joe Bloggs", "A. N. Other", w.name()), w.date(1960, 2003)
    rows = pairs(w, [("Name", name), ("Date of birth", w.say(born)), ("Address", f"{w.street()}, {w.town()} {w.postcode()}"), ("Telephone", w.phone()), ("E-mail", f"{name.split()[0].lower()}@mail.example"), ("Nationality", "British")])
    text = f"<p>Personal statement: I am a {w.number(20, 60)}-year-old {w.one('administrator', 'chef', 'primary teacher')} with {w.number(2, 20)} years' experience.</p>"
    return shell(w, w.ready("Example CV and how to write your own", "CV template: school leaver", "Sample application form", "How to fill in form MC4: worked example"), f"<p>Here is an example:</p>{rows}{text}", site=w.one("Careers Hub", "CV Doctor")), None


def lonely_hearts(w):
    w.namesake = False  # by a first name alone she might be told of
    lines = [w.ready(f"{w.one('Lady', 'Gent')}, {w.number(40, 79)}, {w.town()}, WLTM kind {w.one('gent', 'lady')} for walks.", f"{w.first()}, {w.number(25, 75)}, {w.town()}. Likes jazz and {w.club()}.", f"Widow, {w.number(55, 80)}, young at heart, seeks dancing partner. Box {w.number(100, 999)}.",
                     f"I'm {w.number(30, 70)}, solvent, own teeth. {w.town()} area.") for _ in range(w.number(6, 14))]
    return shell(w, w.ready("Lonely hearts", "Meet someone new", "Heart to heart"), w.one(paragraphs(lines, 1), "<ul>" + "".join(f"<li>{x}</li>" for x in lines) + "</ul>")), w.recent(20)


def questions(w):
    """Questions of strangers and what experts said."""
    asked = [f"I am {w.number(50, 70)} and have {w.number(5, 30)} years of contributions. When can I retire?", f"I was born on {w.say(w.date(1950, 1975), 0)}. What is my state pension age?", f"My son was born in {w.number(2008, 2022)}; which year group is he in?", f"I'm {w.number(20, 60)} and want to become a teacher. Is it too late?", f"I moved to {w.town()} in {w.number(1990, 2020)}; who is my MP?"]
    build, out = w.number(0, 2), ""
    for text in w.some(asked, w.number(2, 4)):
        if build == 0:
            out += f"<h3>Q: {text}</h3><p>A: Speak to an adviser on {w.phone()}.</p>"
        elif build == 1:
            out += f"<dt>{text}</dt><dd>That depends on the year that you were born.</dd>"
        else:
            out += f'<div itemscope itemtype="https://schema.org/Question"><p itemprop="text">{text}</p><div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><p itemprop="text">It does.</p></div></div>'
    return shell(w, w.ready("Your questions answered", "Pensions: readers' questions", "Frequently asked questions", "Ask the expert"), f"<dl>{out}</dl>" if build == 1 else out), None


KINDS = {"agony aunt": agony, "testimonials": testimonials, "candidates": candidates, "case study": case_study, "player": player, "horoscope": horoscope, "fiction": fiction, "sample": sample,
         "lonely hearts": lonely_hearts, "questions": questions}
