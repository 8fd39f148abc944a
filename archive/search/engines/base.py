"""The contract between Lode and whatever answers its questions."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from archive.search._counting import Matches
from archive.search._query import SearchQuery
from archive.search._result import Completion, SearchResult


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as the index knows it. Facet values are slugs.

    `minerals` are the nodes as tagged; `mineral_tree` adds their ancestors, so that a parent
    finds its children. `main_countries` and `main_minerals` (nodes and their ancestors) are
    those that the article is mainly about. `companies` are companies and projects alike.
    `earliest` and `latest` are None when the year is unknown. `published` is the EDTF string.
    `story` is what copies of one text have in common, 0 for an article without a copy.
    `stamp` changes whenever anything indexed does: equal stamps mean that index and database
    agree on the article.
    """

    id: int
    stamp: str
    title: str
    body: str
    source: str = ""
    source_names: tuple[str, ...] = ()
    origin: str = ""
    countries: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    mineral_tree: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    language: str = ""
    review: str = "unreviewed"
    published: str = ""
    earliest: date | None = None
    latest: date | None = None
    main_countries: tuple[str, ...] = ()
    main_minerals: tuple[str, ...] = ()
    story: int = 0


class Batch(Protocol):
    """Changes that become visible together, or not at all."""

    def put(self, document: IndexDocument) -> None:
        """Add a document, or replace the one with the same id."""

    def delete(self, article_id: int) -> None:
        """Remove a document; nothing happens when there is none."""


class Engine(Protocol):
    """An index of articles.

    Every method raises IndexUnavailable when there is no readable index.
    """

    def search(
        self, query: SearchQuery, *, facets: bool = True, highlights: bool = True
    ) -> SearchResult:
        """Answer one question from one matching set; raise InvalidQuery for a broken limit.

        Without `facets` nothing but the total is counted; without `highlights` hits are ids
        and scores alone.
        """

    def matching_ids(self, query: SearchQuery) -> list[int]:
        """Return the ids of all matching articles in the order of the question, uncapped."""

    def matches(self, query: SearchQuery) -> Matches:
        """Return everything that a question matches, to be counted.

        Raise InvalidQuery for a broken limit.
        """

    def complete(self, query: SearchQuery, limit: int) -> tuple[Completion, ...]:
        """Return what a question becomes when its last word is finished, likely ones first.

        There is none for a question that ends otherwise than with the beginning of a word.
        """

    def write(self) -> AbstractContextManager[Batch]:
        """Open a batch: commit on success, change nothing on an exception.

        Raise IndexLocked when another process is writing.
        """

    def stamps(self) -> Mapping[int, str]:
        """Return the stamp of every document, by article id."""

    def rebuild(self) -> AbstractContextManager[Batch]:
        """Open a batch that fills a new, empty index beside the old one.

        On success the new index is made durable and becomes the current one; on an exception
        it is thrown away. Searches go on meanwhile; `write` raises IndexLocked until the end.
        """

    def verify(self) -> list[str]:
        """Return what is wrong with the stored index, in words; empty when it is sound."""

    def warnings(self) -> list[str]:
        """Return what does not go well although the index answers, in words."""

    @property
    def generation(self) -> str:
        """Name the state of the index: another name whenever anything may have changed."""
