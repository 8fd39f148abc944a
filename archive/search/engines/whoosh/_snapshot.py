"""One state of the index, opened for reading."""

from collections.abc import Container
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import EmptyReader
from whoosh.searching import Searcher

from archive.search._errors import IndexUnavailable
from archive.search.engines.whoosh import _columns, _postings, _schema, _storage
from archive.search.engines.whoosh._columns import Columns

_CACHED_TERMS = 128  # posting lists kept decoded, over all segments
_CACHED_PLACES = 32


class Snapshot:
    """A commit as readers see it; nothing in it changes, and no two threads may share it.

    What was loaded of its segments is taken over from `earlier`, an older snapshot.
    """

    def __init__(self, generation: Path, toc: int, earlier: "Snapshot | None" = None) -> None:
        _check_sizes(generation, toc)
        self.name = f"{generation.name}/{toc}"
        storage = _storage.DurableStorage(generation)
        contents = FileIndex(storage, indexname=_storage.INDEX_NAME)._read_toc()
        reader = FileIndex._reader(storage, contents.schema, contents.segments, contents.generation)
        self.reader = reader
        self.searcher = Searcher(reader, weighting=_schema.make_weighting())
        self.leaves = [] if isinstance(reader, EmptyReader) else list(reader.leaf_readers())
        self._loaded = {_name(leaf): _load(leaf, earlier) for leaf, _ in self.leaves}
        self._words = _words_of(self._loaded, earlier)
        self.columns = _columns.concatenate(list(self._loaded.values()))
        self.vocabulary = lru_cache(self._vocabulary)
        self.postings = lru_cache(_CACHED_TERMS)(_postings.read_postings)
        self.places = lru_cache(_CACHED_PLACES)(_postings.read_places)
        self.lengths = lru_cache(_postings.field_lengths)

    def close(self) -> None:
        """Let the files go."""
        self.searcher.close()

    def stored(self, docnum: int) -> dict[str, str]:
        """Return the stored title and body of a document."""
        return dict(self.reader.stored_fields(docnum))

    def stamps(self) -> dict[int, str]:
        """Return the stamp of every live document, by article id."""
        stamps = {}
        for leaf, offset in self.leaves:
            column = leaf.column_reader("stamp", translate=False)
            for docnum in range(leaf.doc_count_all()):
                if self.columns.live[docnum + offset]:
                    stamps[int(self.columns.ids[docnum + offset])] = column[docnum].decode()
        return stamps

    def _vocabulary(self, field: str) -> list[str]:
        """Return every word of a field, in order."""
        known = {(_name(leaf), field): leaf for leaf, _ in self.leaves}
        for key, leaf in known.items():
            if key not in self._words:
                self._words[key] = frozenset(term.decode() for term in leaf.lexicon(field))
        return sorted(frozenset().union(*(self._words[key] for key in known)))


def _name(leaf: Any) -> str:
    return str(leaf.segment().segment_id())


def _words_of(
    segments: Container[str], earlier: Snapshot | None
) -> dict[tuple[str, str], frozenset[str]]:
    """Return the words known of segments that are still there, by segment and field."""
    known = earlier._words if earlier else {}
    return {key: words for key, words in known.items() if key[0] in segments}


def _load(leaf: Any, earlier: Snapshot | None) -> Columns:
    known = earlier._loaded.get(_name(leaf)) if earlier else None
    if known is None:
        return _columns.load(leaf)
    return replace(known, live=_columns.live_documents(leaf))


def _check_sizes(generation: Path, toc: int) -> None:
    manifest = _storage.read_manifest(generation, toc)
    if manifest is None:  # damage, or a writer has just replaced the commit: asking again tells
        raise FileNotFoundError(f"The manifest of commit {toc} is missing.")
    for name, (size, _) in manifest.items():
        if (generation / name).stat().st_size != size:
            raise IndexUnavailable(
                f"The search index is damaged ({name} has the wrong size); "
                "`python manage.py index_rebuild` mends it."
            )
