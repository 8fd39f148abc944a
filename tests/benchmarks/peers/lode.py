"""Lode through its public door, `Engine.search`."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import whoosh

from archive.search import UNDATED, YEAR_UNKNOWN, SearchQuery, SearchResult
from archive.search.engines import IndexDocument
from archive.search.engines.whoosh import WhooshEngine
from tests.benchmarks import cache
from tests.benchmarks.articles import FACETS, Article
from tests.benchmarks.peers.base import TOP, Answer, Part
from tests.benchmarks.questions import Question


def version() -> str:
    """Name Lode's code: its index is built anew whenever the search package changes."""
    search = cache.ROOT / "archive" / "search"
    return cache.fingerprint([search, Path(__file__)], whoosh.versionstring(), np.__version__)


def document(article: Article) -> IndexDocument:
    """Return an article as Lode indexes it."""
    return IndexDocument(
        id=article.id,
        stamp=hashlib.sha256(article.body.encode()).hexdigest()[:16],
        title=article.title,
        body=article.body,
        source=article.source,
        source_names=(article.source_name,) if article.source_name else (),
        countries=article.countries,
        minerals=article.minerals,
        mineral_tree=article.minerals,
        language=article.language,
        published=article.published,
        earliest=article.earliest,
        latest=article.latest,
    )


class Lode:
    """The engine of this repository."""

    def __init__(self, folder: Path, cores: int = 1) -> None:
        self._engine = WhooshEngine(folder, processes=cores)

    def build(self, articles: Iterable[Article]) -> None:
        """Fill a new index through the batch that a rebuild uses."""
        with self._engine.rebuild() as batch:
            for article in articles:
                batch.put(document(article))

    def open(self) -> None:
        """Open the newest generation."""
        assert self._engine.generation

    def supports(self, question: Question) -> bool:
        """Answer everything."""
        return True

    def answer(self, question: Question, part: Part) -> Answer:
        """Ask for what the peers are asked for."""
        query = SearchQuery(text=question.text, filters=question.filters, per_page=TOP)
        result = self._engine.search(
            query, facets=part is Part.FACETS, highlights=part is Part.HIGHLIGHTS
        )
        top = tuple(hit.id for hit in result.hits)
        return Answer(result.total, top, _facets(result), _marked(result))

    def replace(self, article: Article) -> None:
        """Commit one article."""
        with self._engine.write() as batch:
            batch.put(document(article))

    def close(self) -> None:
        """Unmap the files."""
        self._engine.close()


def _facets(result: SearchResult) -> dict[str, dict[str, int]]:
    counts = result.facets
    if counts is None:
        return {}
    found = {
        facet: {each.value: each.count for each in counts[facet]}
        for facet in FACETS
        if facet in counts
    }
    found["year"] = {str(year): count for year, count in result.years}
    found["year"] |= {UNDATED: result.undated, YEAR_UNKNOWN: result.year_unknown}
    return found


def _marked(result: SearchResult) -> int:
    return sum(
        any(piece.is_match for snippet in (hit.title, *hit.snippets) for piece in snippet)
        for hit in result.hits
    )
