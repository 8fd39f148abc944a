import pytest

from archive.web.styleguide._tokens import contrast, read_tokens


@pytest.fixture
def page(client, db, settings):
    settings.DEBUG = True
    return client.get("/styleguide/").content.decode()


def test_there_is_no_style_guide_where_lode_is_used_for_real(client, db, settings):
    settings.DEBUG = False

    assert client.get("/styleguide/").status_code == 404


@pytest.mark.parametrize(
    "state",
    [
        'class="chip is-excluded"',
        'class="facet-value depth-2"',
        'class="facet-value depth-1 is-selected"',
        'class="facet-value depth-1 is-excluded"',
        '<span class="facet-count">0</span>',
        "(none)",
        "Must have all of them",
        "57 more",
        "Undated",
        "Year unknown",
        "also carried by 13 sources",
        "Found by its country, not by words of the text",
        "6 November, year unknown",
        "The archive is empty",
        "Did you mean lithium",
        "There are no results yet.",
        "The search index is being repaired.",
        'aria-invalid="true"',
        'role="option" aria-selected="true"',
        'class="confidence is-low"',
        "asserted by ed",
        'class="evidence is-lit"',
        'aria-current="page"',
        "disabled",
    ],
)
def test_a_development_server_shows_every_state(page, state):
    assert state in page


def test_every_token_of_the_stylesheet_is_shown(page):
    tokens = read_tokens()

    assert len(tokens.colours) > 15
    for colour in tokens.colours:
        assert f"--{colour.name}" in page
        assert colour.light in page
        assert colour.dark in page


def test_every_pair_of_colours_that_meets_has_enough_contrast():
    pairs = read_tokens().pairs

    assert [(pair.name, pair.ground) for pair in pairs if not pair.is_enough] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_what_wcag_defines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)
