"""Documents to the arrays of a new segment, without a Python object for each word."""

from array import array
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from archive.search.engines.whoosh import _inverting, _schema
from archive.search.engines.whoosh._arrays import Array, ranges, starts
from archive.search.engines.whoosh._chunks import ERRORS, Chunks, ChunkTokens, Vocabulary, numbers
from archive.search.engines.whoosh._facet_values import value_arrays
from archive.search.engines.whoosh._inverting import Keys
from archive.search.engines.whoosh._texts import TextPacker

NO_MONTH = 0

_MONTHS_FROM = 1970 * 12
_BYTES_AT_ONCE = 1 << 18  # small enough for a processor's cache


class TextColumn:
    """One text field of the documents, as the numbers of its chunks."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._numbers: list[Array] = []
        self._counts: list[Array] = []

    def add(self, text: bytes) -> None:
        """Append the text of the next document."""
        self._waiting.append(text)
        self._waiting_bytes += len(text)
        if self._waiting_bytes >= _BYTES_AT_ONCE:
            self.close()

    def close(self) -> None:
        """Take in what was added last."""
        numbers, counts = self._chunks.numbered(self._waiting)
        self._numbers.append(numbers)
        self._counts.append(counts)
        self._waiting.clear()
        self._waiting_bytes = 0

    def used(self, tokens: ChunkTokens) -> Array:
        """Return which tokens of the chunks occur, as a mask."""
        occurs = np.zeros(len(tokens.counts), dtype=np.bool_)
        for chunks in self._numbers:
            occurs[chunks] = True
        return tokens.of(occurs)

    def keys(self, tokens: ChunkTokens, by_token: list[Keys]) -> tuple[list[Keys], Array]:
        """Return the keys of all occurrences, from those of the tokens of the chunks.

        There are as many columns of keys as `by_token` has. Beside them, the number of tokens
        of each document.
        """
        parts = list(self._placed(tokens))
        columns = [
            np.concatenate([table[which] + places for which, places, _ in parts])
            for table in by_token
        ]
        return columns, np.concatenate([lengths for *_, lengths in parts])

    def _placed(self, tokens: ChunkTokens) -> Iterator[tuple[Array, Keys, Array]]:
        """Yield, for some documents at a time, their tokens, where each is, and their lengths."""
        first = 0
        for chunks, counts in zip(self._numbers, self._counts, strict=True):
            last = first + len(counts)
            owned = starts(counts)
            positions = starts(tokens.widths[chunks])
            place = (np.arange(first, last) << _inverting.POSITION_BITS) - positions[owned[:-1]]
            places = positions[:-1] + np.repeat(place, counts)
            first = last
            repeats = tokens.counts[chunks]
            lengths = np.diff(starts(repeats)[owned])
            which = ranges(tokens.firsts[chunks], repeats)
            yield which, np.repeat(places, repeats).view(np.uint64), lengths


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
        values, counts = self._column()
        owners = np.repeat(np.arange(len(counts)), counts)
        return _inverting.inverted(self._vocabulary.terms, values, owners, len(counts))

    def values(self) -> tuple[Array, Array]:
        """Return how many values each document has, and the values as numbers of terms."""
        values, counts = self._column()
        _, ranks = _inverting.ranked(self._vocabulary.terms, values)
        return counts, ranks[values]

    def _column(self) -> tuple[Array, Array]:
        return numbers(self._numbers).astype(np.int64), numbers(self._counts)


class SegmentBuilder:
    """Collects documents, at most `MAX_DOCUMENTS`, and turns them into a segment's arrays.

    Builders may share `chunks`, one after the other.
    """

    def __init__(self, chunks: Chunks | None = None) -> None:
        self._chunks = Chunks() if chunks is None else chunks
        self._texts = {name: TextColumn(self._chunks) for name in _schema.TEXT_FIELDS}
        self._keys = {name: KeyColumn() for name in ("has", *_schema.FACET_FIELDS)}
        self._stored = TextPacker()
        self._ids: list[int] = []
        self._stamps: list[bytes] = []
        self._stories: list[int] = []
        self._days: dict[str, list[int]] = {"first_day": [], "last_day": []}

    def add(self, fields: _schema.Fields) -> None:
        """Append a document."""
        texts = {name: fields.texts[name].encode(errors=ERRORS) for name in self._texts}
        for name, column in self._texts.items():
            column.add(texts[name])
        for name, keys in self._keys.items():
            keys.add(fields.keys[name])
        self._stored.add(texts["title"], texts["body"])
        self._ids.append(fields.article_id)
        self._stamps.append(fields.stamp.encode())
        self._stories.append(fields.story)
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
        blocks = {"blocks": np.frombuffer(self._stored.take_last(), dtype=np.uint8)}
        numbers: dict[str, Array] = {
            "ids": np.array(self._ids, dtype=np.int64),
            "stories": np.array(self._stories, dtype=np.int64),
        }
        return {**numbers, **days, **months, **stamps, **blocks, **self._stored.places()}

    def _text_arrays(self) -> dict[str, dict[str, Array]]:
        for column in self._texts.values():
            column.close()
        tokens, size = self._chunks.tokens(), len(self._ids)
        used = {name: column.used(tokens) for name, column in self._texts.items()}
        words, word_keys = tokens.word_keys(used["title"] | used["body"])
        found, exact = {}, {}
        for name, column in self._texts.items():
            stems, stem_keys = tokens.stem_keys(used[name])
            (keys, exact[name]), lengths = column.keys(tokens, [stem_keys, word_keys])
            found[name] = _inverting.full_text(stems, keys, size)
            found[name]["lengths"] = _inverting.at_least_16_bits(lengths)
        both = np.concatenate([exact["title"], exact["body"]])
        found["words"] = _inverting.presence(words, both, size)
        words, word_keys = tokens.word_keys(used["title"])
        (keys,), _ = self._texts["title"].keys(tokens, [word_keys])
        found["title_words"] = _inverting.presence(words, keys, size)
        return found


def months_of(days: Array) -> Array:
    """Return the month of each ordinal day, counted from January of year 0."""
    epoch = (days.astype(np.int64) - 719_163).astype("datetime64[D]")
    months = epoch.astype("datetime64[M]").astype(np.int64) + _MONTHS_FROM
    return np.where(days > 0, months, NO_MONTH).astype(np.int32)


def _day_arrays(days: Array, terms_of: Callable[[int], list[bytes]]) -> dict[str, Array]:
    """Return the postings by which Whoosh's own range queries find days."""
    known: dict[bytes, int] = {}
    dated = np.flatnonzero(days > 0)
    distinct, which = np.unique(days[dated], return_inverse=True)
    rows = [
        [known.setdefault(term, len(known)) for term in terms_of(day)] for day in distinct.tolist()
    ]
    table = np.array(rows or np.empty((0, 1)), dtype=np.int64)
    owners = np.repeat(dated, table.shape[1])
    return _inverting.inverted(list(known), table[which].ravel(), owners, len(days))
