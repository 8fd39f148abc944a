"""Changing names: what that would change in the archive is shown before it is done."""

import re
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry

from archive.ingest import RawClipping, _name_preview, current_gazetteer, ingest
from archive.models import Company, CompanyAlias, Country, CountryAlias, Source, SourceAlias

from .test_taxonomy import formset, source_form, url

TEXT = (
    "Works <{number}> are opened\n\n"
    "The lithium works near {place}, number {number} of their kind, sent a first shipment of "
    "carbonate to Japan on Tuesday, and the owners said that more would follow in the autumn.\n"
)


def clip(number, place="Zarafistan"):
    text = TEXT.format(number=number, place=place)
    return ingest(RawClipping(text.encode(), f"{number}.txt"))


@pytest.fixture
def articles(archive):
    return [clip(number) for number in range(3)]


@pytest.fixture
def chile(archive):
    return Country.objects.get(slug="cl")


def slugs(article):
    return set(article.countries.values_list("slug", flat=True))


def country_form(country, *rows):
    """Return the change form of a country with new aliases."""
    return {"name": country.name} | formset("aliases", *rows)


def post(desk, country, data, **more):
    return desk.post(url("country_change", country.pk), data | more, follow=True)


ALIAS = {"text": "Zarafistan", "is_active": "on"}


def resent(response, button):
    """Return what a browser sends when a button of the preview is pressed."""
    page = response.content.decode()
    form = page[page.index('<form method="post">') :]
    sent = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
        sent.setdefault(unescape(name), []).append(unescape(value))
    assert f'name="_confirmed" value="{button}"' in form
    return sent | {"_confirmed": button}


def test_new_alias_shows_first_what_it_would_change(desk, articles, chile):
    clip(9, place="Elsewhere")

    response = post(desk, chile, country_form(chile, ALIAS))

    page = response.content.decode()
    assert "This would change 3 articles." in page
    assert "Looked at 3 articles that contain Zarafistan" in page
    assert "Works &lt;0&gt; are opened" in page
    assert not CountryAlias.objects.filter(text="Zarafistan").exists()
    assert not LogEntry.objects.exists()
    assert "successfully" not in page
    assert [slugs(article) for article in articles] == [{"jp"}] * 3


def test_saving_only_leaves_the_articles_alone(desk, articles, chile):
    response = post(desk, chile, country_form(chile, ALIAS))

    saved = post(desk, chile, resent(response, "save"))

    assert "successfully" in saved.content.decode()
    assert "Zarafistan" in current_gazetteer().countries["cl"].aliases
    assert [slugs(article) for article in articles] == [{"jp"}] * 3


def test_saving_and_changing_extracts_the_listed_articles(desk, articles, chile):
    response = post(desk, chile, country_form(chile, ALIAS))

    saved = post(desk, chile, resent(response, "apply"))

    assert "Extracted again: 3 articles." in saved.content.decode()
    assert [slugs(article) for article in articles] == [{"jp", "cl"}] * 3


def test_switching_an_alias_off_shows_what_goes(desk, chile):
    article = clip(1, place="the Chilean border")
    rows = [
        {"id": alias.pk, "country": chile.pk, "text": alias.text}
        | ({} if alias.text == "Chilean" else {"is_active": "on"})
        for alias in chile.aliases.all()
    ]
    data = {"name": chile.name} | formset("aliases", *rows, existing=len(rows))

    page = post(desk, chile, data).content.decode()

    assert "This would change 1 article." in page
    assert "<td>cl</td>" in page
    assert slugs(article) == {"jp", "cl"}


def test_alias_that_changes_nothing_is_saved_at_once(desk, articles, chile):
    page = post(desk, chile, country_form(chile, {"text": "Nowhereland"})).content.decode()

    assert "successfully" in page
    assert CountryAlias.objects.filter(text="Nowhereland").exists()


def test_wrong_form_shows_its_errors_and_no_preview(desk, articles, chile):
    page = post(desk, chile, country_form(chile, ALIAS, ALIAS)).content.decode()

    assert "in the list already" in page
    assert "This would change" not in page


def test_new_source_shows_the_articles_it_would_publish(desk, archive):
    article = ingest(RawClipping(b"Own Paper\n\n" + TEXT.format(number=1, place="X").encode()))
    assert article.source is None

    response = desk.post(url("source_add"), source_form(aliases=[{"text": "OP"}]))
    page = response.content.decode()
    assert "This would change 1 article." in page
    assert not Source.objects.filter(name="Own Paper").exists()

    desk.post(url("source_add"), resent(response, "apply"))
    article.refresh_from_db()
    assert article.source.name == "Own Paper"
    assert SourceAlias.objects.filter(text="OP", source=article.source).exists()


def test_names_across_lines_accents_and_capitals_are_found(desk, chile):
    for number, place in enumerate(("Côte\nZarafí", "COTE ZARAFI", "Côte Zarafí", "Zarafí")):
        clip(number, place=place)

    page = post(
        desk, chile, country_form(chile, {"text": "Côte Zarafí", "is_active": "on"})
    ).content.decode()

    assert "Looked at 3 articles" in page


def test_preview_says_when_there_are_more_than_it_looked_at(desk, articles, chile, monkeypatch):
    monkeypatch.setattr(_name_preview, "MAX_EVALUATED", 2)

    page = post(desk, chile, country_form(chile, ALIAS)).content.decode()

    assert "This would change 2 articles." in page
    assert "the newest ones" in page
    assert "manage.py reextract" in page


def test_preview_that_takes_too_long_tells_what_it_knows(desk, articles, chile, monkeypatch):
    monkeypatch.setattr(_name_preview, "MAX_SECONDS", -1.0)

    page = post(desk, chile, country_form(chile, ALIAS)).content.decode()

    assert "This would change 0 articles." in page
    assert "There are more" in page
    assert not CountryAlias.objects.filter(text="Zarafistan").exists()


@pytest.mark.parametrize("ids", [["x"], ["9" * 40], ["-1"], ["123456"]])
def test_made_up_articles_of_a_preview_are_ignored(desk, chile, ids):
    data = country_form(chile, ALIAS) | {"_confirmed": "apply", "_article": ids}

    assert "Extracted again: 0 articles." in post(desk, chile, data).content.decode()


def test_new_name_of_a_company_shows_first_what_it_would_change(desk, articles):
    company = Company.objects.get(slug="codelco")
    kept = [{"id": each.pk, "is_active": "on"} for each in company.aliases.all()]
    rows = [*kept, {"text": "Zarafistan", "is_active": "on"}]
    data = {"name": company.name} | formset("aliases", *rows, existing=len(kept))

    page = desk.post(url("company_change", company.pk), data).content.decode()

    assert "This would change 3 articles." in page
    assert "Codelco" in page
    assert not CompanyAlias.objects.filter(text="Zarafistan").exists()
