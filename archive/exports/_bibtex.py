"""BibTeX for LaTeX, JabRef and Zotero, in UTF-8.

Keys never change, whatever an editor corrects. Braces inside values would have to balance even
when escaped, so they are written as commands. Web addresses are verbatim, as biblatex wants.
"""

from collections.abc import Iterable, Iterator

from archive.exports._heading import Heading
from archive.exports._lines import one_line
from archive.exports._records import Record

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
    | {letter: f"\\{letter}" for letter in "$&#_%"}
)


def write(heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
    """Yield the question as comment lines, then one entry for each article."""
    for label, value in heading.lines() if heading else ():
        # BibTeX has no comments: whatever stands outside an entry is skipped up to the next @.
        yield f"% {label}: {value.replace('@', '(at)')}\n"
    for record in records:
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record))
        kind = "article" if record.source else "misc"
        yield f"\n@{kind}{{{record.key},\n{fields}}}\n"


def latex(text: str) -> str:
    """Return a text that LaTeX sets as it is."""
    return one_line(text).translate(_SPECIAL)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{latex(record.title)}}}}}"  # doubled: styles must not lower capitals
    if record.source:
        yield "journal", f"{{{latex(record.source)}}}"
    date = record.published
    if date and date.year:
        yield "year", f"{{{date.year:04d}}}"
    if date and date.month:
        yield "month", _MONTHS[date.month - 1]
    if date and date.day:
        yield "day", f"{{{date.day}}}"
    yield "url", f"{{{record.link}}}"
    if record.language:
        yield "language", f"{{{latex(record.language)}}}"
    if record.keywords:
        yield (
            "keywords",
            f"{{{', '.join(latex(word.replace(',', ' ')) for word in record.keywords)}}}",
        )
    if record.note:
        yield "annote", f"{{{latex(record.note)}}}"
    yield "note", f"{{{'; '.join(latex(part) for part in _notes(record))}}}"


def _notes(record: Record) -> Iterator[str]:
    if record.published and not record.published.year:
        yield f"Dated {record.date}"
    if record.origin:
        yield f"Taken from {record.origin}"
    yield f"Archived in Lode: {record.address}"
