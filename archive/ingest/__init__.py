"""Bytes to saved articles.

`ingest` stores one clipping, `ingest_many` a stream of them; both find duplicates first.
Files that are not plain text are read in a child process with limits. `reextract` reads an
article's text again and leaves alone what an editor decided.
"""

from archive.ingest._clipping import RawClipping, ReadClipping, hash_text, read_upload
from archive.ingest._editing import Values, record_edit, values_of
from archive.ingest._errors import DuplicateClipping, IngestError, UnreadableClipping
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._ingest import Loader, Outcome, Status, ingest, ingest_many, preview_many
from archive.ingest._links import free_slug
from archive.ingest._originals import keep, original_path
from archive.ingest._read import read_clipping
from archive.ingest._reextract import reextract
from archive.ingest._store import set_published
from archive.ingest._taxonomy import TaxonomyReport, load_taxonomy

__all__ = [
    "DuplicateClipping",
    "IngestError",
    "Loader",
    "Outcome",
    "RawClipping",
    "ReadClipping",
    "Status",
    "TaxonomyReport",
    "UnreadableClipping",
    "Values",
    "current_gazetteer",
    "free_slug",
    "hash_text",
    "ingest",
    "ingest_many",
    "keep",
    "load_taxonomy",
    "original_path",
    "preview_many",
    "read_clipping",
    "read_upload",
    "record_edit",
    "reextract",
    "set_published",
    "values_of",
]
