"""Tables hold what the database, counted in plain Python, says."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from django.utils.timezone import localdate

from archive.analysis import UnknownAnalysis, analyse, compare
from archive.models import Article
from archive.search import SearchQuery
from tests.factories import make_article

FORMS = {"spodumene": "lithium"}


def rows(table):
    """Return the values of each row by its label."""
    return {row.head.value: [cell.value for cell in row.cells[1:]] for row in table.rows}


def slugs(links, tie):
    return {getattr(link, tie).slug for link in links.all()}


def facts(**filters):
    """Return (minerals, countries, source, first day, last day) of articles."""
    found = Article.objects.filter(**filters).distinct()
    links = ("mineral_links__mineral", "country_links__country")
    for article in found.select_related("source").prefetch_related(*links):
        minerals = slugs(article.mineral_links, "mineral")
        yield (
            {FORMS.get(slug, slug) for slug in minerals},
            slugs(article.country_links, "country"),
            article.source and article.source.slug,
            article.published_earliest,
            article.published_latest,
        )


def test_matrix_agrees_with_the_database(articles):
    counts = Counter()
    for minerals, countries, *_ in facts():
        counts.update(product(minerals, countries))

    table = analyse("matrix", SearchQuery())

    columns = [column.name for column in table.columns[2:]]
    found = {
        (row.head.slug, name): cell.value
        for row in table.rows
        for name, cell in zip(columns, row.cells[2:], strict=True)
    }
    assert {pair: count for pair, count in found.items() if count} == counts


def test_pairs_agree_with_the_database(articles):
    counts, named = Counter(), Counter()
    for _, countries, *_ in facts(mineral_links__mineral__slug="tin"):
        named.update(countries)
        counts.update(combinations(sorted(countries), 2))

    table = analyse("pairs", SearchQuery(filters=(("mineral", "tin"),)))

    found = {}
    for row in table.rows:
        one, other = sorted(cell.slug for cell in row.cells[:2])
        found[one, other] = row.cells[2].value
        either = named[one] + named[other] - counts[one, other]
        assert row.cells[3].value == pytest.approx(100 * counts[one, other] / either, abs=0.06)
    assert found == counts


def test_sources_and_countries_agree_with_the_database(articles):
    sources, countries = Counter(), Counter()
    for _, named, source, *_ in facts():
        sources[source or "none"] += 1
        countries.update(named or {"none"})

    for name, counts in (("sources", sources), ("map", countries)):
        table = analyse(name, SearchQuery())
        assert {row.head.slug: row.cells[1].value for row in table.rows} == counts


@pytest.mark.parametrize("by", ["mineral", "country"])
def test_timeline_agrees_with_the_database(articles, by):
    table = analyse("timeline", SearchQuery(), by=by)

    known = list(facts())
    series = [column.name for column in table.columns[2:-1]]
    for row in table.rows:
        if row.head.query is None:
            assert {cell.value for cell in row.cells[1:]} == {0}
            continue
        first, last = _period(row.head.query)
        total, others, counts = 0, 0, Counter()
        for minerals, countries, _, earliest, latest in known:
            if earliest and earliest <= last and latest >= first:
                values = {"mineral": minerals, "country": countries}[by] & set(series)
                total, others = total + 1, others + (not values)
                counts.update(values)
        expected = [total, *(counts[slug] for slug in series), others]
        assert [cell.value for cell in row.cells[1:]] == expected, row.head


def test_coverage_agrees_with_the_database_and_tells_silence(articles):
    table = analyse("coverage", SearchQuery())

    known = [(slug or "none", first, last) for _, _, slug, first, last in facts()]
    assert table.columns[2].name == "earlier"
    months = [column.name for column in table.columns[3:]]
    assert months == sorted(months)
    assert len(months) == 24
    for row in table.rows[1:]:
        counts = [cell.value for cell in row.cells[2:]]
        for month, count in zip(months, counts[1:], strict=True):
            dates = [dates for slug, *dates in known if slug == row.head.slug]
            assert count == _in_month(month, dates), (row.head.value, month)
        assert row.cells[1].value == "".join("x" if n else "." for n in counts).lstrip(".").count(
            "."
        )


def test_coverage_shows_sources_that_are_silent_in_every_month_at_the_end(index):
    for number in range(20):  # more sources than are looked at, each with two articles
        for day in ("2024-06-01", "2024-07-01"):
            make_article("Lithium.", source=f"busy-{number:02d}", published=day)
    make_article("Lithium.", source="gone", published="2020-02-03")
    make_article("Lithium.", source="undated")
    make_article("Lithium.", source="back", published="2020-02-03")
    for _ in range(5):
        make_article("Lithium.", source="back", published="2024-05-09")
    index()

    table = analyse("coverage", SearchQuery())

    found = rows(table)
    assert list(found)[:2] == ["All articles", "Back"]
    assert list(found)[-1] == "Gone"
    assert found["Gone"][:2] == [24, 1]
    assert not any(found["Gone"][2:])
    assert table.rows[-1].cells[2].query.before < "2022-08"
    assert found["Back"][:2] == [23, 1]
    assert "Undated" not in found
    assert "16 sources of 23" in table.notes[0].text


def test_strays_do_not_stretch_the_timeline(index):
    for number in range(80):
        day = date(2024, 1, 1) + timedelta(days=number)
        make_article("Lithium.", published=str(day))
    make_article("Lithium.", published="1962")
    index()

    labels = [row.head.value for row in analyse("timeline", SearchQuery()).rows]

    assert labels == ["until 2023", "January 2024", "February 2024", "March 2024"]


def test_surges_tell_what_rose_and_fell_and_by_how_much_at_least(index):
    for year, words in (("2023", "cobalt cobaltite Jul"), ("2024", "graphite, Monday in Dec")):
        for month in range(1, 13):
            mineral = words.split()[0].strip(",")
            for _ in range(3):
                make_article(words, minerals=[mineral], published=f"{year}-{month:02d}-05")
            make_article("Nickel.", minerals=["nickel"], published=f"{year}-{month:02d}-06")
    index()

    table = analyse("surges", SearchQuery(after="2024", before="2024"))

    found = rows(table)
    assert found["graphite"][1:6] == ["rose", 36, 0, 75.0, 0.0]
    assert found["cobaltite"][:4] == ["word", "fell", 0, 36]
    assert table.notes[0].text.startswith("No country is named so much more or less")
    assert found["graphite"][-1] > 4
    assert found["cobaltite"][-1] < 0.25
    assert not {"nickel", "jul", "dec", "monday"} & set(found)


def test_surges_of_the_last_twelve_months_leave_out_the_one_that_is_not_over(index):
    today = localdate()
    make_article("Lithium.", published=str(today))
    make_article("Lithium.", published=f"{today.year - 2}-01-05")
    index()

    notes = [note.text for note in analyse("surges", SearchQuery()).notes]

    assert notes[0].startswith("The search has no dates")
    over = today + timedelta(days=1)
    last = over.replace(day=1) - timedelta(days=1)
    assert f"to {last:%B %Y}," in notes[1] or f"Now: {last.year}, " in notes[1]


def test_comparison_of_a_search_with_itself_shows_no_difference(articles):
    query = SearchQuery(filters=(("country", "cl"),))

    overlap, timeline, minerals, *_, words = compare(query, query)

    assert rows(overlap)["In both"] == [overlap.total]
    assert all(row.cells[1].value == row.cells[2].value for row in timeline.rows)
    assert {row.cells[-1].value for row in minerals.rows} == {0}
    assert words.rows == ()


def test_comparison_tells_the_words_of_each(articles):
    tables = compare(
        SearchQuery(filters=(("country", "cl"),)), SearchQuery(excluded=(("country", "cl"),))
    )

    words = rows(tables[-1])
    assert words["caldera"][0] == "the first"
    assert words["caldera"][4] == 0.0


@pytest.mark.parametrize(("name", "by"), [("weather", ""), ("timeline", "source"), ("map", "x")])
def test_unknown_analyses_are_refused_by_name(db, name, by):
    with pytest.raises(UnknownAnalysis, match=name):
        analyse(name, SearchQuery(), by=by)


def _in_month(month, dates):
    """Return how many of some articles may be dated in a month."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return sum(bool(begin) and begin <= last and end >= first for begin, end in dates)


def _period(query):
    """Return the first and the last day that a search asks for."""
    first = (query.after or "0001") + "-01-01"[len(query.after or "0001") - 4 :]
    last = query.before
    if len(last) == 7:
        following = date.fromisoformat(f"{last}-01") + timedelta(days=31)
        last = str(following.replace(day=1) - timedelta(days=1))
    return date.fromisoformat(first), date.fromisoformat(last + "-12-31"[len(last) - 4 :])
