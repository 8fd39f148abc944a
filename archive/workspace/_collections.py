"""Collections: articles in an order, with notes, some of which may be gone from the archive."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max

from archive.edtf import parse
from archive.models import MAX_NAME, UNKNOWN_SOURCE, Article, Collection, CollectionItem
from archive.workspace._errors import NameTaken, TooMany

MAX_COLLECTIONS = 50  # of one person
MAX_ITEMS = 500  # of one collection: its page shows them all


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding did: how many came in, were there already, or are not in the archive."""

    added: int
    present: int
    missing: int


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its article; None when the article is gone."""

    item: CollectionItem
    article: Article | None

    @property
    def title(self) -> str:
        """Return the title as it is today, or as it was when the article was added."""
        return (self.article and self.article.title) or self.item.title

    @property
    def byline(self) -> str:
        """Return source and date as they are today, or as they were."""
        return byline(self.article) if self.article else self.item.byline


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that was taken out; `collection` is its id."""

    collection: int
    article_id: int
    title: str
    byline: str
    note: str
    position: int


def make_collection(person: User, name: str) -> Collection:
    """Make an empty collection; raise TooMany at the limit and NameTaken for a name in use."""
    with transaction.atomic():
        if Collection.objects.filter(person=person).count() >= MAX_COLLECTIONS:
            raise TooMany(
                f"You have {MAX_COLLECTIONS} collections, which is as many as one person can "
                "have. Delete one first."
            )
        _check_name(person, name)
        return Collection.objects.create(person=person, name=name[:MAX_NAME])


def rename_collection(collection: Collection, name: str) -> None:
    """Give a collection another name; raise NameTaken for one in use."""
    with transaction.atomic():
        _check_name(collection.person, name, but=collection.pk)
        collection.name = name[:MAX_NAME]
        collection.save(update_fields=["name", "updated_at"])


def add_articles(collection: Collection, ids: Iterable[int]) -> AddReport:
    """Put articles at the end, in the order given; raise TooMany when not all find room."""
    wanted = list(dict.fromkeys(ids))
    with transaction.atomic():
        present = set(collection.items.values_list("article_id", flat=True))
        new = [pk for pk in wanted if pk not in present]
        articles = Article.objects.select_related("source").in_bulk(new)
        found = [articles[pk] for pk in new if pk in articles]
        _check_room(collection, len(present), len(found))
        last = collection.items.aggregate(last=Max("position"))["last"] or 0
        CollectionItem.objects.bulk_create(
            _item(collection, article, position) for position, article in enumerate(found, last + 1)
        )
        collection.save(update_fields=["updated_at"])
    return AddReport(len(found), len(wanted) - len(new), len(new) - len(found))


def move_item(item: CollectionItem, step: int) -> None:
    """Move an item one place up (-1) or down (1); at the end of the list it stays."""
    with transaction.atomic():
        items = list(item.collection.items.only("id", "position").order_by("position", "id"))
        here = next((at for at, other in enumerate(items) if other.pk == item.pk), None)
        if here is None or not 0 <= here + step < len(items):
            return
        items[here], items[here + step] = items[here + step], items[here]
        for position, moved in enumerate(items, 1):
            moved.position = position
        CollectionItem.objects.bulk_update(items, ["position"])
        item.collection.save(update_fields=["updated_at"])


def remove_item(item: CollectionItem) -> Removed:
    """Take an item out, and return what `restore_item` needs to put it back."""
    removed = Removed(
        collection=item.collection_id,
        article_id=item.article_id,
        title=item.title,
        byline=item.byline,
        note=item.note,
        position=item.position,
    )
    with transaction.atomic():
        item.delete()
        item.collection.save(update_fields=["updated_at"])
    return removed


def restore_item(collection: Collection, removed: Removed) -> None:
    """Put a removed item back where it was, unless the article is in the collection again."""
    with transaction.atomic():
        items = collection.items
        if items.filter(article_id=removed.article_id).exists():
            return
        _check_room(collection, items.count(), 1)
        items.filter(position__gte=removed.position).update(position=F("position") + 1)
        items.create(**(asdict(removed) | {"collection": collection}))
        collection.save(update_fields=["updated_at"])


def annotate_item(item: CollectionItem, note: str) -> None:
    """Write the note of an item."""
    with transaction.atomic():
        CollectionItem.objects.filter(pk=item.pk).update(note=note)
        item.collection.save(update_fields=["updated_at"])


def shown_items(collection: Collection) -> tuple[ShownItem, ...]:
    """Return the items in order with their articles: two queries."""
    items = list(collection.items.order_by(F("position"), "id"))
    articles = Article.objects.select_related("source").defer("text")
    rows = articles.in_bulk([item.article_id for item in items])
    return tuple(ShownItem(item, rows.get(item.article_id)) for item in items)


def byline(article: Article) -> str:
    """Return source and date as a list shows them."""
    source = article.source.name if article.source else UNKNOWN_SOURCE
    date = parse(article.published).in_words() if article.published else "undated"
    return f"{source}, {date}"


def _item(collection: Collection, article: Article, position: int) -> CollectionItem:
    return CollectionItem(
        collection=collection,
        article_id=article.pk,
        title=article.label[:500],
        byline=byline(article)[:500],
        position=position,
    )


def _check_room(collection: Collection, present: int, more: int) -> None:
    if present + more > MAX_ITEMS:
        room = MAX_ITEMS - present
        raise TooMany(
            f"“{collection.name}” holds {present} of at most {MAX_ITEMS} articles, so there is "
            f"room for {room} more. Nothing was added; choose fewer, or another collection."
        )


def _check_name(person: User, name: str, but: int = 0) -> None:
    others = Collection.objects.filter(person=person, name__iexact=name).exclude(pk=but)
    if others.exists():
        raise NameTaken(f"You have another collection named “{name}”. Choose another name.")
