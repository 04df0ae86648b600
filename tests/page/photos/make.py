#!/usr/bin/env python3
"""Builds the photos beside this script, byte by byte, so that every value in them is known and invented.

    make.py          writes the files
    make.py --check  says whether they are what would be written (exit code 1 when not)

The people are invented, and the place is in the middle of the Atlantic. Only Python's standard library.
"""
import struct
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASCII, SHORT, LONG, RATIONAL, UNDEFINED, BYTE = 2, 3, 4, 5, 7, 1
SIZES = {ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, UNDEFINED: 1, BYTE: 1}


# --- EXIF ---

class Tiff:
    """A TIFF structure in which directories point to each other."""

    def __init__(self, order):
        self.order = order
        self.mark = b"MM\0*" if order == ">" else b"II*\0"

    def encode(self, kind, value):
        if isinstance(value, bytes):
            return value
        if kind == ASCII:
            return value.encode() + b"\0"
        numbers = value if isinstance(value, (list, tuple)) else [value]
        if kind == RATIONAL:
            return b"".join(struct.pack(self.order + "II", *pair) for pair in numbers)
        return b"".join(struct.pack(self.order + {SHORT: "H", LONG: "I", BYTE: "B"}[kind], n) for n in numbers)

    def directory(self, at, entries):
        """The directory as it stands at `at`, its values behind it."""
        table, values = struct.pack(self.order + "H", len(entries)), b""
        behind = at + 2 + 12 * len(entries) + 4
        for tag, kind, value in sorted(entries, key=lambda entry: entry[0]):
            data = self.encode(kind, value)
            field = data.ljust(4, b"\0")
            if len(data) > 4:
                field = struct.pack(self.order + "I", behind + len(values))
                values += data + b"\0" * (len(data) % 2)
            table += struct.pack(self.order + "HHI", tag, kind, len(data) // SIZES[kind]) + field
        return table + b"\0\0\0\0" + values

    def build(self, image, exif=(), gps=()):
        image = list(image)
        for tag, entries in ((0x8769, exif), (0x8825, gps)):
            if entries:
                image.append((tag, LONG, 0))
        length = len(self.directory(8, image))
        exif_at = 8 + length
        gps_at = exif_at + (len(self.directory(exif_at, exif)) if exif else 0)
        places = {0x8769: exif_at, 0x8825: gps_at}
        image = [(tag, kind, places[tag] if tag in places else value) for tag, kind, value in image]
        out = self.mark + struct.pack(self.order + "I", 8) + self.directory(8, image)
        out += self.directory(exif_at, exif) if exif else b""
        return out + (self.directory(gps_at, gps) if gps else b"")


CAMERA = [(0x010E, ASCII, "Staff day at sea"), (0x010F, ASCII, "Invented"), (0x0110, ASCII, "Boxcam 3"),
          (0x0131, ASCII, "Darkroom 2.1"), (0x0132, ASCII, "2025:06:02 08:00:00"),
          (0x013B, ASCII, "Robin Ashdown"), (0x8298, ASCII, b"Robin Ashdown\0Ashdown Prints\0")]
MOMENT = [(0x9003, ASCII, "2025:06:01 14:05:09"), (0x9011, ASCII, "+01:00"),
          (0x927C, UNDEFINED, b"a maker's note that nobody reads"),
          (0x9286, UNDEFINED, b"ASCII\0\0\0On the boat with Year 5\0"), (0xA430, ASCII, "R. Ashdown"),
          (0xA431, ASCII, "BX3-0042117"), (0xA434, ASCII, "Boxlens 24mm"), (0xA435, ASCII, "BL-77")]
SEA = [(1, ASCII, "N"), (2, RATIONAL, [(46, 1), (54, 1), (4428, 100)]), (3, ASCII, "W"),
       (4, RATIONAL, [(32, 1), (27, 1), (24, 1)]), (5, BYTE, 0), (6, RATIONAL, [(125, 10)]),
       (7, RATIONAL, [(13, 1), (5, 1), (9, 1)]), (0x1C, UNDEFINED, b"ASCII\0\0\0Saltmere Bank"),
       (0x1D, ASCII, "2025:06:01")]
SMALL = [(0x013B, ASCII, "Robin Ashdown"), (0xA431, ASCII, "BX3-1")]


# --- XMP ---

SPACES = {
    "x": "adobe:ns:meta/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/", "exif": "http://ns.adobe.com/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/", "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/", "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "MP": "http://ns.microsoft.com/photo/1.2/", "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#", "xmpNote": "http://ns.adobe.com/xmp/note/",
    "other": "http://example.org/unknown#",
}


def xmp(body, attributes="", before=""):
    used = {p for p in SPACES if p + ":" in body + attributes} | {"x", "rdf"}
    spaces = " ".join(f'xmlns:{p}="{SPACES[p]}"' for p in SPACES if p in used)
    return (f'{before}<x:xmpmeta {spaces}><rdf:RDF><rdf:Description rdf:about="" {attributes}>{body}</rdf:Description>'
            f"</rdf:RDF></x:xmpmeta>").encode()


def face(kind, name):
    return (f'<rdf:li><rdf:Description mwg-rs:Name="{name}" mwg-rs:Type="{kind}">'
            f'<mwg-rs:Area stArea:x="0.5" stArea:y="0.5"/></rdf:Description></rdf:li>')


FACES = ('<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>' + face("Face", "Kit Marlow") +
         face("Pet", "Biscuit") + "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>")
ABOUT = ("<dc:creator><rdf:Seq><rdf:li>Robin Ashdown</rdf:li></rdf:Seq></dc:creator>"
         '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Fish &amp; chips \u2013 Zo\u00eb</rdf:li></rdf:Alt>'
         "</dc:description><dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>school trip</rdf:li></rdf:Bag></dc:subject>"
         "<other:secret>not ours</other:secret>" + FACES)
DETAILS = 'xmpNote:HasExtendedXMP="0123456789ABCDEF0123456789ABCDEF" photoshop:City="Saltmere" aux:SerialNumber=\'BX3-0042117\' xmp:CreatorTool="A &lt; B"'
SEA_XMP = 'exif:GPSLatitude="46,54.738N" exif:GPSLongitude="32,27.4W"'
TAGGED = ('<MP:RegionInfo><rdf:Description><MPRI:Regions><rdf:Bag><rdf:li MPReg:PersonDisplayName="Kit Marlow" '
          'MPReg:Rectangle="0.1, 0.1, 0.2, 0.2"/></rdf:Bag></MPRI:Regions></rdf:Description></MP:RegionInfo>'
          "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Kit Marlow</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>")


# --- IPTC ---

def iim(sets):
    return b"".join(b"\x1c" + bytes([record, number]) + struct.pack(">H", len(value)) + value
                    for record, number, value in sets)


def photoshop(iptc):
    resource = lambda kind, data: b"8BIM" + struct.pack(">HHI", kind, 0, len(data)) + data + b"\0" * (len(data) % 2)
    return b"Photoshop 3.0\0" + resource(0x03ED, b"resolution") + resource(0x0404, iptc)


PRESS = [(1, 90, b"\x1b%G"), (2, 0, b"\0\4"), (2, 25, b"sea"), (2, 25, b"school trip"), (2, 55, b"20250601"),
         (2, 80, "Zo\u00eb Lark".encode()), (2, 90, b"Saltmere"), (2, 101, b"Atlantis"),
         (2, 120, b"Robin on the boat")]
PRESS_LATIN = [(2, 80, "Zo\u00eb Lark".encode("latin-1")), (2, 92, b"North Quay")]


# --- containers ---

def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


# Eight by eight grey points: each table has one code of one bit, and two of these draw the block.
PICTURE = (segment(0xDB, b"\0" + b"\x10" * 64) + segment(0xC0, b"\x08\0\x08\0\x08\1\1\x11\0") +
           segment(0xC4, b"\0" + b"\1" + b"\0" * 15 + b"\0") + segment(0xC4, b"\x10" + b"\1" + b"\0" * 15 + b"\0") +
           segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x3f")
XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"


def extended(packet, portions):
    guid, out, step = b"0123456789ABCDEF0123456789ABCDEF", b"", -(-len(packet) // portions)
    for at in range(0, len(packet), step):
        out += segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + guid +
                       struct.pack(">II", len(packet), at) + packet[at:at + step])
    return out


def jpeg(*segments):
    return b"\xff\xd8" + b"".join(segments) + PICTURE + b"\xff\xd9"


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + b"".join(chunks) +
            chunk(b"IDAT", zlib.compress(b"\0\x80", 9)) + chunk(b"IEND", b""))


def webp(*chunks):
    def part(kind, body):
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    flags = sum({b"EXIF": 8, b"XMP ": 4}[kind] for kind, _ in chunks)
    body = b"WEBP" + part(b"VP8X", bytes([flags]) + b"\0" * 9)
    body += part(b"VP8L", b"\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0")
    body += b"".join(part(kind, data) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def sub_blocks(data):
    return b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255)) + b"\0"


def gif(*extensions):
    picture = b",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + b"".join(extensions) + picture + b";"


def gif_xmp(packet):
    return b"!\xff\x0bXMP DataXMP" + packet + b"\1" + bytes(range(255, -1, -1)) + b"\0"


def box(kind, body):
    return struct.pack(">I", len(body) + 8) + kind + body


def full(kind, version, body):
    return box(kind, bytes([version]) + b"\0\0\0" + body)


def heif(brand, items, in_meta):
    """`items`: content type ("" for Exif) and bytes; each lies in mdat, in two pieces, or in the meta box itself."""
    def entry(number, mime):
        kind = b"mime" if mime else b"Exif"
        tail = b"\0" + (mime.encode() + b"\0" if mime else b"")
        return full(b"infe", 2, struct.pack(">HH", number, 0) + kind + tail)
    datas = [data if mime else b"\0\0\0\6Exif\0\0" + data for mime, data in items]

    def locations(base):
        table, at = b"", base
        for number, data in enumerate(datas, 1):
            cuts = [len(data)] if in_meta else [10, len(data) - 10]
            table += struct.pack(">H", number) + (b"\0\1" if in_meta else b"") + struct.pack(">HH", 0, len(cuts))
            for length in cuts:
                table += struct.pack(">II", at, length)
                at += length
        sizes = b"\x44\0" + struct.pack(">H", len(datas))
        return full(b"iloc", 1 if in_meta else 0, sizes + table)

    def meta(base):
        boxes = full(b"hdlr", 0, b"\0\0\0\0pict" + b"\0" * 13)
        boxes += full(b"iinf", 0, struct.pack(">H", len(items)) +
                      b"".join(entry(i, mime) for i, (mime, _) in enumerate(items, 1)))
        boxes += locations(base) + (box(b"idat", b"".join(datas)) if in_meta else b"")
        return full(b"meta", 0, boxes)
    start = box(b"ftyp", brand + b"\0\0\0\0" + b"mif1" + brand)
    if in_meta:
        return start + meta(0)
    return start + meta(len(start) + len(meta(0)) + 8) + box(b"mdat", b"".join(datas))


def utf_16(words):
    return words.encode("utf-16-le") + b"\0\0"


def files():
    big, little = Tiff(">"), Tiff("<")
    camera = b"Exif\0\0" + big.build(CAMERA, MOMENT, SEA)
    whole = jpeg(segment(0xE1, camera), segment(0xE1, XMP_HEADER + xmp(ABOUT, DETAILS)),
                 extended(xmp(TAGGED, SEA_XMP), 2), segment(0xED, photoshop(iim(PRESS))),
                 segment(0xFE, b"taken by Robin"))
    latin = little.build([(0x013B, ASCII, "Zo\u00eb Lark".encode("latin-1") + b"\0"), (0x9C9D, BYTE, utf_16("Zo\u00eb \U0001F41F")),
                          (0x8298, ASCII, b"only one\0")],
                         [(0x9286, UNDEFINED, b"UNICODE\0" + "Caf\u00e9".encode("utf-16-le"))],
                         [(1, ASCII, "S"), (2, RATIONAL, [(30, 1), (3075, 100), (0, 1)]), (3, ASCII, "E"),
                          (4, RATIONAL, [(80, 1), (0, 1), (0, 0)]), (5, BYTE, 1), (6, RATIONAL, [(3, 1)])])
    no_position = big.build([], [], [(1, ASCII, "N"), (2, RATIONAL, [(91, 1), (0, 1), (0, 1)]), (3, ASCII, "E"),
                                     (4, RATIONAL, [(8, 0), (0, 1), (0, 1)])])
    owner = big.build(SMALL, [(0xA430, ASCII, "R. Ashdown")])
    points = [(0x0100, SHORT, 1), (0x0101, SHORT, 1), (0x0102, SHORT, 8), (0x0106, SHORT, 1), (0x0111, LONG, 8),
              (0x0115, SHORT, 1), (0x0116, SHORT, 1), (0x0117, LONG, 1)]
    embedded = [(0x02BC, BYTE, xmp("<dc:title>In a scan</dc:title>")), (0x83BB, UNDEFINED, iim(PRESS_LATIN))]
    text = lambda name, words: chunk(b"tEXt", name + b"\0" + words)
    itext = lambda name, words: chunk(b"iTXt", name + b"\0\0\0" + (b"\0\0" if b":" in name else b"en\0\0") + words)
    deep = "<dc:title>" + "<rdf:Seq>" * 70 + "</rdf:Seq>" * 70 + "</dc:title>"
    lying = bytearray(b"Exif\0\0" + owner)
    lying[10:14] = b"\xff\xff\xff\xf0"
    yield "everything.jpg", whole
    yield "cut.jpg", whole[:1200]
    yield "plain.jpg", jpeg(segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"))
    yield "latin.jpg", jpeg(segment(0xE1, b"Exif\0\0" + latin), segment(0xED, photoshop(iim(PRESS_LATIN))))
    yield "no-position.jpg", jpeg(segment(0xE1, b"Exif\0\0" + no_position))
    yield "lying-offset.jpg", jpeg(segment(0xE1, bytes(lying)), segment(0xFE, b"still read"))
    yield "entities.jpg", jpeg(segment(0xE1, XMP_HEADER + xmp(
        "<dc:title>&a;</dc:title>", before='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>')))
    yield "deep.jpg", jpeg(segment(0xE1, XMP_HEADER + xmp(deep)))
    yield "half-iptc.jpg", jpeg(segment(0xED, photoshop(iim(PRESS)[:-5])))
    yield "long-iptc.jpg", jpeg(segment(0xED, photoshop(iim(PRESS_LATIN) + b"\x1c\2\x78\x80\4\xff\xff\xff\xf8words")))
    yield "photo.png", png(chunk(b"eXIf", owner), itext(b"XML:com.adobe.xmp", xmp("<dc:title>On deck</dc:title>")),
                           text(b"Author", "Zo\u00eb Lark".encode("latin-1")), itext(b"Comment", "Zo\u00eb".encode()))
    yield "packed.png", png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Robin Ashdown", 9)), text(b"Title", b"On deck"))
    yield "plain.png", png()
    yield "photo.webp", webp((b"EXIF", owner), (b"XMP ", xmp("<dc:title>On deck</dc:title>")))
    yield "photo.gif", gif(b"!\xfe" + sub_blocks(b"sea " * 80), gif_xmp(xmp("<dc:title>On deck</dc:title>")))
    yield "plain.gif", gif()
    yield "photo.tiff", little.build(points + embedded + SMALL, [(0xA430, ASCII, "R. Ashdown")])
    yield "photo.heic", heif(b"heic", [("", owner), ("application/rdf+xml", xmp("<dc:title>On deck</dc:title>"))], False)
    yield "photo.avif", heif(b"avif", [("", owner), ("text/plain", b"not this")], True)


def main():
    wrong = 0
    for name, data in files():
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_bytes(data)
        elif not path.exists() or path.read_bytes() != data:
            wrong += 1
            print(f"{name} is not what this script would write")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
