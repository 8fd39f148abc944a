"""A sign: one name on a page that may be its publisher or the agency behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.extraction._gazetteer import Outlet
from archive.extraction._mastheads import shown
from archive.extraction._outlets import OutletIndex
from archive.extraction._source_wording import Role, is_wire

_BREAKS = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Sign:
    """A name that may be the source or the origin, where it stands and how sure that is."""

    role: Role
    name: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    outlet: Outlet | None = None

    @property
    def is_agency(self) -> bool:
        """Tell whether the name is that of a known news agency."""
        return self.outlet is not None and self.outlet.kind == "agency"

    @property
    def is_wire(self) -> bool:
        """Tell whether the name is that of a wire that sends out companies' releases."""
        return self.outlet is not None and is_wire(self.outlet.slug)


def named(
    outlets: OutletIndex, role: Role, name: str, start: int, rule: str, confidence: float
) -> Sign | None:
    """Return the sign that a name in the text is; an unknown name must have been vetted."""
    bare = name.strip(" \t\n\r,;:|-–—\"“”'")
    start += name.find(bare) if bare else 0
    if opening := outlets.opening(bare):
        outlet, end = opening
        return Sign(role, outlet.name, start, start + end, rule, confidence, outlet)
    if not bare:
        return None
    return Sign(role, shown(bare), start, start + len(bare), rule, confidence - 0.15)


def one_line(text: str, start: int, end: int, longest: int) -> str:
    """Return a part of a text, at most `longest` characters, with its line ends as spaces."""
    return _BREAKS.sub(" ", text[start : min(end, start + longest)])


def only(sign: Sign | None) -> Iterator[Sign]:
    """Yield a sign if there is one."""
    if sign is not None:
        yield sign
