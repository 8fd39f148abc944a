"""Documents to the arrays of a new segment, without a Python object for each word."""

from array import array
from collections.abc import Callable, Iterable

import numpy as np

from archive.search._analysis import tokenize
from archive.search.engines.whoosh import _inverting, _schema
from archive.search.engines.whoosh._arrays import Array, ranges, starts
from archive.search.engines.whoosh._facet_values import value_arrays
from archive.search.engines.whoosh._inverting import Occurrences
from archive.search.engines.whoosh._texts import TextPacker

NO_MONTH = 0

_MONTHS_FROM = 1970 * 12


class Vocabulary(dict[str, int]):
    """Numbers for words, in the order in which they are first seen."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number

    def terms(self) -> list[bytes]:
        """Return the words as terms, by number."""
        return [word.encode() for word in self]


class Chunks(dict[str, int]):
    """Numbers for the pieces of text between spaces, each analysed once.

    The tokens of chunk i are `token_counts[i]` entries of `stems`, `words` and `offsets`;
    `widths[i]` is how many positions it takes.
    """

    def __init__(self) -> None:
        self.stem_numbers, self.word_numbers = Vocabulary(), Vocabulary()
        self.stems, self.words, self.offsets = array("I"), array("I"), array("I")
        self.token_counts, self.widths = array("I"), array("I")

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = len(self)
        tokens = list(tokenize(chunk))
        self.stems.extend(self.stem_numbers[token.stem] for token in tokens)
        self.words.extend(self.word_numbers[token.word] for token in tokens)
        self.offsets.extend(token.position for token in tokens)
        self.token_counts.append(len(tokens))
        self.widths.append(tokens[-1].position + 1 if tokens else 0)
        return number


class TextColumn:
    """One text field of the documents, as the numbers of its chunks."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._numbers, self._counts = array("I"), array("I")

    def add(self, text: str) -> None:
        """Append the text of the next document."""
        numbers = list(map(self._chunks.__getitem__, text.split()))
        self._numbers.fromlist(numbers)
        self._counts.append(len(numbers))

    def occurrences(self) -> tuple[Occurrences, Array]:
        """Return the stems in order with their positions, and the words beside them."""
        chunks, numbers = self._chunks, _numbers(self._numbers)
        widths = _numbers(chunks.widths)[numbers]
        begins = starts(widths)
        document_starts = starts(_numbers(self._counts))
        begins = begins[:-1] - np.repeat(begins[document_starts[:-1]], _numbers(self._counts))
        counts = _numbers(chunks.token_counts)[numbers]
        tokens = ranges(starts(_numbers(chunks.token_counts))[numbers], counts)
        documents = np.repeat(np.arange(len(self._counts)), _numbers(self._counts))
        positions = np.repeat(begins, counts) + _numbers(chunks.offsets)[tokens]
        stems = _numbers(chunks.stems)[tokens].astype(np.int64)
        found = Occurrences(len(self._counts), np.repeat(documents, counts), stems, positions)
        return found, _numbers(chunks.words)[tokens].astype(np.int64)


class KeyColumn:
    """The values of a facet or a flag of the documents."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._numbers, self._counts = array("I"), array("I")

    def add(self, values: Iterable[str]) -> None:
        """Append the values of the next document."""
        before = len(self._numbers)
        self._numbers.extend(map(self._vocabulary.__getitem__, values))
        self._counts.append(len(self._numbers) - before)

    def arrays(self) -> dict[str, Array]:
        """Return the postings."""
        numbers, counts = self._column()
        found = Occurrences(len(counts), np.repeat(np.arange(len(counts)), counts), numbers)
        return _inverting.presence(self._vocabulary.terms(), found)

    def values(self) -> tuple[Array, Array]:
        """Return how many values each document has, and the values as numbers of terms."""
        numbers, counts = self._column()
        _, ranks = _inverting.ranked(self._vocabulary.terms(), numbers)
        return counts, ranks[numbers]

    def _column(self) -> tuple[Array, Array]:
        return _numbers(self._numbers).astype(np.int64), _numbers(self._counts)


class SegmentBuilder:
    """Collects documents, at most `MAX_DOCUMENTS`, and turns them into a segment's arrays."""

    def __init__(self) -> None:
        self._chunks = Chunks()
        self._texts = {name: TextColumn(self._chunks) for name in _schema.TEXT_FIELDS}
        self._keys = {name: KeyColumn() for name in ("has", *_schema.FACET_FIELDS)}
        self._stored = TextPacker()
        self._ids: list[int] = []
        self._stamps: list[bytes] = []
        self._days: dict[str, list[int]] = {"first_day": [], "last_day": []}

    def add(self, fields: _schema.Fields) -> None:
        """Append a document."""
        for name, column in self._texts.items():
            column.add(fields.texts[name])
        for name, keys in self._keys.items():
            keys.add(fields.keys[name])
        self._stored.add(fields.texts["title"], fields.texts["body"])
        self._ids.append(fields.article_id)
        self._stamps.append(fields.stamp.encode())
        self._days["first_day"].append(fields.first_day)
        self._days["last_day"].append(fields.last_day)

    def arrays(self) -> dict[str, dict[str, Array]]:
        """Return the arrays of each field, and under `""` those of the documents."""
        days = {name: np.array(values, dtype=np.int32) for name, values in self._days.items()}
        found = {"": self._document_arrays(days), **self._text_arrays()}
        found |= {name: keys.arrays() for name, keys in self._keys.items()}
        for group, names in _schema.FACET_GROUPS.items():
            columns = [self._keys[name].values() for name in names]
            found[group] = value_arrays(columns, [len(found[name]["heads"]) for name in names])
        for name, column in zip(_schema.DAY_FIELDS, days.values(), strict=True):
            found[name] = _day_arrays(column, _schema.day_terms(name))
        return found

    def _document_arrays(self, days: dict[str, Array]) -> dict[str, Array]:
        months: dict[str, Array] = {
            name.replace("day", "month"): months_of(column) for name, column in days.items()
        }
        stamps: dict[str, Array] = {
            "stamps": np.frombuffer(b"".join(self._stamps), dtype=np.uint8),
            "stamp_starts": starts([len(stamp) for stamp in self._stamps]).astype(np.uint32),
        }
        ids = np.array(self._ids, dtype=np.int64)
        return {"ids": ids, **days, **months, **stamps, **self._stored.arrays()}

    def _text_arrays(self) -> dict[str, dict[str, Array]]:
        stems, words = self._chunks.stem_numbers.terms(), self._chunks.word_numbers.terms()
        found, exact = {}, {}
        for name, column in self._texts.items():
            occurrences, numbers = column.occurrences()
            lengths = np.bincount(occurrences.documents, minlength=len(self._ids))
            found[name] = _inverting.full_text(stems, occurrences)
            found[name]["lengths"] = _inverting.at_least_16_bits(lengths)
            exact[name] = Occurrences(occurrences.size, occurrences.documents, numbers)
        documents = np.concatenate([exact["title"].documents, exact["body"].documents])
        numbers = np.concatenate([exact["title"].terms, exact["body"].terms])
        both = Occurrences(len(self._ids), documents, numbers)
        found["words"] = _inverting.presence(words, both)
        found["title_words"] = _inverting.presence(words, exact["title"])
        return found


def months_of(days: Array) -> Array:
    """Return the month of each ordinal day, counted from January of year 0."""
    epoch = (days.astype(np.int64) - 719_163).astype("datetime64[D]")
    months = epoch.astype("datetime64[M]").astype(np.int64) + _MONTHS_FROM
    return np.where(days > 0, months, NO_MONTH).astype(np.int32)


def _day_arrays(days: Array, terms_of: Callable[[int], list[bytes]]) -> dict[str, Array]:
    """Return the postings by which Whoosh's own range queries find days."""
    numbers: dict[bytes, int] = {}
    dated = np.flatnonzero(days > 0)
    distinct, which = np.unique(days[dated], return_inverse=True)
    rows = [
        [numbers.setdefault(term, len(numbers)) for term in terms_of(day)]
        for day in distinct.tolist()
    ]
    table = np.array(rows or np.empty((0, 1)), dtype=np.int64)
    found = Occurrences(len(days), np.repeat(dated, table.shape[1]), table[which].ravel())
    return _inverting.presence(list(numbers), found)


def _numbers(values: "array[int]") -> Array:
    return np.frombuffer(values, dtype=np.uint32) if len(values) else np.empty(0, np.uint32)
