"""An engine in a dictionary, with a switch for every way an engine can fail."""

from contextlib import contextmanager

from archive.search import IndexLocked, IndexUnavailable, SearchResult


class MemoryEngine:
    """Keeps documents by id. `poison` ids cannot be put; `on_put` runs before each put."""

    def __init__(self):
        self.documents = {}
        self.poison = set()
        self.is_locked = False
        self.is_broken = False
        self.commits = 0
        self.worries = []
        self.on_put = lambda document: None

    @contextmanager
    def write(self):
        """Commit on success, change nothing on an exception."""
        if self.is_locked:
            raise IndexLocked("Another process is writing.")
        yield from self._batch(dict(self.documents))

    @contextmanager
    def rebuild(self):
        """Fill a new dictionary, and switch to it on success."""
        if self.is_locked:
            raise IndexLocked("Another process is writing.")
        yield from self._batch({})

    def _batch(self, documents):
        batch = MemoryBatch(self, documents)
        yield batch
        self.documents = batch.documents
        self.is_broken = False
        self.commits += 1

    def search(self, query):
        """Answer with everything."""
        self._check()
        return SearchResult(query, total=len(self.documents))

    def stamps(self):
        """Return the stamp of every document."""
        self._check()
        return {each.id: each.stamp for each in self.documents.values()}

    def verify(self):
        """Return what is wrong."""
        self._check()
        return []

    def warnings(self):
        """Return what a test has put there."""
        self._check()
        return self.worries

    @property
    def generation(self):
        """Name the state of the index."""
        self._check()
        return str(self.commits)

    def _check(self):
        if self.is_broken:
            raise IndexUnavailable("The index is broken.")


class MemoryBatch:
    """Changes to a copy of the documents."""

    def __init__(self, engine, documents):
        self.engine = engine
        self.documents = documents

    def put(self, document):
        """Add or replace, unless the document is poison."""
        self.engine.on_put(document)
        if document.id in self.engine.poison:
            raise ValueError(f"cannot index {document.id}")
        self.documents[document.id] = document

    def delete(self, article_id):
        """Remove, if there."""
        self.documents.pop(article_id, None)
