"""The formats, declared once: addresses, menus, the command and the docs follow this table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from archive.exports import _bibtex, _csl, _csv, _jsonl, _markdown, _ris
from archive.exports._heading import Heading
from archive.exports._records import Record


class Writer(Protocol):
    """Writes one format."""

    def __call__(self, heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
        """Yield the pieces of a file, one article at a time; no heading for a single citation."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: `name` is its part of the address, `is_whole` asks for whole texts.

    `purpose` says to people what it is good for.
    """

    name: str
    label: str
    purpose: str
    media_type: str
    suffix: str
    write: Writer
    is_whole: bool = False
    is_citation: bool = False


FORMATS: tuple[Format, ...] = (
    Format("csv", "CSV", "spreadsheets", "text/csv", "csv", _csv.write),
    Format(
        "jsonl",
        "JSON Lines",
        "programs; with whole texts",
        "application/jsonl",
        "jsonl",
        _jsonl.write,
        is_whole=True,
    ),
    Format(
        "ris",
        "RIS",
        "EndNote, Zotero, Mendeley",
        "application/x-research-info-systems",
        "ris",
        _ris.write,
        is_citation=True,
    ),
    Format(
        "bibtex",
        "BibTeX",
        "LaTeX, JabRef",
        "application/x-bibtex",
        "bib",
        _bibtex.write,
        is_citation=True,
    ),
    Format(
        "csl-json",
        "CSL-JSON",
        "Zotero, pandoc",
        "application/vnd.citationstyles.csl+json",
        "json",
        _csl.write,
        is_citation=True,
    ),
    Format(
        "markdown",
        "Markdown brief",
        "reading, with citations",
        "text/markdown",
        "md",
        _markdown.write,
    ),
)
_BY_NAME = {each.name: each for each in FORMATS}


def find_format(name: str) -> Format | None:
    """Return the format of this name; None when there is none."""
    return _BY_NAME.get(name)
