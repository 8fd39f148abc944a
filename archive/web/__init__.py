"""What browsers get: filters, views, pages and template tags."""

from archive.web._clients import client_of
from archive.web._facet_page import folded
from archive.web._filters import ArticleFilterSet
from archive.web._help import LESSONS
from archive.web._hits import opening_words
from archive.web._labels import FACET_LABELS, Labels, load_labels
from archive.web._links import last_page, root_address, search_href, whole_href
from archive.web._panels import facet_counts
from archive.web._rates import seconds_to_wait
from archive.web._repairs import RepairLink, make_repairs
from archive.web._suggest import Suggestion, suggestions

__all__ = [
    "FACET_LABELS",
    "LESSONS",
    "ArticleFilterSet",
    "Labels",
    "RepairLink",
    "Suggestion",
    "client_of",
    "facet_counts",
    "folded",
    "last_page",
    "load_labels",
    "make_repairs",
    "opening_words",
    "root_address",
    "search_href",
    "seconds_to_wait",
    "suggestions",
    "whole_href",
]
