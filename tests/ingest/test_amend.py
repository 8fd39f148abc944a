"""An editor's values, all at once."""

import pytest

from archive.ingest import RawClipping, Values, amend, ingest, load_taxonomy, reextract, values_of
from archive.models import Source, Verdict

TEXT = (
    "Mining Weekly\n\nChile raises lithium output\n\nPublished: 5 March 2024\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator said on Tuesday, as two "
    "plants near Antofagasta widened their ponds and shipped more lithium carbonate to Japan.\n"
)


@pytest.fixture
def article(db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()
    return ingest(RawClipping(TEXT.encode()))


def test_values_that_are_the_same_stay_the_machines(article):
    amend(article, values_of(article))

    assert not article.evidence.exclude(verdict=Verdict.MACHINE).exists()


def test_values_that_differ_are_the_editors_and_survive_extracting_again(article):
    wanted = Values(
        title="Mine",
        source="A New Paper",
        origin="",
        date="2024-03",
        countries=frozenset({"cl", "pe"}),
        minerals=frozenset({"lithium"}),
        companies=frozenset({"glencore"}),
    )

    amend(article, wanted)

    assert values_of(reextract(article)) == wanted
    assert Source.objects.get(name="A New Paper").articles.get() == article


def test_an_unknown_slug_changes_nothing(article):
    before = values_of(article)
    wanted = Values("Other", "", "", "", frozenset({"xx"}), frozenset())

    with pytest.raises(ValueError, match="There is no country 'xx'"):
        amend(article, wanted)

    assert values_of(article) == before
