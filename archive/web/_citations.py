"""How to cite one article: in words to copy, and as files."""

from dataclasses import dataclass

from django.urls import reverse

from archive.exports import FORMATS, Record, citation
from archive.web._links import Link


@dataclass(frozen=True, slots=True)
class Citations:
    """The citation of an article in words, and its references as downloads."""

    words: str
    downloads: tuple[Link, ...]


def make_citations(record: Record) -> Citations:
    """Return how to cite an article."""
    downloads = (
        Link(each.label, reverse("cite", args=[record.id, each.name]), note=each.purpose)
        for each in FORMATS
        if each.is_citation
    )
    return Citations(citation(record), tuple(downloads))
