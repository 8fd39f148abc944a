"""Every number of every table leads to exactly as many articles."""

from collections import Counter
from itertools import product

from archive.analysis import ANALYSES, analyse, compare
from archive.search import SearchQuery, get_engine

QUESTIONS = {
    "everything": SearchQuery(),
    "words": SearchQuery("quota OR strike"),
    "odd words": SearchQuery('quota OR "strike'),
    "exclusion": SearchQuery("-anode", excluded=(("country", "cl"),)),
    "one mineral": SearchQuery(filters=(("mineral", "lithium"),)),
    "either country": SearchQuery("brine", filters=(("country", "cl"), ("country", "cn"))),
    "both minerals": SearchQuery(
        filters=(("mineral", "cobalt"), ("mineral", "tin")), all_of=("mineral",)
    ),
    "either source": SearchQuery(filters=(("source", "daryo"), ("source", "none"))),
    "either of both": SearchQuery(
        'quota OR "strike',
        filters=tuple(("country", slug) for slug in ("cl", "cn", "kr"))
        + tuple(("mineral", slug) for slug in ("tin", "cobalt", "lithium")),
    ),
    "main subjects": SearchQuery(filters=(("country", "cl"),), main_only=True),
    "dates": SearchQuery(after="2022-03-05", before="2023-01"),
    "dates or none": SearchQuery(after="2023", filters=(("date", "none"),)),
    "undated": SearchQuery(filters=(("date", "none"),)),
    "one country": SearchQuery(filters=(("country", "cl"),)),
    "half a year": SearchQuery(after="2024-01", before="2024-06"),
    "dates of words": SearchQuery("lithium OR cobalt", after="2024"),
    "page": SearchQuery("tariff", page=2, per_page=50),
}


def searches(table):
    """Yield a table's numbers with their searches."""
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            if cell.query and column.kind == "count":
                yield cell.value, cell.query


def test_every_number_leads_to_as_many_articles(articles):
    engine, followed = get_engine(), Counter()
    for analysis, question in product(ANALYSES, QUESTIONS):
        for by in analysis.splits or ("",):
            query = QUESTIONS[question]
            table = analyse(analysis.name, query, by=by)

            assert table.total == len(engine.matching_ids(query))
            for number, search in searches(table):
                found = len(engine.matching_ids(search))
                assert found == number, (analysis.name, by, question, search)
                followed[analysis.name] += 1
            for note in table.notes:
                if note.query:
                    assert f" {len(engine.matching_ids(note.query))} " in note.text

    assert set(followed) == {analysis.name for analysis in ANALYSES}


def test_every_number_of_a_comparison_leads_to_as_many_articles(articles):
    engine, followed = get_engine(), Counter()
    pairs = (("words", "one country"), ("either country", "both minerals"), ("dates", "undated"))
    for one, other in pairs:
        for table in compare(QUESTIONS[one], QUESTIONS[other]):
            for number, search in searches(table):
                assert len(engine.matching_ids(search)) == number, (one, other, table.name)
                followed[table.name] += 1

    assert set(followed) >= {"timeline", "mineral", "country", "source"}


def test_every_number_has_a_search(articles):
    for analysis in ANALYSES:
        table = analyse(analysis.name, SearchQuery())
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                if column.kind == "count" and cell.value:
                    assert cell.query is not None, (analysis.name, column.name)


def test_nothing_found_is_an_empty_table(articles):
    for analysis in ANALYSES:
        table = analyse(analysis.name, SearchQuery("nowhere"))

        assert (table.total, table.rows) == (0, ()), analysis.name
