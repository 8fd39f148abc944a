"""Signs of a publisher above the body: masthead, byline, and the end of the headline."""

import re
from collections.abc import Iterator

from archive.extraction._gazetteer import Outlet
from archive.extraction._layout import Layout
from archive.extraction._mastheads import (
    has_masthead_shape,
    is_bare_name,
    is_daily_name,
    is_one_name,
    is_review_name,
    is_section_word,
    shown,
    without_edition,
)
from archive.extraction._outlets import OutletIndex
from archive.extraction._sign import Sign, named, only
from archive.extraction._source_wording import Role
from archive.extraction._title import normalised, site_suffix

_NAME_LINE = 5  # words of a line that holds little but names
_AFTER_TITLE = 4  # blocks in which an outlet's name alone counts as masthead
_COMPANY_REACH = 2  # blocks: lower down, a company's name is a heading
_BELOW_TITLE = 2  # blocks in which an unknown outlet's name counts
_SEGMENT_REACH = 300  # characters
_BY = re.compile(r"(?:[Bb]y|BY)\s+")
_SEPARATOR = re.compile(r"\s*[|•,/()·–—]\s*|\s+-{1,2}\s+|\s{3,}")
_FOLLOWED = re.compile(  # below the name of a channel: "12,4K подписчиков"
    r"^\W*\d[\d.,\s]*\s?(?:[kKmMкКмМ]|тыс\.?|mil|mio\.?|万|萬)?\s?(?:subscribers?|followers?|members?|подписчик\w*"
    r"|участник\w*|підписник\w*|suscriptores|seguidores|inscritos|assinantes|abonnés|abonnenten"
    r"|жазылушы\w*|obunachi\w*|abone|takipçi|pelanggan|pengikut|订阅者|位订阅者|粉丝|구독자)(?!\w)",
    re.IGNORECASE,
)
_SHORTEST_LOGO = 6  # letters
_REPUBLISHED = 2  # names
_LONGEST_SEGMENT = 60  # characters
_NOT_MASTHEADS = ("caption", "related", "copyright", "archived")


def signs_in_head(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Yield what masthead, byline and headline say."""
    yield from _from_mastheads(layout, outlets)
    yield from _from_segments(text, layout, outlets)
    yield from _from_title(text, layout, outlets)


def _from_mastheads(layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read names that stand alone on a line above or right below the headline."""
    title = layout.title if layout.title is not None else layout.start
    for index in layout.head:
        block = layout.blocks[index]
        if index == layout.title or layout.kinds[index] in _NOT_MASTHEADS:
            continue
        is_menu = layout.kinds[index] == "menu"
        bare = _before_arrow(block.text) if is_menu else without_edition(block.text)
        name = bare if outlets.named(bare) else block.text
        outlet = outlets.named(name) or _of_account(name, index, outlets)
        if outlet and _may_stand_here(outlet.kind, index, title):
            span = block.start, block.start + len(name)
            role: Role = "agency" if outlet.kind == "agency" and index > title else "publisher"
            yield Sign(role, outlet.name, *span, "masthead", 0.92, outlet)
        elif not outlet and layout.kinds[index] in ("short", "date") and "/" not in bare:
            yield from _unknown_masthead(layout, index, bare, title)


def _before_arrow(line: str) -> str:
    """Return where the way to a page begins: "Caixin > Companies"."""
    return re.split(r"\s*[>›»]\s*", line, maxsplit=1)[0]


def _of_account(name: str, index: int, outlets: OutletIndex) -> Outlet | None:
    """Return the outlet that a logo without its spaces or its ending stands for."""
    is_word = len(name) >= _SHORTEST_LOGO and name.isalnum() and not is_section_word(name)
    is_logo = is_word and index < _COMPANY_REACH
    return outlets.of_account(name) if is_logo else None


def _may_stand_here(kind: str, index: int, title: int) -> bool:
    if kind == "company":
        return index < min(title, _COMPANY_REACH)
    return index <= title + _AFTER_TITLE


def _unknown_masthead(layout: Layout, index: int, bare: str, title: int) -> Iterator[Sign]:
    block = layout.blocks[index]
    span = block.start, block.start + len(bare)
    if index == 0 and _FOLLOWED.search(layout.blocks[1].text if len(layout.blocks) > 1 else ""):
        yield Sign(
            "publisher", shown(block.text), block.start, block.end, "name of a channel", 0.75
        )
    elif has_masthead_shape(bare) and index <= title + _BELOW_TITLE:
        confidence = 0.75 if index < title else 0.7
        yield Sign("publisher", shown(bare), *span, "masthead", confidence)
    elif (
        index == 0
        and (_opens_page(layout, has_slogan=block.text != bare) or _is_titled(bare, layout))
        and _may_name_outlet(bare)
    ):
        yield Sign("publisher", shown(bare), *span, "first line, like a masthead", 0.6)
    elif index == 0 and layout.kinds[1:2] == ("menu",) and layout.title != 0 and is_one_name(bare):
        yield Sign("publisher", shown(bare), *span, "first line, like a masthead", 0.55)


def _opens_page(layout: Layout, *, has_slogan: bool) -> bool:
    """Tell whether what follows the first line is what follows a masthead."""
    return layout.title != 0 and (has_slogan or bool({"date", "menu"} & {*layout.kinds[1:4]}))


def _is_titled(line: str, layout: Layout) -> bool:
    """Tell whether a name with an article stands above headline and date: "The Elephant"."""
    return line.lower().startswith("the ") and layout.title != 0 and "label" in layout.kinds[1:4]


def _may_name_outlet(line: str) -> bool:
    return is_bare_name(line) or is_daily_name(line) or is_review_name(line)


def _from_segments(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read outlets between the bars and commas of a byline or date line."""
    for index in layout.head:
        block = layout.blocks[index]
        is_line = layout.kinds[index] in ("byline", "date", "label")
        is_name = layout.kinds[index] == "short" and (
            block.words <= _NAME_LINE or _lists_outlets(block.text, outlets)
        )
        if index == layout.title or not (is_line or is_name):
            continue
        raw = text[block.start : min(block.end, block.start + _SEGMENT_REACH)]
        for start, end in _segments(raw):
            name = raw[start:end]
            span = block.start + start, block.start + end
            outlet = outlets.named(name)
            if outlet and outlet.kind != "company":
                role: Role = "agency" if outlet.kind == "agency" else "publisher"
                yield Sign(role, outlet.name, *span, "part of the byline", 0.83, outlet)
            elif is_line and not outlet and name != raw and _may_be_unknown(name):
                yield Sign("publisher", shown(name), *span, "part of the byline", 0.6)


def _lists_outlets(line: str, outlets: OutletIndex) -> bool:
    """Tell whether a line is the names of two outlets: who republishes, and whom."""
    names = [line[start:end] for start, end in _segments(line[:_SEGMENT_REACH])]
    return len(names) == _REPUBLISHED and all(map(outlets.named, names))


def _may_be_unknown(name: str) -> bool:
    return has_masthead_shape(name) and ":" not in name


def _segments(line: str) -> Iterator[tuple[int, int]]:
    by = _BY.match(line)
    start = by.end() if by else 0
    for separator in _SEPARATOR.finditer(line, start):
        if 1 < separator.start() - start <= _LONGEST_SEGMENT:
            yield start, separator.start()
        start = separator.end()
    if 1 < len(line) - start <= _LONGEST_SEGMENT:
        yield start, len(line)


def _from_title(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the site's name at the end of the headline, or of a copy of it in the head."""
    if layout.title is None:
        return
    opening = normalised(layout.blocks[layout.title].text)[:40]
    for index in layout.head:
        block = layout.blocks[index]
        if index != layout.title and not normalised(block.text).startswith(opening):
            continue
        raw = text[block.start : block.end]
        span = site_suffix(raw, lambda name: outlets.named(name) is not None)
        name = raw[slice(*span)] if span else ""
        if span and (outlets.named(name) or has_masthead_shape(name)):
            start = block.start + span[0]
            yield from only(named(outlets, "publisher", name, start, "end of the title", 0.9))
