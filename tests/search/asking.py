"""Short ways to fill and to ask an engine in tests."""

from archive.search import SearchQuery
from tests.search.documents import random_documents


def store(engine, *documents):
    """Put documents into an engine in one batch."""
    with engine.write() as batch:
        for document in documents:
            batch.put(document)


def fill(engine, *, rounds, size, step):
    """Fill an engine with several segments, updates and deletions; return what it holds."""
    held = {}
    for seed in range(rounds):
        documents = random_documents(size, seed)[seed * 20 :]
        store(engine, *documents)
        held |= {document.id: document for document in documents}
        with engine.write() as batch:
            for number in range(seed * 20 + 1, size, step):
                batch.delete(number)
                held.pop(number, None)
    return tuple(held.values())


def ids(engine, text="", **parts):
    """Return the ids that a question finds, in its order."""
    return [hit.id for hit in engine.search(SearchQuery(text, **parts)).hits]


def found(engine, text="", **parts):
    """Return the ids that a question finds, as a set."""
    return set(ids(engine, text, **parts))


def counts(engine, facet, query):
    """Return a facet's counts as a mapping."""
    return {entry.value: entry.count for entry in engine.search(query).facets[facet]}


def marked(snippet):
    """Return the marked pieces of a snippet."""
    return [piece.text for piece in snippet if piece.is_match]


def whole(snippet):
    """Return the text of a snippet."""
    return "".join(piece.text for piece in snippet)
