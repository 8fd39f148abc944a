"""Articles that are copies of each other share a story: kept so as they come, or found anew."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from archive.models import Article, Story, StoryKey, StoryRejection
from archive.stories._copies import copies_of
from archive.stories._likeness import fingerprint, wording_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_BATCH = 100  # articles in one transaction


def place(article: Article) -> None:
    """Put an article into the story of its copies; one that an editor rejected stays alone.

    INVARIANT: runs in the transaction that wrote the article's body.
    """
    wording = wording_of(article.body)
    keys = fingerprint(wording)
    copies = {each.article.pk: each.article.story_id for each in copies_of(wording, keys)}
    if not keys:
        copies = _same_texts(article)
    StoryKey.objects.filter(article=article).delete()
    StoryKey.objects.bulk_create(StoryKey(key=key, article=article) for key in keys)
    others = copies.keys() - {article.pk}
    if others and not StoryRejection.objects.filter(article=article).exists():
        _join((article.pk, *copies), {*copies.values(), article.story_id})
        article.refresh_from_db(fields=["story"])


def other_copies(article: Article) -> QuerySet[Article]:
    """Return the other articles of an article's story by date, the undated ones last."""
    if article.story_id is None:
        return Article.objects.none()
    others = Article.objects.filter(story=article.story_id).exclude(pk=article.pk)
    return others.order_by(F("published_earliest").asc(nulls_last=True), "pk")


def reject_story(article: Article, user: "User") -> None:
    """Take an article out of its story, for ever."""
    with transaction.atomic():
        StoryRejection.objects.update_or_create(article=article, defaults={"rejected_by": user})
        article.story = None
        article.save(update_fields=["story"])


def accept_story(article: Article) -> None:
    """Take a rejection back: the wording decides again."""
    with transaction.atomic():
        StoryRejection.objects.filter(article=article).delete()
        place(article)


def find_stories(*, anew: bool = False) -> Iterator[tuple[int, int]]:
    """Place articles in order of their ids, a hundred in a transaction.

    Those after the last one that has a fingerprint or, `anew`, all: the stories there are
    dissolved first. Yields how many of how many are placed.
    """
    if anew:
        _dissolve()
    last = StoryKey.objects.aggregate(last=Max("article_id"))["last"] or 0
    placed, total = 0, Article.objects.filter(pk__gt=last).count()
    while True:
        with transaction.atomic():
            batch = list(Article.objects.filter(pk__gt=last).order_by("pk")[:_BATCH])
            for article in batch:
                place(article)
        if not batch:
            return
        last = batch[-1].pk
        placed += len(batch)
        yield placed, max(placed, total)


def _same_texts(article: Article) -> dict[int, int | None]:
    same = Article.objects.filter(content_hash=article.content_hash, story_rejection=None)
    return dict(same.exclude(pk=article.pk).order_by("pk").values_list("pk", "story_id")[:_BATCH])


def _join(articles: Collection[int], known: Collection[int | None]) -> None:
    """Make one story of articles and of all articles of known stories: the oldest, or a new one."""
    stories = [story for story in known if story is not None]
    story = min(stories) if stories else Story.objects.create().pk
    members = Article.objects.filter(Q(pk__in=articles) | Q(story__in=stories))
    members.exclude(story=story).update(story=story)
    Story.objects.filter(pk__in=stories).exclude(pk=story).delete()


def _dissolve() -> None:
    with transaction.atomic():
        StoryKey.objects.all().delete()
        Article.objects.exclude(story=None).update(story=None)
        Story.objects.all().delete()
