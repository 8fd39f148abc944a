"""`manage.py search`: ask a question on the command line."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from archive.edtf import parse
from archive.management.archive_command import ArchiveCommand
from archive.models import Article
from archive.search import FACETS, PER_PAGE_CHOICES, Repair, SearchQuery, SearchResult, search
from archive.web import Labels, load_labels

_SHOWN_VALUES = 8  # facet values in the readable output


class Command(ArchiveCommand):
    """Print hits and facet counts, readable or as one JSON object."""

    help = "Search the archive; README.md describes the query language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("query", nargs="?", default="", help="empty: everything, newest first")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--per-page", type=int, choices=PER_PAGE_CHOICES, default=20)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Search, and print the answer."""
        query = SearchQuery(
            text=options["query"], page=max(1, options["page"]), per_page=options["per_page"]
        )
        result = search(query)
        record = answer_record(result)
        if options["json"]:
            self.stdout.write(json.dumps(record, ensure_ascii=False))
        else:
            self._tell(record)
            self._offer(result.repairs)

    def _tell(self, record: dict[str, Any]) -> None:
        for notice in record["notices"]:
            self.stderr.write(notice)
        noun = "article" if record["total"] == 1 else "articles"
        self.stdout.write(f"{record['total']:,} {noun} in {record['took_ms']:.0f} ms")
        for hit in record["hits"]:
            details = ", ".join(filter(None, [hit["source"], hit["date"] and _words(hit["date"])]))
            title = hit["title"] or "(untitled)"
            self.stdout.write(f"{hit['id']:>8}  {title}" + (f"  ({details})" if details else ""))
        for name, counts in record["facets"].items():
            shown = [f"{each['label']} {each['count']:,}" for each in counts[:_SHOWN_VALUES]]
            if shown:
                self.stdout.write(f"{name:>8}: " + ", ".join(shown))

    def _offer(self, repairs: Iterable[Repair]) -> None:
        """Name the questions that would find something; there are some when nothing was found."""
        for repair in repairs:
            question = repair.query.text or "every article"
            noun = "article" if repair.total == 1 else "articles"
            self.stdout.write(f"Try instead: {question}  ({repair.total:,} {noun})")


def answer_record(result: SearchResult) -> dict[str, Any]:
    """Return the stable JSON contract of `manage.py search --json`."""
    articles = Article.objects.select_related("source").in_bulk([hit.id for hit in result.hits])
    facets = result.facets or {}
    labels = load_labels(each.value for each in facets.get("source", ()))
    return {
        "query": result.query.text,
        "read_as": result.read_as,
        "notices": [notice.message for notice in result.notices],
        "total": result.total,
        "took_ms": round(result.took_ms, 2),
        "hits": [
            _hit_record(articles[hit.id], hit.score) for hit in result.hits if hit.id in articles
        ],
        "facets": {facet.name: _counts(result, facet.name, labels) for facet in FACETS},
    }


def _hit_record(article: Article, score: float) -> dict[str, Any]:
    return {
        "id": article.pk,
        "title": article.title or None,
        "source": article.source.name if article.source else None,
        "date": article.published or None,
        "score": round(score, 4),
        "url": article.get_absolute_url(),
    }


def _counts(result: SearchResult, facet: str, labels: Labels) -> list[dict[str, Any]]:
    return [
        {"value": each.value, "label": labels.of(facet, each.value), "count": each.count}
        for each in (result.facets or {}).get(facet, ())
    ]


def _words(published: str) -> str:
    return parse(published).in_words()
