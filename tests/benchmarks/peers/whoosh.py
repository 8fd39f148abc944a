"""Whoosh 2.7.4 as it comes: its own schema types, codec, searcher and `groupedby`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import whoosh
from whoosh import analysis, fields, highlight, index, query
from whoosh.lang.porter2 import stem
from whoosh.sorting import Count, FieldFacet
from whoosh.support.charset import accent_map

from tests.benchmarks import cache
from tests.benchmarks.articles import MULTIPLE_FACETS, SINGLE_FACETS, Article
from tests.benchmarks.peers.base import BOOSTS, TOP, Answer, Part
from tests.benchmarks.questions import Question, Shape

_MEMORY_MB = 512  # for postings, before Whoosh spills them to slow temporary files
_FRAGMENT = 220  # characters


def version() -> str:
    """Name the library and the schema."""
    return f"{whoosh.versionstring()}-{cache.fingerprint([Path(__file__)])}"


def _schema() -> fields.Schema:
    plain = (
        analysis.RegexTokenizer(r"\w+")
        | analysis.LowercaseFilter()
        | analysis.CharsetFilter(accent_map)
    )
    stemmed = plain | analysis.StemFilter(stemfn=stem)
    single = {facet: fields.ID(sortable=True) for facet in SINGLE_FACETS}
    multiple = {facet: fields.KEYWORD(commas=True, sortable=True) for facet in MULTIPLE_FACETS}
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=stemmed, stored=True),
        body=fields.TEXT(analyzer=stemmed, stored=True),
        names=fields.TEXT(analyzer=stemmed),
        words=fields.TEXT(analyzer=plain, phrase=False),
        day=fields.NUMERIC(int, sortable=True),
        **single,
        **multiple,
    )


def _fields_of(article: Article) -> dict[str, Any]:
    return {facet: ",".join(article.values(facet)) for facet in SINGLE_FACETS + MULTIPLE_FACETS} | {
        "id": str(article.id),
        "title": article.title,
        "body": article.body,
        "names": f"{article.source_name} \n {article.source}",
        "words": f"{article.title}\n{article.body}",
        "day": article.day,
    }


class StockWhoosh:
    """An index folder of Whoosh; one searcher stays open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, articles: Iterable[Article]) -> None:
        """Add all articles and commit once."""
        self._folder.mkdir(parents=True, exist_ok=True)
        writer = index.create_in(self._folder, _schema()).writer(limitmb=_MEMORY_MB)
        for article in articles:
            writer.add_document(**_fields_of(article))
        writer.commit()

    def open(self) -> None:
        """Open a searcher."""
        self._index = index.open_dir(self._folder)
        self._searcher = self._index.searcher()

    def supports(self, question: Question) -> bool:
        """Answer everything."""
        return True

    def answer(self, question: Question, part: Part) -> Answer:
        """Search with `groupedby`; a facet with a filter of its own needs another search."""
        chosen = {facet for facet, _ in question.filters}
        grouped = [facet for facet in SINGLE_FACETS + MULTIPLE_FACETS if facet not in chosen]
        results = self._search(question, "", grouped if part is Part.FACETS else ())
        counts = {}
        if part is Part.FACETS:
            counts = {facet: results.groups(facet) for facet in grouped}
            for facet in chosen:
                counts[facet] = self._search(question, facet, [facet]).groups(facet)
        snippets = _snippets(results) if part is Part.HIGHLIGHTS else 0
        top = tuple(int(hit["id"]) for hit in results)
        return Answer(len(results), top, counts, snippets)

    def replace(self, article: Article) -> None:
        """Update in a commit that merges nothing, and open a new searcher."""
        writer = self._index.writer()
        writer.update_document(**_fields_of(article))
        writer.commit(merge=False)
        self._searcher.close()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()

    def _search(self, question: Question, without: str, grouped: Sequence[str]) -> Any:
        facets = {
            name: FieldFacet(name, allow_overlap=name in MULTIPLE_FACETS, maptype=Count)
            for name in grouped
        }
        terms = [query.Term(facet, v) for facet, v in question.filters if facet != without]
        newest = {"sortedby": "day", "reverse": True} if question.shape is Shape.EVERYTHING else {}
        return self._searcher.search(
            _query(question),
            limit=TOP,
            filter=query.And(terms) if terms else None,
            groupedby=facets or None,
            **newest,
        )


def _query(question: Question) -> query.Query:
    first = question.words[0] if question.words else ""
    if question.shape is Shape.EVERYTHING:
        return query.Every()
    if question.shape is Shape.PREFIX:
        return query.Prefix("words", first)
    if question.shape is Shape.WILDCARD:
        return query.Wildcard("words", first)
    if question.shape is Shape.FUZZY:
        return query.FuzzyTerm("words", first, maxdist=1, prefixlength=1)
    stems = [stem(word) for word in question.words]
    if question.shape is Shape.PHRASE:
        return query.Or([query.Phrase(n, stems, boost=b) for n, b in BOOSTS.items()])
    words = [query.Or([query.Term(n, s, boost=b) for n, b in BOOSTS.items()]) for s in stems]
    return query.Or(words) if question.shape is Shape.OR else query.And(words)


def _snippets(results: Any) -> int:
    results.fragmenter = highlight.ContextFragmenter(maxchars=_FRAGMENT)
    marked = 0
    for hit in results:
        title = hit.highlights("title", top=1)
        body = hit.highlights("body", top=2)
        marked += bool(title or body)
    return marked
