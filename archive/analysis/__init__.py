"""A search to tables: what its articles are about, where, when, and what stands out.

Every number carries the search that finds exactly the articles it counts. Draws nothing.
"""

from archive.analysis._comparison import compare
from archive.analysis._table import Cell, Column, Note, Row, Table
from archive.analysis._tables import ANALYSES, Analysis, UnknownAnalysis, analyse, find_analysis

__all__ = [
    "ANALYSES",
    "Analysis",
    "Cell",
    "Column",
    "Note",
    "Row",
    "Table",
    "UnknownAnalysis",
    "analyse",
    "compare",
    "find_analysis",
]
