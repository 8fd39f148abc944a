"""What the last word of a question may become: words of the index, the most frequent first."""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from archive.search._analysis import fold, stem, tokenize
from archive.search._language import STOP_WORDS, Vocabulary, read
from archive.search._query import SearchQuery
from archive.search._result import Completion
from archive.search.engines.whoosh import _answer
from archive.search.engines.whoosh._segment import Documents, Segment
from archive.search.engines.whoosh._snapshot import Snapshot

_CANDIDATES = 48  # words of a segment that are counted among the articles asked for
_LAST_WORD = re.compile(
    r"(?P<before>(?:.*[\s(])?)(?P<sign>[-−]?)(?P<field>(?i:title:)?)(?P<word>[^\W_]{2,})"
)
_OR = re.compile(r"(?:^|.*[\s(])OR[\s(]*")


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The last word as far as it is typed, and what stands before it."""

    before: str
    sign: str
    field: str
    word: str

    @property
    def context(self) -> str:
        """Return the words whose articles count: none when others may come instead."""
        return "" if _OR.fullmatch(self.before) else self.before

    def finished(self, word: str) -> str:
        """Return the question with another last word."""
        return f"{self.before}{self.sign}{self.field}{word}"


def completions(
    snapshot: Snapshot, query: SearchQuery, limit: int, vocabulary: Vocabulary
) -> tuple[Completion, ...]:
    """Return the questions that a question becomes when its last word is finished.

    Words are counted among the articles that the rest of the question finds, so none of them
    leads nowhere. Of words with one stem, which find the same, the most frequent one is offered.
    """
    beginning = _beginning(query.text)
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
    return tuple(
        Completion(word, query.asking(beginning.finished(word)), counts[word])
        for word in list(best.values())[:limit]
    )


def _beginning(text: str) -> _Beginning | None:
    """Return what may be finished; None for a phrase, another field or words without letters."""
    match = _LAST_WORD.fullmatch(text)
    if match is None or text.count('"') % 2:
        return None
    word = fold(match["word"])
    if word.upper() == word.lower():  # words without spaces between them
        return None
    return _Beginning(match["before"], match["sign"], match["field"], word)


def _counts(segment: Segment, documents: Documents, beginning: _Beginning) -> dict[str, int]:
    """Return how many documents of a segment have each of the words that begin so."""
    field = segment.field("title_words" if beginning.field else "words")
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
