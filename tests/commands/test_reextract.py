"""`manage.py reextract`: the whole archive again; said before done, stopped and gone on with."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive.ingest import (
    RawClipping,
    current_gazetteer,
    ingest,
    load_checkpoint,
    load_taxonomy,
    preview_reextract,
    reextract_many,
    values_of,
)
from archive.ingest import _bulk as bulk
from archive.management.commands import reextract as command
from archive.models import Article, CountryAlias, Evidence, IndexTask, MineralAlias, Source, Verdict

TEXT = (
    "Lode number {number} is opened\n\n"
    "The lithium works near Zarafistan, number {number} of its kind, sent its first shipment of "
    "carbonate to Japan on Tuesday, and the owners said that more would follow in the autumn.\n"
)


@pytest.fixture
def archive(db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()


@pytest.fixture
def articles(archive):
    return [ingest(RawClipping(TEXT.format(number=n).encode(), f"{n}.txt")) for n in range(4)]


@pytest.fixture
def new_alias(articles):
    """Teach the archive a name that every article has."""
    country = CountryAlias.objects.filter(country__slug="cl").first().country
    return CountryAlias.objects.create(country=country, text="Zarafistan")


def slugs(article):
    return set(article.countries.values_list("slug", flat=True))


def run(capsys, *options):
    """Return the exit status, the lines printed and the messages."""
    status = 0
    try:
        call_command("reextract", *options)
    except SystemExit as error:
        status = error.code
    output = capsys.readouterr()
    return status, output.out.splitlines(), output.err


def test_dry_run_tells_article_by_article_and_changes_nothing(articles, new_alias, capsys):
    IndexTask.objects.all().delete()

    status, lines, _ = run(capsys, "--dry-run")

    assert status == command.WOULD_CHANGE
    assert lines[:2] == [
        f"{articles[0].pk}  Lode number 0 is opened",
        "    country: (none) → cl  [name]",
    ]
    assert lines[-1] == "4 articles: 4 would change"
    assert [slugs(article) for article in articles] == [{"jp"}] * 4
    assert not IndexTask.objects.exists()


def test_dry_run_without_changes_ends_with_zero(articles, capsys):
    assert run(capsys, "--dry-run") == (0, ["4 articles: 0 would change"], "")


def test_run_changes_what_the_dry_run_said(articles, new_alias, capsys):
    _, said, _ = run(capsys, "--dry-run", "--json")
    status, done, _ = run(capsys, "--json")

    assert status == 0
    assert done == said
    assert json.loads(done[0]) == {
        "id": articles[0].pk,
        "title": "Lode number 0 is opened",
        "changes": [{"field": "country", "before": "", "after": "cl", "rule": "name"}],
    }
    assert json.loads(done[-1]) == {"summary": {"articles": 4, "changed": 4, "failed": 0}}
    assert [slugs(article) for article in articles] == [{"jp", "cl"}] * 4


def test_run_twice_changes_and_queues_nothing(articles, new_alias, capsys):
    run(capsys)
    evidence = set(Evidence.objects.values_list("pk", flat=True))
    IndexTask.objects.all().delete()

    status, lines, _ = run(capsys)

    assert (status, lines) == (0, ["4 articles: 0 changed"])
    assert set(Evidence.objects.values_list("pk", flat=True)) == evidence
    assert not IndexTask.objects.exists()


def test_value_that_goes_is_told_with_the_reason(articles, capsys):
    CountryAlias.objects.create(country=articles[0].countries.get(), text="Japan", is_active=False)

    _, lines, _ = run(capsys, "--dry-run")

    assert "    country: jp → (none)  [no rule finds it]" in lines


@pytest.mark.parametrize(
    ("options", "numbers"), [(["--since", 2], [2, 3]), (["--source", "own"], [1])]
)
def test_run_can_be_narrowed(articles, new_alias, capsys, options, numbers):
    Article.objects.filter(pk=articles[1].pk).update(source=Source.objects.create(slug="own"))
    if options[0] == "--since":
        options = ["--since", str(articles[2].pk)]

    run(capsys, *options)

    assert [n for n, article in enumerate(articles) if "cl" in slugs(article)] == numbers


def test_unknown_source_is_an_error(archive):
    with pytest.raises(CommandError, match="no source 'nobody'"):
        call_command("reextract", "--source", "nobody")


@pytest.fixture
def stopped(articles, new_alias, monkeypatch):
    """Kill a run after its first batch of two."""
    monkeypatch.setattr(bulk, "BATCH_SIZE", 2)
    save = command.save_checkpoint

    def save_and_die(checkpoint):
        save(checkpoint)
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(command, "save_checkpoint", save_and_die)
        with pytest.raises(RuntimeError):
            call_command("reextract")
    return articles


def test_stopped_run_goes_on_where_it_was(stopped, capsys):
    assert ["cl" in slugs(article) for article in stopped] == [True, True, False, False]

    status, lines, messages = run(capsys)

    assert status == 0
    assert f"Going on after article {stopped[1].pk}" in messages
    assert lines[0].startswith(str(stopped[2].pk))
    assert lines[-1] == "4 articles: 4 changed"
    assert load_checkpoint() is None


def test_stopped_run_begins_anew_when_told_to(stopped, capsys):
    _, lines, messages = run(capsys, "--restart")

    assert messages == ""
    assert lines[-1] == "4 articles: 2 changed"


def test_stopped_run_begins_anew_when_names_have_changed(stopped, capsys):
    MineralAlias.objects.create(
        mineral=stopped[0].minerals.get(slug="lithium"), text="owners' metal"
    )

    _, lines, messages = run(capsys)

    assert "other options, names or rules" in messages
    assert lines[-1] == "4 articles: 2 changed"


def test_damaged_checkpoint_is_no_checkpoint(articles, settings, capsys):
    (settings.DATA_DIR / "reextract.json").write_text('{"source": 3')

    status, lines, _ = run(capsys)

    assert (status, lines) == (0, ["4 articles: 0 changed"])


def test_interrupted_run_says_how_to_go_on(articles, monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "save_checkpoint", interrupt)

    status, _, messages = run(capsys)

    assert status == 130
    assert "Run it again to go on" in messages


def test_second_run_at_the_same_time_is_refused(articles):
    with command.the_only_run(), pytest.raises(CommandError, match="Another reextract"):
        call_command("reextract")


def test_failing_article_is_named_and_holds_nobody_up(articles, new_alias, monkeypatch, capsys):
    extract = bulk.extract_stored

    def fail_on_second(article, gazetteer):
        if article.pk == articles[1].pk:
            raise ValueError("odd")
        return extract(article, gazetteer)

    monkeypatch.setattr(bulk, "extract_stored", fail_on_second)

    with pytest.raises(CommandError, match=f"left as they were: {articles[1].pk}$"):
        call_command("reextract")

    out = capsys.readouterr().out
    assert "ValueError: odd" in out
    assert out.endswith("4 articles: 3 changed, 1 failed\n")
    assert ["cl" in slugs(article) for article in articles] == [True, False, True, True]


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.REJECTED, Verdict.EDITOR])
def test_plan_and_deed_agree_around_editors_decisions(articles, new_alias, verdict):
    article = articles[0]
    article.evidence.filter(field="country", value="jp").update(verdict=verdict)
    article.evidence.create(field="title", value="Mine", rule="r", verdict=verdict)
    chosen = Article.objects.filter(pk=article.pk)
    (said,) = preview_reextract(chosen, current_gazetteer())
    before = values_of(article)

    ((done,),) = reextract_many(chosen, current_gazetteer())

    after = values_of(article)
    assert done == said
    changed = {change.field for change in said.changes}
    assert ("country" in changed) == (before.countries != after.countries)
    assert ("title" in changed) == (before.title != after.title)
    assert {c.after for c in said.changes if c.field == "country" and c.after} == (
        after.countries - before.countries
    )
    assert {c.before for c in said.changes if c.field == "country" and c.before} == (
        before.countries - after.countries
    )
