"""Text to findings with evidence. Pure: knows neither Django nor the rest of Lode."""

from archive.extraction._companies import SPECIALIST
from archive.extraction._company_rows import Company, Project
from archive.extraction._extract import extract
from archive.extraction._findings import (
    Extraction,
    Finding,
    Hints,
    Implied,
    NearMiss,
    Tag,
)
from archive.extraction._gazetteer import (
    AliasChange,
    Country,
    Gazetteer,
    Mineral,
    Outlet,
    Rejection,
)
from archive.extraction._gazetteer_files import load_gazetteer

__all__ = [
    "SPECIALIST",
    "AliasChange",
    "Company",
    "Country",
    "Extraction",
    "Finding",
    "Gazetteer",
    "Hints",
    "Implied",
    "Mineral",
    "NearMiss",
    "Outlet",
    "Project",
    "Rejection",
    "Tag",
    "extract",
    "load_gazetteer",
]
