"""Several segments to one: their arrays side by side, deleted documents left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, ArrayWriter, Sink, ranges, smallest, starts
from archive.search.engines.whoosh._inverting import at_least_16_bits
from archive.search.engines.whoosh._postings import posting_arrays
from archive.search.engines.whoosh._schema import FACET_GROUPS
from archive.search.engines.whoosh._segment import ALL_FIELDS, Field, Mask, Segment
from archive.search.engines.whoosh._terms import term_arrays
from archive.search.engines.whoosh._texts import TextPacker

_DOCUMENT_COLUMNS = ("ids", "stories", "first_day", "last_day", "first_month", "last_month")

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment to merge: which of its documents live, and the number of its first in the whole."""

    segment: Segment
    live: Mask
    base: int

    @property
    def size(self) -> int:
        """Return how many documents it contributes."""
        return int(np.count_nonzero(self.live))

    def renumbered(self) -> Array:
        """Return the new number of each document; that of a deleted one means nothing."""
        return (np.cumsum(self.live) + (self.base - 1)).astype(np.uint16)


def merge(sink: Sink, segments: Sequence[tuple[Segment, Mask]]) -> None:
    """Write the live documents of several segments as one segment."""
    parts, base = [], 0
    for segment, live in segments:
        parts.append(Part(segment, live, base))
        base += parts[-1].size
    writer = ArrayWriter(sink)
    _write_documents(writer, parts)
    ranks: dict[str, list[Numbers]] = {}
    terms: dict[str, int] = {}
    for name in ALL_FIELDS:
        arrays, ranks[name] = _merged_field(parts, name)
        terms[name] = len(arrays["heads"])
        writer.add_all(arrays, f"{name}.")
        for part in parts:
            part.segment.file.let_go()  # or all of the parts stays in memory until the end
    for group, names in FACET_GROUPS.items():
        numbers = [{name: ranks[name][i] for name in names} for i in range(len(parts))]
        arrays = _values(parts, group, numbers, [terms[name] for name in names])
        writer.add_all(arrays, f"{group}.")
    writer.finish()


def _write_documents(writer: ArrayWriter, parts: Sequence[Part]) -> None:
    writer.add_all(_document_arrays(parts))
    packer = TextPacker()
    writer.add_pieces("blocks", _packed(parts, packer))
    writer.add_all(packer.places())


def _document_arrays(parts: Sequence[Part]) -> dict[str, Array]:
    found = {
        name: np.concatenate([part.segment.file[name][part.live] for part in parts])
        for name in _DOCUMENT_COLUMNS
    }
    stamps = [
        stamp.encode()
        for part in parts
        for stamp, is_live in zip(part.segment.stamps(), part.live.tolist(), strict=True)
        if is_live
    ]
    found["stamps"] = np.frombuffer(b"".join(stamps), dtype=np.uint8)
    found["stamp_starts"] = starts([len(stamp) for stamp in stamps]).astype(np.uint32)
    return found


def _packed(parts: Sequence[Part], packer: TextPacker) -> Iterator[bytes]:
    """Yield the blocks of all texts."""
    for part in parts:
        texts = part.segment.texts
        if part.live.all() and texts.is_packed:
            packer.add_packed(texts)
        else:
            for document in np.flatnonzero(part.live).tolist():
                packer.add(*texts.encoded(document))
        yield packer.take()
    yield packer.take_last()


@dataclass(slots=True)
class _Postings:
    """The live postings of one part, by its own terms."""

    counts: Numbers
    documents: Array
    frequencies: Array | None
    positions: Array | None
    place_counts: Numbers


def _merged_field(parts: Sequence[Part], name: str) -> tuple[dict[str, Array], list[Numbers]]:
    fields = [part.segment.field(name) for part in parts]
    found = [_live_postings(part, field) for part, field in zip(parts, fields, strict=True)]
    terms, ranks = _united([list(field.terms) for field in fields], found)
    size = sum(part.size for part in parts)
    arrays = term_arrays(terms) | _interleaved(found, ranks, len(terms), size)
    if fields[0].has_positions:
        lengths = [_lengths(field)[part.live] for part, field in zip(parts, fields, strict=True)]
        arrays["lengths"] = at_least_16_bits(np.concatenate(lengths))
    return arrays, ranks


def _lengths(field: Field) -> Array:
    assert field.lengths is not None
    return field.lengths


def _live_postings(part: Part, field: Field) -> _Postings:
    if part.live.all():
        return _whole_postings(part, field)
    owners, begins = field.postings.all(), field.postings.starts
    kept = part.live[owners]
    counts = np.diff(starts(kept)[begins])
    documents = part.renumbered()[owners[kept]]
    if field.frequencies is None:
        return _Postings(counts, documents, None, None, counts)
    frequencies = field.frequencies
    placed = np.repeat(kept, frequencies)
    place_counts = np.diff(starts(np.where(kept, frequencies, 0))[begins])
    return _Postings(counts, documents, frequencies[kept], field.positions[placed], place_counts)


def _whole_postings(part: Part, field: Field) -> _Postings:
    """Return the postings of a part without deletions, most of them without copying."""
    documents = field.postings.all() + np.uint16(part.base)
    counts = _counts(field.postings.starts)
    if field.frequencies is None:
        return _Postings(counts, documents, None, None, counts)
    return _Postings(counts, documents, field.frequencies, field.positions, _counts(field.places))


def _counts(begins: Array) -> Numbers:
    ends = begins[1:].astype(np.int64)
    return ends - begins[:-1]


def _united(
    dictionaries: Sequence[Sequence[bytes]], found: Sequence[_Postings]
) -> tuple[list[bytes], list[Numbers]]:
    """Return all terms that still occur, sorted, and where each part's terms are among them."""
    occurring: set[bytes] = set()
    for terms, postings in zip(dictionaries, found, strict=True):
        occurring.update(terms[number] for number in np.flatnonzero(postings.counts).tolist())
    united = sorted(occurring)
    rank_of = {term: rank for rank, term in enumerate(united)}
    ranks = [np.array([rank_of.get(term, 0) for term in terms], np.int64) for terms in dictionaries]
    return united, ranks


def _interleaved(
    found: Sequence[_Postings], ranks: Sequence[Numbers], terms: int, size: int
) -> dict[str, Array]:
    """Return the postings of all parts, term by term and in the order of the parts."""
    order = _placing([postings.counts for postings in found], ranks, terms)
    documents = order.place([postings.documents for postings in found])
    arrays = posting_arrays(np.diff(order.starts), documents, size)
    frequencies = [p.frequencies for p in found if p.frequencies is not None]
    positions = [p.positions for p in found if p.positions is not None]
    if frequencies:
        arrays["frequencies"] = order.place(frequencies)
        places = _placing([postings.place_counts for postings in found], ranks, terms)
        arrays["places"] = smallest(places.starts)
        arrays["positions"] = places.place(positions)
    return arrays


@dataclass(frozen=True, slots=True)
class _Placing:
    """Where the entries of each part go: those of one term together, part after part."""

    starts: Numbers
    targets: Sequence[Callable[[], Numbers]]

    def place(self, parts: Sequence[Array]) -> Array:
        """Return the entries of all parts in their places."""
        whole = np.empty(int(self.starts[-1]), dtype=np.result_type(*parts))
        for part, target in zip(parts, self.targets, strict=True):
            whole[target()] = part
        return whole


def _placing(counts: Sequence[Numbers], ranks: Sequence[Numbers], size: int) -> _Placing:
    totals = np.zeros(size, dtype=np.int64)
    occurring = [np.flatnonzero(part) for part in counts]  # the rank of a vanished term is none
    kept = [part[own] for part, own in zip(counts, occurring, strict=True)]
    places = [rank[own] for rank, own in zip(ranks, occurring, strict=True)]
    for part, rank in zip(kept, places, strict=True):
        np.add.at(totals, rank, part)
    begins = starts(totals)
    cursor = begins[:-1].copy()
    targets: list[Callable[[], Numbers]] = []
    for part, rank in zip(kept, places, strict=True):
        targets.append(partial(ranges, cursor[rank], part))
        np.add.at(cursor, rank, part)
    return _Placing(begins, targets)


def _values(
    parts: Sequence[Part],
    group: str,
    numbers: Sequence[Mapping[str, Numbers]],
    terms: Sequence[int],
) -> dict[str, Array]:
    counts, values = [], []
    for part, ranks in zip(parts, numbers, strict=True):
        facets = part.segment.facets(group)
        lengths: Numbers = facets.starts[1:].astype(np.int64) - facets.starts[:-1]
        values.append(facets.renumbered(np.repeat(part.live, lengths), ranks, terms))
        counts.append(lengths[part.live])
    return {
        "value_starts": starts(np.concatenate(counts)).astype(np.uint32),
        "values": smallest(np.concatenate(values)),
    }
