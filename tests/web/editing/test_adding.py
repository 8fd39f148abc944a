"""Adding a value on an article's page, with the words of the text that say so."""

import pytest

from archive.ingest import confirm, reextract
from archive.models import Article, CountryAlias, Field, Verdict
from tests.factories import make_company, make_country, make_source
from tests.web.editing.conftest import TEXT, make_editor
from tests.web.test_search_page import text_of


def add(client, article, **data):
    """Send the form as the page has it, with what was typed; return the page that follows."""
    html = client.get(article.get_absolute_url()).content.decode()
    mark = html.split('name="mark" value="')[1].split('"')[0]
    return post(client, article, mark=mark, **data)


def post(client, article, **data):
    return client.post(f"{article.get_absolute_url()}add/", data, follow=True)


def evidence(article, **where):
    return list(article.evidence.filter(**where).values_list("value", "start", "end", "verdict"))


def test_value_is_added_with_its_words_and_stays(client, article, editor):
    shown = text_of(
        add(client, article, field="country", value="peru", quote="trader in the Andes")
    )

    start = TEXT.index("trader in the Andes")
    row = ("pe", start, start + 19, Verdict.EDITOR)
    assert "Added: country Peru." in shown
    assert "“trader in the Andes” words pointed out by an editor Set by an editor" in shown
    assert evidence(article, field="country", value="pe") == [row]
    again = reextract(Article.objects.get(pk=article.pk))
    assert "pe" in again.countries.values_list("slug", flat=True)
    assert evidence(again, field="country", value="pe") == [row]


def test_value_that_was_found_already_is_confirmed_and_gets_more_words(client, article, editor):
    add(client, article, field="mineral", value="Lithium", quote="more salt")

    rows = evidence(article, field="mineral", value="lithium")
    assert {verdict for *_, verdict in rows} == {Verdict.CONFIRMED, Verdict.EDITOR}
    assert len([row for row in rows if row[3] == Verdict.EDITOR]) == 1


def test_words_that_were_found_already_are_not_said_twice(client, article, editor):
    before = evidence(article, field="country", value="jp")

    add(client, article, field="country", value="Japan", quote="Japan")

    rows = [(*row[:3], Verdict.CONFIRMED) for row in before]
    assert evidence(article, field="country", value="jp") == rows


def test_words_are_the_value_when_nothing_else_is_typed(client, article, editor):
    add(client, article, field="title", quote="Chile's lithium output rose 12 percent in February")

    article.refresh_from_db()
    assert article.title == "Chile's lithium output rose 12 percent in February"


def test_value_without_words_says_so(client, article, editor):
    shown = text_of(add(client, article, field="country", value="Peru"))

    assert "Added: country Peru, without words of the text that say so." in shown


def test_selection_settles_which_of_several_places_is_meant(client, article, editor):
    first, second = TEXT.index("rader"), TEXT.rindex("rader")
    for start in (first, second):
        add(client, article, field="country", value="Peru", quote="rader", start=start)

    assert [row[1] for row in evidence(article, value="pe")] == [first, second]


def test_words_in_several_places_are_asked_for_again(client, article, editor):
    response = add(client, article, field="country", value="Peru", quote="trader")

    shown = text_of(response)
    assert response.status_code == 400
    assert "These words stand in 2 places of the text." in shown
    assert "<textarea" in response.content.decode()
    assert ">trader</textarea>" in response.content.decode()
    assert not evidence(article, value="pe")


@pytest.mark.parametrize(
    ("field", "value", "quote", "said"),
    [
        ("country", "Peru", "no such words", "do not stand in the text like this"),
        ("country", "Peru", "x" * 1001, "at most 1,000 characters"),
        ("country", "Peru", "\0", "null character"),
        ("country", "Atlantis", "Andes", "knows no country called “Atlantis”"),
        ("country", "Perú country", "", "knows no country called"),
        ("mineral", "lithum", "", "Did you mean lithium"),
        ("source", "Daylie Nonsense", "", "added at the editors’ desk"),
        ("date", "3/4/2024", "", "is not a date"),
        ("date", "2024-02-30", "", "is not a date"),
        ("title", "x" * 501, "", "at most 500 characters"),
        ("title", "", "", "Write the value"),
        ("colour", "red", "", "Choose one of the fields"),
        ("", "", "", "This field is required"),
    ],
)
def test_what_cannot_be_added_is_said_and_kept_in_the_form(
    client, article, editor, field, value, quote, said
):
    before = set(article.evidence.values_list("pk", "verdict"))

    response = add(client, article, field=field, value=value, quote=quote)

    assert response.status_code == 400
    assert said in text_of(response)
    assert f'value="{value.replace(chr(0), "")}"' in response.content.decode()
    assert set(article.evidence.values_list("pk", "verdict")) == before


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("country", "côte d’ivoire", ("country", "ci")),
        ("country", "CÔTE D'IVOIRE", ("country", "ci")),
        ("mineral", "natural  graphite", ("mineral", "natural-graphite")),
        ("company", "glencore", ("company", "glencore")),
        ("company", "greenbushes", ("project", "greenbushes")),
        ("origin", "xinhua", ("origin", "Xinhua")),
        ("date", "xxxx-11-06", ("date", "XXXX-11-06")),
        ("date", "6 Nov 2023", ("date", "2023-11-06")),
        ("date", "2023-11", ("date", "2023-11")),
        ("title", " Brine \n rises ", ("title", "Brine rises")),
    ],
)
def test_values_are_known_by_any_of_their_names(client, article, editor, field, typed, stored):
    response = add(client, article, field=field, value=typed)

    assert response.status_code == 200
    assert article.evidence.filter(
        field=stored[0], value__iexact=stored[1], verdict=Verdict.EDITOR
    ).exists()


def test_alias_of_two_values_is_no_answer(client, article, editor):
    for slug in ("cl", "pe"):
        CountryAlias.objects.create(country=make_country(slug), text="Andean coast")

    shown = text_of(add(client, article, field="country", value="andean coast"))

    assert "“andean coast” may be Chile or Peru. Write which." in shown


def test_new_title_replaces_the_one_found_for_ever(client, article, editor):
    found = article.title

    add(client, article, field="title", value="Brine rises")

    again = reextract(Article.objects.get(pk=article.pk))
    assert again.title == "Brine rises"
    assert evidence(again, field="title", value=found)[0][3] == Verdict.REJECTED


def test_two_titles_at_once_are_not_taken_silently(client, article, editor):
    html = client.get(article.get_absolute_url()).content.decode()
    mark = html.split('name="mark" value="')[1].split('"')[0]
    confirm(article, Field.TITLE, "Salt falls", by=make_editor("kim"))

    response = post(client, article, field="title", value="Brine rises", mark=mark)

    assert "were changed by kim after this page was opened" in text_of(response)
    article.refresh_from_db()
    assert article.title == "Salt falls"
    fresh = response.content.decode().split('name="mark" value="')[1].split('"')[0]
    post(client, article, field="title", value="Brine rises", mark=fresh)
    article.refresh_from_db()
    assert article.title == "Brine rises"


def test_added_value_can_be_undone(client, article, editor):
    add(client, article, field="country", value="Peru", quote="the Andes")

    client.post(f"{article.get_absolute_url()}undo/")

    assert not evidence(article, value="pe")
    assert "pe" not in article.countries.values_list("slug", flat=True)


@pytest.mark.parametrize(
    ("field", "typed", "offered"),
    [
        ("mineral", "lithium car", ["lithium carbonate"]),
        ("country", "cote", ["Ivory Coast"]),
        ("origin", "Brine Ga", ["Brine Gazette"]),
        ("company", "brine corp", ["Brine Corporation"]),
        ("title", "chi", []),
        ("country", "", []),
        ("country", "\0zz", []),
        ("colour", "red", []),
    ],
)
def test_names_are_offered_while_typing(client, article, editor, field, typed, offered):
    make_source("brine-gazette", "Brine Gazette")
    make_company("brine", "Brine Corporation")

    answer = client.get(
        f"{article.get_absolute_url()}names/", {"field": field, "value": typed}
    ).json()

    assert [each["label"] for each in answer["suggestions"]][: len(offered) or None] == offered


def test_names_are_for_editors(client, article):
    assert (
        client.get(f"{article.get_absolute_url()}names/?field=country&value=ch").status_code == 302
    )
