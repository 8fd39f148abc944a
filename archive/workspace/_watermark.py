"""Up to where a person has looked: a mark among the ids of articles.

Ids grow in the order of arrival and are never used again. The index takes an article in some
time after the database, perhaps after its successors, so a mark alone would lose those that
were late: they are kept beside it, as `awaited`.
"""

from collections.abc import Callable
from collections.abc import Collection as Ids
from dataclasses import dataclass

from django.db.models import Max, Q

from archive.models import Article, IndexTask

MOST_AWAITED = 500


@dataclass(frozen=True, slots=True)
class Watermark:
    """Everything up to `through` is known to a person, but not what was `awaited` then."""

    through: int = 0
    awaited: tuple[int, ...] = ()

    def is_past(self, pk: int) -> bool:
        """Tell whether an article came in after the mark was set."""
        return pk > self.through or pk in self.awaited

    def shown(self, ids: Ids[int]) -> "Watermark":
        """Return this mark without those awaited that were shown after all."""
        return Watermark(self.through, tuple(pk for pk in self.awaited if pk not in ids))

    def later(self, other: "Watermark") -> "Watermark":
        """Return the mark that knows more; two at the same place await what both do."""
        if self.through != other.through:
            return max(self, other, key=lambda mark: mark.through)
        return Watermark(self.through, tuple(set(self.awaited) & set(other.awaited)))


def horizon_after(mark: Watermark) -> Watermark:
    """Return how far the index has come, for a search that is asked *after* this call.

    INVARIANT: the highest id is read before the queue, and the queue before the index. An
    article then is above the horizon, or in the queue, or already in the index.
    """
    through = max(_last_id(), mark.through)
    late = Q(article_id__gt=mark.through) | Q(article_id__in=mark.awaited)
    queued = IndexTask.objects.filter(late, article_id__lte=through).order_by("article_id")
    ids = list(queued.values_list("article_id", flat=True)[: MOST_AWAITED + 1])
    if len(ids) > MOST_AWAITED:  # an import is under way: come back for the rest
        through = ids.pop() - 1
    return Watermark(through, tuple(ids))


def first_mark(ask: Callable[[], Ids[int]]) -> Watermark:
    """Return the mark of a person who knows what `ask`, called here, finds in the index.

    Without an earlier mark, the queue does not tell new articles from changed ones; those
    that came in last are awaited.
    """
    through = _last_id()
    queued = IndexTask.objects.filter(article_id__lte=through).order_by("-article_id")
    mark = Watermark(through, tuple(queued.values_list("article_id", flat=True)[:MOST_AWAITED]))
    return mark.shown(set(ask())) if mark.awaited else mark


def _last_id() -> int:
    return Article.objects.aggregate(last=Max("id"))["last"] or 0
