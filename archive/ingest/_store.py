"""The one writer of articles: row, links, evidence and original, all or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive import edtf
from archive.extraction import Extraction, Finding
from archive.ingest._clipping import RawClipping, ReadClipping
from archive.ingest._links import Links
from archive.ingest._tags import TAGS, add_tags
from archive.models import Article, Evidence, Field, Original
from archive.stories import place

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_TITLE = 500
_MAX_VALUE = 500
_MAX_RULE = 200


@dataclass(frozen=True, slots=True)
class Received:
    """A clipping that is read, with the two hashes that make it the same as another."""

    raw: RawClipping
    sha256: str
    clipping: ReadClipping
    content_hash: str

    def known_as(self, known: Mapping[str, int]) -> int | None:
        """Return the article that holds the same bytes or the same words."""
        return known.get(self.sha256) or known.get(self.content_hash)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clipping that is read and understood, ready to be stored."""

    received: Received
    extraction: Extraction


def existing_ids(hashes: Iterable[str]) -> dict[str, int]:
    """Return the oldest article for each hash of an original or of a text that has one."""
    wanted = set(hashes)
    known: dict[str, int] = {}
    # Two questions: one with OR across the tables could use neither index.
    for column in ("content_hash", "original__sha256"):
        rows = Article.objects.filter(**{f"{column}__in": wanted}).order_by("-pk")
        known |= dict(rows.values_list(column, "pk"))
    return known


def store(prepared: Prepared, links: Links, user: "User | None") -> Article:
    """Write one article. INVARIANT: runs inside a transaction; the original is kept already."""
    received, found = prepared.received, prepared.extraction
    article = Article(
        text=received.clipping.text,
        title=found.title[:MAX_TITLE],
        body_ranges=[list(pair) for pair in found.body_ranges],
        source_id=links.source(found.source),
        origin_id=links.source(found.origin),
        url=received.clipping.hints.url,
        language=found.language[:8],
        content_hash=received.content_hash,
        original=_original(received),
        created_by=user,
        updated_by=user,
    )
    set_published(article, found.date)
    article.save(force_insert=True)
    for field in TAGS:
        add_tags(article, field, weights(found, field), links)
    Evidence.objects.bulk_create(evidence_rows(article, found.findings))
    place(article)
    return article


def set_published(article: Article, date: str) -> None:
    """Set the date and the span of days that it may mean; an empty date clears them."""
    partial = edtf.parse(date) if date else None
    article.published = date
    article.published_earliest = partial.earliest if partial else None
    article.published_latest = partial.latest if partial else None


def weights(found: Extraction, field: Field) -> dict[str, float]:
    """Return the weight of each value found in one of TAGS; ores and compounds are kept too."""
    tags = {
        Field.COUNTRY: found.countries,
        Field.MINERAL: (*found.mineral_forms, *found.minerals),
        Field.COMPANY: found.companies,
        Field.PROJECT: found.projects,
    }
    return {tag.slug: min(1.0, max(0.0, tag.weight)) for tag in tags[field]}


def evidence_rows(article: Article, findings: Iterable[Finding]) -> list[Evidence]:
    """Return unsaved evidence for findings."""
    return [
        Evidence(
            article=article,
            field=finding.field,
            value=finding.value[:_MAX_VALUE],
            start=finding.start if is_quoted(finding) else None,
            end=finding.end if is_quoted(finding) else None,
            rule=finding.rule[:_MAX_RULE],
            confidence=min(1.0, max(0.0, finding.confidence)),
        )
        for finding in findings
    ]


def is_quoted(finding: Finding) -> bool:
    """Tell whether a finding points into the text."""
    return finding.start is not None and finding.end is not None and finding.start < finding.end


def _original(received: Received) -> Original:
    """Return the row of the original, which a copy shares with what it is a copy of."""
    # The write lock is held: nobody can add the row between the question and the answer.
    return Original.objects.filter(sha256=received.sha256).first() or Original.objects.create(
        sha256=received.sha256,
        media_type=received.clipping.media_type,
        file_name=_shown_name(received.raw.file_name),
        size=len(received.raw.content),
    )


def _shown_name(file_name: str) -> str:
    """Return the last part of a file name, for people to read; it never becomes a path."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[-255:]
