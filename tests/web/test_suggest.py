"""What a text may become while it is typed."""

import pytest

from archive.models import Country, MineralAlias
from tests.factories import make_article, make_country, make_mineral, make_source


@pytest.fixture
def archive(index):
    make_country("kr", "South Korea")
    make_country("co", "Colombia")
    make_country("ci", "Côte d’Ivoire")
    make_country("td", "Chad")
    make_mineral("graphite")
    make_mineral("cobalt")
    MineralAlias.objects.create(mineral=make_mineral("tungsten"), text="wolfram")
    for number in range(3):
        make_article(
            "Text.",
            title=f"Cobalt export report {number}",
            countries=["kr"],
            minerals=["cobalt", "graphite"],
        )
    make_article(
        "Text.",
        title="Korea's 锂矿业 and “tungsten”",
        countries=["co", "ci"],
        minerals=["tungsten"],
        source=make_source("korea-herald", "The Korea Herald"),
    )
    index()


def suggest(client, q, **parameters):
    response = client.get("/suggest/", {"q": q, **parameters})
    assert response.status_code == 200
    return [(row["kind"], row["label"], row["href"]) for row in response.json()["suggestions"]]


def labels(client, q):
    return [label for _, label, _ in suggest(client, q)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gra", ("Mineral", "graphite", "/?mineral=graphite")),
        ("GRAPHITE", ("Mineral", "graphite", "/?mineral=graphite")),
        ("wolf", ("Mineral", "tungsten", "/?mineral=tungsten")),
        ("kor", ("Country", "South Korea", "/?country=kr")),
        ("cote d'i", ("Country", "Côte d’Ivoire", "/?country=ci")),
        ("CÔTE D’I", ("Country", "Côte d’Ivoire", "/?country=ci")),
        ("south kor", ("Country", "South Korea", "/?country=kr")),
        ("korea her", ("Source", "The Korea Herald", "/?source=korea-herald")),
        ("export gra", ("Mineral", "graphite", "/?q=export&mineral=graphite")),
        ("new south ko", ("Country", "South Korea", "/?q=new&country=kr")),
    ],
)
def test_the_last_words_may_begin_a_name(client, archive, text, found):
    assert found in suggest(client, text)


def test_a_chosen_name_joins_the_filters_of_the_search(client, archive):
    (name, *_) = suggest(client, "gra", country="kr", not_source="none", page="2")

    assert name[2] == "/?country=kr&mineral=graphite&not_source=none"


def test_a_name_chosen_already_stays_chosen(client, archive):
    assert suggest(client, "gra", mineral="graphite")[0][2] == "/?mineral=graphite"


def test_what_is_named_most_comes_first(client, archive):
    assert labels(client, "co")[:2] == ["cobalt", "Colombia"]


def test_names_without_articles_are_not_suggested(client, archive):
    assert labels(client, "cha") == []


def test_titles_have_all_the_words_and_the_last_as_far_as_typed(client, archive):
    assert labels(client, "export cob") == [
        "cobalt",
        *[f"Cobalt export report {n}" for n in (2, 1, 0)],
    ]
    assert labels(client, "锂矿") == ["Korea's 锂矿业 and “tungsten”"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("expo", ("Words", "export", "/?q=export")),
        ("cobalt expo", ("Words", "cobalt export", "/?q=cobalt+export")),
        ("title:expo", ("Words", "title:export", "/?q=title%3Aexport")),
        ("text -expo", ("Words", "text -export", "/?q=text+-export")),
        ("mineral:wol", ("Mineral", "tungsten", "/?mineral=tungsten")),
        ("lithium source:kor", ("Source", "The Korea Herald", "/?q=lithium&source=korea-herald")),
        ('country:"south ko', ("Country", "South Korea", "/?country=kr")),
        ("export -country:sou", ("Not Country", "South Korea", "/?q=export&not_country=kr")),
    ],
)
def test_the_last_word_is_finished_by_what_its_field_has(client, archive, text, found):
    assert found in suggest(client, text)


@pytest.mark.parametrize("text", ["mineral:kor", "country:gra", "source:cob", "mineral:"])
def test_a_field_offers_its_own_names_alone(client, archive, text):
    kinds = {kind for kind, _, _ in suggest(client, text)}

    assert kinds <= {text.partition(":")[0].title()}


def test_a_word_that_is_a_name_is_offered_once(client, archive):
    assert [label.casefold() for label in labels(client, "cobal")].count("cobalt") == 1


def test_words_before_the_last_decide_which_words_are_offered(client, archive):
    assert "tungsten export" not in labels(client, "tungsten expo")


def test_an_article_is_gone_to_at_once(client, archive):
    href = next(href for kind, _, href in suggest(client, "export repo") if kind == "Article")

    assert client.get(href).status_code == 200


def test_there_are_five_at_most_and_titles_keep_their_places(client, archive):
    for number in range(8):
        Country.objects.create(slug=f"z{number}", name=f"Koland {number}", region="")
        make_article("Text.", countries=[f"z{number}"])
    from archive import indexing

    indexing.rebuild()

    kinds = [kind for kind, _, _ in suggest(client, "ko")]
    assert kinds == ["Country", "Country", "Country", "Words", "Article"]


@pytest.mark.parametrize(
    "text", ["", " ", "g", "g" * 61, "*", '"', "(", "%", "__", "\0", "x:y", "a* b*", "title:", "😀"]
)
def test_a_text_that_is_no_beginning_suggests_nothing(client, archive, text):
    assert suggest(client, text) == []


def test_unreadable_parameters_are_left_out(client, archive):
    assert suggest(client, "gra", after="soon")[0][2] == "/?mineral=graphite"


def test_names_are_suggested_without_an_index(client, db):
    make_mineral("graphite")

    assert labels(client, "gra") == ["graphite"]


def test_the_number_of_queries_does_not_grow(client, archive, django_assert_max_num_queries):
    suggest(client, "co")
    with django_assert_max_num_queries(5):
        suggest(client, "co")
    for number in range(12):
        make_mineral(f"cobaltite-{number}")
    suggest(client, "south co")

    with django_assert_max_num_queries(5):
        suggest(client, "south co")


def test_only_reading_is_allowed(client, db):
    assert client.post("/suggest/", {"q": "gra"}).status_code == 405
