"""Questions made to cost as much as any may, by what makes them costly.

The words in them are those of the synthetic clippings that stand in most articles.
"""

from itertools import pairwise

COMMON = (
    *("the", "of", "and", "to", "in", "a", "for", "said", "is", "on", "that", "by", "from"),
    *("with", "at", "has", "are", "be", "mine", "new", "year", "will", "it", "company", "than"),
    *("more", "china", "export", "project", "which", "production", "tonnes"),
)


def _filled(piece: str, joint: str = " ", length: int = 512) -> str:
    """Return a text of the longest length allowed, made of one piece."""
    return joint.join([piece] * (length // (len(piece) + len(joint))))[:length]


HOSTILE = {
    "32 common words": " ".join(COMMON),
    "32 common words, any of them": " OR ".join(COMMON),
    "32 excluded words": " ".join(f"-{word}" for word in COMMON),
    "longest word": "x" * 512,
    "longest compound": "a-" * 256,
    "longest run of Chinese": "锂" * 512,
    "Chinese in phrases": " ".join(['"锂电池材料出口管制"'] * 32)[:512],
    "one letter": "a",
    "everything": "*",
    "deepest brackets": "(" * 8 + "lithium OR china" + ")" * 8,
    "brackets within brackets": "(the OR (of OR (and OR (to OR (in OR (a OR (for OR said)))))))",
    "too deep": "(" * 200 + "lithium" + ")" * 200,
    "brackets unbalanced": "(" * 300 + "lithium",
    "only closing brackets": ")" * 512,
    "most wildcards": "*in* *er* *on*",
    "wildcards at the beginning": "*ing *ed *s1",
    "wildcards that match all": "?????* ??????* ???????*",
    "wildcards with many stars": "*a*b*c*d*e*f* *e*n*t*a*l* *z*q*z*q*z*",
    "a star between each letter": "*" + "a*" * 250,
    "widest prefixes": "co* pr* in*",
    "widest prefixes, any": "co* OR pr* OR in*",
    "too many wildcards": "li* co* ni* ma*",
    "bare wildcards": "* ? ** ??",
    "near-misses": "lithium~2 cobalt~2 production~2",
    "near-misses of short words": "the~2 and~2 for~2",
    "longest near-miss": "x" * 500 + "~2",
    "phrase of common words": '"the of and to in a for said"',
    "phrase of one word": '"the the the the the the the the"',
    "phrases of common words": " ".join(f'"{a} {b}"' for a, b in pairwise(COMMON)),
    "loose phrase of common words": '"the of and to in a"~50',
    "loose phrases": '"the of"~50 "in the"~50 "and to"~50 "a for"~50 "said the"~50',
    "loose phrases, any": '"the of"~50 OR "in the"~50 OR "and to"~50 OR "a for"~50',
    "longest phrase": '"' + _filled("the", length=500) + '"',
    "phrase excluded": '-"of the" -"in the" -"to the" -"on the"',
    "phrases in brackets": '(("of the" OR "in the") AND ("to the" OR "on the"))',
    "phrase of stop words in the title": 'title:"the of in"~50',
    "all dates": "date:0001..9999 after:0001 before:9999",
    "many dates": " OR ".join(f"date:{year}" for year in range(1990, 2022)),
    "many fields": " ".join(["has:date", "-has:source", "language:en", "is:unreviewed"] * 8)[:512],
    "values between commas": "country:" + ",".join(f"c{number}" for number in range(100)),
    "names unknown": _filled("country:nowhere"),
    "fields without values": _filled("date:", ""),
    "operators alone": _filled("AND OR NOT"),
    "quotation marks alone": '"' * 511,
    "unicode": "ﷺ" * 170 + "İ" * 170 + "ß" * 172,
    "combining marks": "e" + "\u0301" * 511,
    "right to left": "\u202e" + "ليثيوم " * 70,
    "emoji": "👩‍👩‍👧‍👦" * 60,
    "null characters": "\0" * 512,
    "a word and line breaks": "lithium" + "\r\n\t" * 160,
    "numbers": " ".join(["1,000,000.50"] * 39),
    "regular expression": "(a+)+$ (.*)*b [a-z]{1,99} \\1",
    "markup": _filled("<script>alert(1)</script>"),
    "SQL": _filled("' OR 1=1 --"),
    "too long": "lithium " * 100_000,
}
