"""The signs by which a page shows its publisher, or an agency behind the text.

Each reader looks in one place and believes what it says there; `_source` weighs them.
"""

from collections.abc import Iterator
from dataclasses import replace

from archive.extraction._findings import Hints
from archive.extraction._head_signs import signs_in_head
from archive.extraction._layout import Layout
from archive.extraction._outlets import OutletIndex, host
from archive.extraction._phrase_signs import signs_in_addresses, signs_in_phrases
from archive.extraction._prose_signs import signs_in_prose
from archive.extraction._sign import Sign

_LONGEST_NAME = 200  # characters, as the database holds


def find_signs(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> list[Sign]:
    """Return every sign of a publisher or an agency, from whatever place."""
    signs = [
        *_from_hints(text, outlets, hints),
        *signs_in_head(text, layout, outlets),
        *signs_in_phrases(text, layout, outlets),
        *signs_in_addresses(text, layout, outlets),
        *signs_in_prose(text, layout, outlets),
    ]
    return [replace(sign, role="agency") if _only_carries(sign) else sign for sign in signs]


def _only_carries(sign: Sign) -> bool:
    """Tell whether a wire shows itself: what it carries is somebody else's release."""
    return sign.is_wire and sign.role != "agency"


def _from_hints(text: str, outlets: OutletIndex, hints: Hints) -> Iterator[Sign]:
    if hints.source.strip():
        known = outlets.named(hints.source) or outlets.at(hints.source)
        name = known.name if known else " ".join(hints.source.split())[:_LONGEST_NAME]
        at = text.find(hints.source)
        start, end = (at, at + len(hints.source)) if at >= 0 else (None, None)
        yield Sign("publisher", name, start, end, "page metadata", 0.99, known)
    if not hints.url:
        return
    if outlet := outlets.at(hints.url):
        rule = "domain of the URL"
        yield Sign("publisher", outlet.name, None, None, rule, 0.96, outlet)
    elif domain := host(hints.url):
        yield Sign("publisher", domain, None, None, "domain of the URL", 0.5)
