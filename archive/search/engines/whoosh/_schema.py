"""The Whoosh schema: what is indexed of an article, and how a document becomes its fields."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import whoosh
from whoosh import analysis, columns, fields, formats
from whoosh.scoring import BM25F

from archive.search import _analysis
from archive.search._facets import FACETS
from archive.search.engines.base import IndexDocument

FORMAT = 3  # raise it whenever the stored files change their meaning
MAX_BODY = 2_000_000  # characters of a body that are indexed
UNDATED_ORDINAL = 0
YEAR_UNKNOWN_ORDINAL = -1
POSITION = np.dtype("<u4")

TEXT_FIELDS = ("title", "body", "names", "origin")
FACET_GROUPS = {
    "facets": tuple(facet.name for facet in FACETS),
    "main": tuple(facet.main_name for facet in FACETS if facet.main),
}
FACET_FIELDS = tuple(name for names in FACET_GROUPS.values() for name in names)
DAY_FIELDS = ("earliest", "latest")
_ATTRIBUTES = {facet.name: facet.attributes or (facet.name,) for facet in FACETS} | {
    facet.main_name: (facet.main,) for facet in FACETS if facet.main
}
PRESENCE_FIELDS = ("words", "title_words", "has", *DAY_FIELDS, *FACET_FIELDS)


@dataclass(frozen=True, slots=True)
class Fields:
    """A document as the index takes it in.

    `keys` are the values of facets and flags; the days are ordinals, or tell why there is none.
    """

    article_id: int
    stamp: str
    texts: dict[str, str]
    keys: dict[str, Collection[str]]
    first_day: int
    last_day: int
    story: int


class ArticleAnalyzer(analysis.Analyzer):
    """Lode's analysis as Whoosh's own parts ask for it."""

    def __call__(self, value: str, **options: Any) -> Iterator[analysis.Token]:
        """Yield the tokens of a text."""
        token = analysis.Token(positions=True, chars=True)
        for _, token.text, token.startchar, token.endchar, token.pos in _analysis.tokenize(value):
            token.boost = 1.0
            token.stopped = False
            yield token


class FlatPositions(formats.Positions):
    """Positions as plain 32-bit integers."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions that bytes stand for."""
        positions: list[int] = np.frombuffer(value, dtype=POSITION).tolist()
        return positions

    def decode_frequency(self, value: bytes) -> int:
        """Return how many positions bytes stand for."""
        return len(value) // POSITION.itemsize


class ArticleText(fields.TEXT):
    """Stemmed words with their positions."""

    def __init__(self, *, stored: bool = False) -> None:
        super().__init__(analyzer=ArticleAnalyzer(), phrase=True, stored=stored)
        self.format = FlatPositions()


class ExactWords(fields.ID):
    """Unstemmed words: only their presence counts, a rare one for more."""

    scorable = True


def make_schema() -> fields.Schema:
    """Return the schema of an article.

    `words` and `title_words` hold unstemmed words for exact forms, wildcards and spelling; `has`
    the names of what an article has; `main_…` facets what it is mainly about; `first_day` and
    `last_day` the dates as sortable ordinals.
    """
    schema = fields.Schema(
        id=fields.COLUMN(columns.NumericColumn("q")),
        title=ArticleText(stored=True),
        body=ArticleText(stored=True),
        names=ArticleText(),
        origin=ArticleText(),
        words=ExactWords(),
        title_words=fields.ID(),
        has=fields.ID(),
        earliest=fields.NUMERIC(int, bits=32, shift_step=8),
        latest=fields.NUMERIC(int, bits=32, shift_step=8),
        first_day=fields.COLUMN(columns.NumericColumn("i")),
        last_day=fields.COLUMN(columns.NumericColumn("i")),
    )
    for name in FACET_FIELDS:
        schema.add(name, fields.ID())
    return schema


def make_weighting() -> BM25F:
    """Return how matches are scored: the length of a title or a name says little."""
    return BM25F(title_B=0.3, names_B=0.0, origin_B=0.0, words_B=0.0)


def fingerprint() -> str:
    """Name everything that decides what the index files mean."""
    schema = sorted((name, type(field).__name__) for name, field in make_schema().items())
    parts = (FORMAT, _analysis.VERSION, whoosh.versionstring(), schema)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def fields_of(document: IndexDocument) -> Fields:
    """Return what is indexed of a document."""
    names = " \n ".join((*document.source_names, document.source))
    keys = {name: _values(document, attributes) for name, attributes in _ATTRIBUTES.items()}
    return Fields(
        article_id=document.id,
        stamp=document.stamp,
        texts={
            "title": document.title[:MAX_BODY],
            "body": document.body[:MAX_BODY],
            "names": names[:MAX_BODY],
            "origin": document.origin[:MAX_BODY],
        },
        keys={"has": _possessions(document, keys), **keys},
        first_day=_ordinal(document, "earliest"),
        last_day=_ordinal(document, "latest"),
        story=document.story,
    )


@cache
def day_terms(field: str) -> Any:
    """Return the function that gives the terms under which Whoosh finds ranges of days."""
    numeric = make_schema()[field]
    return lru_cache(maxsize=50_000)(lambda day: [term for term, *_ in numeric.index(day)])


def _values(document: IndexDocument, attributes: tuple[str, ...]) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for attribute in attributes:
        value = getattr(document, attribute)
        found += (value,) if isinstance(value, str) else value
    return _distinct(found)


@lru_cache(maxsize=50_000)
def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*values} - {""}))


def _possessions(document: IndexDocument, keys: Mapping[str, tuple[str, ...]]) -> list[str]:
    found = [facet.name for facet in FACETS if keys[facet.name]]
    present = {
        "title": document.title.strip(),
        "origin": document.origin,
        "date": document.published,
        "year": document.earliest and document.latest,
    }
    return [name for name, value in present.items() if value] + found


def _ordinal(document: IndexDocument, end: str) -> int:
    day = getattr(document, end)
    if day and document.earliest and document.latest:
        return int(day.toordinal())
    return YEAR_UNKNOWN_ORDINAL if document.published else UNDATED_ORDINAL
