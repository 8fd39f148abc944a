"""The Whoosh schema: what is indexed of an article, and how a document becomes its fields."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import whoosh
from whoosh import analysis, columns, fields, formats
from whoosh.scoring import BM25F

from archive.search import _analysis
from archive.search._facets import FACET_NAMES
from archive.search.engines.base import IndexDocument

FORMAT = 1  # raise it whenever the stored files change their meaning
MAX_BODY = 2_000_000  # characters of a body that are indexed
TEXT_FIELDS = ("title", "body", "names")
UNDATED_ORDINAL = 0
YEAR_UNKNOWN_ORDINAL = -1
POSITION = np.dtype("<u4")


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
    """Positions as plain 32-bit integers, read by the thousand without unpickling."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """Return the bytes of ascending positions."""
        return np.asarray(positions, dtype=POSITION).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions that bytes stand for."""
        positions: list[int] = np.frombuffer(value, dtype=POSITION).tolist()
        return positions

    def decode_frequency(self, value: bytes) -> int:
        """Return how many positions bytes stand for."""
        return len(value) // POSITION.itemsize


class ArticleText(fields.TEXT):
    """Stemmed words with their positions; indexes a text or its tokens."""

    def __init__(self, *, stored: bool = False) -> None:
        super().__init__(analyzer=ArticleAnalyzer(), phrase=True, stored=stored)
        self.format = FlatPositions()

    def index(self, value: Any, **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, positions) of each stem."""
        tokens = _analysis.tokenize(value) if isinstance(value, str) else value
        places = defaultdict(list)
        for token in tokens:
            places[token.stem].append(token.position)
        for term, positions in places.items():
            frequency = len(positions)
            yield term.encode(), frequency, float(frequency), self.format.encode(positions)


def make_schema() -> fields.Schema:
    """Return the schema of an article.

    `words` and `title_words` hold unstemmed words for wildcards and spelling; `has` the names
    of what an article has; `first_day` and `last_day` the dates as sortable ordinals.
    """
    schema = fields.Schema(
        id=fields.ID(unique=True),
        title=ArticleText(stored=True),
        body=ArticleText(stored=True),
        names=ArticleText(),
        origin=ArticleText(),
        words=fields.ID(),
        title_words=fields.ID(),
        has=fields.ID(),
        earliest=fields.NUMERIC(int, bits=32, shift_step=8),
        latest=fields.NUMERIC(int, bits=32, shift_step=8),
        article=fields.COLUMN(columns.NumericColumn("q")),
        stamp=fields.COLUMN(columns.VarBytesColumn()),
        first_day=fields.COLUMN(columns.NumericColumn("i")),
        last_day=fields.COLUMN(columns.NumericColumn("i")),
    )
    for name in FACET_NAMES:
        schema.add(name, fields.ID())
    return schema


def make_weighting() -> BM25F:
    """Return how matches are scored: the length of a title or a name says little."""
    return BM25F(title_B=0.3, names_B=0.0, origin_B=0.0)


def fingerprint() -> str:
    """Name everything that decides what the index files mean."""
    schema = sorted((name, type(field).__name__) for name, field in make_schema().items())
    version = whoosh.versionstring()
    parts = (FORMAT, _analysis.VERSION, version, schema)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def fields_of(document: IndexDocument) -> dict[str, Any]:
    """Return the keyword arguments with which Whoosh's writer adds a document."""
    body_text = document.body[:MAX_BODY]
    title = list(_analysis.tokenize(document.title))
    body = list(_analysis.tokenize(body_text))
    names = " \n ".join((*document.source_names, document.source))
    found = {
        "id": str(document.id),
        "article": document.id,
        "stamp": document.stamp.encode(),
        "title": title,
        "_stored_title": document.title,
        "body": body,
        "_stored_body": body_text,
        "names": names,
        "origin": document.origin,
        "words": list({token.word for tokens in (title, body) for token in tokens}),
        "title_words": list({token.word for token in title}),
        "has": _possessions(document),
        "first_day": _ordinal(document, "earliest"),
        "last_day": _ordinal(document, "latest"),
    } | _facet_values(document)
    if document.earliest and document.latest:
        found["earliest"] = document.earliest.toordinal()
        found["latest"] = document.latest.toordinal()
    return found


def _facet_values(document: IndexDocument) -> dict[str, list[str]]:
    values = {
        "mineral": {*document.mineral_tree, *document.minerals},
        "country": set(document.countries),
        "company": set(document.companies),
        "source": {document.source},
        "language": {document.language},
        "review": {document.review},
    }
    return {name: sorted(filter(None, values[name])) for name in FACET_NAMES}


def _possessions(document: IndexDocument) -> list[str]:
    present = {
        "title": document.title.strip(),
        "source": document.source,
        "origin": document.origin,
        "country": document.countries,
        "company": document.companies,
        "mineral": document.minerals or document.mineral_tree,
        "language": document.language,
        "date": document.published,
        "year": document.earliest,
    }
    return [name for name, value in present.items() if value]


def _ordinal(document: IndexDocument, end: str) -> int:
    day = getattr(document, end)
    if day:
        return int(day.toordinal())
    return YEAR_UNKNOWN_ORDINAL if document.published else UNDATED_ORDINAL
