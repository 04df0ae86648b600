#!/usr/bin/env python3
"""Writes a data export of Facebook's shape, as large as wanted, for measuring.

    facebook_export.py FILE --megabytes N [--seed N] [--stored] [--photos MEGABYTES]

The person, what she writes and whom she names are made up; one post in a hundred says something about her. As many
bytes of JSON as asked for, in files of 50 MB; with --photos, noise beside them. The same arguments give the same archive.
"""
import argparse
import json
import random
import zipfile

WORDS = ("the a and of to in we it was for on with that this at my but not so they had from by all one up out about what when there who "
         "then more no just like some time see into could them good day morning walk rain garden river bread kettle train lovely tired "
         "funny house friends dinner book music film film holiday beach hills coffee cake shop window dog cat neighbour market bus lunch "
         "weekend evening photo picture happy late early again never always little old new long short warm cold bright quiet loud best "
         "worst nearly really quite maybe tomorrow yesterday tonight spring summer autumn winter sunshine cloud wind snow bike road bridge "
         "station library painting knitting running swimming cooking baking reading singing laughing waiting looking thinking trying "
         "Café Zoë naïve crème brûlée — … “well” ☀️ 😀").split()
TELLING = ("39 today! Thank you for all the cards.", "Back to work at Wrenfold Primary School tomorrow.",
           "New number: 07700 900456, do text me.", "I was born in Stannick, you know.", "Happy birthday to my little boy, 6 today!",
           "Up the Harriers! Season ticket arrived.", "We have moved to 14 Fenwick Row, LN47 2AB.", "Ten years married to Joss today.")
FILE_BYTES = 50_000_000


def sentence(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randint(4, 28))]
    return " ".join(words).capitalize() + chance.choice(".!?")


def text(chance):
    if chance.random() < 0.01:
        return chance.choice(TELLING)
    return " ".join(sentence(chance) for _ in range(chance.choice((1, 1, 1, 2, 3, 6))))


def photo(chance, when):
    number = chance.randint(10**14, 10**15)
    return {"media": {"uri": f"your_facebook_activity/posts/media/photos_{number % 1000}/{number}.jpg", "creation_timestamp": when,
                      "media_metadata": {"photo_metadata": {"exif_data": [{"upload_ip": "192.0.2.7", "taken_timestamp": when - 60}]}},
                      "title": "", "description": ""}}


def post(chance):
    when = chance.randint(1_200_000_000, 1_720_000_000)
    one = {"timestamp": when}
    if chance.random() < 0.4:
        one["attachments"] = [{"data": [photo(chance, when) for _ in range(chance.randint(1, 3))]}]
    one["data"] = [{"post": text(chance)}, {"update_timestamp": when}] if chance.random() < 0.85 else [{"update_timestamp": when}]
    one["title"] = "Maren Holloway updated her status."
    if chance.random() < 0.1:
        one["tags"] = [{"name": "Ivo Starling"}]
    return one


def as_facebook_writes(value):
    """UTF-8 taken for Latin-1, two blanks a level."""
    def garbled(part):
        if isinstance(part, str):
            return part.encode().decode("latin-1")
        if isinstance(part, list):
            return [garbled(each) for each in part]
        if isinstance(part, dict):
            return {key: garbled(each) for key, each in part.items()}
        return part
    return json.dumps(garbled(value), indent=2).replace("\n", "\n  ")


def write_posts(archive, chance, number, size):
    name = f"your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_{number}.json"
    # A thousand posts, over and over in another order: making each anew would take an hour.
    stock = [as_facebook_writes(post(chance)).encode() for _ in range(2000)]
    with archive.open(name, "w", force_zip64=True) as file:
        written = file.write(b"[\n  ")
        first = True
        while written < size:
            chance.shuffle(stock)
            block = (b"" if first else b",\n  ") + b",\n  ".join(stock)
            written += file.write(block)
            first = False
        written += file.write(b"\n]\n")
    return written


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--megabytes", type=int, required=True)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--stored", action="store_true", help="do not pack")
    arguments.add_argument("--photos", type=int, default=0)
    wanted = arguments.parse_args()
    chance = random.Random(wanted.seed)
    left, number = wanted.megabytes * 1_000_000, 0
    with zipfile.ZipFile(wanted.file, "w", zipfile.ZIP_STORED if wanted.stored else zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for photo_number in range(wanted.photos):
            info = zipfile.ZipInfo(f"your_facebook_activity/posts/media/{photo_number}.jpg")
            archive.writestr(info, chance.randbytes(1_000_000), zipfile.ZIP_STORED)
        while left > 0:
            number += 1
            left -= write_posts(archive, chance, number, min(left, FILE_BYTES))
    print(wanted.megabytes * 1_000_000 - left)


if __name__ == "__main__":
    main()
