"""Text to findings with evidence. Pure: knows neither Django nor the rest of Lode."""

from archive.extraction._extract import extract
from archive.extraction._findings import Extraction, Finding, Hints, NearMiss, Tag
from archive.extraction._gazetteer import (
    AliasChange,
    Country,
    Gazetteer,
    Mineral,
    Outlet,
    Rejection,
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
    "NearMiss",
    "Outlet",
    "Rejection",
    "Tag",
    "extract",
    "load_gazetteer",
]
