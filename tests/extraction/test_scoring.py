"""The figures of labelled clippings, worked out by hand."""

import pytest

from archive.extraction.scoring import LabelError, read_labels, score


def labels(file="a.txt", **overrides):
    """Return the labels of a clipping that tells title, source and date."""
    record = {
        "file": file,
        "title": "Chile's lithium: up 12%",
        "source": "The Mining Daily",
        "source_aliases": ["MD"],
        "cited": ["Reuters"],
        "date": "2024-01-16",
        "body": "lithium lithium carbonate from Chile",
    }
    for kind in ("countries", "minerals"):
        for part in ("core", "mentioned", "optional", "boilerplate"):
            record[f"{kind}_{part}"] = []
    return read_labels(record | overrides)


def figure(name, *pairs):
    """Score pairs of labels and predictions."""
    return score([one for one, _ in pairs], {one.file: found for one, found in pairs}).figure(name)


@pytest.mark.parametrize(
    ("title", "is_right", "is_close"),
    [
        ("Chile's lithium: up 12%", 1.0, 1.0),
        ("CHILE’S  LITHIUM up 12", 1.0, 1.0),
        ("Chilés lithium up 12", 0.0, 1.0),
        ("Something else", 0.0, 0.0),
        (None, 0.0, 0.0),
    ],
)
def test_title_is_compared_without_case_accents_and_marks(title, is_right, is_close):
    pair = labels(), {"title": title}

    assert figure("title_acc", pair) == is_right
    assert figure("title_fuzzy90", pair) == is_close


@pytest.mark.parametrize(
    ("source", "is_first", "is_named"),
    [
        ("Mining Daily", 1.0, 1.0),
        ("https://www.MD", 1.0, 1.0),
        ("Reuters", 0.0, 1.0),
        (["Reuters", "MD"], 0.0, 1.0),
        ("Platts", 0.0, 0.0),
        (None, 0.0, 0.0),
    ],
)
def test_source_may_bear_any_of_its_names(source, is_first, is_named):
    pair = labels(), {"source": source}

    assert figure("source_acc(first, sourced docs)", pair) == is_first
    assert figure("source_any_incl_cited", pair) == is_named


@pytest.mark.parametrize(("source", "share"), [(None, 1.0), ("Reuters", 1.0), ("Platts", 0.0)])
def test_source_that_the_text_does_not_tell_stays_empty(source, share):
    assert figure("source_null_ok", (labels(source=None), {"source": source})) == share


@pytest.mark.parametrize(
    ("wanted", "found", "exact", "lenient"),
    [
        ("2024-01-16", "2024-01-16", 1.0, 1.0),
        ("2024-01-16", "2024-01-16T10:00", 1.0, 1.0),
        ("--11-06", "XXXX-11-06", 1.0, 1.0),
        ("--11-06", "2023-11-06", 0.0, 1.0),
        ("2024-01", "2024-01-00", 1.0, 1.0),
        ("2024-01", "2024-01-16", 0.0, 1.0),
        ("2024-01-16", "2024-01", 0.0, 0.0),
        ("2024-01-16", None, 0.0, 0.0),
    ],
)
def test_date_is_exact_or_says_more(wanted, found, exact, lenient):
    pair = labels(date=wanted), {"date": found}

    assert figure("date_exact_dated", pair) == exact
    assert figure("date_lenient_dated", pair) == lenient


def test_date_of_an_undated_clipping_is_an_error():
    pair = labels(date=None), {"date": "2024"}

    assert figure("date_null_ok_undated", pair) == 0.0
    assert figure("date_exact_dated", pair) is None


def test_countries_count_over_all_clippings():
    one = labels(
        "one", countries_core=["CL"], countries_mentioned=["CL", "PE"], countries_optional=["BO"]
    )
    two = labels("two", countries_mentioned=["CN"], countries_boilerplate=["US"])
    pairs = (one, {"countries": ["cl", "BO"]}), (two, {"countries": ["CN", "US"]})

    assert figure("countries_P", *pairs) == pytest.approx(2 / 3)
    assert figure("countries_R", *pairs) == pytest.approx(2 / 3)
    assert figure("countries_core_recall", *pairs) == 1.0
    assert figure("countries_from_boilerplate", *pairs) == 1


def test_minerals_count_as_their_commodity():
    wanted = labels(minerals_mentioned=["lithium", "gold", "rare earths"])
    pair = wanted, {"minerals": ["Lithium  Carbonate", "REE", "Spodumene", "tin"]}

    assert figure("minerals_all_P", pair) == pytest.approx(2 / 3)
    assert figure("minerals_all_R", pair) == pytest.approx(2 / 3)
    assert figure("minerals_critical_R", pair) == 1.0


def test_body_is_compared_by_words_as_often_as_they_occur():
    pair = labels(), {"body": "Lithium carbonate, menu"}

    assert figure("body_P", pair) == pytest.approx(2 / 3)
    assert figure("body_R", pair) == pytest.approx(2 / 5)
    assert figure("body_F1", pair) == pytest.approx(0.5)


def test_missing_prediction_counts_as_empty():
    result = score([labels("one"), labels("two", date=None)], {"two": {}})

    assert (result.figure("docs"), result.figure("predicted")) == (2, 1)
    assert [(each.file, each.field) for each in result.mistakes] == [
        ("one", "title"), ("one", "source"), ("one", "date"), ("two", "title"), ("two", "source"),
    ]  # fmt: skip


@pytest.mark.parametrize("record", [{}, {"file": "a", "title": "T"}, [], {"file": "a", "title": 3}])
def test_labels_that_cannot_be_used_are_named(record):
    with pytest.raises(LabelError, match="lack or misuse"):
        read_labels(record)
