"""tantivy through its Python bindings: fast fields and terms aggregations for the facets."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Filter, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from tests.benchmarks import cache
from tests.benchmarks.articles import FACETS, Article
from tests.benchmarks.peers.base import BOOSTS, TOP, Answer, Part
from tests.benchmarks.questions import Question, Shape

_MEMORY = 256_000_000  # bytes for postings before a segment is written
_SNIPPET = 440  # characters, as many as Lode's two pieces
_ALL_VALUES = 10_000


def version() -> str:
    """Name the library and the schema."""
    return f"{tantivy.__version__}-{cache.fingerprint([Path(__file__)])}"


def _schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    builder.add_text_field("title", stored=True, tokenizer_name="stemmed")
    builder.add_text_field("body", stored=True, tokenizer_name="stemmed")
    builder.add_text_field("names", tokenizer_name="stemmed")
    builder.add_text_field("words", tokenizer_name="plain", index_option="basic")
    builder.add_integer_field("day", fast=True)
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _plain() -> TextAnalyzerBuilder:
    analyzer = TextAnalyzerBuilder(Tokenizer.simple())
    return analyzer.filter(Filter.lowercase()).filter(Filter.ascii_fold())


class Tantivy:
    """An index folder of tantivy, searched by one thread and built by one for each core."""

    def __init__(self, folder: Path, cores: int = 1) -> None:
        self._folder = folder
        self._cores = cores
        self._schema = _schema()
        self._stemmed = _plain().filter(Filter.stemmer("english")).build()

    def build(self, articles: Iterable[Article]) -> None:
        """Add all articles and commit once."""
        index = self._index()
        writer = index.writer(heap_size=_MEMORY, num_threads=self._cores)
        for article in articles:
            writer.add_document(self._document(article))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open a searcher."""
        self._opened = self._index()
        self._searcher = self._opened.searcher()

    def supports(self, question: Question) -> bool:
        """Answer everything."""
        return True

    def answer(self, question: Question, part: Part) -> Answer:
        """Search, then aggregate or make snippets."""
        query = self._filtered(question, without="")
        newest = {"order_by_field": "day"} if question.shape is Shape.EVERYTHING else {}
        found = self._searcher.search(query, TOP, **newest)
        addresses = [address for _, address in found.hits]
        top = tuple(self._searcher.fast_field_values("id", addresses))
        facets = self._facets(question, query) if part is Part.FACETS else {}
        snippets = self._snippets(query, addresses) if part is Part.HIGHLIGHTS else 0
        return Answer(found.count, top, facets, snippets)

    def replace(self, article: Article) -> None:
        """Delete, add, commit and reload."""
        writer = self._opened.writer(heap_size=30_000_000, num_threads=1)
        writer.delete_documents_by_query(self._term("id", article.id))
        writer.add_document(self._document(article))
        writer.commit()
        writer.wait_merging_threads()
        self._opened.reload()
        self._searcher = self._opened.searcher()

    def close(self) -> None:
        """Drop the searcher."""
        del self._searcher, self._opened

    def _index(self) -> tantivy.Index:
        self._folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self._schema, str(self._folder))
        index.register_tokenizer("stemmed", self._stemmed)
        index.register_tokenizer("plain", _plain().build())
        return index

    def _document(self, article: Article) -> tantivy.Document:
        fields: dict[str, Any] = {facet: list(article.values(facet)) for facet in FACETS}
        fields |= {
            "id": article.id,
            "title": article.title,
            "body": article.body,
            "names": f"{article.source_name} \n {article.source}",
            "words": f"{article.title}\n{article.body}",
            "day": article.day,
        }
        return tantivy.Document.from_dict(fields, self._schema)

    def _facets(self, question: Question, query: Query) -> dict[str, dict[str, int]]:
        chosen = {facet for facet, _ in question.filters}
        counts = self._counts(query, [facet for facet in FACETS if facet not in chosen])
        for facet in chosen:
            counts |= self._counts(self._filtered(question, without=facet), [facet])
        return counts

    def _counts(self, query: Query, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": _ALL_VALUES}} for facet in facets}
        found = self._searcher.aggregate(query, wanted)
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in found[facet]["buckets"]}
            for facet in facets
        }

    def _snippets(self, query: Query, addresses: Sequence[tantivy.DocAddress]) -> int:
        makers = []
        for name in ("title", "body"):
            maker = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, name)
            maker.set_max_num_chars(_SNIPPET)
            makers.append(maker)
        marked = 0
        for address in addresses:
            document = self._searcher.doc(address)
            pieces = [maker.snippet_from_doc(document).to_html() for maker in makers]
            marked += any("<b>" in piece for piece in pieces)
        return marked

    def _filtered(self, question: Question, *, without: str) -> Query:
        query = self._query(question)
        filters = [
            (Occur.Must, Query.const_score_query(self._term(facet, value), 0.0))
            for facet, value in question.filters
            if facet != without
        ]
        return Query.boolean_query([(Occur.Must, query), *filters]) if filters else query

    def _query(self, question: Question) -> Query:
        if question.shape is Shape.EVERYTHING:
            return Query.all_query()
        if question.shape in (Shape.PREFIX, Shape.WILDCARD):
            pattern = question.words[0].replace("*", ".*")
            pattern += ".*" if question.shape is Shape.PREFIX else ""
            return Query.regex_query(self._schema, "words", pattern)
        if question.shape is Shape.FUZZY:
            return Query.fuzzy_term_query(
                self._schema, "words", question.words[0], 1, transposition_cost_one=False
            )
        stems = [self._stemmed.analyze(word)[0] for word in question.words]
        if question.shape is Shape.PHRASE:
            return self._in_text(
                lambda name: Query.phrase_query(self._schema, name, stems)  # type: ignore[arg-type]
            )
        occur = Occur.Should if question.shape is Shape.OR else Occur.Must
        words = [self._in_text(lambda name, stem=stem: self._term(name, stem)) for stem in stems]
        return words[0] if len(words) == 1 else Query.boolean_query([(occur, w) for w in words])

    def _in_text(self, make: Any) -> Query:
        """Return a query for any of the text fields, weighed as Lode does."""
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(make(name), boost) if boost != 1 else make(name))
                for name, boost in BOOSTS.items()
            ]
        )

    def _term(self, name: str, value: str | int) -> Query:
        return Query.term_query(self._schema, name, value)
