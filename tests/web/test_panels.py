import pytest

from archive.search import FacetCount, SearchQuery, SearchResult
from archive.web._chips import make_chips, question_in_words
from archive.web._histogram import HEIGHT, make_histogram
from archive.web._labels import Labels
from archive.web._links import make_pager
from archive.web._panels import make_panels

LABELS = Labels(
    names={
        "mineral": {"battery": "battery minerals", "lithium": "lithium", "spodumene": "spodumene"},
        "country": {"cl": "Chile", "ar": "Argentina"},
        "source": {},
        "review": {"reviewed": "Reviewed"},
        "date": {"none": "undated"},
    },
    parents={"lithium": "battery", "spodumene": "lithium"},
    groups=frozenset({"battery"}),
)


def result(query=None, total=1, **facets):
    counts = {
        name: tuple(FacetCount(value, count) for value, count in values.items())
        for name, values in facets.items()
    }
    return SearchResult(query or SearchQuery(), total=total, facets=counts)


def panel(answer, name):
    return next(panel for panel in make_panels(answer, LABELS) if panel.name == name)


def test_minerals_stand_under_their_parents():
    answer = result(mineral={"battery": 9, "lithium": 7, "spodumene": 2})

    rows = [(row.label, row.depth) for row in panel(answer, "mineral").values]

    assert rows == [("battery minerals", 0), ("lithium", 1), ("spodumene", 2)]


def test_a_panel_shows_eight_values_and_says_how_many_more():
    answer = result(country={f"c{number}": 99 - number for number in range(20)})

    shown = panel(answer, "country")

    assert (len(shown.values), shown.more_count) == (8, 12)
    assert shown.more_href.startswith("/facet/country/")


def test_none_comes_last_and_takes_no_place():
    counts = {"none": 500} | {f"c{number}": 99 - number for number in range(20)}

    shown = panel(result(country=counts), "country")

    assert [row.label for row in shown.values][-1] == "(none)"
    assert (len(shown.values), shown.more_count) == (9, 12)


def test_a_chosen_value_stays_listed_even_far_down_and_at_zero():
    query = SearchQuery(filters=(("country", "c19"), ("country", "atlantis")))
    answer = result(query, country={f"c{number}": 99 - number for number in range(20)})

    shown = {row.value: row for row in panel(answer, "country").values}

    assert shown["c19"].is_selected
    assert shown["atlantis"].count == 0


def test_counts_are_unknown_while_the_index_is_away():
    query = SearchQuery(filters=(("country", "cl"),))

    (shown,) = make_panels(SearchResult(query, total=3), LABELS)

    assert [(row.label, row.count) for row in shown.values] == [("Chile", None)]


def test_not_excludes_and_then_undoes():
    query = SearchQuery(page=3)
    answer = result(query, country={"cl": 2})
    excluded = result(query.excluding("country", "cl"), country={"cl": 2})

    assert panel(answer, "country").values[0].exclude_href == "/?not_country=cl"
    assert panel(excluded, "country").values[0].exclude_href == "/"


def test_chips_say_every_filter_and_lead_to_the_search_without_it():
    query = SearchQuery(
        text="lithium",
        filters=(("country", "cl"),),
        excluded=(("country", "ar"),),
        after="2024-03",
        before="2025",
        main_only=True,
    )

    chips = make_chips(query, LABELS)

    assert [chip.name for chip in chips] == [
        "Country: Chile",
        "Not Country: Argentina",
        "Date: March 2024 to 2025",
        "Subjects: main subjects only",
    ]
    assert chips[2].remove_href == "/?q=lithium&country=cl&not_country=ar&main=1"
    assert "main=1" not in chips[3].remove_href


def test_a_question_is_said_in_words():
    query = SearchQuery(text="lithium", filters=(("country", "cl"),), before="2024")
    about = query.about_main_subjects(only=True)

    assert question_in_words(query, LABELS) == "lithium, country Chile, date until 2024"
    assert question_in_words(about, LABELS).endswith("until 2024, main subjects only")


def test_years_without_articles_are_gaps_in_the_histogram():
    answer = SearchResult(SearchQuery(), total=5, years=((2016, 4), (2023, 1)), facets={})

    bars = make_histogram(answer).bars

    assert [bar.label for bar in bars] == [str(year) for year in range(2016, 2024)]
    assert [bar.count for bar in bars] == [4, 0, 0, 0, 0, 0, 0, 1]
    assert (bars[0].height, bars[1].height) == (HEIGHT, 0)
    assert bars[7].href == "/?after=2023&before=2023"


def test_a_single_year_stands_at_the_end_of_a_few():
    answer = SearchResult(SearchQuery(), total=5, years=((2023, 5),), facets={})

    assert [bar.count for bar in make_histogram(answer).bars] == [0, 0, 0, 0, 0, 5]


def test_a_long_span_of_years_is_drawn_in_wider_buckets():
    years = tuple((year, 1) for year in range(1850, 2025))

    bars = make_histogram(SearchResult(SearchQuery(), years=years, facets={})).bars

    assert len(bars) <= 31
    assert sum(bar.count for bar in bars) == len(years)
    assert bars[0].href == "/?after=1850&before=1859"


def test_one_year_is_drawn_in_months_with_a_way_back():
    query = SearchQuery(text="tin", after="2024", before="2024")
    answer = SearchResult(query, years=((2024, 3),), months=(("2024-02", 3),), facets={})

    histogram = make_histogram(answer)

    assert len(histogram.bars) == 12
    assert histogram.bars[1].href == "/?q=tin&after=2024-02&before=2024-02"
    assert [(link.label, link.href) for link in histogram.up] == [("All years", "/?q=tin")]


def test_one_month_is_drawn_in_days_with_the_ways_back():
    query = SearchQuery(after="2024-02-29", before="2024-02-29")
    days = (("2024-02-01", 2), ("2024-02-29", 1))

    histogram = make_histogram(SearchResult(query, months=(("2024-02", 3),), days=days, facets={}))

    assert [bar.count for bar in histogram.bars] == [2, *[0] * 27, 1]
    assert histogram.bars[0].label == "1 February 2024"
    assert histogram.bars[0].href == "/?after=2024-02-01&before=2024-02-01"
    assert histogram.bars[28].is_current
    assert [(link.label, link.href) for link in histogram.up] == [
        ("All years", "/"),
        ("2024", "/?after=2024&before=2024"),
        ("February 2024", "/?after=2024-02&before=2024-02"),
    ]


@pytest.mark.parametrize(
    ("after", "before", "up"),
    [
        ("", "", []),
        ("2024", "", ["All years"]),
        ("2023-05", "2024-05", ["All years"]),
        ("2024-03", "2024-05", ["All years", "2024"]),
        ("2024-03", "2024", ["All years", "2024"]),
        ("2024-03-01", "2024-03-31", ["All years", "2024", "March 2024"]),
    ],
)
def test_the_way_up_leads_through_what_holds_the_dates(after, before, up):
    answer = SearchResult(SearchQuery(after=after, before=before), years=((2024, 1),), facets={})

    assert [link.label for link in make_histogram(answer).up] == up


def test_a_decade_is_drawn_in_years():
    years = tuple((year, 1) for year in range(1850, 2025))
    query = SearchQuery(after="1990", before="1999")

    bars = make_histogram(SearchResult(query, years=years, facets={})).bars

    assert [bar.label for bar in bars] == [str(year) for year in range(1990, 2000)]


def test_undated_articles_are_offered_beside_the_bars():
    answer = SearchResult(SearchQuery(), undated=3, year_unknown=2, facets={})

    rest = make_histogram(answer).rest

    assert [(row.label, row.count) for row in rest] == [("Undated", 3), ("Year unknown", 2)]


def test_a_pager_has_gaps_and_knows_where_it_is():
    pager = make_pager(SearchQuery(page=5), 400)

    assert [link and link.label for link in pager.numbers] == ["1", None, "4", "5", "6", None, "20"]
    assert [link.label for link in pager.numbers if link and link.is_current] == ["5"]
    assert pager.next == "/?page=6"


def test_a_pager_ends_where_paging_ends():
    pager = make_pager(SearchQuery(page=500), 1_000_000)

    assert pager.next == ""
