"""Who published the article, and which agency or outlet it was taken from.

The two are kept apart: an agency is the source only when no publisher shows itself. What is
merely cited ("told Reuters") or credited under a photograph is neither.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from archive.extraction._findings import Finding, Hints
from archive.extraction._layout import Layout
from archive.extraction._outlets import OutletIndex, name_key
from archive.extraction._sign import Sign
from archive.extraction._source_signs import find_signs
from archive.extraction._source_wording import Role

_STRONG = 0.7  # from here a publisher keeps its place before a label, an agency may stand in
_SUPPORT = 0.03  # for each further sign of the same publisher, up to three


@dataclass(frozen=True, slots=True)
class Attribution:
    """The source and the origin of a text, where it tells them; `country` is the source's."""

    source: Finding | None = None
    origin: Finding | None = None
    country: str = ""


def find_source(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> Attribution:
    """Return who published a text and whom it was taken from."""
    signs = find_signs(text, layout, outlets, hints)
    source, origin = _roles(
        _best(signs, "publisher"), _best(signs, "label"), _best(signs, "agency")
    )
    if source and origin and name_key(source.name) == name_key(origin.name):
        origin = None
    return Attribution(
        _finding(text, "source", source) if source else None,
        _finding(text, "origin", origin) if origin else None,
        source.outlet.country if source and source.outlet else "",
    )


def _roles(
    publisher: Sign | None, label: Sign | None, agency: Sign | None
) -> tuple[Sign | None, Sign | None]:
    if publisher and _keeps_its_place(publisher, label):
        return publisher, label or agency
    if label:
        return label, agency
    if agency and agency.confidence >= _STRONG:
        return replace(agency, confidence=agency.confidence - 0.1), None
    return None, agency


def _keeps_its_place(publisher: Sign, label: Sign | None) -> bool:
    """Tell whether a publisher is the source although a label names somebody."""
    if label is None or publisher.outlet:
        return True
    return publisher.confidence >= _STRONG and (not label.outlet or label.is_agency)


def _best(signs: list[Sign], role: Role) -> Sign | None:
    fitting = [sign for sign in signs if sign.role == role]
    times = Counter(name_key(sign.name) for sign in fitting)
    return max(
        fitting,
        key=lambda sign: sign.confidence + _SUPPORT * min(3, times[name_key(sign.name)] - 1),
        default=None,
    )


def _finding(text: str, field: Literal["source", "origin"], sign: Sign) -> Finding:
    quote = "" if sign.start is None else text[sign.start : sign.end]
    return Finding(
        field, sign.name, sign.start, sign.end, quote, sign.rule, round(sign.confidence, 2)
    )
