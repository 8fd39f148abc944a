"""Collections: order, limits, and articles that are gone."""

import pytest

from archive.models import Article, CollectionItem
from archive.workspace import (
    AddReport,
    NameTaken,
    TooMany,
    add_articles,
    annotate_item,
    make_collection,
    move_item,
    remove_item,
    rename_collection,
    restore_item,
    shown_items,
)
from tests.factories import make_article


@pytest.fixture
def collection(ana):
    return make_collection(ana, "Brine")


def titles(collection):
    return [shown.title for shown in shown_items(collection)]


def filled(collection, *names):
    """Put articles of these titles in; return the items."""
    ids = [make_article(title=name).pk for name in names]
    add_articles(collection, ids)
    return list(collection.items.all())


def test_articles_come_in_at_the_end_in_the_order_chosen_and_once(collection):
    a, b, c = (make_article(title=name).pk for name in "abc")

    first = add_articles(collection, [b, a])
    second = add_articles(collection, [a, c, c, 999])

    assert (first, second) == (AddReport(2, 0, 0), AddReport(1, 1, 1))
    assert titles(collection) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("moved", "step", "order"),
    [
        ("b", -1, "bac"),
        ("b", 1, "acb"),
        ("a", -1, "abc"),
        ("c", 1, "abc"),
        ("c", -1, "acb"),
        ("b", 0, "abc"),
    ],
)
def test_an_item_moves_one_place_and_stays_at_the_ends(collection, moved, step, order):
    items = {item.title: item for item in filled(collection, *"abc")}

    move_item(items[moved], step)

    assert "".join(titles(collection)) == order


def test_items_can_be_moved_after_others_were_removed(collection):
    _, b, c = filled(collection, *"abc")
    remove_item(b)

    move_item(c, -1)

    assert titles(collection) == ["c", "a"]


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_a_removed_item_comes_back_to_its_place_with_its_note(collection, removed):
    items = filled(collection, *"abc")
    annotate_item(items[removed], "Why it matters")
    items[removed].refresh_from_db()

    restore_item(collection, remove_item(items[removed]))

    assert titles(collection) == ["a", "b", "c"]
    assert collection.items.all()[removed].note == "Why it matters"


def test_what_was_added_again_is_not_restored_twice(collection):
    (item,) = filled(collection, "a")
    removed = remove_item(item)
    add_articles(collection, [removed.article_id])

    restore_item(collection, removed)

    assert titles(collection) == ["a"]


def test_a_deleted_article_keeps_its_title_place_and_note(collection):
    gone, kept = filled(collection, "Gone", "Kept")
    Article.objects.get(pk=gone.article_id).delete()
    Article.objects.filter(pk=kept.article_id).update(title="Corrected")

    first, second = shown_items(collection)

    assert (first.title, first.article) == ("Gone", None)
    assert first.byline == "Source unknown, undated"
    assert second.title == "Corrected"


def test_an_untitled_article_is_called_as_it_begins(collection):
    article = make_article("Lithium from the salt lakes.", title="")

    add_articles(collection, [article.pk])

    assert titles(collection) == ["Lithium from the salt lakes."]


def test_a_full_collection_takes_nothing_rather_than_a_part(collection, monkeypatch):
    monkeypatch.setattr("archive.workspace._collections.MAX_ITEMS", 3)
    filled(collection, "a", "b")

    with pytest.raises(TooMany, match="room for 1 more"):
        add_articles(collection, [make_article().pk, make_article().pk])

    assert collection.items.count() == 2


def test_names_are_used_once_by_a_person_and_again_by_another(ana, ben, collection):
    other = make_collection(ana, "Clay")

    with pytest.raises(NameTaken):
        make_collection(ana, "BRINE")
    with pytest.raises(NameTaken):
        rename_collection(other, "brine")
    rename_collection(collection, "BRINE")
    make_collection(ben, "Brine")

    collection.refresh_from_db()
    assert collection.name == "BRINE"


def test_a_person_has_as_many_collections_as_the_limit_says(ana, ben, collection, monkeypatch):
    monkeypatch.setattr("archive.workspace._collections.MAX_COLLECTIONS", 1)

    with pytest.raises(TooMany, match="Delete one"):
        make_collection(ana, "Clay")
    make_collection(ben, "Clay")


def test_items_are_shown_with_the_same_queries_however_many(collection, django_assert_num_queries):
    for count in (1, 20):
        filled(collection, *map(str, range(count)))
        with django_assert_num_queries(2):
            titles(collection)


def test_deleting_a_person_deletes_what_they_kept(ana, collection):
    filled(collection, "a")

    ana.delete()

    assert CollectionItem.objects.count() == 0
    assert Article.objects.count() == 1
