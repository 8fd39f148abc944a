"""Where the words that a person quotes stand in a text."""

import re
from unicodedata import normalize

from archive.ingest._errors import UnclearQuote

MAX_QUOTE = 1000  # characters
# One character for one character: places in the text stay what they are.
_PLAIN = {
    ord(mark): plain
    for marks, plain in (("‘’‚‛", "'"), ("“”„‟", '"'), ("–—−‑", "-"))
    for mark in marks
}


def find_quote(text: str, quote: str, near: int | None = None) -> tuple[int, int]:
    """Return the range of the one place where the quoted words stand.

    White space, quotation marks and dashes may differ, capitals only if nothing fits otherwise.
    `near` is where a selection began, and settles which of several places is meant. Raises
    UnclearQuote, with a message for the person, when there is none or more than one.
    """
    words = quote.translate(_PLAIN).split()
    if not words:
        raise UnclearQuote("Quote at least one word of the text.")
    if len(quote) > MAX_QUOTE:
        raise UnclearQuote(f"Quote at most {MAX_QUOTE:,} characters; these are {len(quote):,}.")
    found = _places(text.translate(_PLAIN), words)
    if not found:
        raise UnclearQuote(
            "These words do not stand in the text like this. Copy them from the clipping as "
            "received, without leaving any out."
        )
    here = [span for span in found if near is not None and _begins(text, near, span[0])] or found
    if len(here) > 1:
        raise UnclearQuote(
            f"These words stand in {len(here):,} places of the text. "
            "Quote some of the words before or after them as well."
        )
    return here[0]


def _places(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where words follow each other: as they are written, or else in any way to write."""
    composed, decomposed = ([normalize(form, word) for word in words] for form in ("NFC", "NFD"))
    for spelt, flags in ((words, 0), (composed, 0), (decomposed, 0), (words, re.IGNORECASE)):
        pattern = re.compile(r"\s+".join(map(re.escape, spelt)), flags)
        if found := [match.span() for match in pattern.finditer(text)]:
            return found
    return []


def _begins(text: str, near: int, start: int) -> bool:
    """Tell whether only white space lies between a place and the start of a quote."""
    return 0 <= near <= start and not text[near:start].strip()
