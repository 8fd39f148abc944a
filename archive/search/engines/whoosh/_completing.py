"""What the last word of a question may become: words of the index, the most frequent first."""

from collections import Counter

import numpy as np

from archive.search._analysis import stem, tokenize
from archive.search._language import STOP_WORDS, LastWord, Vocabulary, last_word, read
from archive.search._query import SearchQuery
from archive.search._result import Completion
from archive.search.engines.whoosh import _answer
from archive.search.engines.whoosh._segment import Documents, Segment
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._surface import as_written

_CANDIDATES = 48  # words of a segment that are counted among the articles asked for


def completions(
    snapshot: Snapshot, query: SearchQuery, limit: int, vocabulary: Vocabulary
) -> tuple[Completion, ...]:
    """Return the questions that a question becomes when its last word is finished.

    Words are counted among the articles that the rest of the question finds, so none of them
    leads nowhere. Of words with one stem, which find the same, the most frequent one is offered.
    """
    beginning = last_word(query.text)
    if beginning is None:
        return ()
    others = query.asking(beginning.context)
    found = _answer.match(snapshot, others, read(others.text, vocabulary))
    counts: Counter[str] = Counter()
    for place, _, documents in snapshot.parts_of(found.found.documents):
        counts.update(_counts(snapshot.segments[place], documents, beginning))
    most = found.total - 1 if beginning.sign else found.total  # something is to be left
    words = [word for word, count in counts.items() if word != beginning.word and count <= most]
    said = {token.stem for token in tokenize(beginning.before)}
    best: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (-counts[word], len(word), word)):
        if stem(word) not in said:
            best.setdefault(stem(word), word)
    offered = list(best.values())[:limit]
    written = [as_written(snapshot, _field_of(beginning), word) for word in offered]
    return tuple(
        Completion(as_read, query.asking(beginning.finished(as_read)), counts[word])
        for word, as_read in zip(offered, written, strict=True)
    )


def _field_of(beginning: LastWord) -> str:
    return "title_words" if beginning.field else "words"


def _counts(segment: Segment, documents: Documents, beginning: LastWord) -> dict[str, int]:
    """Return how many documents of a segment have each of the words that begin so."""
    field = segment.field(_field_of(beginning))
    numbers = field.terms.starting_with(beginning.word.encode())
    if not numbers:
        return {}
    everywhere = np.diff(field.postings.starts[numbers[0] : numbers[-1] + 2].astype(np.int64))
    most = np.argsort(-everywhere, kind="stable")[:_CANDIDATES]
    is_all = len(documents) == segment.size
    matches = np.zeros(segment.size, dtype=np.bool_)
    matches[documents] = True
    found = {}
    for offset in most.tolist():
        number = numbers[0] + offset
        own = field.postings.of(number) if not is_all else ()
        count = int(everywhere[offset] if is_all else np.count_nonzero(matches[own]))
        word = field.terms[number].decode()
        if count and word not in STOP_WORDS:
            found[word] = count
    return found
