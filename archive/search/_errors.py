"""How a search can fail. A question that cannot be read is no failure: it becomes a notice."""

from archive.errors import ArchiveError


class SearchError(ArchiveError):
    """A search or an index operation failed."""


class InvalidQuery(SearchError):
    """The question breaks a limit; the message says which and what to do."""


class IndexUnavailable(SearchError):
    """The index is missing or damaged; `python manage.py index_rebuild` makes a new one."""


class IndexOutdated(IndexUnavailable):
    """The index was made by another version of the schema, the analysis or the engine."""


class IndexLocked(SearchError):
    """Another process is writing to the index and will see the pending tasks itself."""
