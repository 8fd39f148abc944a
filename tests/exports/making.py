"""Records and headings for tests: each function takes what matters and fills in the rest."""

from dataclasses import replace
from datetime import UTC, datetime

from archive.edtf import parse
from archive.exports import Heading, Record, find_format

TIME = datetime(2026, 1, 31, 12, 0, 5, tzinfo=UTC)
HEADING = Heading(
    question="lithium, country Chile",
    read_as="lithium",
    address="https://lode.example.org/?q=lithium&country=cl",
    made_at=TIME,
    total=1,
)
RECORD = Record(
    id=7,
    title="Brine pays",
    is_untitled=False,
    source="Daryo",
    origin="Reuters",
    published=parse("2024-01-16"),
    language="en",
    minerals=("lithium",),
    countries=("Chile", "Côte d'Ivoire"),
    companies=("SQM",),
    review="unreviewed",
    url="https://daryo.uz/brine?a=1&b=50%25",
    address="https://lode.example.org/articles/7/",
    opening="Lithium carbonate from brine.",
    added=TIME,
    changed=TIME,
)


def record(published="2024-01-16", **overrides):
    """Return a record; `published` is EDTF, empty for none."""
    return replace(RECORD, published=parse(published) if published else None, **overrides)


def written(name, *records, heading=HEADING):
    """Return the whole file of a format."""
    return "".join(find_format(name).write(heading, records))
