"""Bytes to saved articles.

`ingest` stores one clipping, `ingest_many` a stream of them; both find duplicates first.
Files that are not plain text are read in a child process with limits. `reextract` reads an
article's text again and leaves alone what an editor decided.
"""

from archive.extraction import NearMiss
from archive.ingest._amend import amend
from archive.ingest._bulk import Step, preview_reextract, reextract_many
from archive.ingest._bundle import MAX_PARTS, Bundle, Part
from archive.ingest._changes import Change
from archive.ingest._checkpoint import (
    Checkpoint,
    ReextractRunning,
    clear_checkpoint,
    load_checkpoint,
    names_fingerprint,
    save_checkpoint,
    the_only_run,
)
from archive.ingest._clipping import RawClipping, ReadClipping, hash_text, read_upload
from archive.ingest._decisions import Decisions, Standing, decisions_of
from archive.ingest._editing import (
    SCALARS,
    Decision,
    Values,
    decisions_on,
    record_edit,
    values_of,
)
from archive.ingest._errors import (
    ChangedMeanwhile,
    DecisionRefused,
    DuplicateClipping,
    IngestError,
    UnclearQuote,
    UnreadableClipping,
)
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._held import held, hold, release
from archive.ingest._implied import Implication, implications
from archive.ingest._imports import SentFile, advance, retry_failed, start_import
from archive.ingest._ingest import Loader, Outcome, Status, ingest, ingest_many, preview_many
from archive.ingest._links import free_slug
from archive.ingest._name_preview import MAX_EVALUATED, NamePreview, preview_names
from archive.ingest._originals import keep, original_path
from archive.ingest._preview import ClippingPreview, preview
from archive.ingest._quotes import MAX_QUOTE, find_quote
from archive.ingest._read import read_clipping
from archive.ingest._reextract import reextract
from archive.ingest._store import set_published
from archive.ingest._taxonomy import TaxonomyReport, load_taxonomy
from archive.ingest._unused import (
    OriginalsReport,
    UnusedOriginal,
    check_originals,
    remove_originals,
)
from archive.ingest._verdicts import confirm, reject, restore, value_name
from archive.ingest._why_not import why_not

__all__ = [
    "MAX_EVALUATED",
    "MAX_PARTS",
    "MAX_QUOTE",
    "SCALARS",
    "Bundle",
    "Change",
    "ChangedMeanwhile",
    "Checkpoint",
    "ClippingPreview",
    "Decision",
    "DecisionRefused",
    "Decisions",
    "DuplicateClipping",
    "Implication",
    "IngestError",
    "Loader",
    "NamePreview",
    "NearMiss",
    "OriginalsReport",
    "Outcome",
    "Part",
    "RawClipping",
    "ReadClipping",
    "ReextractRunning",
    "SentFile",
    "Standing",
    "Status",
    "Step",
    "TaxonomyReport",
    "UnclearQuote",
    "UnreadableClipping",
    "UnusedOriginal",
    "Values",
    "advance",
    "amend",
    "check_originals",
    "clear_checkpoint",
    "confirm",
    "current_gazetteer",
    "decisions_of",
    "decisions_on",
    "find_quote",
    "free_slug",
    "hash_text",
    "held",
    "hold",
    "implications",
    "ingest",
    "ingest_many",
    "keep",
    "load_checkpoint",
    "load_taxonomy",
    "names_fingerprint",
    "original_path",
    "preview",
    "preview_many",
    "preview_names",
    "preview_reextract",
    "read_clipping",
    "read_upload",
    "record_edit",
    "reextract",
    "reextract_many",
    "reject",
    "release",
    "remove_originals",
    "restore",
    "retry_failed",
    "save_checkpoint",
    "set_published",
    "start_import",
    "the_only_run",
    "value_name",
    "values_of",
    "why_not",
]
