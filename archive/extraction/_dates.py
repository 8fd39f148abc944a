"""When the article was published: from page metadata, head, dateline or foot, in that trust.

Events, deadlines, captions and copyright years are no publication dates; nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.edtf import PartialDate, parse
from archive.extraction._date_lines import read_date_line
from archive.extraction._date_order import DateContext, order_of
from archive.extraction._date_words import DateMention, find_dates
from archive.extraction._datelines import is_dateline_alone, read_dateline
from archive.extraction._findings import Finding
from archive.extraction._layout import Layout
from archive.extraction._relative_dates import parse_day, read_relative_date

_NOT_SAID_IN = (
    "archived",
    "caption",
    "copyright",
    "related",
    "comments",
    "inline",
    "end",
    "cookies",
)
_EARLY = 6  # blocks of the article between which a date line may stand
_FOOT_REACH = 4  # blocks after the body in which a bare date counts
_UPDATED = 0.7  # what a date of change or of a mail is worth
_MAIL_DATE = re.compile(r"(?:date|sent|fecha|gesendet|envoyé|дата)\s*[:：]", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    r"(?:from|to|cc|subject|von|an|de|para|asunto|betreff|от|кому|тема)\s*[:：]", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"(?:subject|asunto|assunto|objet|betreff|тема)\s*[:：]\s*(?:fwd?|tr|wg|rv|enc|пер)\s*:",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\W*(?:begin )?(?:forwarded|original|weitergeleitete|ursprüngliche|message transféré"
    r"|mensaje (?:reenviado|original)|mensagem (?:encaminhada|original)|пересылаемое)",
    re.IGNORECASE,
)
_MAIL_REACH = 4  # blocks
_TODAY = re.compile(
    r"\b(?:today|hoy|aujourd[’']hui|heute|hoje|сегодня|hari ini)[\s,(–-]{1,3}"
    r"(?=[^\s.]{1,12}[\s./-])",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?,?|[^\W\d_]{3,10}\.?,?|(?:19|20)\d\d(?:\s?[-–,|]?\s?\d{1,2}:\d{2})?"
    r"|\d{1,2} [^\W\d_]{3,10}\.?,?|[^\W\d_]{3,10}\.? \d{1,2},?"
)
_ADDRESS = re.compile(r"/((?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])[/-](?:[012]?\d|3[01]))(?:[/_-]|$)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    date: PartialDate
    start: int | None
    end: int | None
    rule: str
    confidence: float


def find_date(text: str, layout: Layout, context: DateContext, hint: str = "") -> Finding | None:
    """Return the publication date; None when the text does not say it.

    `hint` is the date of a page's metadata; it wins over the text.
    """
    candidates = [*_in_lines(text, layout, context), *_in_datelines(text, layout, context)]
    candidates += _relative(text, layout, context.captured)
    candidates += [*_said_today(text, layout, context), *_in_address(context.url)]
    if hinted := _hinted(hint):
        return _from_hint(text, hinted, candidates)
    full = [each for each in candidates if each.date.precision == "day"]
    yearless = any(each.date.precision == "month-day" for each in candidates)
    if full and yearless and not _only_updated(full):
        candidates = full
    best = max(candidates, key=lambda candidate: candidate.confidence, default=None)
    if best is None:
        return None
    best = _completed(best, candidates)
    return _finding(text, best)


def _only_updated(candidates: list[_Candidate]) -> bool:
    return all(candidate.confidence <= _UPDATED for candidate in candidates)


def _hinted(hint: str) -> PartialDate | None:
    try:
        return parse(hint.strip())
    except ValueError:
        dates = find_dates(hint[:80])
        return dates[0].date if dates else None


def _from_hint(text: str, hinted: PartialDate, candidates: list[_Candidate]) -> Finding:
    same = next((c for c in candidates if c.date == hinted), None)
    if same and same.start is not None:
        quote = text[same.start : same.end]
        return Finding("date", str(hinted), same.start, same.end, quote, "page metadata", 0.99)
    return Finding("date", str(hinted), None, None, "", "page metadata", 0.97)


def _finding(text: str, candidate: _Candidate) -> Finding:
    start, end = candidate.start, candidate.end
    value, quote = str(candidate.date), "" if start is None else text[start:end]
    return Finding("date", value, start, end, quote, candidate.rule, candidate.confidence)


def _completed(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """Return a fuller candidate that says the same and more, e.g. the year."""
    if best.date.precision == "day":
        return best
    fuller = [c for c in candidates if c.date.precision == "day" and _agrees(best.date, c.date)]
    return fuller[0] if fuller else best


def _agrees(partial: PartialDate, full: PartialDate) -> bool:
    pairs = zip(
        (partial.year, partial.month, partial.day), (full.year, full.month, full.day), strict=True
    )
    return all(one is None or one == two for one, two in pairs)


def _in_lines(text: str, layout: Layout, context: DateContext) -> Iterator[_Candidate]:
    yield from _split_lines(text, layout)
    early = range(layout.start, min(layout.start + _EARLY, layout.stop, layout.tail.start))
    body = frozenset(layout.body)
    for index in (*layout.head, *(i for i in early if i not in body), *layout.tail):
        block, kind = layout.blocks[index], layout.kinds[index]
        if index == layout.title or kind in _NOT_SAID_IN:
            continue
        is_foot = index >= max(layout.start, layout.tail.start)
        beyond = is_foot and (index >= layout.stop or index >= layout.tail.start + _FOOT_REACH)
        is_labelled_only = beyond or kind == "tags"
        line = read_date_line(text[block.start : block.end], labelled_only=is_labelled_only)
        if line is None or (beyond and index > layout.stop + 2 * _FOOT_REACH):
            continue
        is_of_mail = _is_of_mail(layout, index)
        date = _resolved(line.mention, text[block.start : block.end], layout, context)
        if date is None or (is_of_mail and _is_forwarded(layout, index)):
            continue
        label = "sent" if is_of_mail else line.label
        rule, confidence = _trust(label, is_foot=is_foot, after_title=_follows(layout, index))
        start = block.start + line.mention.start
        end = block.start + line.mention.end
        yield _Candidate(date, start, end, rule, confidence - 0.02 * line.others)


def _is_of_mail(layout: Layout, index: int) -> bool:
    """Tell whether a line is one of a mail's header: its date is that of the mail."""
    blocks = layout.blocks[max(0, index - 2) : index + 3]
    return bool(_MAIL_DATE.match(layout.blocks[index].text)) and any(
        _MAIL_HEADER.match(block.text) for block in blocks
    )


def _is_forwarded(layout: Layout, index: int) -> bool:
    """Tell whether a mail only passes on what came out on some day before it."""
    near = layout.blocks[max(0, index - _MAIL_REACH) : index + _MAIL_REACH]
    return any(_FORWARDED.match(block.text) for block in near) and not any(
        _ORIGINAL.match(block.text) for block in near
    )


def _follows(layout: Layout, index: int) -> bool:
    return layout.title is not None and index > layout.title


def _trust(label: str, *, is_foot: bool, after_title: bool) -> tuple[str, float]:
    place = "foot" if is_foot else "head"
    if label == "published":
        return f"labelled line in the {place}", 0.95 if not is_foot else 0.9
    if label == "signed":
        return f"labelled line in the {place}", 0.95 if not is_foot else 0.75
    if label == "updated":
        return f"line 'Updated' in the {place}", 0.7 if not is_foot else 0.6
    if label == "sent":
        return "mail header", 0.6
    if is_foot:
        return "date line in the foot", 0.65
    return "date line in the head", 0.9 if after_title else 0.8


def _split_lines(text: str, layout: Layout) -> Iterator[_Candidate]:
    """Read a date that a page's design has spread over two or three lines."""
    head = [i for i in layout.head if i != layout.title]
    for position in range(len(head) - 1):
        for length in (3, 2):
            run = head[position : position + length]
            parts = [layout.blocks[i] for i in run]
            if len(run) == length and all(_SPLIT.fullmatch(part.text) for part in parts):
                dates = find_dates(" ".join(part.text for part in parts))
                if dates and dates[0].date and dates[0].date.precision == "day":
                    span = parts[0].start, parts[-1].end
                    yield _Candidate(dates[0].date, *span, "date over several lines", 0.85)
                    return


def _in_datelines(text: str, layout: Layout, context: DateContext) -> Iterator[_Candidate]:
    alone = [i for i in layout.head if is_dateline_alone(layout.blocks[i].text)]
    for index in (*layout.body[:2], *alone):
        block = layout.blocks[index]
        opening = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 300)])
        dateline = read_dateline(opening)
        if dateline and dateline.date:
            date = _resolved(dateline.date, opening[: dateline.end], layout, context)
            if date and date.precision != "year":
                start = block.start + dateline.date.start
                end = block.start + dateline.date.end
                yield _Candidate(date, start, end, "dateline", 0.82)
                return


def _relative(text: str, layout: Layout, captured: str) -> Iterator[_Candidate]:
    """Read "3 days ago" in the head, counted from the day on which the page was seen."""
    seen = parse_day(captured)
    if seen is None:
        return
    for index in layout.head:
        block = layout.blocks[index]
        line = text[block.start : min(block.end, block.start + 200)]
        if index != layout.title and (found := read_relative_date(line, seen)):
            span = block.start + found.start, block.start + found.end
            rule = f"counted from {seen}, when the page was seen"
            yield _Candidate(found.date, *span, rule, 0.75)


def _said_today(text: str, layout: Layout, context: DateContext) -> Iterator[_Candidate]:
    """Read "announced today, May 3, 2024" in the first paragraphs."""
    for index in layout.body[:2]:
        block = layout.blocks[index]
        opening = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 600)])
        for match in _TODAY.finditer(opening):
            said = opening[match.end() : match.end() + 40]
            mention = next(iter(find_dates(said)), None)
            if mention is None or any(map(str.isalpha, said[: mention.start])):
                continue
            date = _resolved(mention, said, layout, context)
            if date and date.precision != "year":
                start = block.start + match.end()
                span = start + mention.start, start + mention.end
                yield _Candidate(date, *span, "day that the text calls today", 0.78)


def _in_address(url: str) -> list[_Candidate]:
    """Read the day that many outlets put into their addresses: /2024/01/16/."""
    match = _ADDRESS.search(url[:500])
    dates = find_dates(match[1]) if match else []
    if not dates or dates[0].date is None:
        return []
    return [_Candidate(dates[0].date, None, None, "date in the URL", 0.84)]


def _resolved(
    mention: DateMention, line: str, layout: Layout, context: DateContext
) -> PartialDate | None:
    if mention.date:
        return mention.date
    return mention.read(order_of(mention, line, layout, context))
