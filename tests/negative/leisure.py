"""Recipes, history, biographies, museums, genealogy, theatre, shops, cars, pets, wikis."""
from words import MONTHS, SAME_NAME, e, json_ld, nth, pairs, paragraphs, shell, table

# Dates of birth as every encyclopaedia has them.
GREAT = [("Charles Darwin", "12 February 1809", "Shrewsbury"), ("Mary Seacole", "23 November 1805", "Kingston"), ("Alan Turing", "23 June 1912", "London"),
         ("Beatrix Potter", "28 July 1866", "Kensington"), ("Lowry", "1 November 1887", "Stretford"), ("Gracie Fields", "9 January 1898", "Rochdale"),
         ("Isambard Kingdom Brunel", "9 April 1806", "Portsmouth"), ("Dylan Thomas", "27 October 1914", "Swansea"), ("Robert Burns", "25 January 1759", "Alloway"),
         ("Gertrude Bell", "14 July 1868", "Washington"), ("Benjamin Britten", "22 November 1913", "Lowestoft"), ("Barbara Castle", "6 October 1910", "Chesterfield")]


def recipe(w):
    dish = w.ready("Parkin", "Welsh rarebit", "Bara brith", "Cullen skink", "Sticky toffee pudding", "Lancashire hotpot", "Vegan shepherd's pie", "Clootie dumpling")
    author, day = w.name(), w.recent(2000)
    intro = w.some([
        f"I first made this for my son's {nth(w.number(3, 18))} birthday and now he asks for it every year.", f"Nan was born in {w.number(1920, 1948)} and cooked it on a range until she was {w.number(80, 95)}.",
        f"My mother's family came from {w.town()} and this was her Sunday treat.", "Turn the oven to 180C/fan 160C/gas 4. Bake for 40 minutes, turning halfway: 30 today, 45 on a cold day.",
        f"It is my birthday today so I am having seconds.", f"Our blog turned {w.number(2, 12)} yesterday! Thank you for all the kind wishes.", f"My little girl, who is {w.number(3, 9)}, likes hers with custard.",
        f"First published on {w.say(day, 0)}; updated {w.say(w.recent(90), 0)}.", f"The big 4-0 deserves a big cake, so when {w.first()} hit 40 we made three of these.", f"This one is for {w.first()}, 60 tomorrow!"], w.number(2, 5))
    steps = ["Heat the oven to 200C.", f"Rub {w.number(100, 400)}g butter into the flour.", f"Rest it for {w.number(20, 60)} minutes.", f"Bake {w.number(25, 70)} mins until golden.", f"Serves {w.number(2, 12)}."]
    head = json_ld({"@context": "https://schema.org", "@type": "Recipe", "name": dish, "datePublished": str(day), "author": {"@type": "Person", "name": author},
                    "recipeYield": str(w.number(2, 12)), "review": [{"@type": "Review", "author": w.name(), "reviewBody": "Made it for my 50th today, gorgeous!"}]})
    body = f'<p>By <span class="author">{author}</span></p>' + paragraphs(intro) + "<ol>" + "".join(f"<li>{s}</li>" for s in steps) + "</ol>"
    if w.number(0, 1):
        said = [f"I am {w.number(60, 85)} and my gran made it just like this.", "Made this for my birthday today. 10/10.", f"Born in {w.town()} in {w.number(1950, 1980)}, this took me right back.", "Too sweet."]
        body += "<h3>Reviews</h3>" + "".join(f'<div itemprop="review" itemscope itemtype="https://schema.org/Review"><b itemprop="author">{w.name()}</b><p itemprop="reviewBody">{s}</p></div>' for s in w.some(said, 2))
    return shell(w, f"{dish} recipe", body, head=head, published=day), day


def history(w):
    town = w.town()
    sentences = w.some([
        f"The mill opened on {w.say(w.date(1930, 1960), 0)} and closed on {w.say(w.date(1970, 1999), 0)}.", f"{w.name()}, born in {town} in {w.number(1880, 1939)}, started in the card room at 12.", f"Emmeline Pankhurst, born 15 July 1858, spoke from the Town Hall steps.",
        f"The last tram ran on {w.say(w.date(1930, 1955), 0)}.", f"By 1841 the population was {w.number(2, 40)},{w.number(100, 999)}.", f"Our oldest member, {w.name(True)}, was born on {w.say(w.date(1927, 1938), 0)} above the Co-op.",
        f"Elizabeth II, born 21 April 1926, opened the new wing when she was {w.number(30, 70)}.", f"Half-timers as young as ten worked from 6am. “I was born in a two-up two-down in 1931,” recalled {w.name()}.", f"The school log for {w.say(w.date(1930, 1939), 0)} reads: “Attendance poor owing to measles.”",
        f"A plaque at {w.one(SAME_NAME)} marks the birthplace of {w.name(False)}, inventor, b. {w.number(1926, 1960)}.", f"Lady {w.surname()} (b. {w.say(w.date(1930, 1970), 0)}) gave the park to the people.", f"In {w.number(1926, 1999)} the vicar, the Rev {w.name(False)}, then {w.number(30, 70)}, led the march."], w.number(5, 9))
    rows = [(w.number(1800, 2020), w.ready(f"{w.name()} born in Mill Lane", "Railway arrives", "Town hall opened", f"{w.club()} founded", f"Birth of {w.name()}")) for _ in range(8)]
    return shell(w, f"A short history of {town}", paragraphs(sentences) + (table(["Year", "Event"], sorted(rows)) if w.number(0, 1) else "")), None


def biography(w):
    """Of an invented public figure, as agents and encyclopaedias write them."""
    name, born = w.name(), w.date(1935, 2002)
    first, last = name.split()
    age = 2025 - born.year
    trade = w.ready("actor", "novelist", "MP", "snooker player", "weather presenter", "folk singer", "rower", "chef", "comedian")
    lead = w.ready(f"{name} (born {w.say(born, 0)}) is a British {trade}.", f"{name} was born in {w.town()} on {w.say(born, 0)}.", f"Born in {w.town()} in {born.year}, {name} is best known as a {trade}.",
                   f"{trade.capitalize()} {name} was born on {w.say(born, 1)} and grew up in {w.town()}.", f"Now {age}, {name} has been a {trade} for {w.number(5, 15)} years.")
    rest = w.some([f"{last} attended {w.town()} Grammar School and supports {w.club()}.", f"{first} turned {age} in {w.one(MONTHS)}.", f"{first}'s mother, {w.first(True)} (née {w.surname()}), was a teacher.", f"In {born.year + 24}, at the age of 24, {first} won a BAFTA.",
                   f"“I was born in a flat above a chip shop,” {first} told the Radio Times in {w.number(1995, 2024)}.", f"Birthday: {w.say(born, 0)}. Star sign: {w.one('Aries', 'Leo', 'Virgo')}. Height: 5ft {w.number(2, 11)}in.", f"{first} lives in {w.town()} with two children, {w.first()} and {w.first()}, and a lurcher named {w.one('Biscuit', 'Otto')}.",
                   f"“I'm {age} now and I still get nerves,” says {first}."], w.number(2, 5))
    facts = pairs(w, [("Born", f"{w.say(born, 0)} (age {age})<br>{w.town()}, England"), ("Occupation", trade.capitalize()), ("Education", f"{w.town()} College"), ("Years active", f"{born.year + 20}-present"), ("Children", w.number(0, 4))], w.one(0, 1, 1))
    build = w.number(0, 4)
    if build == 0:
        facts = f'<div class="infobox vcard"><div class="fn">{name}</div>{facts.replace("(age", f"<span style=display:none>(<span class=bday>{born}</span>)</span> (age")}</div>'
    elif build == 1:
        facts = json_ld({"@context": "https://schema.org", "@type": "Person", "name": name, "birthDate": str(born), "jobTitle": trade, "birthPlace": {"@type": "Place", "name": w.town()}, "children": [{"@type": "Person", "name": w.first(), "birthDate": "2012-04-02"}]})
    elif build == 2:
        facts = f'<div vocab="https://schema.org/" typeof="Person"><span property="name">{name}</span> <span property="birthDate" content="{born}">{w.say(born, 0)}</span></div>'
    elif build == 3:
        facts = f'<aside itemscope itemtype="http://schema.org/Person"><h4 itemprop="name">{name}</h4><meta itemprop="birthDate" content="{born}"><p>Date of birth: {w.say(born, 0)}</p></aside>'
    return shell(w, w.ready(name, f"{name}: biography", f"About {name}", f"{name} - {trade}"), w.one(facts + paragraphs([lead] + rest), paragraphs([lead] + rest) + facts)), None


def great(w):
    rows = w.some(GREAT, w.number(4, 9))
    return shell(w, "On this day: famous births", w.one(table(["Name", "Born", "Birthplace"], rows), "".join(f"<h3>{n}</h3><p>Born: {d}, {p}</p>" for n, d, p in rows),
                 "<ul>" + "".join(f"<li>{d}: {n} is born in {p}.</li>" for n, d, p in rows) + "</ul>", "".join(f"<p><b>{n}</b>, b. {d}, {p}.</p>" for n, d, p in rows))), None


def museum(w):
    items = []
    for _ in range(w.number(5, 10)):
        maker = w.name(False)
        items.append(pairs(w, [("Object number", f"{w.number(1950, 2020)}.{w.number(1, 400)}"), ("Maker", f"{maker} (b. {w.number(1926, 1960)})"), ("Place of birth", w.town()), ("Date", f"{w.number(1900, 1990)}"), ("Donor", f"Mrs {w.surname()}, {w.street()}"), ("Acquired", w.say(w.date(1950, 2020)))], 0))
    info = f"<p>Open daily 10am to 5pm. Closed 25 December and 1 January. Adults £{w.number(4, 14)}, under {w.number(5, 16)}s free. Ring {w.phone()}.</p>"
    return shell(w, f"{w.town()} Museum: collections", info + "<hr>".join(items)), None


def genealogy(w):
    surname = w.surname()
    people = [(w.first() + " " + surname, w.say(w.date(1926, 2015), w.number(0, 4)), w.town(), w.say(w.date(1960, 2024), 0), w.name()) for _ in range(w.number(8, 20))]
    tree = "".join(f'<li itemscope itemtype="http://schema.org/Person"><span itemprop="name">{n}</span> b. <time itemprop="birthDate">{b}</time> {p}, m. {s}</li>' for n, b, p, m, s in people)
    plain = "".join(f"<p>{i + 1}. {n}, born {b} in {p}; married {s} {m}.</p>" for i, (n, b, p, m, s) in enumerate(people))
    gedcom = "<pre>" + "\n".join(f"0 @I{i}@ INDI\n1 NAME {n.split()[0]} /{surname}/\n1 BIRT\n2 DATE {b}\n2 PLAC {p}" for i, (n, b, p, m, s) in enumerate(people)) + "</pre>"
    register = table(["Name", "Born", "Birthplace", "Married", "Spouse"], people)
    census = table(["Name", "Relation", "Age", "Occupation", "Where born"], [(n, w.one("Head", "Wife", "Son", "Dau", "Lodger"), w.number(1, 80), w.one("Weaver", "Scholar", "Domestic"), p) for n, b, p, m, s in people])
    return shell(w, f"The {surname} family of {w.town()}", w.one(f"<ul>{tree}</ul>", plain, gedcom, register, census) + f"<p>Can you help? My great-grandfather was born about {w.number(1880, 1935)}. Contact {w.name()}.</p>"), None


def theatre(w):
    cast = []
    for _ in range(w.number(5, 12)):
        name = w.name()
        cast.append(f"<h4>{name} <i>as {w.one('Hamlet', 'Dame Trott', 'Nurse', 'Mother Courage', 'Buttons')}</i></h4><p>" + w.ready(
            f"{name.split()[0]} was born in {w.town()} in {w.number(1950, 2006)} and trained at Bristol Old Vic.", f"Born and raised in {w.town()}, {name.split()[0]} makes a debut with us at {w.number(16, 60)}.", f"Born: {w.say(w.date(1955, 2004), 0)}. Credits include Casualty.",
            f"“I was born to play this part,” says {name.split()[0]}, {w.number(20, 70)}.", f"A teacher by day, {name.split()[0]} has been with the society since {w.number(1990, 2020)}.") + "</p>")
    return shell(w, f"{w.town()} Players: meet the cast", f"<p>{w.say(w.coming(), 5)} to {w.say(w.coming(), 0)}, 7.30pm. Tickets {w.phone()}. Ages {w.number(5, 14)}+.</p>" + "".join(cast)), None


def shop(w):
    items = []
    for _ in range(w.number(4, 9)):
        thing = w.ready("40 Today! birthday banner", "Personalised 1975 birthday mug", "Born in 1985 T-shirt", "Happy 30th Birthday to Me badge", "First car money box", "Mum's favourite apron", f"{w.club()} scarf", "The Big 5-0 balloon", "Class of 2025 hoodie", "“It's my birthday” sash", "School trousers age 9-10")
        items.append(f'<div class="product" itemscope itemtype="https://schema.org/Product"><h3 itemprop="name">{thing}</h3><img src="/i/{w.number(1, 99)}.jpg" alt="{e(thing)}"><p itemprop="description">{w.ready("Born 17 June 1985? This is the one for you.", "Suitable for ages 3 and up.", "Add a name and date of birth at checkout.", "I was born in 1960 and I love mine, says our tester.", "In stock since 4 May 2021.")}</p>'
                     f'<span itemprop="sku">{w.number(19500101, 20051231)}</span> <b>£{w.number(2, 40)}.99</b><div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">{w.name()}</span>, {w.say(w.recent(), 0)}: <q itemprop="reviewBody">{w.ready("Bought for my 50th birthday, great!", "I am 71 today and it made me laugh", "Arrived late", "My husband turned 40 yesterday and loved it")}</q></div></div>')
    form = '<form><label>Date of birth <input type="date" name="dob" placeholder="e.g. 31/01/1985"></label><label>Year<select><option>1985<option>1986</select></label></form>' if w.number(0, 1) else ""
    return shell(w, f"{w.surname()} & {w.surname()} Gifts", "".join(items) + form + f"<p>{w.street()}, {w.town()}, {w.postcode()}. Tel {w.phone()}. E-mail orders@{w.surname().lower()}gifts.example. Family business established {w.number(1926, 2015)}.</p>"), None


def cars(w):
    items = []
    for _ in range(w.number(4, 10)):
        year = w.number(1962, 2019)
        items.append(f"<h3>{year} {w.one('Ford Fiesta 1.2 Zetec', 'Mini Cooper', 'VW Golf GTI', 'Morris Minor Traveller', 'Vauxhall Corsa')}</h3>" + pairs(w, [("First registered", w.say(w.date(year, year))), ("Age", f"{2025 - year} years"), ("Owners", w.number(1, 6)), ("MOT until", w.say(w.coming())), ("Reg", f"{w.one('AB', 'KX', 'YN')}{w.number(10, 69)} {w.one('QQZ', 'QXV', 'QJW')}"), ("Location", w.town())])
                     + "<p>" + w.ready("Built the year I was born!", f"One lady owner, {w.number(70, 90)}, from new.", "My first car, sad to see it go.", f"Turned 40 last month so now tax exempt. Call {w.first()} on {w.phone()}.", f"Drives like it was born yesterday.") + "</p>")
    return shell(w, "Used cars", "".join(items)), None


def pets(w):
    items = []
    for _ in range(w.number(4, 10)):
        pet = w.one("Biscuit", "Duke", "Luna", "Otto", "Misty", "Bramble", "Teddy")
        born = w.date(2012, 2025)
        items.append(f"<h3>{pet}</h3>" + pairs(w, [("Breed", w.one("Whippet", "Border collie", "Moggy", "Shih tzu")), ("Date of birth", w.say(born)), ("Age", f"{2025 - born.year} years"), ("Sex", w.one("Male", "Female")), ("Born", w.say(born, 0)), ("Home town", w.town())][: w.number(3, 6)])
                     + "<p>" + w.ready(f"{pet} was born on {w.say(born, 0)} and is fully jabbed.", f"Hi, I'm {pet}! I was born on {w.say(born, 0)} and I'm looking for a sofa.", f"Litter of {w.number(4, 9)} pups born {w.say(born, 0)}, ready {w.say(w.coming(40), 0)}.", f"It's my birthday today! I am {w.number(2, 14)} and still a puppy at heart. Love {pet}") + f" Ring {w.phone()}.</p>")
    return shell(w, f"{w.town()} Animal Rescue", "".join(items)), w.recent(200)


def wiki(w):
    """Lists and disambiguations, where many people stand on one page."""
    people = [(w.name(), w.number(1926, 2004), w.ready("footballer", "bishop", "economist", "drummer", "swimmer", "headmaster")) for _ in range(w.number(8, 25))]
    surname = w.surname()
    build = w.number(0, 3)
    if build == 0:
        body = f"<p><b>{surname}</b> is a surname. Notable people include:</p><ul>" + "".join(f"<li><a href='/w/{i}'>{n.split()[0]} {surname}</a> (born {y}), English {j}</li>" for i, (n, y, j) in enumerate(people)) + "</ul>"
    elif build == 1:
        body = table(["Name", "Born", "Known for"], people, 'class="wikitable sortable"')
    elif build == 2:
        body = "<h3>Notable alumni</h3><ul>" + "".join(f"<li>{n}, {j} (b. {w.say(w.date(y, y), 0)})</li>" for n, y, j in people) + "</ul>"
    else:
        body = "<h3>Births</h3><ul>" + "".join(f"<li>{w.number(1, 28)} {w.one(MONTHS)} {y} - {n}, {j}</li>" for n, y, j in people) + "</ul>"
    return shell(w, w.ready(f"{surname} (surname)", f"List of people from {w.town()}", f"{w.town()} Grammar School", f"{w.number(1926, 2004)} in Wales"), body, site="Openpedia"), None


KINDS = {"recipe": recipe, "history": history, "biography": biography, "famous births": great, "museum": museum, "genealogy": genealogy, "theatre": theatre,
         "shop": shop, "car adverts": cars, "pet adverts": pets, "wiki": wiki}
