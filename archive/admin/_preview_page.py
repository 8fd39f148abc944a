"""The page before a clipping is saved: its values with their words, its text, its copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.forms import BoundField
from django.urls import reverse

from archive.admin._evidence import (
    MAX_SHOWN_TEXT,
    EvidenceRow,
    Numbered,
    Segment,
    marked_segments,
    value_rows,
)
from archive.admin._found_form import FoundForm
from archive.edtf import parse
from archive.ingest import ClippingPreview
from archive.models import UNKNOWN_SOURCE, Article, Field
from archive.stories import Copy, Piece, compare_words, find_copies

_MOST_COPIES = 5
_ONE_VALUE = (
    ("title", Field.TITLE),
    ("source", Field.SOURCE),
    ("origin", Field.ORIGIN),
    ("published", Field.DATE),
)
_SEVERAL = (
    (Field.COUNTRY, "Countries", "other_country"),
    (Field.MINERAL, "Minerals", "other_mineral"),
    (Field.COMPANY, "Companies", ""),
    (Field.PROJECT, "Mines and projects", "other_company"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A box of the form, and what in the text speaks for the value that was found."""

    box: BoundField
    row: EvidenceRow | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that was found, to be kept or not."""

    name: str
    value: str
    label: str
    is_kept: bool
    row: EvidenceRow | None


@dataclass(frozen=True, slots=True)
class Group:
    """The values found in one field, and the box for others."""

    label: str
    choices: tuple[Choice, ...]
    others: BoundField | None


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """An article that the archive has and that says nearly the same."""

    label: str
    href: str
    source: str
    date: str
    percent: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A clipping as it would be saved."""

    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    segments: tuple[Segment, ...]
    is_cut: bool
    duplicate: Article | None
    copies: tuple[ShownCopy, ...]


def make_preview_page(preview: ClippingPreview, form: FoundForm) -> PreviewPage:
    """Prepare the page of a clipping with the form of its values."""
    numbered = [Numbered(number, row) for number, row in enumerate(preview.evidence(), 1)]
    rows = {row.key: row for row in value_rows(numbered)}
    return PreviewPage(
        lines=tuple(_lines(preview, form, rows)),
        groups=tuple(_groups(form, rows)),
        segments=tuple(marked_segments(preview.text, preview.found.body_ranges, numbered)),
        is_cut=len(preview.text) > MAX_SHOWN_TEXT,
        duplicate=Article.objects.filter(pk=preview.existing_id or 0).first(),
        copies=_copies(preview),
    )


def _lines(
    preview: ClippingPreview, form: FoundForm, rows: dict[str, EvidenceRow]
) -> Iterator[Line]:
    for name, field in _ONE_VALUE:
        value = getattr(preview.found, field.value)
        yield Line(form[name], rows.get(f"{field.value}:{value}"))


def _groups(form: FoundForm, rows: dict[str, EvidenceRow]) -> Iterator[Group]:
    for field, label, others in _SEVERAL:
        box = form[field.value]
        kept = {str(value) for value in box.value() or ()}
        choices = tuple(
            Choice(box.html_name, slug, name, slug in kept, rows.get(f"{field.value}:{slug}"))
            for slug, name in cast(Any, box.field).choices
        )
        yield Group(label, choices, form[others] if others else None)


def _copies(preview: ClippingPreview) -> tuple[ShownCopy, ...]:
    near = [each for each in find_copies(preview.body) if each.article.pk != preview.existing_id]
    return tuple(_copy(preview, each) for each in near[:_MOST_COPIES])


def _copy(preview: ClippingPreview, near: Copy) -> ShownCopy:
    article = near.article
    return ShownCopy(
        label=article.label,
        href=reverse("admin:archive_article_change", args=[article.pk]),
        source=article.source.name if article.source else UNKNOWN_SOURCE,
        date=parse(article.published).in_words() if article.published else "undated",
        percent=int(near.resemblance * 100),
        pieces=compare_words(article.body, preview.body),
    )
