"""Text to findings with evidence. Pure: knows neither Django nor the rest of Lode."""

from archive.extraction._extract import extract
from archive.extraction._findings import Extraction, Finding, Hints, Tag
from archive.extraction._gazetteer import (
    AliasChange,
    Country,
    Gazetteer,
    Mineral,
    Outlet,
    load_gazetteer,
)

__all__ = [
    "AliasChange",
    "Country",
    "Extraction",
    "Finding",
    "Gazetteer",
    "Hints",
    "Mineral",
    "Outlet",
    "Tag",
    "extract",
    "load_gazetteer",
]
