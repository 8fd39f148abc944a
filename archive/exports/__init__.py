"""A search, or one article, as a file: whole, in its order, in formats that other tools read."""

from archive.exports._citation import citation
from archive.exports._csv import write_rows
from archive.exports._formats import FORMATS, Format, find_format
from archive.exports._heading import Heading
from archive.exports._lines import one_line
from archive.exports._records import Record, make_record, read_records
from archive.exports._selection import Selection, latest_ids, select

__all__ = [
    "FORMATS",
    "Format",
    "Heading",
    "Record",
    "Selection",
    "citation",
    "find_format",
    "latest_ids",
    "make_record",
    "one_line",
    "read_records",
    "select",
    "write_rows",
]
