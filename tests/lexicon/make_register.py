#!/usr/bin/env python3
"""Writes a register of invented schools with the columns and the dirt of the official one.

    make_register.py FILE [--rows N] [--seed N]

Windows-1252, values quoted when needed, embedded commas and line breaks, closed schools, repeated rows, shared names,
dirty websites, two damaged rows. Schools, towns, trusts, people and hosts are made up. Standard library only.
"""
import argparse
import csv
import io
import random

COLUMNS = """URN|LA (code)|LA (name)|EstablishmentNumber|EstablishmentName|TypeOfEstablishment (code)|TypeOfEstablishment (name)
EstablishmentTypeGroup (code)|EstablishmentTypeGroup (name)|EstablishmentStatus (code)|EstablishmentStatus (name)|OpenDate|CloseDate
PhaseOfEducation (code)|PhaseOfEducation (name)|StatutoryLowAge|StatutoryHighAge|Gender (name)|ReligiousCharacter (name)|Diocese (name)
NumberOfPupils|TrustSchoolFlag (name)|Trusts (code)|Trusts (name)|SchoolSponsors (name)|FederationFlag (name)|Federations (name)|UKPRN
LastChangedDate|Street|Locality|Address3|Town|County (name)|Postcode|SchoolWebsite|TelephoneNum|HeadTitle (name)|HeadFirstName
HeadLastName|HeadPreferredJobTitle|Easting|Northing|Country (name)|UPRN|SiteName|PreviousLA (name)|CHNumber"""
COLUMNS = COLUMNS.replace("\n", "|").split("|")
COLUMNS += [f"Reserved{i} (name)" for i in range(140 - len(COLUMNS))]

FIRST = """Marl Bram Thorn Ash Wren Tess Lady Brindle Quill Pell Stan Harrow Fenn Cobble Otter Larch Kestrel Hazel Elder Tarn Beck Holm
Sedge Heron Alder Mallow Rook Penny Drift Ember Flint Grove Cress Yarrow Tansy Lark Linnet Plover Bracken Gorse Hawk Ivy Moor Oak Birch
Withy Sallow Teasel Thistle Clover Barley Winter Summer Silver Copper""".split()
LAST = """pit wick well mere fold moor ham ton ley ford worth stead thorpe by wood field bridge combe hurst gate dale shaw den bury croft
holt wade mouth cliffe grave""".split()
SAINTS = """Mary Joseph Peter John Paul Anne Oswin Wilfrid Cuthbert Aidan Bega Chad Edith Frideswide Guthlac Hilda Ives Jude Luke Mark
Michael Nicholas Osyth Piran Swithun Thomas Ursula Werburgh""".split()
KINDS = ["Primary School", "CofE Primary School", "Church of England Primary School", "Catholic Primary School", "RC Primary School",
         "Junior School", "Infant School", "Academy", "High School", "Community College", "Nursery School", "School",
         "C of E (VA) Primary School", "Grammar School", "Primary Academy"]
PHASES = {"Primary": "Primary", "Junior": "Primary", "Infant": "Primary", "High": "Secondary", "College": "Secondary",
          "Nursery": "Nursery", "Grammar": "Secondary"}


def place(random_):
    name = random_.choice(FIRST) + random_.choice(LAST)
    return random_.choice(["", "", "", "", "", "Great ", "Little ", "Upper ", "North "]) + name


def name_of(random_):
    pick = random_.random()
    if pick < 0.15:
        core = random_.choice(["St ", "St ", "St ", "St. ", "Saint "]) + random_.choice(SAINTS) + random_.choice(["'s", "'s", "’s", "s"])
    elif pick < 0.17:
        core = "St Thomas à Becket"
    elif pick < 0.19:
        core = random_.choice(["Oak", "Grange", "Hill", "Woodlands", "All Saints", "Holy Family"])
    elif pick < 0.22:
        core = f"{place(random_)}, {place(random_)} and {place(random_)}"
    else:
        core = place(random_) + random_.choice(["", "", " Park", " Road", " Hill", " Lane"])
    return core + " " + random_.choice(KINDS)


def school(random_, number, trusts):
    name = name_of(random_)
    town = place(random_)
    trust = random_.choice(trusts) if random_.random() < 0.45 else ""
    closed = random_.random() < 0.2
    host = "".join(c for c in name.lower() if "a" <= c <= "z")[:24] + ".example"
    row = dict.fromkeys(COLUMNS, "")
    row |= {"URN": str(number), "LA (code)": str(800 + number % 150), "EstablishmentName": name,
            "TypeOfEstablishment (name)": "Welsh establishment" if random_.random() < 0.005 else "Community school",
            "EstablishmentStatus (name)": "Closed" if closed else random_.choice(["Open"] * 20 + ["Open, but proposed to close"]),
            "PhaseOfEducation (name)": next((phase for word, phase in PHASES.items() if word in name), "Not applicable"),
            "Trusts (name)": trust, "Street": random_.choice(["1, The Green", "The \"Old\" Lane", "Mill Lane\r\n(rear gate)"]),
            "Town": town, "Postcode": f"XQ{number % 90 + 1} {number % 10}{random_.choice('ABDEFGHJLN')}{random_.choice('PQRSTUWXYZ')}",
            "SchoolWebsite": random_.choice([f"http://www.{host}/", f"https://{host}", f"www.{host} ", f"office@{host}", "",
                                             "https://sites.google.com/view/school"]),
            "TelephoneNum": "01632960" + f"{number % 1000:03}", "HeadTitle (name)": "Ms", "HeadFirstName": random_.choice(SAINTS),
            "HeadLastName": random_.choice(FIRST) + "son", "HeadPreferredJobTitle": "Headteacher", "OpenDate": "01-09-2004"}
    return [row[column] for column in COLUMNS]


def write(path, rows, seed):
    random_ = random.Random(seed)
    trusts = [place(random_) + " Learning Trust" for _ in range(900)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    last = None
    for number in range(100000, 100000 + rows):
        if last and random_.random() < 0.004:
            writer.writerow(last)
        last = school(random_, number, trusts)
        writer.writerow(last)
        if number == 100010:
            text.write("100010,too,few\r\n")
        if number == 100020:
            writer.writerow(["none"] + last[1:])
    with open(path, "wb") as file:
        file.write(text.getvalue().encode("cp1252"))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--rows", type=int, default=30000)
    arguments.add_argument("--seed", type=int, default=4)
    wanted = arguments.parse_args()
    write(wanted.file, wanted.rows, wanted.seed)


if __name__ == "__main__":
    main()
