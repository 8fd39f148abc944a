"""`make bench-extraction`: how long reading a clipping takes, and whether it grows in line.

Prints milliseconds per article of 350 words, all fields, on one core; then, for hostile texts
of doubling length, how much longer the double takes. 2 is in line with the length.
"""

import gc
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from statistics import median

from archive.extraction import extract, load_gazetteer
from archive.synthetic import clippings

ARTICLES = 300
WORDS = 350
LIMIT_MS = 10.0
LIMIT_RATIO = 3.0  # per doubling; four is what quadratic growth would show
LENGTHS = (125_000, 250_000, 500_000, 1_000_000)  # characters

_LINE = "Lithium prices in Chile and China rose 5% on 3 May 2024, Reuters reported.\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "one article, very long": lambda n: _LINE * (n // len(_LINE)),
    "brackets": lambda n: "([{<" * (n // 4),
    "closed brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "digits": lambda n: "1234567890" * (n // 10),
    "one endless line": lambda n: "lithium in Chile " * (n // 17),
    "one endless word": lambda n: "a" * n,
    "capitals": lambda n: "DRC NIGER LEAD " * (n // 15),
    "dates": lambda n: "3/4/2024 " * (n // 9),
    "empty lines": lambda n: "\n" * n,
    "short lines": lambda n: "Share\n" * (n // 6),
    "dashes": lambda n: "— - – " * (n // 6),
    "full stops": lambda n: ". " * (n // 2),
    "accents": lambda n: "e\u0301" * (n // 2),
    "Chinese": lambda n: "锂价格在智利上涨" * (n // 8),
}


def milliseconds_per_article() -> float:
    """Return the median time for 350 words of ordinary clippings."""
    texts = [clipping.text for clipping in clippings(ARTICLES, seed=2) if clipping.language == "en"]
    per_word = [_seconds(text) / len(text.split()) for text in texts]
    return 1000 * WORDS * median(per_word)


def growth(make: Callable[[int], str]) -> tuple[float, list[float]]:
    """Return the seconds for the longest text and the ratio of each doubling."""
    took = [min(_seconds(make(length)) for _ in range(2)) for length in LENGTHS]
    return took[-1], [after / before for before, after in pairwise(took)]


def main() -> int:
    """Print the figures; the status is 1 when one breaks its limit."""
    load_gazetteer()
    extract(_LINE)
    gc.disable()
    usual = milliseconds_per_article()
    print(f"{usual:.2f} ms per article of {WORDS} words (limit {LIMIT_MS:g})\n")
    print("| hostile text | s per MB | ratio per doubling |\n| --- | ---: | ---: |")
    failed = usual > LIMIT_MS
    for name, make in HOSTILE.items():
        seconds, ratios = growth(make)
        # One doubling may be disturbed by the machine; growth that is not in line shows in all.
        grows = median(ratios) > LIMIT_RATIO
        failed = failed or grows
        shown = ", ".join(f"{ratio:.1f}" for ratio in ratios)
        print(f"| {name} | {seconds:.2f} | {shown}{' NOT LINEAR' if grows else ''} |")
    return int(failed)


def _seconds(text: str) -> float:
    began = time.process_time()
    extract(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
