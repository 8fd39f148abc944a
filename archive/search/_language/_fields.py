"""The fields of the query language, and what may stand behind each."""

from archive.search._language import _dates

FACET_FIELDS = ("country", "mineral", "company", "language", "review")
NAME_FIELDS = {"source": "names", "origin": "origin"}
DATE_FIELDS = {
    "date": _dates.date_query,
    "after": _dates.after_query,
    "before": _dates.before_query,
}
HAS = ("date", "source", "country", "mineral", "company", "title", "origin", "language", "year")
IS = ("unreviewed", "reviewed")
FIELDS = ("title", *NAME_FIELDS, *FACET_FIELDS, *DATE_FIELDS, "has", "is")

# Fields whose values have names, which the vocabulary may know, and may be lacking.
NAMED_FIELDS = (*NAME_FIELDS, "country", "mineral", "company", "language")

EXAMPLES = {
    "title": "lithium",
    "source": "reuters",
    "origin": "xinhua",
    "country": "chile",
    "mineral": "graphite",
    "company": "glencore",
    "language": "en",
    "review": "reviewed",
    "date": "2024-03",
    "after": "2024-03",
    "before": "2025",
    "has": "date",
    "is": "unreviewed",
}
