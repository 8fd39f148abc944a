"""Which article an editor looks at next: the one that is least certain among the newest.

An article is as certain as its least certain value, and a value as its surest words. Where
nothing was found an article comes first.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, Max, QuerySet, Value, When
from django.utils import timezone

from archive.models import Article, Evidence, Field, Review, Verdict

NEWEST = 2_000  # unreviewed articles that are compared: a question of some 50 ms
_SEVERAL = (Field.COUNTRY, Field.MINERAL, Field.COMPANY, Field.PROJECT)
REVIEWED = [{"changed": {"fields": ["Review"]}}]  # as Django's admin logs it


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, least certain first; of `waiting` articles the newest are in `ids`."""

    ids: tuple[int, ...]
    waiting: int

    def first(self, *, but: Collection[int]) -> int | None:
        """Return the least certain article other than these."""
        return next((pk for pk in self.ids if pk not in but), None)


def read_queue() -> Queue:
    """Return the queue as it is now."""
    unreviewed = Article.objects.filter(review=Review.UNREVIEWED)
    newest = unreviewed.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
    certainty = _certainty(newest)
    ids = sorted(newest, key=lambda pk: (certainty.get(pk, 0.0), -pk))
    return Queue(tuple(ids), unreviewed.count())


def reviewed_today(person: AbstractBaseUser) -> int:
    """Return how many articles a person has marked as reviewed since midnight."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    entries = LogEntry.objects.filter(
        user_id=person.pk,
        content_type=ContentType.objects.get_for_model(Article),
        action_flag=CHANGE,
        action_time__gte=midnight,
        change_message__contains='"Review"',
    )
    return entries.values("object_id").distinct().count()


def _certainty(articles: QuerySet[Article, int]) -> dict[int, float]:
    """Return how certain the least certain value of each article is."""
    # A field with one value is as certain as the best of its findings.
    value = Case(
        When(field__in=_SEVERAL, then=F("value")), default=Value(""), output_field=CharField()
    )
    rows = (
        Evidence.objects.filter(article__in=articles, verdict=Verdict.MACHINE)
        .order_by()
        .values("article", "field", said=value)
        .annotate(best=Max("confidence"))
        .values_list("article", "best")
    )
    least: dict[int, float] = {}
    for pk, best in rows:
        least[pk] = min(best, least.get(pk, 1.0))
    return least
