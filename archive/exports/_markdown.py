"""A brief to paste into a report: numbered citations, each with how the article begins."""

import re
from collections.abc import Iterable, Iterator

from archive.exports._heading import Heading
from archive.exports._lines import one_line
from archive.exports._records import Record
from archive.models import UNKNOWN_SOURCE

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$])")


def write(heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
    """Yield the question, then one numbered citation for each article."""
    if heading:
        yield from _head(heading)
    for number, record in enumerate(records, 1):
        yield _item(number, record)


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _head(heading: Heading) -> Iterator[str]:
    noun = "article" if heading.total == 1 else "articles"
    yield f"# {plain(heading.name)}\n\n"
    yield f"{heading.total:,} {noun} in Lode, exported {heading.time} from <{heading.address}>\n"
    if heading.reading:
        yield f"\nThe question was read as: {plain(heading.reading)}\n"


def _item(number: int, record: Record) -> str:
    origin = f" (from {plain(record.origin)})" if record.origin else ""
    parts = [
        f"*{plain(record.source) or UNKNOWN_SOURCE}*{origin}",
        f"“{plain(record.title)}”",
        plain(record.date) or "undated",
        f"<{record.url}>" if record.url else "",
    ]
    indent = " " * (len(str(number)) + 2)  # the excerpt belongs to its list item
    lines = [
        f"\n{number}. {', '.join(filter(None, parts))} ([in Lode]({record.address}))",
        f"{indent}{plain('; '.join(record.keywords))}" if record.keywords else "",
        f"{indent}> {plain(record.opening)}" if not record.is_untitled else "",
        *(f"{indent}{plain(line)}" for line in record.note.splitlines()),
    ]
    return "\n\n".join(filter(None, lines)) + "\n"
