"""Segments hold what their documents say, however they came about."""

import io
import random
from collections import defaultdict
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search._analysis import tokenize
from archive.search.engines.whoosh import _schema, _tiers
from archive.search.engines.whoosh._arrays import ArrayFile, ArrayWriter
from archive.search.engines.whoosh._building import SegmentBuilder
from archive.search.engines.whoosh._facet_table import FacetTable
from archive.search.engines.whoosh._merging import merge
from archive.search.engines.whoosh._postings import Postings, posting_arrays
from archive.search.engines.whoosh._segment import ALL_FIELDS, Segment, write_segment
from archive.search.engines.whoosh._terms import Terms, term_arrays
from archive.search.engines.whoosh._texts import TextPacker, Texts
from tests.search.documents import make_document, random_documents

_ODD = ("Li-ion", "锂矿业", "mines", "mining", "U3O8", "d'Ivoire", "the", "—", "12,500", "é" * 80)


def _segment(path, documents):
    builder = SegmentBuilder()
    for document in documents:
        builder.add(_schema.fields_of(document))
    with path.open("wb") as file:
        write_segment(file, builder.arrays())
    return Segment(path)


def _odd_documents(seed, count=70):
    generator = random.Random(seed)
    for document in random_documents(count, seed):
        body = " ".join(generator.choices((*_ODD, *"abcdefghij"), k=generator.randint(0, 40)))
        fields = {name: getattr(document, name) for name in ("countries", "minerals", "published")}
        yield make_document(document.id, body, title=body[:20], **fields, main_countries=("cl",))


def content_of(segment):
    """Return everything that a segment holds, as plain values."""
    content = {}
    for name in ALL_FIELDS:
        field = segment.field(name)
        for number, term in enumerate(field.terms):
            positions = field.positions_of(number).tolist() if field.has_positions else None
            frequencies = field.frequencies_of(number)
            content[name, term] = (
                field.postings.of(number).tolist(),
                None if frequencies is None else frequencies.tolist(),
                positions,
            )
        content[name] = None if field.lengths is None else field.lengths.tolist()
    for group in _schema.FACET_GROUPS:
        facets = FacetTable([segment.facets(group)], [0, segment.size])
        for document in range(segment.size):
            counts = facets.counts(np.array([document]))
            content[group, document] = facets.largest_first(counts)
    numbers = ("ids", "first_day", "last_day", "first_month", "last_month")
    content["numbers"] = [segment.file[name].tolist() for name in numbers]
    content["stamps"] = segment.stamps()
    content["texts"] = [segment.texts[document] for document in range(segment.size)]
    return content


def test_postings_are_what_the_analysis_says(tmp_path):
    documents = list(_odd_documents(1))
    segment = _segment(tmp_path / "one.columns", documents)

    for name in ("title", "body"):
        expected = defaultdict(lambda: defaultdict(list))
        for number, document in enumerate(documents):
            for token in tokenize(getattr(document, name)):
                expected[token.stem.encode()][number].append(token.position)
        field = segment.field(name)
        assert list(field.terms) == sorted(expected)
        for number, term in enumerate(field.terms):
            places = expected[term]
            assert field.postings.of(number).tolist() == list(places)
            assert field.frequencies_of(number).tolist() == list(map(len, places.values()))
            assert field.positions_of(number).tolist() == list(chain(*places.values()))


def test_merging_drops_a_field_whose_every_word_was_deleted(tmp_path):
    rare = make_document(1, "Lithium.", companies=("glencore",), origin="xinhua")
    plain = [make_document(number, "Cobalt.") for number in (2, 3)]
    first = _segment(tmp_path / "first.columns", [rare, plain[0]])
    second = _segment(tmp_path / "second.columns", [plain[1]])
    with (tmp_path / "merged.columns").open("wb") as file:
        merge(file, [(first, np.array([False, True])), (second, np.array([True]))])

    expected = content_of(_segment(tmp_path / "whole.columns", plain))
    assert content_of(Segment(tmp_path / "merged.columns")) == expected


@pytest.mark.parametrize("seed", range(4))
def test_merged_segments_are_those_that_would_have_been_built_at_once(tmp_path, seed):
    parts = [list(_odd_documents(10 * seed + part)) for part in range(3)]
    generator = np.random.default_rng(seed)
    live = [
        generator.random(len(part)) < share
        for part, share in zip(parts, (1, 0.5, 0.1), strict=True)
    ]
    segments = [_segment(tmp_path / f"{number}.columns", part) for number, part in enumerate(parts)]
    with (tmp_path / "merged.columns").open("wb") as file:
        merge(file, list(zip(segments, live, strict=True)))

    kept = [
        document
        for part, mask in zip(parts, live, strict=True)
        for document, is_live in zip(part, mask, strict=True)
        if is_live
    ]
    merged = content_of(Segment(tmp_path / "merged.columns"))
    assert merged == content_of(_segment(tmp_path / "whole.columns", kept))


def test_terms_are_any_bytes():
    listed = [b"", b"\n", b"a", b"a\n\nb", b"a\nc", b"\xff\x00"]
    arrays = term_arrays(listed)
    terms = Terms(arrays["terms"].data, arrays["term_starts"], arrays["heads"])

    assert list(terms) == [terms[number] for number in range(len(terms))] == listed


@given(st.lists(st.text("ab\x00é\xff", max_size=11), max_size=30), st.text("ab\x00é", max_size=10))
def test_terms_are_found_by_name_by_beginning_and_by_what_they_hold(words, wanted):
    listed = sorted({word.encode() for word in words})
    arrays = term_arrays(listed)
    terms = Terms(arrays["terms"].data, arrays["term_starts"], arrays["heads"])
    needle = wanted.encode()

    assert list(terms) == listed
    assert [terms.find(term) for term in listed] == list(range(len(listed)))
    assert (terms.find(needle) >= 0) == (needle in listed)
    assert terms.find_all([needle, *listed]).tolist() == [
        number for number in [terms.find(needle), *range(len(listed))] if number >= 0
    ]
    beginning = [n for n, term in enumerate(listed) if term.startswith(needle)]
    assert list(terms.starting_with(needle)) == beginning
    assert terms.words(terms.starting_with(needle)) == [listed[n].decode() for n in beginning]
    if needle:
        assert terms.holding(needle) == [n for n, term in enumerate(listed) if needle in term]


@given(st.lists(st.sets(st.integers(0, 39)), max_size=9), st.data())
def test_rare_and_frequent_terms_keep_their_documents(rows, data):
    documents = np.array([number for row in rows for number in sorted(row)], dtype=np.uint16)
    arrays = posting_arrays(np.array(list(map(len, rows)), dtype=np.int64), documents, 40)
    postings = Postings(*(arrays[n] for n in ("postings", "documents", "frequent", "bits")))

    assert [postings.of(number).tolist() for number in range(len(rows))] == list(map(sorted, rows))
    assert postings.all().tolist() == documents.tolist()
    chosen = data.draw(st.sets(st.sampled_from(range(len(rows))))) if rows else set()
    mask = np.zeros(40, dtype=np.bool_)
    postings.mark_all(mask, np.array(sorted(chosen), dtype=np.int64))
    assert set(np.flatnonzero(mask)) == set().union(*(rows[number] for number in chosen))


@given(st.lists(st.tuples(st.text(), st.text()), max_size=30))
def test_texts_come_back_as_they_were(texts):
    packer = TextPacker()
    for title, body in texts:
        packer.add(title.encode(), body.encode())
    blocks = packer.take_last()

    stored = Texts(read=lambda begin, end: blocks[begin:end], **packer.places())

    assert [stored[document] for document in range(len(texts))] == texts


def test_arrays_come_back_in_their_kinds(tmp_path):
    arrays = {
        "small": np.arange(3, dtype=np.uint8),
        "empty": np.empty(0, dtype=np.int64),
        "large": np.array([2**60, -1]),
    }
    sink = io.BytesIO()
    writer = ArrayWriter(sink)
    writer.add_all(arrays)
    writer.finish()
    (tmp_path / "arrays").write_bytes(sink.getvalue())

    file = ArrayFile(tmp_path / "arrays")

    assert list(file) == list(arrays)
    for name, array in arrays.items():
        assert file[name].tolist() == array.tolist()
        assert file[name].dtype == array.dtype
        assert not file[name].flags.writeable or not len(array)
    assert file.read("large", 8, 16) == b"\xff" * 8


@pytest.mark.parametrize("content", [b"x" * 40, b"LodeArr1" + b"\x00" * 32])
def test_a_file_that_holds_no_arrays_is_refused(tmp_path, content):
    (tmp_path / "arrays").write_bytes(content)

    with pytest.raises(ValueError, match=r"arrays|Expecting"):
        ArrayFile(tmp_path / "arrays")


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([], []),
        ([(1, 1)] * 7, []),
        ([(1, 1)] * 8, list(range(8))),
        ([(60_000, 60_000), *[(5, 5)] * 8], list(range(1, 9))),
        ([(500, 500)] * 4 + [(3, 3)] * 4, []),
        ([(40_000, 40_000)] * 9, []),
        ([(8_192, 8_192)] * 9, list(range(8))),
        ([(100, 49), (100, 51)], [0]),
        ([(10, 1)], []),
    ],
)
def test_segments_of_like_size_are_merged(sizes, chosen):
    assert _tiers.due(sizes) == chosen


def test_a_small_commit_never_rewrites_a_large_segment():
    sizes = [(65_536, 65_536)]
    rewritten = 0
    for _ in range(5_000):
        sizes.append((1, 1))
        while chosen := _tiers.due(sizes):
            merged = sum(sizes[number][1] for number in chosen)
            rewritten += merged
            sizes = [size for number, size in enumerate(sizes) if number not in chosen]
            sizes.append((merged, merged))
        assert (65_536, 65_536) in sizes
        assert len(sizes) < 40

    assert rewritten < 5 * 5_000
