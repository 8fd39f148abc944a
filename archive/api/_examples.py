"""Requests and answers as the schema and the docs page show them."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_ROOT = "https://lode.example.org"
_API = f"{_ROOT}/api/articles/"

_TAGS: dict[str, Any] = {
    "published": {
        "edtf": "2024-01-16",
        "precision": "day",
        "earliest": "2024-01-16",
        "latest": "2024-01-16",
        "in_words": "16 January 2024",
    },
    "source": {"slug": "daryo", "name": "Daryo"},
    "origin": None,
    "minerals": [{"slug": "lithium", "name": "lithium", "weight": 0.91}],
    "countries": [{"slug": "cl", "name": "Chile", "weight": 0.91}],
    "companies": [{"slug": "sqm", "name": "SQM", "weight": 0.3}],
    "language": "en",
    "review": "unreviewed",
}
_LINKS = {
    "self": f"{_API}7/",
    "page": f"{_ROOT}/articles/7/",
    "evidence": f"{_API}7/evidence/",
}
_TEXT = (
    "Chile to lift lithium output\n\nSQM will dig for more lithium, Chile said on 16 January 2024."
)
_HIT = {
    "id": 7,
    "title": "Chile to lift lithium output",
    **_TAGS,
    "score": 7.61,
    "title_fragments": [
        {"text": "Chile to lift ", "is_match": False},
        {"text": "lithium", "is_match": True},
        {"text": " output", "is_match": False},
    ],
    "snippets": [
        [
            {"text": "SQM will dig for more ", "is_match": False},
            {"text": "lithium", "is_match": True},
            {"text": ", Chile said on 16 January 2024.", "is_match": False},
        ]
    ],
    "matched_in": [],
    "links": _LINKS,
}
_ARTICLE = {
    "id": 7,
    "title": "Chile to lift lithium output",
    **_TAGS,
    "url": "https://daryo.example/lithium",
    "text": _TEXT,
    "body_ranges": [[30, len(_TEXT)]],
    "copies": [],
    "added": "2026-11-22T07:58:42+00:00",
    "changed": "2026-11-22T07:58:42+00:00",
    "links": _LINKS,
    "references": {
        name: f"{_ROOT}/articles/7/cite/{name}/" for name in ("ris", "bibtex", "csl-json")
    },
}
_FACET = {
    "name": "country",
    "label": "Country",
    "total": 1,
    "values": [
        {
            "value": "cl",
            "label": "Chile",
            "count": 1,
            "parent": None,
            "is_chosen": True,
            "is_excluded": False,
        }
    ],
    "link": f"{_ROOT}/api/facets/country/?q=lithium&country=cl",
}
_QUESTION = "q=lithium&country=cl"
_PAGING = {"page": 1, "per_page": 20, "last": 1, "previous": None, "next": None}


def _answer(name: str, value: Any) -> OpenApiExample:
    return OpenApiExample(name, value, response_only=True, status_codes=[200])


def _entry(facet: str, slug: str, name: str, aliases: list[str], articles: int) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name,
        "aliases": aliases,
        "articles": articles,
        "link": f"{_API}?{facet}={slug}",
    }


def _mineral(slug: str, kind: str, parent: str | None, *children: Any) -> dict[str, Any]:
    is_listed = kind != "group"
    return _entry("mineral", slug, slug.replace("-", " "), [], 41) | {
        "symbol": "Li" if slug == "lithium" else "",
        "kind": kind,
        "parent": parent,
        "usgs_critical": is_listed,
        "eu_critical": is_listed,
        "eu_strategic": is_listed,
        "iea_focus": is_listed,
        "children": list(children),
    }


_SPODUMENE = _mineral("spodumene", "form", "lithium")
_LITHIUM = _mineral("lithium", "mineral", "battery-minerals", _SPODUMENE)

ANSWER = _answer(
    "Lithium in Chile",
    {
        "query": "lithium",
        "read_as": "lithium",
        "notices": [],
        "total": 1,
        "stories": 1,
        "took_ms": 1.84,
        "hits": [_HIT],
        "facets": [_FACET],
        "histogram": {
            "years": [{"date": "2024", "count": 1}],
            "months": [],
            "days": [],
            "undated": 0,
            "year_unknown": 0,
        },
        "repairs": [],
        "paging": _PAGING,
        "links": {
            "self": f"{_API}?{_QUESTION}",
            "page": f"{_ROOT}/?{_QUESTION}",
            "feed": f"{_ROOT}/feed/?{_QUESTION}",
        },
        "exports": {
            name: f"{_ROOT}/export/{name}/?{_QUESTION}"
            for name in ("csv", "jsonl", "ris", "bibtex", "csl-json", "markdown")
        },
    },
)
CLIPPING = OpenApiExample(
    "A pasted text",
    {"text": _TEXT, "url": "https://daryo.example/lithium"},
    request_only=True,
    media_type="application/json",
)
ADDED = OpenApiExample(
    "The article made of it", _ARTICLE, response_only=True, status_codes=[200, 201]
)
ARTICLE = _answer("An article", _ARTICLE)
EVIDENCE = _answer(
    "Why it is about Chile",
    {
        "article": 7,
        "total": 1,
        "evidence": [
            {
                "field": "country",
                "value": "cl",
                "label": "Chile",
                "start": 0,
                "end": 5,
                "quote": "Chile",
                "rule": "country name",
                "confidence": 0.99,
                "verdict": "machine",
            }
        ],
    },
)
FACET = _answer("Countries", _FACET)
SUGGESTIONS = _answer(
    "What gra may become",
    {
        "suggestions": [
            {
                "kind": "Mineral",
                "label": "graphite",
                "link": f"{_API}?mineral=graphite",
                "page": f"{_ROOT}/?mineral=graphite",
            }
        ]
    },
)
MINERALS = _answer(
    "A branch of the tree",
    {"total": 3, "minerals": [_mineral("battery-minerals", "group", None, _LITHIUM)]},
)
COUNTRIES = _answer(
    "One of them",
    {
        "total": 1,
        "countries": [
            _entry("country", "cl", "Chile", ["Chilean"], 41) | {"region": "South America"}
        ],
    },
)
COMPANIES = _answer(
    "One of them",
    {
        "total": 1,
        "companies": [
            _entry("company", "greenbushes", "Greenbushes", [], 12)
            | {
                "kind": "mine",
                "is_project": True,
                "country": "au",
                "owner": "talison-lithium",
                "commodities": ["lithium"],
            }
        ],
        "paging": _PAGING,
    },
)
SOURCES = _answer(
    "One of them",
    {
        "total": 1,
        "sources": [
            _entry("source", "daryo", "Daryo", [], 9)
            | {"kind": "newspaper", "country": "uz", "domains": ["daryo.uz"]}
        ],
        "paging": _PAGING,
    },
)
TABLE = _answer(
    "Sources of a search",
    {
        "name": "sources",
        "title": "Sources",
        "total": 1,
        "read_as": "lithium",
        "reading": "How many articles each source published.",
        "nothing": "",
        "notes": [],
        "columns": [
            {"name": "source", "label": "Source", "kind": "name", "link": None},
            {"name": "articles", "label": "Articles", "kind": "count", "link": None},
        ],
        "rows": [
            [
                {"value": "Daryo", "slug": "daryo", "link": None},
                {"value": 1, "slug": None, "link": f"{_API}?q=lithium&source=daryo"},
            ]
        ],
        "links": {
            "search": f"{_API}?q=lithium",
            "page": f"{_ROOT}/analysis/sources/?q=lithium",
            "csv": f"{_ROOT}/analysis/sources/csv/?q=lithium",
        },
    },
)
